"""Who is away, and who takes over: the deputy holds the same keys until the day of return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import rules, selectors
from tandem.dossier.models import Absence
from tandem.dossier.services import keys
from tandem.network.models import Account

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.periods import Period


@transaction.atomic
def report(
    account: Account, deputy: Account, days: Period, *, by: Account, at: datetime
) -> Absence:
    """Say that somebody is away on some days, and who takes over."""
    # Who brings this colleague in somewhere at the same time waits, and then finds the absence.
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    until = days.until or days.since
    others = Absence.objects.filter(
        account=account, ended_at=None, since__lt=until, until__gt=days.since
    )
    is_self = account.pk == by.pk
    first_no(
        rules.may_report_absence(
            is_self=is_self, is_lead=is_self or selectors.may_lead(account, by=by, at=at)
        ),
        rules.absence_fits(since=days.since, until=until, today=day_of(at), others=others.exists()),
        rules.may_deputize(
            is_active=deputy.is_active,
            same_work=selectors.possible_deputies(account, at=at).filter(pk=deputy.pk).exists(),
        ),
    ).or_refuse()
    absence = Absence.objects.create(
        account=account,
        deputy=deputy,
        since=days.since,
        until=until,
        recorded_at=at,
        recorded_by=by,
    )
    keys.cut_for_deputy(absence, by=by, at=at)
    audit.record("absence_reported", by=by, at=at, subject=f"account:{account.pk}")
    return absence


@transaction.atomic
def end(absence: Absence, *, by: Account, at: datetime) -> None:
    """Say that somebody is back, or does not go: the deputy's keys end now."""
    locked = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    is_self = locked.account_id == by.pk
    first_no(
        rules.may_report_absence(
            is_self=is_self, is_lead=is_self or selectors.may_lead(absence.account, by=by, at=at)
        ),
        rules.absence_fits(
            since=locked.since,
            until=locked.until,
            today=day_of(at),
            others=locked.ended_at is not None,
        ),
    ).or_refuse()
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    keys.end_for_absence(absence, by=by, at=at)
    audit.record("absence_ended", by=by, at=at, subject=f"account:{absence.account_id}")
