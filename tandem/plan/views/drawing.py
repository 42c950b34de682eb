"""Drawing a family together: relatives, bonds, symbols, and the drawing on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.audit.web import answer_form, answered_before
from tandem.core import paper
from tandem.core.clock import now
from tandem.core.forms import Nothing, shown
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.models import Relation
from tandem.plan.enums import BondKind
from tandem.plan.forms.drawing import (
    CHILD,
    AddBond,
    AddRelative,
    ChangeBond,
    ChangeRelative,
    DrawPerson,
)
from tandem.plan.models import DrawnPerson
from tandem.plan.selectors import drawing as selectors
from tandem.plan.services import drawing
from tandem.plan.views.page import drawing_page, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account
    from tandem.network.web import Request
    from tandem.plan.models import Bond, Relative

_RELATIVE = ("name", "symbol", "born_on", "born_year", "is_dead", "died_year", "note")
_BOND = ("kind", "since_year", "until_year", "note")


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.PLAN_WRITE, at=at, page=page)


@require_safe
def show_drawing(request: Request, household: str) -> HttpResponse:
    """The drawing, with everybody and every bond that can be changed."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="gezinstekening")
    persons = list(selectors.persons_of(home, on=day_of(at)))
    relations = list(
        Relation.objects.filter(person__household=home)
        .select_related("person", "other")
        .order_by("id")
    )
    context = {
        "home": home,
        "drawing": selectors.drawing_of(home, persons, relations, at=at),
        "persons": persons,
        "relations": relations,
        "relatives": list(selectors.relatives_of(home)),
        "bonds": list(selectors.bonds_of(home)),
        "closed": home.status == "ended",
    }
    return render(request, "plan/drawing_edit.html", context)


@require_safe
def print_drawing(request: Request, household: str) -> HttpResponse:
    """Give the drawing on paper, to look at together."""
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.HOUSEHOLD_VIEW,
        at=at,
        page="gezinstekening",
        way=Way.PRINT,
    )
    context = {
        "drawing": selectors.on_paper(home, at=at),
        "sender": home.managed_by.name,
        "dated": day_of(at),
        "subject": _("Gezinstekening"),
    }
    return paper.answer(paper.letter("plan/drawing_print.html", context))


def relative_add(request: Request, household: str) -> HttpResponse:
    """Add somebody of the family, and how they belong to it."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="verwant toevoegen")

    def do(clean: Mapping[str, Any]) -> str:
        new = drawing.NewRelative(**{name: clean[name] for name in _RELATIVE})
        drawing.add_relative_with(home, new, _how(home, clean), by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("Toegevoegd aan de tekening."),
        question=_("Wie hoort er nog bij de familie?"),
        intro=_("Wie niet in het huishouden hoort, maar wel in de familie: ook wie overleden is."),
        submit_label=_("Toevoegen"),
    )
    ends = selectors.ends_of(home)
    return answer_form(request, lambda data: AddRelative(data, ends=ends), do, page)


def _how(home: Household, clean: Mapping[str, Any]) -> drawing.How | None:
    """How a new relative belongs to somebody, when that was said."""
    if not clean["kind"]:
        return None
    is_child = clean["kind"] == CHILD
    kind = BondKind.BIRTH if is_child else BondKind(clean["kind"])
    return drawing.How(kind, selectors.end_of(home, clean["other"]), is_back=is_child)


def relative_change(request: Request, household: str, relative: int) -> HttpResponse:
    """Correct what is known of a relative; nobody's correction gets lost."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="verwant")
    somebody = get_object_or_404(selectors.relatives_of(home), pk=relative)

    def do(clean: Mapping[str, Any]) -> str:
        new = drawing.NewRelative(**{name: clean[name] for name in _RELATIVE})
        drawing.change_relative(somebody, new, seen=clean["seen"], by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("Bewaard."),
        changed=lambda: _relative_now(somebody),
        question=_("Wat weten we van %(name)s?") % {"name": somebody.name},
        submit_label=_("Bewaren"),
    )
    initial = {name: getattr(somebody, name) for name in _RELATIVE} | {"seen": somebody.version}
    return answer_form(request, lambda data: ChangeRelative(data, initial=initial), do, page)


def _relative_now(relative: Relative) -> Mapping[str, str]:
    """What stands there now, in words."""
    relative.refresh_from_db()
    fields = ChangeRelative.base_fields
    values = {name: shown(getattr(relative, name), fields[name]) for name in _RELATIVE}
    return {**values, "seen": str(relative.version)}


def relative_remove(request: Request, household: str, relative: int) -> HttpResponse:
    """Take somebody out of the drawing who was put in by mistake."""
    by, at = request.user, now()
    if (answered := answered_before(request)) is not None:
        return answered
    home = _open(household, by=by, at=at, page="verwant weghalen")
    somebody = get_object_or_404(selectors.relatives_of(home), pk=relative)

    def do(_clean: Mapping[str, Any]) -> str:
        drawing.remove_relative(somebody, by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("Weggehaald uit de tekening."),
        question=_("%(name)s weghalen uit de tekening?") % {"name": somebody.name},
        intro=_(
            "Doe dit alleen als iemand er per ongeluk in staat. Ook de lijnen van en naar deze"
            " persoon verdwijnen. Is iemand overleden? Verander dan de gegevens."
        ),
        submit_label=_("Weghalen"),
    )
    return answer_form(request, Nothing, do, page)


def person_draw(request: Request, household: str, person: int) -> HttpResponse:
    """Say with which symbol somebody of the household is drawn."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="symbool")
    somebody = get_object_or_404(home.persons.select_related("household", "drawn"), pk=person)

    def do(clean: Mapping[str, Any]) -> str:
        drawing.draw_person(somebody, **clean, by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("Bewaard."),
        changed=lambda: _drawn_now(somebody),
        question=_("Hoe staat %(name)s in de tekening?") % {"name": somebody.name},
        intro=_("Vraag het aan wie het aangaat. Weet u het niet? Kies dan: anders of onbekend."),
        submit_label=_("Bewaren"),
    )
    initial = _drawn(somebody)
    return answer_form(request, lambda data: DrawPerson(data, initial=initial), do, page)


def _drawn(person: Person) -> dict[str, Any]:
    drawn = getattr(person, "drawn", None)
    if drawn is None:
        return {"symbol": "", "died_on": None, "seen": 0}
    return {"symbol": drawn.symbol, "died_on": drawn.died_on, "seen": drawn.version}


def _drawn_now(person: Person) -> Mapping[str, str]:
    """What stands there now, in words."""
    drawn = DrawnPerson.objects.get(person=person)
    fields = DrawPerson.base_fields
    return {
        "symbol": shown(drawn.symbol, fields["symbol"]),
        "died_on": shown(drawn.died_on, fields["died_on"]),
        "seen": str(drawn.version),
    }


def bond_add(request: Request, household: str) -> HttpResponse:
    """Write down what is between two people of the drawing."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="lijn toevoegen")

    def do(clean: Mapping[str, Any]) -> str:
        ends = [selectors.end_of(home, clean[name]) for name in ("one", "other")]
        kind = clean["kind"]
        if kind == CHILD:
            kind = BondKind.BIRTH
            ends.reverse()
        more = {name: clean[name] for name in _BOND if name != "kind"}
        drawing.bind(home, drawing.NewBond(ends[0], kind, ends[1], **more), by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("De lijn staat in de tekening."),
        question=_("Wat is er tussen twee mensen?"),
        intro=_("Lees het als een zin: de een is … van of met de ander."),
        submit_label=_("Tekenen"),
    )
    ends = selectors.ends_of(home)
    return answer_form(request, lambda data: AddBond(data, ends=ends), do, page)


def bond_change(request: Request, household: str, bond: int) -> HttpResponse:
    """Change what is between two people: a couple that parted, a quarrel that was made up."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="lijn")
    found = get_object_or_404(selectors.bonds_of(home).select_related("household"), pk=bond)

    def do(clean: Mapping[str, Any]) -> str:
        more = {name: clean[name] for name in _BOND if name != "kind"}
        new = drawing.NewBond(found.one, clean["kind"], found.other, **more)
        drawing.change_bond(found, new, seen=clean["seen"], by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("Bewaard."),
        changed=lambda: _bond_now(found),
        question=_("Wat is er tussen %(one)s en %(other)s?")
        % {"one": found.one.name, "other": found.other.name},
        intro=_("Lees het als een zin: %(one)s is … %(other)s.")
        % {"one": found.one.name, "other": found.other.name},
        submit_label=_("Bewaren"),
    )
    initial = {name: getattr(found, name) for name in _BOND} | {"seen": found.version}
    return answer_form(
        request, lambda data: ChangeBond(data, kind=found.kind, initial=initial), do, page
    )


def _bond_now(bond: Bond) -> Mapping[str, str]:
    """What stands there now, in words."""
    bond.refresh_from_db(fields=[*_BOND, "version"])
    fields = ChangeBond(None, kind=bond.kind).fields
    values = {name: shown(getattr(bond, name), fields[name]) for name in _BOND}
    return {**values, "seen": str(bond.version)}


def bond_remove(request: Request, household: str, bond: int) -> HttpResponse:
    """Take a line out that was drawn by mistake."""
    by, at = request.user, now()
    if (answered := answered_before(request)) is not None:
        return answered
    home = _open(household, by=by, at=at, page="lijn weghalen")
    found = get_object_or_404(selectors.bonds_of(home).select_related("household"), pk=bond)

    def do(_clean: Mapping[str, Any]) -> str:
        drawing.remove_bond(found, by=by, at=at)
        return drawing_page(home)

    page = page_of(
        home,
        drawing_page(home),
        done=_("De lijn is weggehaald."),
        question=_("Deze lijn weghalen: %(one)s is %(kind)s %(other)s?")
        % {
            "one": found.one.name,
            "kind": found.get_kind_display(),
            "other": found.other.name,
        },
        intro=_(
            "Doe dit alleen als het een vergissing was. Is het voorbij? Verander dan wat er staat:"
            " wat was, hoort bij het verhaal."
        ),
        submit_label=_("Weghalen"),
    )
    return answer_form(request, Nothing, do, page)
