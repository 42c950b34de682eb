"""Who works where, under `/netwerk/`.

Assigning somebody, and ending that, cuts keys to households, which is done upstairs; whoever puts
these addresses in place hands over the services that do both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from tandem.network.views import network, people, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import URLPattern

    from tandem.network.models import Assignment


def addresses(
    *,
    assign: Callable[..., Assignment],
    end_assignment: Callable[..., None],
    end_account: Callable[..., None],
) -> list[URLPattern]:
    """List the addresses, with the services that assign and end."""
    return [
        path("", network.overview, name="network"),
        path("toekomsttuinen/<int:number>/", network.pilot, name="network_pilot"),
        path(
            "toekomsttuinen/<int:number>/wijzigen/",
            places.change_pilot,
            name="network_pilot_change",
        ),
        path("organisaties/<int:number>/", network.organization, name="network_organization"),
        path(
            "organisaties/<int:number>/wijzigen/",
            places.change_organization,
            name="network_organization_change",
        ),
        path(
            "regio/<slug:region>/organisatie/",
            places.add_organization,
            name="network_organization_add",
        ),
        path("ervaringsdeskundigen/", network.experts, name="network_experts"),
        path(
            "ervaringsdeskundigen/<int:number>/wijzigen/",
            places.change_expert,
            name="network_expert_change",
        ),
        path(
            "regio/<slug:region>/ervaringsdeskundige/",
            places.add_expert,
            name="network_expert_add",
        ),
        path("uitnodigen/", people.invite, name="network_invite"),
        path("mensen/<int:number>/", network.person, name="network_person"),
        path("mensen/<int:number>/wijzigen/", people.change, name="network_person_change"),
        path("mensen/<int:number>/bevestigen/", people.confirm, name="network_confirm"),
        path("mensen/<int:number>/nieuwe-link/", people.renew, name="network_renew"),
        path(
            "mensen/<int:number>/inzetten/",
            people.assign,
            {"do_assign": assign},
            name="network_assign",
        ),
        path(
            "mensen/<int:number>/beeindigen/",
            people.end_account,
            {"do_end": end_account},
            name="network_end_account",
        ),
        path(
            "inzet/<int:number>/beeindigen/",
            people.end_assignment,
            {"do_end": end_assignment},
            name="network_end_assignment",
        ),
    ]
