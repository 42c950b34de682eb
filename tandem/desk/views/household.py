"""The tabs of a household: each opens the door, reads, and answers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.core import paper
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.core.picture import seat_strip_svg
from tandem.desk.selectors import access, beside, mine, mine_file, story, who_looked
from tandem.desk.selectors.around import around
from tandem.desk.selectors.head import head_of
from tandem.desk.selectors.meetings import meetings_of
from tandem.desk.selectors.safety import meetings_of as meetings_in
from tandem.desk.selectors.together import decisions_of, together
from tandem.dossier import door
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Authority, Relation
from tandem.dossier.rules import may_read_on_paper
from tandem.dossier.selectors import documents, lists, sight
from tandem.legal.selectors import (
    choices,
    readers_of,
    regime_history,
    role_conflicts,
    sharing,
    terms_of,
)
from tandem.legal.selectors.listeners import still_to_hear
from tandem.plan.selectors.drawing import drawing_of
from tandem.plan.selectors.family import members_of
from tandem.plan.selectors.pieces import of_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import Household, Person
    from tandem.network.web import Request


def context_of(home: Household, at: datetime) -> dict[str, Any]:
    """What every tab needs: the household, its head, the day, and what the reader may do."""
    return {
        "home": home,
        "head": head_of(home, at=at),
        "today": day_of(at),
        "may": {permission.name for permission in home.allows},
        "closed": home.status == "ended",
    }


@require_safe
def show_story(request: Request, household: str) -> HttpResponse:
    """Verhaal: what was written and what happened."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="verhaal"
    )
    kind = request.GET.get("soort", "")
    kind = kind if kind in dict(story.FILTERS) else ""
    page = story.story_of(home, kind=kind, before=_key(request.GET.get("na", "")))
    page = _with_documents(home, _marked(home, page, at))
    context = {"page": page, "kind": kind, "filters": story.FILTERS, **context_of(home, at)}
    shown = [line.entry_id for line in page.lines if line.entry_id is not None]
    context["heard"] = of_entries(home, shown)
    context["may_write"] = not context["closed"] and "JOURNAL_WRITE" in context["may"]
    context |= beside.beside_the_story(home, new=request.GET.get("net", ""), by=by, at=at)
    return render(request, "desk/story.html", context)


def _marked(home: Household, page: story.Story, at: datetime) -> story.Story:
    """Say of every line who was there, and of every line that is closed, to whom."""
    ids = [line.entry_id for line in page.lines if line.entry_id is not None]
    closed = sight.marked_entries(home, ids, at=at)
    meetings = meetings_in(home, ids)
    lines = tuple(
        replace(line, meeting=meetings.get(line.entry_id or 0), meta=_and_closed(line, closed))
        for line in page.lines
    )
    return replace(page, lines=lines)


def _with_documents(home: Household, page: story.Story) -> story.Story:
    """Name with every line the documents that belong to it."""
    ids = [one.entry_id for one in page.lines if one.entry_id is not None and not one.is_corrected]
    attached = documents.of_entries(home, ids) if ids else {}
    if not attached:
        return page
    lines = (
        replace(line, attached=attached[line.entry_id]) if line.entry_id in attached else line
        for line in page.lines
    )
    return replace(page, lines=tuple(lines))


def _and_closed(line: story.Line, closed: Mapping[int, str]) -> str:
    """The small print of a line, and to whom it is closed."""
    who = closed.get(line.entry_id or 0)
    return line.meta if who is None else f"{line.meta} · afgeschermd voor {who}"


def _key(text: str) -> str:
    """Accept a place in the story as we wrote it, day_place_id; else begin at the top."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return ""
    try:
        date.fromisoformat(found["day"])
    except ValueError:
        return ""
    return text


MOST_DIGITS = 18
# Only what the database reads as one day and two numbers that fit.
_PLACE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})_[0-9]{1,4}_[0-9]{1,18}")


@require_safe
def show_family(request: Request, household: str) -> HttpResponse:
    """Gezin: who belongs to it, how they are related, who has authority."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="gezin")
    members = members_of(home, on=day_of(at))
    persons = [one.person for one in members]
    relations = list(
        Relation.objects.filter(person__household=home)
        .select_related("person", "other")
        .order_by("person__born_on", "id")
    )
    context = {
        "drawing": drawing_of(home, persons, relations, at=at),
        "persons": _with_years(persons, day_of(at)),
        "relations": relations,
        "authorities": list(
            Authority.objects.filter(child__household=home)
            .select_related("holder", "child")
            .order_by("child__born_on", "since", "id")
        ),
        **context_of(home, at),
    }
    context["around"] = around(home, context["head"], members, at=at)
    return render(request, "desk/family.html", context)


def _with_years(persons: Iterable[Person], day: date) -> list[dict[str, Any]]:
    """People with their age on the day, as the page says it."""
    return [{"person": person, "years": _years(person.age(day))} for person in persons]


def _years(age: int) -> str:
    return "wordt nog geboren" if age < 0 else f"{age} jaar"


@require_safe
def show_together(request: Request, household: str) -> HttpResponse:
    """Samen: who works with this household, on what ground, and what is next."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="samen")
    context = context_of(home, at)
    seats = context["head"].seats
    context["together"] = together(home, at=at)
    context["met"] = meetings_of(home, at=at)
    context["may_meet"] = Permission.JOURNAL_WRITE in home.allows
    marks = sight.marks(home, at=at)
    context["shielded"] = [
        (one.involvement.organization.name, marks[ShieldKind.ORGANIZATION, organization])
        for one in context["together"].helpers
        if (ShieldKind.ORGANIZATION, organization := one.involvement.organization_id) in marks
    ]
    context["strip"] = seat_strip_svg(seats, today=day_of(at)) if seats else ""
    return render(request, "desk/together.html", context)


@require_safe
def show_decisions(request: Request, household: str) -> HttpResponse:
    """Besluiten: core decisions and measures, and when the family was told."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="besluiten"
    )
    decisions, measures = decisions_of(home)
    plans = list(home.scale_down_plans.order_by("-made_on", "-id"))
    context = context_of(home, at)
    context |= {
        "decisions": decisions,
        "terms": terms_of(measures),
        "reflections": list(home.reflections.order_by("-recorded_at", "-id")),
        "tests": list(
            home.protection_tests.select_related("recorded_by")
            .prefetch_related("children")
            .order_by("-tested_on", "-id")
        ),
        "plans": plans,
        "conflicts": role_conflicts(home),
        "needs_plan": context["head"].regime == "red" and not plans,
    }
    if Permission.DECISION_RECORD in home.allows:
        # A partner writes on what its own organization decided or carries out, and on no other.
        mine = set(choices.decisions_of(home, by=by).values_list("pk", flat=True))
        context["my_decisions"] = mine
        context["readers"] = readers_of(home, [one for one in decisions if one.pk in mine], at=at)
    if Permission.MEASURE_RECORD in home.allows:
        found = choices.measures_of(home, by=by)
        context["my_measures"] = set(found.values_list("pk", flat=True))
    context["regimes"] = regime_history(home, at=at)[::-1]
    context["exchanges"] = list(sharing.exchanges_of(home))
    alone = [one for one in measures if one.core_decision_id is None and not one.running_at_intake]
    context["measures_to_tell"] = still_to_hear(home, alone, at=at)
    context["decisions_to_tell"] = still_to_hear(home, decisions, at=at)
    context["exchanges_to_tell"] = still_to_hear(home, context["exchanges"], at=at)
    if Permission.DATA_SHARE in home.allows:
        theirs = sharing.exchanges_to_tell(home, by=by)
        context["my_exchanges"] = set(theirs.values_list("pk", flat=True))
    context["sharing_refusals"] = list(sharing.refusals_of(home))
    return render(request, "desk/decisions.html", context)


def _keepers_lists(home: Household) -> dict[str, Any]:
    """Break-glass, for whoever sees the trail; who asks and who is barred, for the local team."""
    found: dict[str, Any] = {"emergencies": list(lists.emergencies_of(home))}
    if Permission.ACCESS_ANSWER in home.allows:
        found["requests"] = list(lists.requests_of(home))
    if Permission.BAR_RECORD in home.allows:
        found["bars"] = list(lists.bars_of(home))
    return found


@require_safe
def show_access(request: Request, household: str) -> HttpResponse:
    """Inzage: who holds a key, and who looked or changed something."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.AUDIT_VIEW, at=at, page="inzage")
    after = request.GET.get("na", "")
    before = (
        int(after) if after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS else None
    )
    context = {
        "holders": access.key_ring(home, at=at),
        **_keepers_lists(home),
        "page": access.happenings(home, before=before, only_looks="blikken" in request.GET),
        "only_looks": "blikken" in request.GET,
        **context_of(home, at),
    }
    if Permission.FAMILY_ACCESS_EDIT in home.allows:
        context["readers"] = _readers(home, at=at)
    return render(request, "desk/access.html", context)


def _readers(home: Household, *, at: datetime) -> list[Person]:
    """Who of the household may ask for the own part on paper: also an adult without a page."""
    return [
        one
        for one in home.persons.order_by("born_on", "id")
        if may_read_on_paper(sight.somebody(one, at=at), on=day_of(at))
    ]


@require_safe
def print_access(request: Request, household: str, person: int) -> HttpResponse:
    """Give one of the family the whole list of who looked, on paper, from hand to hand."""
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.FAMILY_ACCESS_EDIT,
        at=at,
        page="lijst voor het gezin",
        way=Way.PRINT,
    )
    reader = get_object_or_404(home.persons, pk=person)
    if reader not in _readers(home, at=at):
        raise door.NotFound
    own = mine.on_paper(reader, at=at)
    context = {
        "person": reader,
        "lines": who_looked.on_paper(reader, at=at),
        "own": own,
        "parts": mine_file.together_parts(own.together),
        "sender": home.managed_by.name,
        "dated": day_of(at),
        "subject": "Wie keek er, en wat van u staat er?",
    }
    return paper.answer(paper.letter("desk/access_print.html", context))
