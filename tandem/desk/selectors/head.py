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
            (c.until IS NULL OR c.until > %(day)s) AND (c.ended_at IS NULL OR c.ended_at > %(at)s))
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
      AND (k.until IS NULL OR k.until > %(day)s))
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
class Contact:
    """The fixed face for the family."""

    name: str
    reach: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a household page."""

    members: tuple[Member, ...]
    regime: Regime
    since: date | None
    contacts: tuple[Contact, ...]
    seats: tuple[PastSeat, ...]
    front: Rider | None
    back: tuple[Rider, ...]
    rides: bool

    @property
    def names(self) -> list[str]:
        """First names, minors with their age."""
        return [member.label for member in self.members]

    @property
    def said_yes(self) -> list[str]:
        """First names of who consents now."""
        return [member.first_name for member in self.members if member.answer == Answer.YES]

    @property
    def said_no(self) -> list[str]:
        """First names of who said no."""
        return [member.first_name for member in self.members if member.answer == Answer.NO]

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
    people, consents, powers, seats, contacts = (_list(part) for part in row or (None,) * 5)
    answers, consent_since = _answers(consents)
    regime, since = _regime(powers, consent_since)
    taken = [_seat(*seat) for seat in seats]
    now = [seat for seat in taken if seat.since <= day and (seat.until is None or seat.until > day)]
    return Head(
        members=tuple(
            Member(id_, name, age_on(date.fromisoformat(born), day), answers.get(id_, ""))
            for id_, name, born in people
        ),
        regime=regime,
        since=since,
        contacts=tuple(Contact(n, reach, str(Frequency(f).label)) for n, reach, f in contacts),
        seats=tuple(taken),
        front=next((_rider(seat) for seat in now if seat.place == "front"), None),
        back=tuple(_rider(seat) for seat in now if seat.place == "back"),
        rides=home.status in {Status.STARTED, Status.RECONSIDERING, Status.LEAVING},
    )


def _list(part: str | list[list[Any]] | None) -> list[list[Any]]:
    found = json.loads(part) if isinstance(part, str) else part
    return found or []


def _answers(consents: Sequence[Sequence[Any]]) -> tuple[dict[int, str], date | None]:
    """Last answer per person (an ended yes is over), and since when the oldest yes runs."""
    answers: dict[int, str] = {}
    since: date | None = None
    for person_id, answer, given_on, in_force in consents:
        answers[person_id] = answer if in_force or answer == Answer.NO else OVER
        if answer == Answer.YES and in_force and since is None:
            since = date.fromisoformat(given_on)
    return answers, since


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
