"""What everybody said about each organization, and with whom it may have contact (CONS-14)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.dossier.enums import POWER_FORMS, Origin
from tandem.legal import rules
from tandem.legal.enums import Answer
from tandem.legal.models import Consent
from tandem.legal.selectors.grounds import left_out
from tandem.legal.selectors.voices import deciders, members
from tandem.legal.selectors.words import spoken_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from tandem.dossier.models import Household, Involvement, Person
    from tandem.network.models import Organization

OVER = "over"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says about one organization: yes, no, over, or nothing yet."""

    answer: str
    consent: Consent | None

    @property
    def is_yes(self) -> bool:
        """Whether a yes is in force."""
        return self.answer == Answer.YES


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the household, with a voice per organization."""

    person: Person
    age: int
    answers_itself: bool
    is_asked: bool
    deciders: tuple[str, ...]
    voices: tuple[tuple[Organization, Voice], ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """One organization: whether it is here, on what ground, and whom it may speak with."""

    organization: Organization
    is_here: bool
    by_power: bool
    may_speak_with: tuple[str, ...]
    not_with: tuple[str, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether some say yes and others do not."""
        return bool(self.may_speak_with and self.not_with) and not self.by_power


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who was not asked yet about an organization that takes part (CONS-18)."""

    person: Person
    organization: Organization


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says what about whom, now."""

    partners: tuple[Partner, ...]
    members: tuple[Member, ...]
    to_ask: tuple[ToAsk, ...]


type _Said = Mapping[int, Mapping[int, Voice]]


def standing(home: Household, *, at: datetime) -> Standing:
    """Read who says what about each organization that was named or takes part."""
    day = day_of(at)
    said, named = _said(home, at=at)
    here = _involvements(home, on=day)
    organizations = {one.pk: one for one in named}
    organizations |= {one.organization_id: one.organization for one in here}
    in_order = sorted(organizations.values(), key=lambda one: (one.name, one.pk))
    people = members(home, on=day)
    holders = deciders(home, on=day)
    passed = left_out(home)
    return Standing(
        partners=tuple(
            replace(partner, is_here=True)
            # the local team is always there, without being brought in
            if partner.organization.pk == home.managed_by_id
            else partner
            for partner in (_partner(one, people, said, holders, here, on=day) for one in in_order)
        ),
        members=tuple(_member(one, in_order, said, holders, people, on=day) for one in people),
        to_ask=tuple(_to_ask([one for one in people if one.pk not in passed], said, here, on=day)),
    )


def not_to_speak_with(
    home: Household, organization: Organization, people: Iterable[Person], *, at: datetime, on: date
) -> list[str]:
    """First names of those who gave an organization no yes, unless it comes with powers."""
    here = [one for one in _involvements(home, on=on) if one.organization_id == organization.pk]
    if any(one.form in POWER_FORMS for one in here):
        return []
    said, _ = _said(home, at=at, on=on)
    holders = deciders(home, on=on)
    return [
        person.first_name
        for person in people
        if not _agrees(person, organization.pk, said, holders, on=on)
    ]


def _said(
    home: Household, *, at: datetime, on: date | None = None
) -> tuple[_Said, list[Organization]]:
    """The last word of each person on each organization, and every organization ever named."""
    day = on or day_of(at)
    said: dict[int, dict[int, Voice]] = defaultdict(dict)
    named: list[Organization] = []
    found = home.consents.filter(given_on__lte=day).prefetch_related("organizations")
    for consent in sorted(found.order_by("id"), key=lambda one: spoken_at(one, at=at)):
        runs = consent.period.has(day) and (consent.ended_at is None or consent.ended_at > at)
        answer = consent.answer if runs or consent.answer == Answer.NO else OVER
        for organization in consent.organizations.all():
            said[consent.person_id][organization.pk] = Voice(answer, consent)
            named.append(organization)
    return said, named


def _involvements(home: Household, *, on: date) -> list[Involvement]:
    running = home.involvements.open(on=on).filter(anonymous=False)
    return list(running.select_related("organization").order_by("id"))


def _agrees(
    person: Person,
    organization: int,
    said: _Said,
    holders: Mapping[int, Collection[int]],
    *,
    on: date,
) -> bool:
    """Whether somebody, or who decides for a young child, says yes to an organization."""
    nothing = Voice("", None)
    if rules.may_answer(born_on=person.born_on, given_on=on):
        return said.get(person.pk, {}).get(organization, nothing).is_yes
    return any(
        said.get(holder, {}).get(organization, nothing).is_yes
        for holder in holders.get(person.pk, ())
    )


def _partner(
    organization: Organization,
    people: list[Person],
    said: _Said,
    holders: Mapping[int, Collection[int]],
    here: list[Involvement],
    *,
    on: date,
) -> Partner:
    own = [one for one in here if one.organization_id == organization.pk]
    agreeing = [_agrees(one, organization.pk, said, holders, on=on) for one in people]
    pairs = list(zip(people, agreeing, strict=True))
    return Partner(
        organization=organization,
        is_here=bool(own),
        by_power=any(one.form in POWER_FORMS for one in own),
        may_speak_with=tuple(one.first_name for one, yes in pairs if yes),
        not_with=tuple(one.first_name for one, yes in pairs if not yes),
    )


def _member(
    person: Person,
    organizations: list[Organization],
    said: _Said,
    holders: Mapping[int, Collection[int]],
    people: list[Person],
    *,
    on: date,
) -> Member:
    own = said.get(person.pk, {})
    names = {one.pk: one.first_name for one in people}
    decide = holders.get(person.pk, ())
    return Member(
        person=person,
        age=person.age(on),
        answers_itself=bool(rules.may_answer(born_on=person.born_on, given_on=on)),
        is_asked=person.age(on) >= rules.DECIDES_TOO,
        deciders=tuple(names[pk] for pk in names if pk in decide),
        voices=tuple((one, own.get(one.pk, Voice("", None))) for one in organizations),
    )


def _to_ask(
    people: list[Person], said: _Said, here: list[Involvement], *, on: date
) -> Iterable[ToAsk]:
    for person in people:
        if person.age(on) < rules.DECIDES_TOO:
            continue
        for one in here:
            stands_on_consent = one.form not in POWER_FORMS and one.origin == Origin.SCREEN
            if stands_on_consent and one.organization_id not in said.get(person.pk, {}):
                yield ToAsk(person, one.organization)
