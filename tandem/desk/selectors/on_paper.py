"""What stands on every paper that lies at home: whom to call, and who may sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import ContactPerson
from tandem.dossier.selectors import sight

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.plan.selectors.pieces import Reading


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call, and how."""

    name: str
    reach: str


def to_call(home: Household, *, at: datetime) -> tuple[Call, ...]:
    """Whom the family calls about the plan: the fixed face, else the local team.

    A paper lies open at home. A face of an organization that is closed to anybody there is not on
    it; the local team is never closed to anybody.
    """
    closed = sight.running(at).filter(household=home, kind=ShieldKind.ORGANIZATION)
    faces = (
        ContactPerson.objects.open(on=day_of(at))
        .filter(household=home)
        .exclude(account__professional__employer__in=closed.values("organization"))
        .select_related("account")
        .order_by("since", "id")
    )
    team = (Call(home.managed_by.name, home.managed_by.phone),) if home.managed_by.phone else ()
    return (*(Call(one.account.name, reached(one)) for one in faces), *team)


def reached(face: ContactPerson) -> str:
    """How to reach a face: what the team wrote, and the number when that is not in there."""
    said = [face.reach]
    digits = "".join(one for one in face.account.phone if one.isdigit())
    if digits and digits not in "".join(one for one in face.reach if one.isdigit()):
        said.append(face.account.phone)
    return ", ".join(part for part in said if part)


def hands(reading: Reading) -> tuple[str, ...]:
    """Who has room to sign: who made it, and who promised something; each once."""
    piece = reading.piece
    made: list[str] = [*getattr(piece, "people", ()), *getattr(piece, "organizations", ())]
    promised = [
        line.agreement.person.name if line.agreement.person is not None else line.who
        for line in reading.lines
    ]
    return tuple(dict.fromkeys([*made, *promised]))
