"""Reads of the network: who works where, who may sign in, and how long a session lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.core import identity
from tandem.core.rows import columns, made, width
from tandem.network import door
from tandem.network.enums import RoleKind
from tandem.network.models import (
    Account,
    Assignment,
    ExperienceExpert,
    Invitation,
    Organization,
    Pilot,
    Professional,
    Region,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


# Signing in ---------------------------------------------------------------------------------------


def account_with_email(email: str) -> Account | None:
    """Find an account by its e-mail address, whatever the capitals."""
    number = _account_number(email.strip()) if email else None
    return None if number is None else Account.objects.filter(pk=number).first()


def _account_number(email: str) -> int | None:
    """Ask the second lock: addresses are for their owners, so the web does not read them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem.account_with_email(%s)", [email])
        number: int | None = cursor.fetchone()[0]
    return number


def second_factors(account: AbstractBaseUser | AnonymousUser) -> QuerySet[Authenticator]:
    """List the app and the passkeys of an account, oldest first."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user_id=account.pk, type__in=SECOND_FACTORS
    )
    return found.order_by("created_at", "id")


def has_second_factor(account: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether the account has an app or a passkey."""
    return account.pk is not None and second_factors(account).exists()


def other_second_factors(
    account: AbstractBaseUser, authenticator_id: int
) -> QuerySet[Authenticator]:
    """List the second factors that stay when this one goes."""
    return second_factors(account).exclude(pk=authenticator_id)


def session_is_over(session: Mapping[str, Any], account: Account, *, at: datetime) -> bool:
    """Say whether a session has lasted long enough, or was ended from elsewhere.

    A session without our moments in it was not begun by our sign-in, so it is over too.
    """
    began, seen = session.get("began"), session.get("seen")
    if began is None or seen is None or not account.is_active:
        return True
    valid_from = account.sessions_valid_from
    if valid_from is not None and began < valid_from.timestamp():
        return True
    longest, idle = settings.SESSION_LONGEST, settings.SESSION_IDLE
    if account.is_family:
        longest, idle = settings.FAMILY_SESSION_LONGEST, settings.FAMILY_SESSION_IDLE
    moment = at.timestamp()
    return bool(moment - began >= longest.total_seconds() or moment - seen >= idle.total_seconds())


def running_sessions(account: Account, *, at: datetime) -> list[UserSession]:
    """List the sessions of an account that still run, latest first."""
    began_after = at - settings.SESSION_LONGEST
    seen_after = at - settings.SESSION_IDLE
    found = UserSession.objects.filter(
        user_id=account.pk, created_at__gt=began_after, last_seen_at__gt=seen_after
    ).order_by("-last_seen_at", "-id")
    return [session for session in found if session.exists()]


def fingerprint(token: str) -> str:
    """Make what we store of a token; the token itself is nowhere."""
    return sha256(token.encode()).hexdigest()


def is_relative(account: Account) -> bool:
    """Whether somebody belongs to a family: no employer."""
    return not Professional.objects.filter(account=account).exists()


def usable_invitation(token: str, *, at: datetime) -> Invitation | None:
    """Find an invitation that can still be used; who holds the link stands at the door."""
    usable = Invitation.objects.filter(
        Q(opens_at=None) | Q(opens_at__lte=at),
        Q(needs_second=False) | Q(confirmed_at__isnull=False),
        token_hash=fingerprint(token),
        used_at=None,
        expires_at__gt=at,
        account__is_active=True,
    )
    number = usable.order_by("id").values_list("account", flat=True).first()
    if number is None:
        return None
    identity.stand_at_the_door(number, at=at)
    return usable.select_related("account", "invited_by").first()


def is_let_in(account: Account) -> bool:
    """Whether a second person knows who this is: a link was used, confirmed or made here."""
    known = Q(used_at__isnull=False) | Q(confirmed_at__isnull=False) | Q(needs_second=False)
    return Invitation.objects.filter(known, account=account).exists()


def waiting_link(account: Account, *, at: datetime) -> Invitation | None:
    """Find the link of an account that does not work yet."""
    return waiting_links([account.pk], at=at).first()


def waiting_links(accounts: Iterable[int], *, at: datetime) -> QuerySet[Invitation]:
    """List the links of some accounts that do not work yet, latest first."""
    return Invitation.objects.filter(
        account__in=list(accounts), used_at=None, opens_at__gt=at, expires_at__gt=at
    ).order_by("-invited_at", "-id")


def unconfirmed_links(accounts: Iterable[int], *, at: datetime) -> QuerySet[Invitation]:
    """List the links of professionals that wait for a second person, latest first."""
    return Invitation.objects.filter(
        account__in=list(accounts),
        needs_second=True,
        confirmed_at=None,
        used_at=None,
        expires_at__gt=at,
    ).order_by("-invited_at", "-id")


def links_to_confirm(by: Account, *, at: datetime) -> QuerySet[Invitation]:
    """List the links that wait for somebody as the second, oldest first."""
    regions = regions_with(by, Permission.ACCOUNT_CONFIRM, at=at)
    return (
        Invitation.objects.filter(
            account__professional__employer__region__in=regions,
            account__is_active=True,
            needs_second=True,
            confirmed_at=None,
            used_at=None,
            expires_at__gt=at,
        )
        .exclude(invited_by=by)
        .exclude(account=by)
        .select_related("account", "invited_by")
        .order_by("invited_at", "id")
    )


# Where somebody may do something, apart from any household ----------------------------------------


def regions_with(account: Account, permission: Permission, *, at: datetime) -> QuerySet[Region]:
    """List the regions in which somebody has the permission, somewhere."""
    found = door.assignments_with(account, permission, at=at).values("region")
    return Region.objects.filter(pk__in=found).order_by("name", "id")


def pilots_with(account: Account, permission: Permission, *, at: datetime) -> QuerySet[Pilot]:
    """List the pilots for which somebody has the permission: by the pilot or by its region."""
    found = door.assignments_with(account, permission, at=at)
    return (
        Pilot.objects.filter(
            Q(pk__in=found.exclude(pilot=None).values("pilot"))
            | Q(region__in=found.filter(pilot=None).values("region"))
        )
        .select_related("region", "municipality", "local_team")
        .order_by("region__name", "name", "id")
    )


# The network pages --------------------------------------------------------------------------------


def pilots_of(region: Region) -> QuerySet[Pilot]:
    """List the pilots of a region with their partners."""
    return (
        region.pilots.select_related("municipality", "local_team")
        .prefetch_related(Prefetch("partners", Organization.objects.order_by("name", "id")))
        .order_by("name", "id")
    )


def organizations_of(region: Region) -> QuerySet[Organization]:
    """List the organizations of a region, by kind and name."""
    return region.organizations.order_by("kind", "name", "id")


def colleagues_in(pilot: Pilot, *, at: datetime) -> QuerySet[Assignment]:
    """List who works in a pilot now, those of the whole region included."""
    return (
        Assignment.objects.open(on=localdate(at))
        .filter(Q(pilot=pilot) | Q(pilot=None, region=pilot.region_id), account__is_active=True)
        .select_related("account__professional__employer", "pilot")
        .order_by("account__name", "id")
    )


def colleagues_at(organization: Organization) -> QuerySet[Account]:
    """List the people an organization employs who can sign in."""
    return (
        Account.objects.filter(professional__employer=organization, is_active=True)
        .select_related("professional")
        .order_by("name", "id")
    )


def assignments_of(account: Account) -> QuerySet[Assignment]:
    """List everything somebody does or did in pilots and regions, latest first."""
    return account.assignments.select_related("pilot", "region").order_by("-since", "-id")


def experts_of(region: Region) -> QuerySet[ExperienceExpert]:
    """List the experience experts that can be asked in a region, by pool and name (EXP-01)."""
    return (
        ExperienceExpert.objects.filter(organization__region=region)
        .select_related("organization", "account")
        .order_by("-is_active", "pool", "name", "id")
    )


def home_region(account: Account) -> Region:
    """Return the region that administers an account: that of the employer."""
    return account.professional.employer.region


def is_last_administrator(account: Account, region: Region, *, at: datetime) -> bool:
    """Say whether nobody else who can sign in administers the region."""
    administrators = Assignment.objects.open(on=localdate(at)).filter(
        region=region, role=RoleKind.ADMINISTRATOR, account__is_active=True
    )
    return (
        administrators.filter(account=account).exists()
        and not administrators.exclude(account=account).exists()
    )


def employers_in(regions: Iterable[Region]) -> QuerySet[Organization]:
    """List the organizations of some regions that can employ somebody."""
    return Organization.objects.filter(region__in=list(regions)).order_by("name", "id")


# The demonstration --------------------------------------------------------------------------------

DEMO_DOMAIN = "@demo.tandem.example"
RELATIVE = "Gezinslid"
DEMO_PASSWORD = "samen sturen op de tandem"  # noqa: S105 - printed on purpose, guards invented people


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One demonstration account and what is needed to sign in with it now."""

    role: str
    name: str
    email: str
    password: str
    secret: str
    code: str


def demonstration_accounts(*, at: datetime) -> list[Demonstration]:
    """List the demonstration accounts with their secrets; nobody else has such an address."""
    apps = (
        Authenticator.objects.filter(
            type=Authenticator.Type.TOTP,
            user__in=_demonstration_numbers(),
            user__is_active=True,
        )
        .select_related("user__professional__employer")
        .prefetch_related("user__assignments")
        .order_by("user_id", "id")
    )
    return [_demonstration(app, at=at) for app in apps]


def _demonstration_numbers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem.demonstration()")
        numbers: list[int] = cursor.fetchone()[0]
    return numbers


def one_per_role(accounts: Iterable[Demonstration]) -> list[Demonstration]:
    """Keep one account per role and employer, in the order of work: enough to look around."""
    first: dict[str, Demonstration] = {}
    for one in accounts:
        # Of a family everybody sees something else.
        first.setdefault(one.name if one.role == RELATIVE else one.role, one)
    order = [str(role.label) for role in RoleKind]
    place = {label: index for index, label in enumerate(order)}
    return sorted(
        first.values(), key=lambda one: place.get(one.role.partition(" · ")[0], len(order))
    )


def _demonstration(app: Authenticator, *, at: datetime) -> Demonstration:
    account: Account = app.user
    secret = decrypt(app.data["secret"])
    counter = int(at.timestamp()) // 30
    employer = getattr(account, "professional", None)
    roles = dict.fromkeys(str(part.get_role_display()) for part in account.assignments.all())
    return Demonstration(
        role=f"{', '.join(roles) or '–'} · {employer.employer.name}" if employer else RELATIVE,
        name=account.name,
        email=account.email,
        password=DEMO_PASSWORD,
        secret=secret,
        code=format_hotp_value(hotp_value(secret, counter)),
    )


@cache
def _signed_in(begins: str) -> str:
    return f"""
    SELECT {columns(Account, "a")}, {columns(Professional, "p")}, o.name,
      ARRAY(SELECT DISTINCT x.role FROM network_assignment x WHERE x.account_id = a.id
              AND x.since <= %(on)s AND (x.until IS NULL OR x.until > %(on)s) ORDER BY x.role)
    FROM ({begins} OFFSET 0) begun CROSS JOIN network_account a
    LEFT JOIN network_professional p ON p.account_id = a.id
    LEFT JOIN network_organization o ON o.id = p.employer_id
    WHERE a.id = %(id)s AND a.is_active
    """  # noqa: S608 - our own columns


def signed_in(account_id: int, *, at: datetime) -> Account | None:
    """Load who is signed in, with employer and running roles, in one statement; None if closed.

    The session says who it is, and only Python can read a session: that person is at the door, or
    acts from here on (identity.beginning).
    """
    begins_at = identity.begins_at()
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "id": account_id,
            "on": localdate(at),
            "claim": (identity.claim if begins_at else identity.door_claim)(
                account_id, begins_at or at
            ),
        }
        begins = identity.ACTS if begins_at else identity.STANDS_AT_THE_DOOR
        cursor.execute(_signed_in(begins), asked)
        row = cursor.fetchone()
    if row is None:
        return None
    *values, employer_name, roles = row
    account = made(Account, values[: width(Account)])
    if employer_name is not None:
        account.professional = made(Professional, values[width(Account) :])
        account.employer_number = account.professional.employer_id
    account.employer_name, account.roles = employer_name or "", tuple(roles)
    account.is_family, account.acts = employer_name is None, begins_at is not None
    return account
