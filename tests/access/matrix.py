"""The matrix: what every address answers to everybody. Read and owned by the privacy officer.

An area says who may come in, what the others hear, and which addresses lie in it. Nothing here is
read from the code under test: whoever adds an address says here for whom it is, and a test walks
all of it (tests/access/test_matrix.py). `python -m tests.access.matrix` writes docs/generated/
matrix.md.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE_OF_DOCS = Path(__file__).resolve().parents[2] / "docs" / "generated" / "matrix.md"


@dataclass(frozen=True)
class Who:
    """One relation to De Wilg: a column of the matrix."""

    name: str
    words: str
    tells: str


WHO = (
    Who("own_team", "eigen team", "werkt in het lokaal team van het huishouden"),
    Who("chair", "teamleider", "leidt dat lokaal team en zit de triage voor"),
    Who("partner", "partner met sleutel", "fietst mee bij dit huishouden"),
    Who(
        "partner_without",
        "partner zonder sleutel",
        "een collega van die partner, met een sleutel van een ander huishouden",
    ),
    Who("past_partner", "partner van vroeger", "fietste mee; de betrokkenheid is voorbij"),
    Who("other_pilot", "andere tuin", "lokaal team van een andere toekomsttuin in de regio"),
    Who("coordinator", "coördinator", "coördineert de regio"),
    Who("administrator", "beheerder", "beheert de accounts en het netwerk van de regio"),
    Who("expert", "ervaringsdeskundige", "staat in de pool van de regio"),
    Who("other_region", "andere regio", "beheerder én teamleider, in een andere regio"),
    Who("family", "gezinslid", "heeft een eigen bladzijde over dit huishouden"),
    Who("other_family", "ander gezin", "heeft een eigen bladzijde over een ander huishouden"),
    Who("signed_out", "niet ingelogd", "heeft geen sessie"),
)


class Kind(Enum):
    """What lies at an address, for who may come in: the answers to GET and to an empty form."""

    PAGE = "bladzijde", {200}, {405}
    FORM = "formulier", {200}, {422}
    READY = "formulier dat al klaar is", {200}, {303, 409}
    BUTTON = "knop", {303, 405}, {303, 409}
    STEP = "tussenstap", {302}, {302, 303, 422}
    SEARCH = "bladzijde", {200}, {200}
    OWN = "eigen account", {200, 302, 303, 404}, {200, 302, 303, 404, 405, 409, 422}
    EXIT = "uitgang", {405}, {200}
    WAY_IN = "weg naar binnen", {200, 302, 404}, {200, 302, 404}

    @property
    def get(self) -> set[int]:
        """The answer to a look."""
        return self.value[1]

    @property
    def post(self) -> set[int]:
        """The answer to a form with nothing in it."""
        return self.value[2]


class No(StrEnum):
    """What who may not come in hears."""

    ABSENT = "bestaat niet"  # the same answer as for what was never there
    REFUSED = "nee, met de regel"  # knows that it is there; is not the one who does this
    SIGN_IN = "inloggen"
    # For somebody of a family there is one page; anything else is absent before any method.
    NEVER = "is er niet"
    OWN_PAGE = "naar de eigen bladzijde"


@dataclass(frozen=True)
class Area:
    """Addresses with one answer for everybody."""

    what: str
    addresses: str  # names of one kind: `page: app:name app:name`, a line per kind
    may: tuple[str, ...]
    refused: tuple[str, ...] = ()  # everybody else hears that it is not there
    signed_out: No | None = No.SIGN_IN

    def names(self) -> Iterator[tuple[str, Kind]]:
        """Every address of the area and what lies there."""
        for line in self.addresses.strip().splitlines():
            kind, _, names = line.partition(":")
            for name in names.split():
                yield name, Kind[kind.strip()]


@dataclass(frozen=True)
class Cell:
    """What one address answers to one person."""

    kind: Kind
    no: No | None
    get: frozenset[int] = field(init=False)
    post: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        get, post = {
            None: (self.kind.get, self.kind.post),
            # Where nothing can be sent, everybody hears so, before any door.
            No.ABSENT: ({404}, {405} if self.kind.post == {405} else {404}),
            No.REFUSED: ({409}, {405} if self.kind.post == {405} else {409}),
            No.SIGN_IN: ({302}, {302}),
            No.NEVER: ({404}, {404}),
            No.OWN_PAGE: ({302}, {404}),
        }[self.no]
        object.__setattr__(self, "get", frozenset(get))
        object.__setattr__(self, "post", frozenset(post))


FAMILY = ("family", "other_family")
TO_OWN_PAGE = frozenset({"desk:today", "account_setup", "mfa_index", "mfa_view_recovery_codes"})
EVERYBODY = tuple(who.name for who in WHO if who.name not in {"signed_out", *FAMILY})
TEAM = ("own_team", "chair")
WITH_A_KEY = (*TEAM, "partner")
OF_HUIZEN = (*WITH_A_KEY, "partner_without", "past_partner", "coordinator")
OF_THE_REGION = tuple(name for name in EVERYBODY if name != "other_region")
OF_HUIZEN_OR_REGION = tuple(name for name in OF_THE_REGION if name != "other_pilot")
# The figures hold no household: whoever works with families in the region sees them.
SEE_FIGURES = tuple(name for name in OF_THE_REGION if name not in {"administrator", "expert"})
SUBMIT_FIGURES = ("chair", "coordinator")
# Who watches over the rights in a pilot or the region.
WATCH_RIGHTS = ("chair", "coordinator", "administrator")

AREAS = (
    Area(
        "Het huishouden bekijken",
        "PAGE: desk:story desk:family desk:together desk:decisions desk:access legal:voices",
        may=WITH_A_KEY,
    ),
    Area(
        "Het gezin en zijn verhaal bijhouden",
        """
        FORM: dossier:rename dossier:person_add dossier:person_change dossier:relate
        FORM: dossier:authority dossier:authority_end
        """,
        may=TEAM,
    ),
    Area(
        "Zien wat is afgeschermd, en iets afschermen",
        "PAGE: dossier:shields\nFORM: dossier:shield_add",
        may=WITH_A_KEY,
    ),
    Area(
        "Adressen, opheffen met twee mensen, en bladzijden van het gezin",
        """
        FORM: dossier:address_add dossier:address_change dossier:shield_ask
        FORM: dossier:family_give dossier:family_level dossier:release
        READY: dossier:shield_lift dossier:shield_keep dossier:family_link
        READY: dossier:family_freeze dossier:family_end dossier:release_end
        """,
        may=TEAM,
    ),
    Area(
        "De eigen bladzijde van een gezinslid",
        "PAGE: desk:mine desk:mine_list\nEXIT: desk:leave",
        may=FAMILY,
    ),
    Area(
        "In het verhaal schrijven",
        "FORM: dossier:entry_add dossier:entry_correct",
        may=WITH_A_KEY,
    ),
    Area(
        "Het eigen verslag aankondigen en schrijven",
        "FORM: legal:report_announce dossier:report_send",
        may=("partner",),
    ),
    Area("Een verslag lezen", "SEARCH: dossier:report_read", may=WITH_A_KEY),
    Area(
        "Een verslag bij het verhaal voegen",
        "READY: dossier:report_attach",
        may=TEAM,
    ),
    Area(
        "Toestemming vragen en vastleggen",
        """
        FORM: legal:explain legal:consent legal:confirmation legal:tell legal:talk
        FORM: legal:help legal:help_end legal:sharing_consent legal:sharing_consent_end
        FORM: journey:withdraw journey:explore legal:expert
        STEP: journey:conclude
        PAGE: legal:letter legal:declaration
        """,
        may=TEAM,
    ),
    Area(
        "De tandem: starten, betrekken, wisselen, loslaten, evalueren, afronden",
        """
        FORM: journey:triage_in journey:triage_out journey:start journey:contact journey:swap
        FORM: journey:bring_in journey:let_go journey:evaluation_plan
        FORM: journey:evaluation_hold journey:experts journey:end legal:professional
        FORM: journey:tell_swap
        """,
        may=TEAM,
    ),
    Area(
        "Uren, besluiten en maatregelen vastleggen",
        """
        FORM: legal:hours legal:hours_correct legal:decision journey:measure
        FORM: journey:reflect journey:test journey:scale_down
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Delen zonder toestemming, en het gezin dat vertellen",
        """
        SEARCH: legal:sharing
        STEP: legal:exchange
        PAGE: legal:sharing_refused
        FORM: legal:exchange_told legal:exchange_postpone
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Het besluit en de maatregel van een andere organisatie bijhouden",
        """
        FORM: journey:measure_end legal:decision_told
        FORM: legal:turning_point legal:ask_to_sign journey:decision_review
        READY: journey:measure_note journey:without_ground
        PAGE: legal:transition_file
        """,
        may=TEAM,
    ),
    # who was asked to sign, and nobody else
    Area("Een kernbesluit als tweede tekenen", "FORM: legal:co_sign", may=("chair",)),
    Area(
        "Een huishouden aanmelden",
        "FORM: journey:new journey:register",
        may=(*TEAM, "other_pilot", "other_region"),
    ),
    Area(
        "Wat van mij is, en wat iedereen mag weten",
        "PAGE: desk:today desk:households desk:rules desk:rule legal:who_decides legal:boundaries",
        may=EVERYBODY,
    ),
    Area("Zien welke inzage wacht", "PAGE: desk:looks", may=(*WATCH_RIGHTS, "other_region")),
    Area("Nakijken of iemand terecht keek", "FORM: desk:look", may=WATCH_RIGHTS),
    Area("Naar mijn eigen cijfers", "STEP: monitor", may=(*SEE_FIGURES, "other_region")),
    Area(
        "Cijfers van deze regio zien",
        "SEARCH: monitor_quarter monitor_pilot monitor_figure monitor_versions monitor_export",
        may=SEE_FIGURES,
    ),
    Area(
        "Cijfers van Huizen indienen",
        """
        READY: monitor_submit
        FORM: monitor_correct monitor_fill_in
        BUTTON: monitor_follow_the_work
        """,
        may=SUBMIT_FIGURES,
        refused=SEE_FIGURES,
    ),
    Area(
        "Een grens van het recht vastleggen", "FORM: legal:boundary_add", OF_HUIZEN, OF_THE_REGION
    ),
    Area(
        "Het netwerk van de regio zien",
        "PAGE: network_organization network_person",
        may=OF_THE_REGION,
    ),
    Area("Wie er in Huizen werken", "PAGE: network_pilot", may=OF_HUIZEN_OR_REGION),
    Area(
        "Het netwerk van mijn eigen regio",
        "PAGE: network network_experts",
        may=EVERYBODY,
    ),
    Area(
        "Het netwerk en de accounts van de regio beheren",
        """
        FORM: network_organization_add network_organization_change network_pilot_change
        FORM: network_expert_add network_expert_change
        FORM: network_person_change network_assign network_end_assignment
        READY: network_renew network_end_account
        """,
        may=("administrator",),
        refused=OF_THE_REGION,
    ),
    Area(
        "Een collega uitnodigen in de eigen regio",
        "FORM: network_invite",
        may=("administrator", "other_region"),
    ),
    Area(
        "Mijn eigen account",
        """
        OWN: account account_change_password account_setup mfa_index mfa_activate_totp
        OWN: mfa_deactivate_totp mfa_add_webauthn mfa_list_webauthn mfa_edit_webauthn
        OWN: mfa_remove_webauthn mfa_view_recovery_codes mfa_generate_recovery_codes
        OWN: mfa_reauthenticate mfa_reauthenticate_webauthn
        OWN: usersessions_list session_end sessions_end_others
        """,
        may=EVERYBODY,
    ),
    Area(
        "Inloggen en uitloggen",
        """
        WAY_IN: account_login account_logout invitation mfa_authenticate mfa_login_webauthn
        """,
        may=(*EVERYBODY, *FAMILY),
        signed_out=None,
    ),
)


def cells(area: Area, name: str, kind: Kind) -> Mapping[str, Cell]:
    """What an address of the area answers to everybody, by name."""
    found = {}
    for who in (who.name for who in WHO):
        no: No | None = No.ABSENT
        if who == "signed_out":
            no = area.signed_out
        elif who in area.may:
            no = None
        elif who in area.refused:
            no = No.REFUSED
        elif who in FAMILY:
            no = No.OWN_PAGE if name in TO_OWN_PAGE else No.NEVER
        found[who] = Cell(kind, no)
    return found


def matrix() -> Mapping[str, Mapping[str, Cell]]:
    """The whole matrix: address, who, cell."""
    found = {}
    for area in AREAS:
        for name, kind in area.names():
            if name in found:
                raise ValueError(f"{name} stands in two areas")
            found[name] = cells(area, name, kind)
    return found


def _numbers(found: frozenset[int]) -> str:
    return "/".join(str(number) for number in sorted(found))


def _row(name: str, row: Mapping[str, Cell]) -> str:
    said = []
    for who in WHO:
        cell = row[who.name]
        words = "**ja**" if cell.no is None else cell.no.value
        said.append(f"{words}<br>{_numbers(cell.get)} · {_numbers(cell.post)}")
    kind = row["own_team"].kind.value[0]
    return f"| `{name}`<br>{kind} | " + " | ".join(said) + " |"


def document() -> str:
    """The matrix as a page of docs/generated."""
    lines = [
        "# Wie komt waar: elk adres, elke rol",
        "",
        "<!-- Gemaakt door `python -m tests.access.matrix`; een test houdt dit gelijk. -->",
        "",
        "Deze tabel is niet uit de code afgeleid. Zij staat los daarvan in",
        "`tests/access/matrix.py`, en een test loopt elk vakje na: elk adres, lezen en",
        "verzenden, als iedereen.",
        "",
        "Elk vakje zegt of het mag, en welke antwoorden er dan komen op bekijken · verzenden",
        "van een leeg formulier. *Bestaat niet* is letterlijk hetzelfde antwoord als van een",
        "huishouden dat er nooit was.",
        "",
        "Iedereen komt in de sterkste positie: wie hier geweigerd wordt, mag elders veel.",
        "",
        *(f"- **{who.words}**: {who.tells}" for who in WHO),
        "",
    ]
    for area in AREAS:
        lines += [
            f"## {area.what}",
            "",
            "| | " + " | ".join(who.words for who in WHO) + " |",
            "| --- " * (len(WHO) + 1) + "|",
            *(_row(name, cells(area, name, kind)) for name, kind in area.names()),
            "",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE_OF_DOCS.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"geschreven: {PAGE_OF_DOCS}\n")
