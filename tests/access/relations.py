"""Who comes to the door, what lies at an address, and what somebody hears who may not come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    Who("deputy", "vervanger", "vervangt die partner deze week, met een sleutel"),
    Who("past_deputy", "vervanger van vroeger", "verving die partner; die is weer terug"),
    Who(
        "barred",
        "uitgesloten",
        "werkt in het lokaal team, met een sleutel van elk ander huishouden daar",
    ),
    Who("emergency", "noodtoegang", "brak het glas: twee uur achter deze ene deur"),
    Who(
        "other_pilot",
        "andere tuin",
        "lokaal team van een andere toekomsttuin in de regio; had hier noodtoegang, die is voorbij",
    ),
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
    EXIT = "uitgang", {200}, {200}
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
