"""Who is too close to a household: a bar beats every key, and only a second person lifts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import YES
from tandem.dossier import door, rules
from tandem.dossier.models import Bar
from tandem.dossier.services import keys
from tandem.network.models import Account

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household


# The household may be one that who says so has no key to; the database does this for them.
_MYSELF = "SELECT tandem.bar_myself(%s, %s, %s, %s, %s, %s, %s)"
_FREE = "SELECT tandem.free_for_bar(%s, %s, %s, %s, %s, %s)"
# What the team tells the family: who comes, never why somebody else goes.
SOMEBODY_ELSE = "Wie met dit gezin meefietst, verandert. We kiezen samen iemand anders."
AGREED = "het lokaal team"


@dataclass(frozen=True, slots=True)
class Tie:
    """What makes somebody too close, with a sentence when it is something else."""

    kind: str
    note: str = ""


@transaction.atomic
def report_self(ref: str, tie: Tie, *, by: Account, at: datetime) -> None:
    """Say of oneself: I know this household. Says nothing back, whether it exists or not."""
    rules.bar_is_described(kind=tie.kind, note=tie.note).or_refuse()
    named = ref.strip().upper()
    if not _bar_myself(named, tie, by=by, at=at):
        audit.record_refused_look(named, by=by, at=at, subject="ik ken dit gezin")
        return
    audit.record("bar_recorded", by=by, at=at, household=named, subject=f"account:{by.pk}")


@transaction.atomic
def set_bar(home: Household, account: Account, tie: Tie, *, by: Account, at: datetime) -> None:
    """Bar a colleague from a household; who is barred already stays so, with the first reason.

    Whoever has a key may say it of themselves; of another only the local team says it.
    """
    needed = Permission.HOUSEHOLD_VIEW if account.pk == by.pk else Permission.BAR_RECORD
    door.require(by, needed, home, at=at)
    rules.bar_is_described(kind=tie.kind, note=tie.note).or_refuse()
    if account.pk == by.pk:
        _bar_myself(home.ref, tie, by=by, at=at)
        audit.record("bar_recorded", by=by, at=at, household=home.ref, subject=f"account:{by.pk}")
        return
    _set(account, home.pk, tie, ref=home.ref, by=by, at=at)


def _bar_myself(ref: str, tie: Tie, *, by: Account, at: datetime) -> bool:
    """Bar oneself, in one statement, whatever was named; whether there was such a household."""
    words = tie.note.strip()
    with connection.cursor() as cursor:
        cursor.execute(_MYSELF, [by.pk, at, ref, tie.kind, words, SOMEBODY_ELSE, AGREED])
        (found,) = cursor.fetchone()
    return bool(found)


def _set(
    account: Account, household_id: int, tie: Tie, *, ref: str, by: Account, at: datetime
) -> None:
    # The keys first: whoever cuts one for this account now, waits for us and then finds the bar.
    keys.end_for_bar(account, household_id, ref=ref, by=by, at=at)
    Bar.objects.get_or_create(
        account=account,
        household_id=household_id,
        lifted_at=None,
        defaults={
            "kind": tie.kind,
            "note": tie.note.strip(),
            "recorded_at": at,
            "recorded_by": by,
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(_FREE, [account.pk, household_id, by.pk, at, SOMEBODY_ELSE, AGREED])
    audit.record("bar_recorded", by=by, at=at, household=ref, subject=f"account:{account.pk}")


def judge_naming(household: Household, *accounts: Account | None) -> Verdict:
    """Judge whether nobody who is named is barred here; who bars at the same time waits."""
    named = sorted({account.pk for account in accounts if account is not None})
    if not named:
        return YES
    # Locked: who bars one of these right now waits for us, or we for them and then find the bar.
    list(Account.objects.select_for_update(no_key=True).filter(pk__in=named).order_by("pk"))
    bars = Bar.objects.running().filter(household=household, account__in=named)
    return rules.may_hold_key(is_barred=bars.exists(), is_active=True)


@transaction.atomic
def lift(bar: Bar, reason: str, *, by: Account, at: datetime) -> None:
    """Lift a bar: by somebody else than who set it and who is barred."""
    door.require(by, Permission.BAR_RECORD, bar.household, at=at)
    locked = Bar.objects.select_for_update(of=("self",)).get(pk=bar.pk)
    rules.may_lift(
        is_lifted=locked.lifted_at is not None,
        is_recorder=locked.recorded_by_id == by.pk,
        is_barred=locked.account_id == by.pk,
    ).or_refuse()
    locked.lifted_at, locked.lifted_by, locked.lift_reason = at, by, reason.strip()
    locked.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    keys.cut_after_bar(bar, by=by, at=at)
    audit.record(
        "bar_lifted",
        by=by,
        at=at,
        household=bar.household.ref,
        subject=f"account:{bar.account_id}",
    )
