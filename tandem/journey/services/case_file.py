"""Reading a case file (format tandem-cases/1): parse once, and say where it is wrong.

Everything that leaves this module has the right shape; whether it is allowed is for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tandem.core.periods import Period
from tandem.dossier.enums import Channel, Form, PersonRole
from tandem.legal.enums import DecisionRegime, Ground, MeasureKind
from tandem.network.enums import OrganizationKind

FORMAT = "tandem-cases/1"
# As long as the columns are in which they end up.
_LONGEST_REF, _LONGEST_SLUG, _LONGEST_NAME = 80, 60, 80
_MOST_DIGITS = 9
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Broken(Exception):  # noqa: N818 - it is an answer about a file
    """Something in the file has the wrong shape: where, and what."""

    def __init__(self, place: str, what: str) -> None:
        """Keep the place and the Dutch sentence apart, for the report."""
        super().__init__(f"{place}: {what}")
        self.place = place
        self.what = what


@dataclass(frozen=True, slots=True)
class CasePilot:
    """A pilot as the file names it."""

    ref: str
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class CaseOrganization:
    """An organization as the file names it."""

    ref: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody in a household."""

    ref: str
    role: str
    born_on: date
    authority: bool


@dataclass(frozen=True, slots=True)
class CaseConsent:
    """A yes of one person to organizations."""

    person: str
    organizations: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """A core decision."""

    regime: str
    organization: str
    ground: str
    ground_on: date
    decided_on: date
    family_informed_on: date | None


@dataclass(frozen=True, slots=True)
class CaseInvolvement:
    """An involvement of an organization, with its hours."""

    organization: str
    form: str
    anonymous: bool
    period: Period
    hours: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class CaseMeasure:
    """A measure or request for a test."""

    kind: str
    initiated_by_pilot: bool
    running_at_intake: bool
    decided_on: date


@dataclass(frozen=True, slots=True)
class CaseHousehold:
    """One household of the file, whole."""

    ref: str
    pilot: str
    registered_on: date
    channel: str
    measure_considered: bool
    leaflet_explained_on: date | None
    persons: tuple[CasePerson, ...]
    consents: tuple[CaseConsent, ...]
    decisions: tuple[CaseDecision, ...]
    involvements: tuple[CaseInvolvement, ...]
    measures: tuple[CaseMeasure, ...]
    expert_contacts: tuple[tuple[date, int], ...]
    ended_on: date | None


class Fields:
    """One JSON object, read field by field, that knows its place in the file."""

    def __init__(self, value: object, place: str, known: frozenset[str]) -> None:
        """Accept an object with exactly the known fields."""
        if not isinstance(value, Mapping):
            raise Broken(place, "hier hoort een object te staan.")
        for name in value:
            if name not in known:
                raise Broken(f"{place}.{name}", "dit veld kent Tandem niet.")
        for name in known:
            if name not in value:
                raise Broken(f"{place}.{name}", "dit veld ontbreekt.")
        self._value: Mapping[str, Any] = value
        self._place = place

    def at(self, name: str) -> str:
        """The place of a field."""
        return f"{self._place}.{name}"

    def text(self, name: str, longest: int = _LONGEST_REF) -> str:
        """A text that is not empty and fits."""
        return _text(self._value[name], self.at(name), longest)

    def one_of(self, name: str, allowed: Sequence[str]) -> str:
        """A word of a list."""
        value = self.text(name)
        if value not in allowed:
            raise Broken(self.at(name), f"'{value}' kan hier niet; kies uit {', '.join(allowed)}.")
        return value

    def yes_no(self, name: str) -> bool:
        """True or false."""
        value = self._value[name]
        if not isinstance(value, bool):
            raise Broken(self.at(name), "hier hoort true of false te staan.")
        return value

    def day(self, name: str) -> date:
        """A day in ISO form."""
        return _day(self._value[name], self.at(name))

    def day_or_none(self, name: str) -> date | None:
        """A day, or null."""
        return None if self._value[name] is None else self.day(name)

    def number(self, name: str) -> Decimal:
        """A number of zero or more."""
        value = self._value[name]
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            raise Broken(self.at(name), "hier hoort een getal te staan.")
        number = Decimal(value)
        # A number like 1e999999999 is short to write and endless to work with.
        if not number.is_finite() or not -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS:
            raise Broken(self.at(name), "dit getal is te groot of te klein om te kloppen.")
        if number < 0:
            raise Broken(self.at(name), "een getal kan hier niet negatief zijn.")
        return number

    def each[T](self, name: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        """Every item of a list, each read with its own place."""
        value = self._value[name]
        if not isinstance(value, list):
            raise Broken(self.at(name), "hier hoort een lijst te staan.")
        return tuple(read(item, f"{self.at(name)}[{index}]") for index, item in enumerate(value))


def _text(value: object, place: str, longest: int = _LONGEST_REF) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Broken(place, "hier hoort tekst te staan.")
    if len(value) > longest:
        raise Broken(place, f"deze tekst is langer dan {longest} tekens.")
    if "\x00" in value:
        raise Broken(place, "in deze tekst staat een teken dat niet leesbaar is.")
    return value


def _day(value: object, place: str) -> date:
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise Broken(place, "hier hoort een dag te staan, zoals 2024-01-31.")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Broken(place, f"de dag '{value}' bestaat niet.") from None
    if day.year == date.max.year:
        raise Broken(place, "deze dag is te ver weg.")
    return day


def read_pilot(value: object, place: str) -> CasePilot:
    """Read one pilot."""
    f = Fields(value, place, frozenset({"ref", "name", "municipality"}))
    return CasePilot(
        f.text("ref", _LONGEST_SLUG), f.text("name", _LONGEST_NAME), f.text("municipality")
    )


def read_organization(value: object, place: str) -> CaseOrganization:
    """Read one organization."""
    f = Fields(value, place, frozenset({"ref", "kind", "name"}))
    return CaseOrganization(
        ref=f.text("ref", _LONGEST_SLUG),
        kind=f.one_of("kind", OrganizationKind.values),
        name=f.text("name", _LONGEST_NAME),
    )


def _period(f: Fields) -> Period:
    return Period.with_last_day(f.day("from"), f.day_or_none("until"))


def _person(value: object, place: str) -> CasePerson:
    f = Fields(value, place, frozenset({"ref", "role", "born_on", "authority"}))
    return CasePerson(
        f.text("ref"), f.one_of("role", PersonRole.values), f.day("born_on"), f.yes_no("authority")
    )


def _consent(value: object, place: str) -> CaseConsent:
    f = Fields(value, place, frozenset({"person", "organizations", "from", "until"}))
    return CaseConsent(f.text("person"), f.each("organizations", _text), _period(f))


_DECISION = frozenset(
    {
        "kind",
        "regime",
        "organization",
        "ground",
        "ground_on",
        "decided_on",
        "family_informed_on",
    }
)


def _decision(value: object, place: str) -> CaseDecision:
    f = Fields(value, place, _DECISION)
    f.one_of("kind", ["kernbesluit"])
    return CaseDecision(
        regime=f.one_of("regime", DecisionRegime.values),
        organization=f.text("organization"),
        ground=f.one_of("ground", Ground.values),
        ground_on=f.day("ground_on"),
        decided_on=f.day("decided_on"),
        family_informed_on=f.day_or_none("family_informed_on"),
    )


def _hours(value: object, place: str) -> tuple[date, Decimal]:
    f = Fields(value, place, frozenset({"on", "hours"}))
    hours = f.number("hours")
    if hours > _HOURS_IN_A_WEEK:
        raise Broken(f.at("hours"), "dit zijn meer uren dan er in een week gaan.")
    return f.day("on"), hours


_HOURS_IN_A_WEEK = 168
_INVOLVEMENT = frozenset({"organization", "form", "anonymous", "from", "until", "hours"})


def _involvement(value: object, place: str) -> CaseInvolvement:
    f = Fields(value, place, _INVOLVEMENT)
    return CaseInvolvement(
        organization=f.text("organization"),
        form=f.one_of("form", Form.values),
        anonymous=f.yes_no("anonymous"),
        period=_period(f),
        hours=f.each("hours", _hours),
    )


_MEASURE = frozenset({"kind", "initiated_by_pilot", "running_at_intake", "decided_on"})


def _measure(value: object, place: str) -> CaseMeasure:
    f = Fields(value, place, _MEASURE)
    return CaseMeasure(
        kind=f.one_of("kind", MeasureKind.values),
        initiated_by_pilot=f.yes_no("initiated_by_pilot"),
        running_at_intake=f.yes_no("running_at_intake"),
        decided_on=f.day("decided_on"),
    )


def _expert_contacts(value: object, place: str) -> tuple[date, int]:
    f = Fields(value, place, frozenset({"month", "count"}))
    month = _day(f"{f.text('month')}-01", f.at("month"))
    count = f.number("count")
    if count > _MOST_CONTACTS or count != int(count):
        raise Broken(f.at("count"), "een aantal contacten is een heel getal.")
    return month, int(count)


_MOST_CONTACTS = 1000
_HOUSEHOLD = frozenset(
    {
        "ref",
        "pilot",
        "registered_on",
        "channel",
        "protection_measure_considered",
        "leaflet_explained_on",
        "persons",
        "consents",
        "decisions",
        "involvements",
        "measures",
        "expert_contacts",
        "ended_on",
    }
)


def read_household(value: object, place: str) -> CaseHousehold:
    """Read one household, whole; Broken names the first place that is wrong."""
    f = Fields(value, place, _HOUSEHOLD)
    household = CaseHousehold(
        ref=f.text("ref"),
        pilot=f.text("pilot"),
        registered_on=f.day("registered_on"),
        channel=f.one_of("channel", Channel.values),
        measure_considered=f.yes_no("protection_measure_considered"),
        leaflet_explained_on=f.day_or_none("leaflet_explained_on"),
        persons=f.each("persons", _person),
        consents=f.each("consents", _consent),
        decisions=f.each("decisions", _decision),
        involvements=f.each("involvements", _involvement),
        measures=f.each("measures", _measure),
        expert_contacts=f.each("expert_contacts", _expert_contacts),
        ended_on=f.day_or_none("ended_on"),
    )
    refs = [person.ref for person in household.persons]
    for index, ref in enumerate(refs):
        if ref in refs[:index]:
            raise Broken(f"{place}.persons[{index}].ref", f"'{ref}' staat er twee keer.")
    for index, consent in enumerate(household.consents):
        if consent.person not in refs:
            raise Broken(
                f"{place}.consents[{index}].person",
                f"'{consent.person}' hoort niet bij dit huishouden.",
            )
    return household
