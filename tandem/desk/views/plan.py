"""The tabs Analyse and Plan, and every version of them: to read, to compare, to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.core import paper
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.selectors import on_paper
from tandem.desk.views.household import context_of
from tandem.dossier import door
from tandem.plan.enums import PieceKind, Topic
from tandem.plan.selectors import closed, pieces, shelf
from tandem.plan.selectors.difference import difference

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import Household
    from tandem.network.web import Request
    from tandem.plan.models import Piece

# Who reads it from paper at the kitchen table, and who reads it in the car.
_TABS = {PieceKind.ANALYSIS: "analysis", PieceKind.SAFETY: "plan", PieceKind.FAMILY: "plan"}


def _tab(
    request: Request, home: Household, template: str, kinds: tuple[PieceKind, ...], at: datetime
) -> HttpResponse:
    context = context_of(home, at)
    context["shelves"] = shelf.shelves(home, kinds, at=at)
    context["may_plan"] = not context["closed"] and "PLAN_WRITE" in context["may"]
    return render(request, template, context)


@require_safe
def show_analysis(request: Request, household: str) -> HttpResponse:
    """Analyse: what we understand together, and who recognises it."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="analyse"
    )
    return _tab(request, home, "desk/analysis.html", (PieceKind.ANALYSIS,), at)


@require_safe
def show_plan(request: Request, household: str) -> HttpResponse:
    """Plan: the safety plan first, then the family plan."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="plan")
    return _tab(request, home, "desk/plan.html", (PieceKind.SAFETY, PieceKind.FAMILY), at)


def _piece(home: Household, number: int) -> Piece:
    found = get_object_or_404(shelf.with_makers(home.pieces.all()), pk=number)
    found.household = home
    return found


@require_safe
def show_piece(request: Request, household: str, piece: int) -> HttpResponse:
    """One version, also an old one: what stood there, and who said what."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="versie")
    found = _piece(home, piece)
    context = context_of(home, at)
    context["reading"] = pieces.read(found, at=at)
    context["slug"] = shelf.SLUGS[PieceKind(found.kind)]
    context["may_plan"] = not context["closed"] and "PLAN_WRITE" in context["may"]
    context["before"] = _before(home, found)
    context["tab"] = _TABS[PieceKind(found.kind)]
    return render(request, "desk/piece.html", context)


def _before(home: Household, found: Piece) -> Piece | None:
    return pieces.of_kind(home, found.kind).filter(number__lt=found.number).first()


@require_safe
def show_difference(request: Request, household: str, piece: int) -> HttpResponse:
    """What is different from the version before."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="verschil"
    )
    found = _piece(home, piece)
    before = _before(home, found)
    if before is None:
        raise Http404
    context: dict[str, Any] = context_of(home, at)
    context |= {"piece": found, "before": before, "changes": difference(before, found, at=at)}
    return render(request, "desk/difference.html", context)


@require_safe
def print_piece(request: Request, household: str, piece: int) -> HttpResponse:
    """A version on paper, to lie on the kitchen table."""
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.HOUSEHOLD_VIEW,
        at=at,
        page="stuk op papier",
        way=Way.PRINT,
    )
    found = _piece(home, piece)
    reading, for_children = pieces.read(found, at=at), request.GET.get("voor") == "kinderen"
    names = closed.closed_to(reading, at=at, for_children=for_children)
    if names and "toch" not in request.GET:
        context = context_of(home, at)
        context |= {"piece": found, "names": names, "for_children": for_children}
        return render(request, "desk/piece_closed.html", context)
    context = {
        "home": home,
        "reading": reading,
        "calls": on_paper.to_call(home, at=at),
        "hands": on_paper.hands(reading),
        "first": _FIRST,
        "sender": home.managed_by.name,
        "dated": None if for_children else day_of(at),
        "subject": _FOR_CHILDREN[PieceKind(found.kind)] if for_children else found.title,
        "for_children": for_children,
    }
    sides, sizes = (1, _LARGE) if for_children else (2, _PLAIN)
    return paper.answer(paper.on_sides(sides, "desk/piece_print.html", context, sizes))


# As large as fits: one side for a child, two for who reads it at the kitchen table.
_LARGE, _PLAIN = ("22pt", "18pt", "15pt"), ("13.5pt", "12.5pt", "11.5pt")
# What an analysis on paper begins with, and what children read above their own words.
_FIRST = (Topic.SHARED_STORY, Topic.SAFETY_NOW)
_FOR_CHILDREN = {
    PieceKind.ANALYSIS: "Wat is er bij ons thuis?",
    PieceKind.SAFETY: "Wat doe jij als het niet veilig is?",
    PieceKind.FAMILY: "Zo wordt het fijner thuis",
}
