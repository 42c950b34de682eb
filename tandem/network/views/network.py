"""Who works where: regions, pilots, organizations, people and experience experts; to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.network import door, selectors, services
from tandem.network.models import Account, Organization, Pilot

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from tandem.network.web import Request

# The page that shows a fresh invitation finds it here, once.
FRESH_LINK = "fresh_invitation"


def _numbers(places: QuerySet[Any]) -> frozenset[int]:
    """The places whose page somebody may open; of the others a name says enough."""
    return frozenset(places.values_list("pk", flat=True))


@require_GET
def overview(request: Request) -> HttpResponse:
    """Show the regions somebody works in: pilots, organizations, experience experts."""
    by, at = request.user, now()
    open_pilots = _numbers(selectors.pilots_with(by, Permission.NETWORK_VIEW, at=at))
    regions = [
        {
            "region": region,
            "pilots": selectors.pilots_of(region),
            "open_pilots": open_pilots,
            "organizations": selectors.organizations_of(region),
            "may_invite": door.may(by, Permission.ACCOUNT_INVITE, region=region, at=at),
            "may_edit": door.may(by, Permission.NETWORK_EDIT, region=region, at=at),
        }
        for region in selectors.regions_with(by, Permission.NETWORK_VIEW, at=at)
    ]
    return render(request, "network/overview.html", {"regions": regions})


@require_GET
def pilot(request: Request, number: int) -> HttpResponse:
    """Show one pilot: partners, settings, and who works there."""
    by, at = request.user, now()
    found = get_object_or_404(selectors.pilots_with(by, Permission.NETWORK_VIEW, at=at), pk=number)
    context = {
        "pilot": found,
        "partners": found.partners.order_by("name", "id"),
        "colleagues": selectors.colleagues_in(found, at=at),
        "open_regions": _numbers(selectors.regions_with(by, Permission.NETWORK_VIEW, at=at)),
        "may_edit": door.may(by, Permission.NETWORK_EDIT, region=found.region, at=at),
        "today": localdate(at),
    }
    return render(request, "network/pilot.html", context)


@require_GET
def organization(request: Request, number: int) -> HttpResponse:
    """Show one organization and the people it employs."""
    by, at = request.user, now()
    found = get_object_or_404(Organization.objects.select_related("region"), pk=number)
    door.require(by, Permission.NETWORK_VIEW, region=found.region, at=at)
    context = {
        "organization": found,
        "colleagues": selectors.colleagues_at(found),
        "pilots": Pilot.objects.filter(partners=found).order_by("name", "id"),
        "may_edit": door.may(by, Permission.NETWORK_EDIT, region=found.region, at=at),
    }
    return render(request, "network/organization.html", context)


@require_GET
def experts(request: Request) -> HttpResponse:
    """Show the experience experts that can be asked: pool and profile, nothing of families."""
    by, at = request.user, now()
    regions = [
        {
            "region": region,
            "experts": selectors.experts_of(region),
            "may_edit": door.may(by, Permission.NETWORK_EDIT, region=region, at=at),
        }
        for region in selectors.regions_with(by, Permission.NETWORK_VIEW, at=at)
    ]
    return render(request, "network/experts.html", {"regions": regions})


@require_GET
def person(request: Request, number: int) -> HttpResponse:
    """Show a colleague: employer, role, expertise, telephone, assignments."""
    by, at = request.user, now()
    account = get_object_or_404(
        Account.objects.select_related("professional__employer__region"),
        pk=number,
        professional__isnull=False,
    )
    region = account.professional.employer.region
    door.require(by, Permission.NETWORK_VIEW, region=region, at=at)
    fresh = request.session.get(FRESH_LINK, {})
    is_fresh = fresh.get("account") == account.pk
    if is_fresh:
        del request.session[FRESH_LINK]
    context = {
        "account": account,
        "professional": account.professional,
        "assignments": selectors.assignments_of(account),
        "may_invite": door.may(by, Permission.ACCOUNT_INVITE, region=region, at=at),
        "may_confirm": door.may(by, Permission.ACCOUNT_CONFIRM, region=region, at=at),
        "beginning": services.assignment.judge_beginning(account),
        "waits": selectors.unconfirmed_links([account.pk], at=at).first(),
        "link": fresh.get("link", "") if is_fresh else "",
        "today": localdate(at),
    }
    return render(request, "network/person.html", context)
