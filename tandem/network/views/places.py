"""What an administrator changes in the network: organizations, pilots, experience experts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit import web
from tandem.core.clock import now
from tandem.network import door, selectors, services
from tandem.network.forms.network import (
    AddExpert,
    AddOrganization,
    ChangeExpert,
    ChangeOrganization,
    ChangePilot,
)
from tandem.network.models import ExperienceExpert, Organization, Pilot, Region
from tandem.network.services.pilot import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def add_organization(request: Request, region: str) -> HttpResponse:
    """Add an organization to a region."""
    by, at = request.user, now()
    place = get_object_or_404(Region, slug=region)
    door.require(by, Permission.NETWORK_EDIT, region=place, at=at)

    def do(cleaned: Mapping[str, Any]) -> str:
        made = services.organization.create(**cleaned, region=place, by=by, at=at)
        return reverse("network_organization", args=[made.pk])

    words = _words(_("Welke organisatie doet mee?"), place.name, reverse("network"))
    page = web.Page(context=words, done=_("De organisatie is toegevoegd."))
    return web.answer_form(request, partial(AddOrganization, region=place), do, page)


def change_organization(request: Request, number: int) -> HttpResponse:
    """Change the name or telephone number of an organization."""
    by, at = request.user, now()
    found = get_object_or_404(Organization.objects.select_related("region"), pk=number)
    door.require(by, Permission.NETWORK_EDIT, region=found.region, at=at)
    back = reverse("network_organization", args=[found.pk])

    def do(cleaned: Mapping[str, Any]) -> str:
        services.organization.change(found, **cleaned, by=by, at=at)
        return back

    words = _words(_("Gegevens van de organisatie"), found.region.name, back)
    page = web.Page(context=words, done=_("De organisatie is bewaard."))
    build = partial(ChangeOrganization, initial={"name": found.name, "phone": found.phone})
    return web.answer_form(request, build, do, page)


def change_pilot(request: Request, number: int) -> HttpResponse:
    """Change the partners of a pilot and how it works."""
    by, at = request.user, now()
    found = get_object_or_404(Pilot.objects.select_related("region", "local_team"), pk=number)
    door.require(by, Permission.NETWORK_EDIT, region=found.region, at=at)
    back = reverse("network_pilot", args=[found.pk])

    def do(cleaned: Mapping[str, Any]) -> str:
        rest = {name: value for name, value in cleaned.items() if name != "partners"}
        services.pilot.change(
            found, partners=cleaned["partners"], settings=Settings(**rest), by=by, at=at
        )
        return back

    words = _words(_("Hoe werkt deze toekomsttuin?"), found.name, back)
    page = web.Page(context=words, done=_("De toekomsttuin is bewaard."))
    return web.answer_form(request, partial(ChangePilot, pilot=found), do, page)


def add_expert(request: Request, region: str) -> HttpResponse:
    """Add an experience expert to a region."""
    by, at = request.user, now()
    place = get_object_or_404(Region, slug=region)
    door.require(by, Permission.NETWORK_EDIT, region=place, at=at)
    back = reverse("network_experts")

    def do(cleaned: Mapping[str, Any]) -> str:
        services.expert.add(
            cleaned["name"],
            organization=cleaned["organization"],
            pool=cleaned["pool"],
            profile=cleaned["profile"],
            by=by,
            at=at,
        )
        return back

    words = _words(_("Wie kan worden gevraagd?"), place.name, back)
    page = web.Page(context=words, done=_("De ervaringsdeskundige is toegevoegd."))
    build = partial(AddExpert, organizations=selectors.organizations_of(place))
    return web.answer_form(request, build, do, page)


def change_expert(request: Request, number: int) -> HttpResponse:
    """Change pool or profile of an experience expert."""
    by, at = request.user, now()
    found = get_object_or_404(
        ExperienceExpert.objects.select_related("organization__region"), pk=number
    )
    door.require(by, Permission.NETWORK_EDIT, region=found.organization.region, at=at)
    back = reverse("network_experts")

    def do(cleaned: Mapping[str, Any]) -> str:
        services.expert.change(found, **cleaned, by=by, at=at)
        return back

    known = {"pool": found.pool, "profile": found.profile, "is_active": found.is_active}
    words = _words(found.name, _("Ervaringsdeskundige"), back)
    page = web.Page(context=words, done=_("De gegevens zijn bewaard."))
    return web.answer_form(request, partial(ChangeExpert, initial=known), do, page)


def _words(question: str, eyebrow: str, back_url: str) -> dict[str, str]:
    return {
        "title": "Netwerk",
        "question": question,
        "eyebrow": eyebrow,
        "submit_label": _("Bewaren"),
        "back_url": back_url,
    }
