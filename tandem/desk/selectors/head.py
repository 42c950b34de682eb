"""What stands at the top of every page of a household: people, consent, regime, tandem, contact."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.core.periods import age_on, day_of
from tandem.core.picture import PastSeat, Rider, initials_of, tandem_svg
from tandem.dossier.enums import Form, Frequency, Position, Status
from tandem.journey.enums import Phase
from tandem.legal.enums import Answer, Regime
from tandem.legal.rules import ADULT, DECIDES_TOO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.safestring import SafeString

    from tandem.dossier.models import Household

# One trip: the head is on every page, and each part of it is a short list.
_HEAD = """
SELECT
  (SELECT json_agg(json_build_array(p.id, p.name, p.born_on) ORDER BY p.born_on, p.id)
     FROM dossier_person p
    WHERE p.household_id = %(id)s AND (p.left_on IS NULL OR p.left_on > %(day)s)),
  (SELECT json_agg(json_build_array(c.person_id, c.answer, c.given_on,
            (c.until IS NULL OR c.until > %(day)s) AND (c.ended_at IS NULL OR c.ended_at > %(at)s),
            c.until - 1, ARRAY(SELECT o.name FROM legal_consent_organizations n
              JOIN network_organization o ON o.id = n.organization_id
              WHERE n.consent_id = c.id ORDER BY o.name, o.id))
            ORDER BY c.given_on, c.id)
     FROM legal_consent c WHERE c.household_id = %(id)s),
  (SELECT json_agg(json_build_array(i.form, i.since) ORDER BY i.since)
     FROM dossier_involvement i
    WHERE i.household_id = %(id)s AND i.form IN ('with_powers', 'with_measure')
      AND i.since <= %(day)s AND (i.until IS NULL OR i.until > %(day)s)),
  (SELECT json_agg(json_build_array(s.position, o.name, a.name, s.since, s.until)
            ORDER BY s.since, s.id)
     FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
     LEFT JOIN network_account a ON a.id = s.professional_id
    WHERE s.household_id = %(id)s AND (s.until IS NULL OR s.until > s.since)),
  (SELECT json_agg(json_build_array(a.name, k.reach, k.frequency) ORDER BY k.since, k.id)
     FROM dossier_contactperson k JOIN network_account a ON a.id = k.account_id
    WHERE k.household_id = %(id)s AND k.since <= %(day)s
      AND (k.until IS NULL OR k.until > %(day)s)),
  (SELECT f.phase FROM journey_phasechange f WHERE f.household_id = %(id)s
    ORDER BY f.begun_on DESC, f.id DESC LIMIT 1),
  (SELECT n.problem_types FROM journey_intake n WHERE n.household_id = %(id)s)
"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household, with what they last answered."""

    id: int
    name: str
    age: int
    answer: str

    @property
    def first_name(self) -> str:
        """The name people call somebody by."""
        return self.name.partition(" ")[0]

    @property
    def label(self) -> str:
        """First name, and the age of a minor."""
        return f"{self.first_name} ({self.age})" if 0 <= self.age < ADULT else self.first_name


OVER = "over"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Who says yes or no, to which organizations, until when (CONS-16)."""

    answer: str
    organizations: tuple[str, ...]
    last_day: date | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """The fixed face for the family."""

    name: str
    reach: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the phases of safety, as the head of a page shows it."""

    name: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a household page."""

    members: tuple[Member, ...]
    standpoints: tuple[Standpoint, ...]
    regime: Regime
    since: date | None
    contacts: tuple[Contact, ...]
    seats: tuple[PastSeat, ...]
    front: Rider | None
    back: tuple[Rider, ...]
    rides: bool
    phase: int = Phase.DIRECT.value
    problems: tuple[str, ...] = ()

    @property
    def phases(self) -> tuple[Stage, ...]:
        """The phases of safety in their order, while the tandem rides (WP-10)."""
        if not self.rides:
            return ()
        return tuple(Stage(str(one.label), one < self.phase, one == self.phase) for one in Phase)

    @property
    def names(self) -> list[str]:
        """First names, minors with their age."""
        return [member.label for member in self.members]

    @property
    def took_back(self) -> list[str]:
        """First names of whose yes is over: taken back, or its end was reached."""
        return [member.first_name for member in self.members if member.answer == OVER]

    @property
    def to_ask(self) -> list[Member]:
        """Who may answer for themselves and does not say yes now."""
        return [m for m in self.members if m.age >= DECIDES_TOO and m.answer != Answer.YES]

    @property
    def regime_words(self) -> str:
        """The regime in words; without consent it matters whether there ever was any."""
        if self.regime is Regime.NONE and self.took_back:
            return "Geen toestemming meer"
        return str(self.regime.label).capitalize()

    @property
    def picture(self) -> SafeString:
        """The tandem as it rides now."""
        return tandem_svg(self.front, self.back)

    @property
    def has_past(self) -> bool:
        """Whether anybody ever changed seats."""
        return len(self.seats) > len(self.back) + (self.front is not None)


def head_of(home: Household, *, at: datetime) -> Head:
    """Read the head of a household that the door opened."""
    day = day_of(at)
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, {"id": home.pk, "day": day, "at": at})
        row = cursor.fetchone()
    *parts, phase, problems = row or (None,) * 7
    people, consents, powers, seats, contacts = (_list(part) for part in parts)
    said, consent_since = _said(consents)
    regime, since = _regime(powers, consent_since)
    taken = [_seat(*seat) for seat in seats]
    now = [seat for seat in taken if seat.since <= day and (seat.until is None or seat.until > day)]
    members = tuple(
        Member(id_, name, age_on(date.fromisoformat(born), day), _last(said.get(id_, {})))
        for id_, name, born in people
    )
    return Head(
        members=members,
        standpoints=_standpoints(members, said),
        regime=regime,
        since=since,
        contacts=tuple(Contact(n, reach, str(Frequency(f).label)) for n, reach, f in contacts),
        seats=tuple(taken),
        front=next((_rider(seat) for seat in now if seat.place == "front"), None),
        back=tuple(_rider(seat) for seat in now if seat.place == "back"),
        rides=home.status in {Status.STARTED, Status.RECONSIDERING, Status.LEAVING},
        phase=phase or Phase.DIRECT.value,
        problems=tuple(problems or ()),
    )


def _list(part: str | list[list[Any]] | None) -> list[list[Any]]:
    found = json.loads(part) if isinstance(part, str) else part
    return found or []


# What one person said last about each organization: the answer, and its last day.
type _Said = dict[str, tuple[str, str | None]]


def _said(consents: Sequence[Sequence[Any]]) -> tuple[dict[int, _Said], date | None]:
    """Who last said what about which organization, and since when the oldest yes runs."""
    said: dict[int, _Said] = {}
    since: date | None = None
    for person_id, answer, given_on, in_force, last_day, organizations in consents:
        now = answer if in_force or answer == Answer.NO else OVER
        about = said.setdefault(person_id, {})
        for organization in organizations:
            about[organization] = (now, last_day if now == Answer.YES else None)
        if answer == Answer.YES and in_force and since is None:
            since = date.fromisoformat(given_on)
    return said, since


def _last(about: _Said) -> str:
    """What somebody says on the whole: a yes that runs, else a no, else what is over."""
    answers = {answer for answer, _ in about.values()}
    return next((one for one in _ORDER if one in answers), "")


_ORDER = (Answer.YES.value, Answer.NO.value, OVER)


def _standpoints(members: Sequence[Member], said: dict[int, _Said]) -> tuple[Standpoint, ...]:
    """Put who says the same about the same organizations together: yes, then no, then over."""
    together: dict[tuple[str, tuple[str, ...], str | None], list[str]] = {}
    for member in members:
        about = said.get(member.id, {})
        for answer, last_day in sorted(set(about.values()), key=_in_order):
            named = tuple(
                sorted(name for name, word in about.items() if word == (answer, last_day))
            )
            together.setdefault((answer, named, last_day), []).append(member.first_name)
    ordered = sorted(together.items(), key=lambda one: _ORDER.index(one[0][0]))
    return tuple(
        Standpoint(answer, named, None if day is None else date.fromisoformat(day), tuple(names))
        for (answer, named, day), names in ordered
    )


def _in_order(word: tuple[str, str | None]) -> tuple[int, str]:
    return _ORDER.index(word[0]), word[1] or ""


def _regime(
    powers: Sequence[Sequence[Any]], consent_since: date | None
) -> tuple[Regime, date | None]:
    for form, regime in ((Form.WITH_MEASURE, Regime.RED), (Form.WITH_POWERS, Regime.ORANGE)):
        days = [date.fromisoformat(since) for found, since in powers if found == form]
        if days:
            return regime, min(days)
    return (Regime.NONE, None) if consent_since is None else (Regime.GREEN, consent_since)


def _seat(
    position: str, organization: str, name: str | None, since: str, until: str | None
) -> PastSeat:
    return PastSeat(
        name=name or "",
        organization=organization,
        place="front" if position == Position.FRONT else "back",
        since=date.fromisoformat(since),
        until=None if until is None else date.fromisoformat(until),
    )


def _rider(seat: PastSeat) -> Rider:
    known = seat.name or seat.organization
    return Rider(known, initials_of(known), seat.organization if seat.name else "", seat.since)
