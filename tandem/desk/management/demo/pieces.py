"""What a story is made of: people, how they came in, notes, and partners that ride along."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.desk.management.demo.clock import When
from tandem.dossier.enums import Channel, ContactKind, Form, Provenance


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of the household: age in years, and days since the last birthday.

    As of today in a recent story, and as of registration in one that began long ago: whoever was
    old enough to answer then, stays so however long the demonstration lasts.
    """

    key: str
    name: str
    role: str
    age: int
    days: int = 120
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """How the household came in."""

    by: str
    source: str
    concerns: str
    problems: tuple[str, ...]
    channel: str = Channel.LOCAL_TEAM
    considered: bool = False
    urgent: bool = False
    running: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the story: the day, what sort, who wrote it, the words, about whom."""

    day: When
    kind: str
    by: str
    text: str
    about: tuple[str, ...] = ()
    source: str = ""
    contact: str = ContactKind.HOME_VISIT
    provenance: str = Provenance.FAMILY
    ground: str = ""
    told: str = ""  # whose own words these are
    safety: str = ""  # how safe it is; when nothing is said, as the note sounds
    said: str = ""  # what was said of safety, or why nothing
    there: tuple[str, ...] = ()  # who of the household was there


@dataclass(frozen=True, slots=True)
class Ride:
    """A partner that rides along or advises: which, in what form, from when, who, hours a week."""

    day: When
    partner: str
    form: str = Form.WITH_CONSENT
    who: str = ""
    weekly: str = "0"
    until: When | None = None
    reason: str = ""
    aims: tuple[str, ...] = ()
    level: str = ""
    description: str = ""
    question: str = ""
    answer: str = ""
    anonymous: bool = False
    agreed: When | None = None
    end_reason: str = "het gezin kan verder met het lokaal team"
