"""The region of the demonstration and everybody who works there; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import generate_totp_secret

from tandem.core.periods import AMSTERDAM
from tandem.dossier.services import keys
from tandem.network import selectors, services
from tandem.network.enums import ConfirmationForm, Expertise, JobTitle, Pool, RoleKind
from tandem.network.services import gooi_en_vechtstreek
from tandem.network.services.invitation import Newcomer

if TYPE_CHECKING:
    from tandem.network.models import Account, Organization, Pilot, Region

FOUNDED_ON = date(2024, 4, 16)
INVITED_ON = date(2024, 5, 14)
PILOTS = ("huizen", "hilversum", "gooise-meren")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to invite: who, employer, profession, role, in which pilots (none: the region)."""

    key: str
    name: str
    employer: str
    job_title: str
    role: str
    pilots: tuple[str, ...] = ()
    phone: str = ""
    expertise: tuple[str, ...] = ()


def _team(pilot: str, *people: tuple[str, str, str]) -> tuple[Colleague, ...]:
    """Name the local team of a pilot; the last one leads it."""
    team = f"lt-{pilot}"
    return tuple(
        Colleague(
            key,
            name,
            team,
            JobTitle.CONSULTANT if key != people[-1][0] else JobTitle.TEAM_LEAD,
            RoleKind.LOCAL_TEAM if key != people[-1][0] else RoleKind.TEAM_LEAD,
            (pilot,),
            phone,
        )
        for key, name, phone in people
    )


def _partner(key: str, name: str, employer: str, job_title: str, *expertise: str) -> Colleague:
    """Name somebody of a partner, who works for all three pilots."""
    return Colleague(key, name, employer, job_title, RoleKind.PARTNER, PILOTS, expertise=expertise)


ADMINISTRATOR = Colleague(
    "koen",
    "Koen Wessels",
    "regio",
    JobTitle.APPLICATION_ADMINISTRATOR,
    RoleKind.ADMINISTRATOR,
)
COLLEAGUES = (
    *_team(
        "huizen",
        ("samira", "Samira Bos", "06 12 34 56 78"),
        ("ruben", "Ruben Hoekstra", "06 12 34 56 71"),
        ("naima", "Naïma Tahiri", "06 12 34 56 72"),
        ("marjan", "Marjan Terlouw", "06 12 34 56 70"),
    ),
    *_team(
        "hilversum",
        ("elif", "Elif Kaya", "06 23 45 67 81"),
        ("tim", "Tim Dekker", "06 23 45 67 82"),
        ("priya", "Priya Ramdin", "06 23 45 67 83"),
        ("frank", "Frank Molenaar", "06 23 45 67 80"),
    ),
    *_team(
        "gooise-meren",
        ("lotte", "Lotte Zwart", "06 34 56 78 91"),
        ("yusuf", "Yusuf Demir", "06 34 56 78 92"),
        ("carla", "Carla Brouwer", "06 34 56 78 93"),
        ("hanneke", "Hanneke Postma", "06 34 56 78 90"),
    ),
    _partner("joris", "Joris Vink", "vt", JobTitle.PARTNER_PROFESSIONAL, Expertise.DEBTS),
    _partner(
        "wouter", "Wouter Prins", "vt", JobTitle.PARTNER_PROFESSIONAL, Expertise.OFFENDER_HELP
    ),
    _partner("amira", "Amira Haddad", "vt", JobTitle.DOCTOR, Expertise.CONFIDENTIAL_DOCTOR),
    _partner("simone", "Simone Kramer", "rvdk", JobTitle.PARTNER_PROFESSIONAL),
    _partner("stefan", "Stefan Oyelaran", "rvdk", JobTitle.BEHAVIORAL_SCIENTIST, Expertise.TRAUMA),
    _partner("sanne", "Sanne Veldman", "gi-djgb", JobTitle.YOUTH_PROTECTOR),
    _partner("mehmet", "Mehmet Arslan", "gi-djgb", JobTitle.YOUTH_PROTECTOR),
    _partner(
        "bianca", "Bianca Schouten", "gi-wss", JobTitle.YOUTH_PROTECTOR, Expertise.MILD_DISABILITY
    ),
    _partner(
        "delano", "Delano Pinas", "gi-wss", JobTitle.YOUTH_PROTECTOR, Expertise.YOUTH_PROBATION
    ),
    Colleague("iris", "Iris van Dalen", "regio", JobTitle.COORDINATOR, RoleKind.COORDINATOR),
    Colleague(
        "anouk",
        "Anouk Reijnders",
        "samenkracht",
        JobTitle.EXPERIENCE_EXPERT,
        RoleKind.EXPERIENCE_EXPERT,
    ),
)
# Name, organization, how to ask, what they lived through and help with; the first one can sign in.
EXPERTS = (
    ("Anouk Reijnders", "samenkracht", Pool.FIXED, "Scheiding, moeder van drie, schulden"),
    (
        "Ramon Winklaar",
        "samenkracht",
        Pool.FIXED,
        "Vader, verslaving in het gezin, opnieuw beginnen",
    ),
    (
        "Dunya Lakhdar",
        "samenkracht",
        Pool.FLEX,
        "Jong opgegroeid met geweld thuis, spreekt Arabisch",
    ),
    ("Gerda Wielinga", "partners-voor-jeugd", Pool.FIXED, "Pleegmoeder, kleinkinderen in huis"),
    (
        "Milan Kowalski",
        "partners-voor-jeugd",
        Pool.FLEX,
        "Uit huis geplaatst geweest, spreekt Pools",
    ),
)
_FORMS = {"hilversum": ConfirmationForm.EMAIL}
_TARGETS = {"huizen": 20, "hilversum": 20, "gooise-meren": 15}


@dataclass(slots=True)
class Cast:
    """Who and what the stories call by a short name."""

    region: Region
    pilots: dict[str, Pilot]
    organizations: dict[str, Organization]
    people: dict[str, Account] = field(default_factory=dict)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=AMSTERDAM)


def assemble(*, now: datetime) -> Cast:
    """Found the region and invite everybody, as an administrator would."""
    founder, at = services.account.operator(at=now), _at(FOUNDED_ON, 10)
    region = gooi_en_vechtstreek.found(by=founder, at=at)
    cast = Cast(
        region,
        {pilot.slug: pilot for pilot in region.pilots.order_by("id")},
        {one.slug: one for one in region.organizations.order_by("id")},
    )
    _invite(cast, ADMINISTRATOR, by=founder, at=_at(FOUNDED_ON, 11))
    koen, at = cast.people[ADMINISTRATOR.key], _at(INVITED_ON, 9)
    for pilot in cast.pilots.values():
        settings = services.pilot.Settings(
            confirmation_form=_FORMS.get(pilot.slug, ConfirmationForm.LETTER),
            target_households=_TARGETS[pilot.slug],
        )
        services.pilot.change(
            pilot, partners=pilot.partners.order_by("id"), settings=settings, by=koen, at=at
        )
    for colleague in COLLEAGUES:
        _invite(cast, colleague, by=koen, at=at)
    _experts(cast, by=koen, at=_at(INVITED_ON, 15))
    return cast


def _invite(cast: Cast, who: Colleague, *, by: Account, at: datetime) -> None:
    newcomer = Newcomer(
        email=f"{_plain(who.name)}{selectors.DEMO_DOMAIN}",
        name=who.name,
        employer=cast.organizations[who.employer],
        job_title=who.job_title,
        phone=who.phone,
        expertise=who.expertise,
    )
    account, _token = services.invitation.invite(newcomer, by=by, at=at)
    services.account.enroll(
        account,
        password=selectors.DEMO_PASSWORD,
        totp_secret=generate_totp_secret(),
        by=by,
        at=at,
    )
    places: list[Pilot | Region] = [cast.pilots[slug] for slug in who.pilots]
    for place in places or [cast.region]:
        keys.assign(account, role=who.role, place=place, since=at.date(), by=by, at=at)
    cast.people[who.key] = account


def _plain(name: str) -> str:
    return ".".join(name.lower().replace("ï", "i").split())


def _experts(cast: Cast, *, by: Account, at: datetime) -> None:
    for index, (name, organization, pool, profile) in enumerate(EXPERTS):
        expert = services.expert.add(
            name,
            organization=cast.organizations[organization],
            pool=pool,
            profile=profile,
            by=by,
            at=at,
        )
        if index == 0:
            services.expert.link(expert, cast.people["anouk"], by=by, at=at)
