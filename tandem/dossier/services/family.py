"""A page of their own for somebody of the family, and their words opened for a parent.

The way in is handed over in person, with a sign-in name that we make: never an address that
somebody chose, and for a child certainly not one that a parent chose (safety, pitfall 44).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door, rules
from tandem.dossier.models import FamilyAccess, Household, Person, Release
from tandem.dossier.selectors import sight
from tandem.dossier.services import keys
from tandem.network import selectors
from tandem.network import services as network

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.network.models import Account


@transaction.atomic
def give_page(
    person: Person,
    *,
    level: str,
    by: Account,
    at: datetime,
    domain: str = network.relative.DOMAIN,
) -> tuple[FamilyAccess, str]:
    """Give somebody of the family a page of their own; return it with the token, shown once."""
    household = person.household
    door.require(by, Permission.FAMILY_ACCESS_EDIT, household, at=at)
    Household.objects.select_for_update(of=("self",), no_key=True).get(pk=household.pk)
    first_no(
        rules.may_get_page(has_one=person.accesses.filter(ended_at=None).exists()),
        rules.may_have_page(sight.somebody(person, at=at), on=day_of(at)),
    ).or_refuse()
    again = person.accesses.exists()
    account, token = network.relative.invite(person.name, domain=domain, again=again, by=by, at=at)
    access = FamilyAccess.objects.create(
        household=household,
        person=person,
        account=account,
        level=level,
        granted_at=at,
        granted_by=by,
    )
    audit.record(
        "family_page_given", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )
    keys.follow_family(household, by=by, at=at)
    return access, token


@transaction.atomic
def renew_link(access: FamilyAccess, *, by: Account, at: datetime) -> str:
    """Give a new link in person; every old way in is closed."""
    _open(access, by=by, at=at)
    token = network.relative.renew(access.account, by=by, at=at)
    _record("family_link_renewed", access, by=by, at=at)
    return token


def judge_confirming(access: FamilyAccess, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may let a waiting link work now; greys the button, stops the POST."""
    waiting = selectors.waiting_link(access.account, at=at)
    return rules.may_confirm_link(
        made_by=None if waiting is None else waiting.invited_by_id, by=by.pk
    )


@transaction.atomic
def confirm_link(access: FamilyAccess, *, by: Account, at: datetime) -> None:
    """Say as a second professional that the new link is for who asked for it (T-04)."""
    locked = _open(access, by=by, at=at)
    judge_confirming(locked, by=by, at=at).or_refuse()
    network.relative.confirm(locked.account, by=by, at=at)
    _record("family_link_confirmed", access, by=by, at=at)


@transaction.atomic
def set_level(access: FamilyAccess, level: str, *, by: Account, at: datetime) -> None:
    """Show more or less on the page; only a professional raises or lowers it."""
    locked = _open(access, by=by, at=at)
    locked.level = level
    locked.save(update_fields=["level"])
    _record("family_page_changed", access, by=by, at=at)


@transaction.atomic
def freeze(access: FamilyAccess, *, by: Account, at: datetime) -> None:
    """Close the page at once, for instance after a call that somebody looks along."""
    locked = _open(access, by=by, at=at)
    if locked.frozen_at is None:
        locked.frozen_at, locked.frozen_by = at, by
        locked.save(update_fields=["frozen_at", "frozen_by"])
    network.relative.shut(access.account, by=by, at=at)
    _record("family_page_frozen", access, by=by, at=at)
    keys.follow_family(access.household, by=by, at=at)


@transaction.atomic
def thaw(access: FamilyAccess, *, by: Account, at: datetime) -> str:
    """Open a frozen page again, with a new link that is handed over in person."""
    locked = _open(access, by=by, at=at)
    locked.frozen_at, locked.frozen_by = None, None
    locked.save(update_fields=["frozen_at", "frozen_by"])
    token = network.relative.renew(access.account, by=by, at=at)
    _record("family_page_opened_again", access, by=by, at=at)
    keys.follow_family(access.household, by=by, at=at)
    return token


@transaction.atomic
def end_page(access: FamilyAccess, *, by: Account, at: datetime) -> None:
    """End somebody's page for good: the account closes and the key ends."""
    locked = _open(access, by=by, at=at)
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    network.relative.end(access.account, by=by, at=at)
    _record("family_page_ended", access, by=by, at=at)
    keys.follow_family(access.household, by=by, at=at)


@transaction.atomic
def release_words(
    teller: Person, reader: Person, *, agrees: bool, reason: str, by: Account, at: datetime
) -> Release:
    """Open a child's own words for a parent with authority (vrijgeven)."""
    household = teller.household
    door.require(by, Permission.FAMILY_ACCESS_EDIT, household, at=at)
    day = day_of(at)
    rules.words_may_be_read(
        teller_age=teller.age(day),
        teller_agrees=agrees,
        is_released=True,
        has_authority=sight.has_authority(reader, over=teller, on=day),
    ).or_refuse()
    running = Release.objects.select_for_update(of=("self",)).filter(
        teller=teller, reader=reader, ended_at=None
    )
    running.update(ended_at=at, ended_by=by)
    release = Release.objects.create(
        household=household,
        teller=teller,
        reader=reader,
        teller_agrees=agrees,
        reason=reason.strip(),
        released_at=at,
        released_by=by,
    )
    audit.record(
        "words_released", by=by, at=at, household=household.ref, subject=f"person:{teller.pk}"
    )
    return release


@transaction.atomic
def end_release(release: Release, *, by: Account, at: datetime) -> None:
    """Close somebody's own words again; that needs no second person."""
    household = release.household
    door.require(by, Permission.FAMILY_ACCESS_EDIT, household, at=at)
    Release.objects.filter(pk=release.pk, ended_at=None).update(ended_at=at, ended_by=by)
    audit.record(
        "words_closed_again",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{release.teller_id}",
    )


def _open(access: FamilyAccess, *, by: Account, at: datetime) -> FamilyAccess:
    """Require that somebody may change this page, and that it has not ended."""
    door.require(by, Permission.FAMILY_ACCESS_EDIT, access.household, at=at)
    found = FamilyAccess.objects.select_for_update(of=("self",)).filter(pk=access.pk, ended_at=None)
    locked = found.order_by("id").first()
    if locked is None:
        raise door.NotFound
    return locked


def _record(event: str, access: FamilyAccess, *, by: Account, at: datetime) -> None:
    audit.record(
        event,
        by=by,
        at=at,
        household=access.household.ref,
        subject=f"person:{access.person_id}",
    )
