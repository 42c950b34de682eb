"""The one plain page of somebody of the family: what they may see, through every shield.

Deny by default: only what is named here is shown. Nothing is counted, numbered or left open, so
that what is hidden leaves no gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.roles import Scope
from tandem.core.periods import day_of
from tandem.desk.selectors import mine_plan, own, who_looked
from tandem.desk.selectors.mine_law import LITTLE, Law, law_of
from tandem.desk.selectors.on_paper import reached
from tandem.dossier import rules
from tandem.dossier.enums import ViewLevel
from tandem.dossier.models import (
    Address,
    ContactPerson,
    Entry,
    FamilyAccess,
    Key,
    Person,
)
from tandem.dossier.selectors import sight
from tandem.legal.enums import Answer as Said
from tandem.legal.enums import IdentityCheck
from tandem.legal.models import Consent, CoreDecision, Withdrawal, WithdrawalDenial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household
    from tandem.network.models import Account

SHOWN = 50
SAID_FOR = timedelta(days=90)
# How it was checked who took consent back, as the one in whose name it was done reads it.
_CHECKED = {
    IdentityCheck.IN_PERSON: "Iemand van ons sprak die persoon zelf.",
    IdentityCheck.CALLED_BACK: "Wij belden terug op het nummer dat wij al hadden.",
    IdentityCheck.OWN_PAGE: "Het kwam via de eigen bladzijde.",
    IdentityCheck.LETTER: "Het kwam per brief of e-mail.",
    IdentityCheck.NOT_YET: "Wij gaan nog na wie het zei.",
}


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody whom the reader may see."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that somebody said in their own words."""

    day: date
    text: str
    who: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the question for consent, and with whom."""

    day: date
    answer: str
    organizations: tuple[str, ...]
    until: date | None
    runs: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who works and has, or had, a key."""

    name: str
    organization: str
    ground: str
    since: datetime
    until: datetime | None
    runs: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That somebody took back a yes in the name of the reader, and whether the reader denied it."""

    day: date
    via: str
    check: str
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything on the page."""

    me: Person
    is_young: bool
    shows_all: bool
    manager: str
    contact: str
    people: tuple[Relative, ...]
    addresses: tuple[Address, ...]
    told: tuple[Told, ...]
    answers: tuple[Answer, ...]
    taken_back: TakenBack | None
    decisions: tuple[CoreDecision, ...]
    holders: tuple[Holder, ...]
    looked: tuple[who_looked.Day, ...]
    law: Law
    together: mine_plan.Together


def access_of(account: Account, *, at: datetime) -> FamilyAccess | None:
    """The page of an account, when its key opens it now and the law still says so."""
    mine = (
        FamilyAccess.objects.filter(
            Q(keys__until=None) | Q(keys__until__gt=at),
            account=account,
            ended_at=None,
            frozen_at=None,
            keys__since__lte=at,
        )
        .select_related("person", "household")
        .order_by("id")
        .first()
    )
    if mine is None:
        return None
    # The key has every known end in it; the rule is asked once more, on the day itself.
    who = sight.somebody(mine.person, at=at)
    return mine if rules.may_have_page(who, on=day_of(at)) else None


def page_of(mine: FamilyAccess, home: Household, *, at: datetime) -> Mine:
    """Read the page of somebody of the family, of a household that the door opened."""
    me, day, seen = mine.person, day_of(at), own.ids()
    shows_all = mine.level == ViewLevel.FULL
    answers = _answers(seen, on=day)
    others = list(_others(me, seen["dossier_person"]))
    minds = me.age(day) >= rules.ADULT
    heard = mine_plan.heard_by(seen if shows_all else mine_plan.NOTHING)
    return Mine(
        me=me,
        is_young=me.age(day) < rules.ADULT,
        shows_all=shows_all,
        manager=home.managed_by.name,
        contact=_contact(home, seen["dossier_contactperson"], on=day),
        people=tuple(_relative(one, minds=minds, on=day) for one in others),
        addresses=_addresses(seen["dossier_address"], on=day),
        told=_told(me, seen["dossier_entry"] - mine_plan.not_told_by(me, heard))
        if shows_all
        else (),
        answers=answers,
        taken_back=_taken_back(seen, at=at) if shows_all else None,
        decisions=_decisions(seen["legal_coredecision"]) if shows_all else (),
        holders=_holders(seen["dossier_key"], at=at),
        looked=_looked(home, seen)[:SHOWN] if shows_all else (),
        law=law_of(
            me,
            others if minds else (),
            seen if shows_all else LITTLE,
            says_yes=any(one.runs for one in answers),
            at=at,
        ),
        together=mine_plan.together_of(
            me, heard, seen, own.named_in_pieces() if heard else {}, on=day
        ),
    )


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What of somebody is handed over on paper, besides who looked."""

    told: tuple[Told, ...]
    answers: tuple[Answer, ...]
    holders: tuple[Holder, ...]
    together: mine_plan.Together


def on_paper(person: Person, *, at: datetime) -> OnPaper:
    """Read the own part of one of the family, with or without a page, through their shields."""
    page = FamilyAccess.objects.filter(person=person).order_by("-id").first()
    seen = own.on_paper(person, account=0 if page is None else page.account_id, at=at)
    # Who hands it over knows everybody of the household.
    people = Person.objects.filter(household=person.household_id).order_by("id")
    return OnPaper(
        told=_told(person, seen["dossier_entry"]),
        answers=_answers(seen, on=day_of(at)),
        holders=_holders(seen["dossier_key"], at=at),
        together=mine_plan.together_of(
            person,
            mine_plan.heard_by(seen),
            seen,
            {one.pk: one.first_name for one in people},
            on=day_of(at),
        ),
    )


def looked(home: Household) -> tuple[who_looked.Day, ...]:
    """Who looked, and who changed something of the reader: a day per line, the newest first."""
    return _looked(home, own.ids())


def _looked(home: Household, seen: Mapping[str, Iterable[int]]) -> tuple[who_looked.Day, ...]:
    return who_looked.days(home, seen["audit_event"], seen["dossier_key"])


def _others(me: Person, seen: Iterable[int]) -> QuerySet[Person]:
    others = Person.objects.filter(pk__in=list(seen)).exclude(pk=me.pk)
    return others.order_by("born_on", "id")


def _relative(one: Person, *, minds: bool, on: date) -> Relative:
    return Relative(one.name, _age(one.age(on)) if minds else "heeft gezag over jou")


def _age(years: int) -> str:
    return "wordt nog geboren" if years < 0 else f"{years} jaar"


def _addresses(seen: Iterable[int], *, on: date) -> tuple[Address, ...]:
    running = Address.objects.filter(
        Q(until=None) | Q(until__gt=on), pk__in=list(seen), since__lte=on
    )
    return tuple(running.select_related("person").order_by("person__born_on", "kind", "id"))


def _told(me: Person, seen: Iterable[int]) -> tuple[Told, ...]:
    shown = list(seen)
    # A correction that the reader may see takes the place of what it corrects.
    entries = (
        Entry.objects.filter(pk__in=shown)
        .exclude(replaced_by__in=shown)
        .select_related("told_by")
        .order_by("-happened_on", "-id")
    )
    return tuple(
        Told(
            one.happened_on,
            one.text,
            one.told_by.first_name if one.told_by else "",
            one.told_by_id == me.pk,
        )
        for one in entries
    )


def _answers(seen: Mapping[str, Iterable[int]], *, on: date) -> tuple[Answer, ...]:
    with_whom: dict[int, list[str]] = {}
    named = Consent.organizations.through.objects.filter(
        pk__in=list(seen["legal_consent_organizations"])
    )
    for consent, name in named.order_by("organization__name", "id").values_list(
        "consent_id", "organization__name"
    ):
        with_whom.setdefault(consent, []).append(name)
    given = Consent.objects.filter(pk__in=list(seen["legal_consent"]))
    return tuple(
        Answer(
            one.given_on,
            str(one.get_answer_display()),
            tuple(with_whom.get(one.pk, ())),
            one.period.last_day,
            one.answer == Said.YES and one.ended_at is None and one.period.has(on),
        )
        for one in given.order_by("-given_on", "-id")
    )


def _taken_back(seen: Mapping[str, Iterable[int]], *, at: datetime) -> TakenBack | None:
    """The last withdrawal in the name of the reader, for as long as it is fresh."""
    last = (
        Withdrawal.objects.filter(
            pk__in=list(seen["legal_withdrawal"]), received_at__gt=at - SAID_FOR
        )
        .order_by("-received_at", "-id")
        .first()
    )
    if last is None:
        return None
    denied = set(seen["legal_withdrawaldenial"])
    found = WithdrawalDenial.objects.filter(pk__in=denied, withdrawal=last).exists()
    how = _CHECKED[IdentityCheck(last.identity)]
    return TakenBack(day_of(last.received_at), str(last.get_via_display()), how, found)


def _decisions(seen: Iterable[int]) -> tuple[CoreDecision, ...]:
    told = CoreDecision.objects.filter(pk__in=list(seen)).select_related("organization")
    return tuple(told.order_by("-decided_on", "-id"))


def _contact(home: Household, seen: Iterable[int], *, on: date) -> str:
    visible = ContactPerson.objects.filter(pk__in=list(seen))
    fixed = sight.contact_of(home, visible, on=on)
    if fixed is None:
        return ""
    said = (fixed.account.name, reached(fixed))
    return ", ".join(part for part in said if part)


def _holders(seen: Iterable[int], *, at: datetime) -> tuple[Holder, ...]:
    keys = (
        Key.objects.filter(pk__in=list(seen))
        .exclude(scope=Scope.FAMILY)
        .select_related("account__professional__employer")
        .order_by("account__name", "since", "id")
    )
    holders = [
        Holder(
            name=key.account.name,
            organization=_employer(key.account),
            ground=str(key.get_ground_display()),
            since=key.since,
            until=key.until,
            runs=key.until is None or at < key.until,
        )
        for key in keys
    ]
    return tuple(sorted(holders, key=lambda one: not one.runs))


def _employer(account: Account) -> str:
    professional = getattr(account, "professional", None)
    return professional.employer.name if professional is not None else ""
