"""Who looked, as the family reads it: one line per professional per day, and no more than that.

No hour, no count and no name of a page: how often somebody looked, when, and at what, would tell of
a shelter, a report or a shield as well as its name does. The whole list is given on paper, by
somebody who read it first (`on_paper`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.desk.selectors import access, own, trail
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import FamilyAccess, Key
from tandem.network.models import Account, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household, Person

LOOKED, WROTE, SHARED = "keek in het dossier", "schreef", "deelde"
SAW = "zag de naam in een lijst"
_OWN_PAGE = "keek op de eigen bladzijde"
_ORDER = (SAW, LOOKED, WROTE, SHARED, _OWN_PAGE)


@dataclass(frozen=True, slots=True)
class Day:
    """What one professional did on one day, and why that was allowed."""

    day: date
    who: str
    function: str
    organization: str
    did: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(trail.Line):
    """One line of the whole list (NEN 7513), for on paper."""

    who: str
    organization: str
    did: str
    ground: str

    @property
    def sentence(self) -> str:
        """The line as a person would say it."""
        return trail.sentence(self.who, self.organization, self.did, self.ground)


def days(home: Household, seen: Iterable[int], keys: Iterable[int]) -> tuple[Day, ...]:
    """Read the lines that somebody may see as days, the newest first; names in the order of abc."""
    rows = list(_lines(home, seen).order_by("id"))
    people, places = _people(rows), _places(rows)
    held = _held(keys)
    found: dict[tuple[date, int, str], list[Event]] = {}
    for row in rows:
        actor = row.actor_id or 0
        place = places.get(row.organization_id) or _employer(people[actor])
        found.setdefault((day_of(row.at), actor, place), []).append(row)
    lines = [
        _day(day, people[actor], place, of_one, held.get(actor, ()))
        for (day, actor, place), of_one in found.items()
    ]
    lines.sort(key=lambda one: (one.who, one.organization))
    return tuple(sorted(lines, key=lambda one: one.day, reverse=True))


def on_paper(person: Person, *, at: datetime) -> tuple[Line, ...]:
    """Read the whole list for one of the family, through every shield of theirs, newest first."""
    page = FamilyAccess.objects.filter(person=person).order_by("-id").first()
    seen = own.lines_for(person, account=0 if page is None else page.account_id, at=at)
    rows = list(_lines(person.household, seen).order_by("-at", "-id"))
    people, places = _people(rows), _places(rows)
    return tuple(
        Line(
            at=row.at,
            who=people[row.actor_id or 0].name,
            organization=places.get(row.organization_id, ""),
            did=trail.look(row.subject) if row.kind == EventKind.LOOK else access.deed(row.event),
            ground=trail.ground(row.ground),
        )
        for row in rows
    )


def _lines(home: Household, seen: Iterable[int]) -> QuerySet[Event]:
    """Rows by number, along the index of their household: the trail has none by number alone."""
    return Event.objects.filter(household_ref=home.ref, pk__in=list(seen)).exclude(household_ref="")


def _people(rows: Sequence[Event]) -> dict[int, Account]:
    found = Account.objects.filter(pk__in={row.actor_id for row in rows})
    return {one.pk: one for one in found.select_related("professional__employer").order_by("id")}


def _places(rows: Sequence[Event]) -> Mapping[int, str]:
    """For whom somebody worked at that moment."""
    found = Organization.objects.filter(pk__in={row.organization_id for row in rows})
    return dict(found.order_by("id").values_list("pk", "name"))


def _employer(account: Account) -> str:
    professional = getattr(account, "professional", None)
    return professional.employer.name if professional is not None else ""


type _Held = tuple[str, datetime, datetime | None]


def _held(keys: Iterable[int]) -> dict[int, list[_Held]]:
    """The grounds on which each account held a key, and when."""
    found: dict[int, list[_Held]] = {}
    rows = Key.objects.filter(pk__in=list(keys)).order_by("id")
    for account, ground, since, until in rows.values_list("account", "ground", "since", "until"):
        found.setdefault(account, []).append((ground, since, until))
    return found


def _day(
    day: date, account: Account, place: str, rows: Sequence[Event], held: Sequence[_Held]
) -> Day:
    professional = getattr(account, "professional", None)
    deeds = {_deed(row) for row in rows}
    # Who came in, or wrote, saw the name anyway.
    deeds -= {SAW} if len(deeds) > 1 else set()
    grounds = {row.ground for row in rows if row.ground} or {
        ground
        for ground, since, until in held
        for row in rows
        if since <= row.at and (until is None or row.at < until)
    }
    return Day(
        day=day,
        who=account.name,
        function=str(professional.get_job_title_display()) if professional else "",
        organization=place,
        did=_together([one for one in _ORDER if one in deeds]),
        ground=_together([trail.why(one) for one in KeyGround.values if one in grounds]),
    )


def _deed(row: Event) -> str:
    if row.event == "household_listed":
        return SAW
    if row.kind == EventKind.LOOK:
        return _OWN_PAGE if row.ground == KeyGround.MEMBER else LOOKED
    return SHARED if row.event == "data_shared" else WROTE


def _together(words: Sequence[str]) -> str:
    """Words as somebody would say them: the last one with 'en'."""
    return " en ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
