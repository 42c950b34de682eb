"""People and places of the network, made through the services that make them in earnest."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.text import slugify
from django.utils.timezone import localdate, now

from tandem.network import selectors, services
from tandem.network.enums import JobTitle, OrganizationKind, RoleKind
from tandem.network.models import Municipality, Organization, Pilot, Region
from tandem.network.services import gooi_en_vechtstreek
from tandem.network.services.invitation import Newcomer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.test import Client

    from tandem.network.models import Account

_EMPLOYERS = {
    RoleKind.LOCAL_TEAM: OrganizationKind.LOCAL_TEAM,
    RoleKind.TEAM_LEAD: OrganizationKind.LOCAL_TEAM,
    RoleKind.PARTNER: OrganizationKind.GI,
    RoleKind.EXPERIENCE_EXPERT: OrganizationKind.EXPERIENCE_EXPERTS,
    RoleKind.COORDINATOR: OrganizationKind.REGION_OFFICE,
    RoleKind.ADMINISTRATOR: OrganizationKind.REGION_OFFICE,
}


def seed_region(*, at: datetime) -> Region:
    """Gooi en Vechtstreek, whole: 342 municipalities, three pilots, all organizations."""
    return gooi_en_vechtstreek.found(by=services.account.operator(at=at), at=at)


def region(name: str = "Lindestreek", *, at: datetime) -> Region:
    """A region without anything in it."""
    return services.region.create(
        slugify(name), name=name, by=services.account.operator(at=at), at=at
    )


def organization(place: Region, kind: OrganizationKind, *, at: datetime) -> Organization:
    """The organization of this kind in the region, made when it is not there yet."""
    found = place.organizations.filter(kind=kind).order_by("id").first()
    return found or services.organization.create(
        slugify(kind.value),
        name=f"{kind.label} {place.name}",
        kind=kind,
        region=place,
        by=services.account.operator(at=at),
        at=at,
    )


def pilot(place: Region, name: str = "Linde", *, at: datetime) -> Pilot:
    """A pilot with its own local team, a GI, Veilig Thuis and the RvdK."""
    by = services.account.operator(at=at)
    town, _is_new = Municipality.objects.get_or_create(
        code=f"{Pilot.objects.count():04}", defaults={"name": name, "province": "Utrecht"}
    )
    team = services.organization.create(
        f"lt-{slugify(name)}",
        name=f"Lokaal team {name}",
        kind=OrganizationKind.LOCAL_TEAM,
        region=place,
        by=by,
        at=at,
    )
    kinds = (OrganizationKind.GI, OrganizationKind.VEILIG_THUIS, OrganizationKind.RVDK)
    return services.pilot.create(
        services.pilot.Place(slugify(name), f"Toekomsttuin {name}", town, team),
        partners=[organization(place, kind, at=at) for kind in kinds],
        by=by,
        at=at,
    )


def colleague(
    name: str,
    *,
    role: RoleKind | None,
    place: Pilot | Region,
    employer: Organization | None = None,
    at: datetime,
) -> Account:
    """Somebody with an employer, a running assignment, a password and an authenticator app."""
    by = services.account.operator(at=at)
    home = place.region if isinstance(place, Pilot) else place
    newcomer = Newcomer(
        email=f"{slugify(name)}{selectors.DEMO_DOMAIN}",
        name=name,
        employer=employer or _employer(role, place, home, at=at),
        job_title=JobTitle.CONSULTANT,
    )
    account, _token = services.invitation.invite(newcomer, by=by, at=at)
    services.account.enroll(
        account,
        password=selectors.DEMO_PASSWORD,
        totp_secret=generate_totp_secret(),
        by=by,
        at=at,
    )
    if role is not None:
        services.assignment.assign(
            account, role=role, place=place, since=localdate(at), by=by, at=at
        )
    return account


def secret_of(account: Account, *, at: datetime) -> str:
    """The key in the account's authenticator app."""
    found: Iterable[selectors.Demonstration] = selectors.demonstration_accounts(at=at)
    return next(one.secret for one in found if one.email == account.email)


def sign_in(client: Client, account: Account, *, at: datetime | None = None) -> Client:
    """Give a test client a session as if the account had passed both steps."""
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(account, at=at)
    return client


def session_of(account: Account, *, at: datetime | None = None) -> str:
    """The cookie value of a fresh session of the account, also for a real browser."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    began = at or now()
    store["began"] = store["seen"] = began.timestamp()
    store["second_factor"] = True
    store.set_expiry(began + settings.SESSION_LONGEST)
    store.create()
    return str(store.cookie)


def _employer(
    role: RoleKind | None, place: Pilot | Region, home: Region, *, at: datetime
) -> Organization:
    kind = _EMPLOYERS.get(role, OrganizationKind.REGION_OFFICE) if role else None
    if kind == OrganizationKind.LOCAL_TEAM and isinstance(place, Pilot):
        return place.local_team
    return organization(home, kind or OrganizationKind.REGION_OFFICE, at=at)
