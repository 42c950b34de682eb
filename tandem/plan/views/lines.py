"""The lines of a version: adding, changing, taking out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.plan.enums import PieceKind
from tandem.plan.forms import lines as forms
from tandem.plan.models import Agreement, Factor, Goal, Help, Situation
from tandem.plan.selectors import pieces as selectors
from tandem.plan.selectors.people import here
from tandem.plan.services import pieces
from tandem.plan.views.page import address_of, page_of, piece_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.web import Request
    from tandem.plan.models import Piece


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of line: its table, its form, its words, and in which pieces it stands."""

    model: type[pieces.AnyLine]
    form: type[forms.Line]
    question: Any
    done: Any
    kinds: frozenset[PieceKind]


SORTS = {
    "situatie": Sort(
        Situation,
        forms.WriteSituation,
        gettext_lazy("Welke situatie is het onveiligst?"),
        gettext_lazy("De situatie staat erin."),
        frozenset({PieceKind.SAFETY}),
    ),
    "factor": Sort(
        Factor,
        forms.WriteFactor,
        gettext_lazy("Wat versterkt of belemmert?"),
        gettext_lazy("Het staat in de analyse."),
        frozenset({PieceKind.ANALYSIS}),
    ),
    "doel": Sort(
        Goal,
        forms.WriteGoal,
        gettext_lazy("Wat wil het gezin bereiken?"),
        gettext_lazy("Het doel staat erin."),
        frozenset({PieceKind.FAMILY}),
    ),
    "afspraak": Sort(
        Agreement,
        forms.WriteAgreement,
        gettext_lazy("Wat spreekt u samen af?"),
        gettext_lazy("De afspraak staat erin."),
        frozenset({PieceKind.SAFETY, PieceKind.FAMILY}),
    ),
    "hulp": Sort(
        Help,
        forms.WriteHelp,
        gettext_lazy("Wat heeft iemand nodig?"),
        gettext_lazy("Het staat in het plan."),
        frozenset({PieceKind.FAMILY}),
    ),
}


def _sort(piece: Piece, slug: str) -> Sort:
    sort = SORTS.get(slug)
    if sort is None or piece.kind not in sort.kinds:
        raise Http404
    return sort


def _found(sort: Sort, piece: Piece, number: int) -> pieces.AnyLine:
    """A line of this version, of this sort."""
    line: pieces.AnyLine | None = sort.model.objects.filter(piece=piece, pk=number).first()
    if line is None:
        raise Http404
    return line


def _offered(home: Household, piece: Piece, at: datetime) -> forms.Offered:
    return forms.Offered(
        people=here(home, on=day_of(at)),
        accounts=selectors.workers_of(home, at=at),
        situations=piece.situations.order_by("place", "id"),
        goals=piece.goals.order_by("place", "id"),
        factors=selectors.factors_to_aim_at(home),
    )


def _fields(line: pieces.AnyLine) -> dict[str, Any]:
    return {field.name: getattr(line, field.attname) for field in line._meta.concrete_fields}


def line_add(request: Request, household: str, piece: int, sort: str) -> HttpResponse:
    """Add a line to a version that nobody read yet."""
    return _line(request, household, piece, sort, None)


def line_change(request: Request, household: str, piece: int, sort: str, line: int) -> HttpResponse:
    """Change a line of a version that nobody read yet."""
    return _line(request, household, piece, sort, line)


def _line(
    request: Request, household: str, piece: int, slug: str, number: int | None
) -> HttpResponse:
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page="regel")
    found = piece_of(home, piece)
    sort = _sort(found, slug)
    line = None if number is None else _found(sort, found, number)
    initial = {} if line is None else _fields(line)

    def build(data: QueryDict | None) -> forms.Line:
        return sort.form(
            data,
            offered=_offered(home, found, at),
            is_safety=found.kind == PieceKind.SAFETY,
            initial=initial,
        )

    def do(clean: Mapping[str, Any]) -> str:
        if line is None:
            pieces.add_line(found, sort.model, clean, by=by, at=at)
        else:
            pieces.change_line(line, clean, by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=str(sort.done),
        verdict=pieces.judge_change(found),
        template="plan/line.html",
        question=sort.question,
        intro=found.title,
        slug=slug,
        piece=found,
        line=line,
    )
    return answer_form(request, build, do, page)


def line_remove(request: Request, household: str, piece: int, sort: str, line: int) -> HttpResponse:
    """Take a line out of a version that nobody read yet."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="regel weghalen"
    )
    found = piece_of(home, piece)
    gone = _found(_sort(found, sort), found, line)

    def do(_clean: Mapping[str, Any]) -> str:
        pieces.remove_line(gone, by=by, at=at)
        return address_of(found)

    page = page_of(
        home,
        address_of(found),
        done=_("Weggehaald. In oudere versies staat het nog."),
        verdict=pieces.judge_change(found),
        question=_("Haalt u dit weg?"),
        intro=_words(gone),
        submit_label=_("Weghalen"),
        look="danger",
    )
    return answer_form(request, Nothing, do, page)


def _words(line: pieces.AnyLine) -> str:
    """What stands in the line, for who is about to take it out."""
    if isinstance(line, Agreement):
        return line.what
    return line.need if isinstance(line, Help) else line.text
