"""The tables of the dossier, with the constraints that must never be false."""

from tandem.dossier.models.household import (
    Authority,
    Household,
    Key,
    Person,
    Relation,
    SearchWord,
)
from tandem.dossier.models.journal import Entry, Report
from tandem.dossier.models.tandem import ContactPerson, Hours, Involvement, Seat, SeatChange

__all__ = [
    "Authority",
    "ContactPerson",
    "Entry",
    "Hours",
    "Household",
    "Involvement",
    "Key",
    "Person",
    "Relation",
    "Report",
    "SearchWord",
    "Seat",
    "SeatChange",
]
