"""The yearly look at rights: who may what in a place, and whether that is still needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier.forms import rights as forms
from tandem.dossier.selectors import lists as selectors
from tandem.dossier.services import reviews
from tandem.network import door as network_door
from tandem.network.models import Account, Pilot, Region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


@require_safe
def show_rights(request: Request) -> HttpResponse:
    """Who may what, in every place that somebody watches over."""
    by, at = request.user, now()
    if not network_door.assignments_with(by, Permission.RIGHTS_REVIEW, at=at).exists():
        raise network_door.NotFound
    places = selectors.places_to_review(by, at=at)
    audit.record_look(audit.Entry("rights_looked_at"), by=by, at=at)
    context = {"places": places, "today": day_of(at), "me": by.pk}
    return render(request, "dossier/rights.html", context)


def rights_region(request: Request, region: str, number: int) -> HttpResponse:
    """Confirm or end what somebody may in a whole region."""
    return _review(request, get_object_or_404(Region, slug=region), None, number)


def rights_pilot(request: Request, region: str, pilot: str, number: int) -> HttpResponse:
    """Confirm or end what somebody may in one pilot."""
    found = get_object_or_404(
        Pilot.objects.select_related("region"), slug=pilot, region__slug=region
    )
    return _review(request, found.region, found, number)


def _review(request: Request, region: Region, pilot: Pilot | None, number: int) -> HttpResponse:
    by, at = request.user, now()
    if not network_door.may(by, Permission.RIGHTS_REVIEW, region=region, pilot=pilot, at=at):
        raise Http404
    holding = next(
        (
            one
            for one in selectors.holdings(region, pilot, by=by, at=at)
            if one.account_id == number
        ),
        None,
    )
    if holding is None:
        raise Http404
    account = Account.objects.get(pk=number)

    def do(clean: Mapping[str, Any]) -> str:
        reviews.review(account, pilot or region, clean["outcome"], by=by, at=at)
        return reverse("dossier:rights")

    page = Page(
        template="dossier/rights_review.html",
        context={
            "title": "Netwerk",
            "eyebrow": str(pilot or region),
            "question": _("Heeft %(name)s dit nog nodig?") % {"name": account.name},
            "submit_label": _("Vastleggen"),
            "back_url": reverse("dossier:rights"),
            "holding": holding,
        },
        done=_("Uw besluit is vastgelegd."),
    )
    return answer_form(request, forms.Confirm, do, page)
