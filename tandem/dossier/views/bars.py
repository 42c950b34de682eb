"""Saying that somebody knows a family: oneself, or a colleague; and taking that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import Page, answer_form, answered_before
from tandem.core.clock import now
from tandem.dossier import door
from tandem.dossier.forms import rights as forms
from tandem.dossier.selectors import lists as selectors
from tandem.dossier.services import bars
from tandem.dossier.views.page import form_page, tab
from tandem.network import door as network_door

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def bar_self(request: Request) -> HttpResponse:
    """Say of oneself, by reference: I know this family. The answer is always the same."""
    by, at = request.user, now()
    if not network_door.assignments_with(by, Permission.ACCESS_ASK, at=at).exists():
        raise network_door.NotFound

    def do(clean: Mapping[str, Any]) -> str:
        bars.report_self(clean["ref"], bars.Tie(clean["kind"], clean["note"]), by=by, at=at)
        return reverse("desk:today")

    page = Page(
        context={
            "title": "Huishouden",
            "question": _("Welk gezin kent u persoonlijk?"),
            "intro": _(
                "Wie een gezin persoonlijk kent, werkt niet met dat gezin. U hoeft het niet uit te "
                "leggen aan uw collega's: alleen het lokaal team van dat gezin leest dit."
            ),
            "submit_label": _("Ik ken dit gezin"),
            "back_url": reverse("desk:households"),
        },
        done=_(
            "Dank u. Staat dit gezin in Tandem, dan hebt u er vanaf nu geen toegang toe. Of dat zo "
            "is, vertellen wij niet."
        ),
    )
    return answer_form(request, forms.KnowByReference, do, page)


def bar_mine(request: Request, household: str) -> HttpResponse:
    """Say of oneself: I know this family; the door closes behind who says it."""
    by, at = request.user, now()
    before = answered_before(request)
    if before is not None:
        return before
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="ik ken dit gezin"
    )

    def do(clean: Mapping[str, Any]) -> str:
        bars.set_bar(home, by, bars.Tie(clean["kind"], clean["note"]), by=by, at=at)
        return reverse("desk:today")

    page = form_page(
        home,
        "story",
        done=_("Dank u. U hebt vanaf nu geen toegang meer tot dit gezin."),
        question=_("Kent u dit gezin persoonlijk?"),
        intro=_(
            "Dan kunt u niet met dit gezin werken. Uw toegang stopt meteen; alleen een collega van "
            "het lokaal team kan dat terugdraaien. Draag eerst over wat af moet."
        ),
        submit_label=_("Ik ken dit gezin, sluit mijn toegang"),
        look="danger",
    )
    return answer_form(request, forms.Know, do, page)


def bar_add(request: Request, household: str) -> HttpResponse:
    """Bar a colleague who knows this family."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.BAR_RECORD, at=at, page="uitsluiten")

    def do(clean: Mapping[str, Any]) -> str:
        tie = bars.Tie(clean["kind"], clean["note"])
        bars.set_bar(home, clean["account"], tie, by=by, at=at)
        return tab(home, "access")

    page = form_page(
        home,
        "access",
        done=_("Vastgelegd. Deze collega kan niet in dit dossier."),
        question=_("Wie kan niet met dit gezin werken?"),
        intro=_(
            "Eigen familie, buren, een ex-partner of een vriend. De toegang stopt meteen, en geen "
            "enkele grond geeft er nog een sleutel, ook noodtoegang niet."
        ),
        submit_label=_("Uitsluiten"),
    )
    colleagues = selectors.colleagues_around(home).exclude(pk=by.pk)
    return answer_form(request, partial(forms.Exclude, colleagues=colleagues), do, page)


def bar_lift(request: Request, household: str, bar: int) -> HttpResponse:
    """Lift a bar, as somebody else than who set it."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.BAR_RECORD, at=at, page="uitsluiting opheffen"
    )
    found = get_object_or_404(selectors.bars_of(home), pk=bar)

    def do(clean: Mapping[str, Any]) -> str:
        bars.lift(found, clean["reason"], by=by, at=at)
        return tab(home, "access")

    page = form_page(
        home,
        "access",
        done=_("De uitsluiting is opgeheven."),
        template="dossier/bar_lift.html",
        question=_("Mag %(name)s weer met dit gezin werken?") % {"name": found.account.name},
        submit_label=_("Uitsluiting opheffen"),
        bar=found,
    )
    return answer_form(request, forms.Lift, do, page)
