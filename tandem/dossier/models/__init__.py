"""The tables of the dossier, with the constraints that must never be false."""

from tandem.dossier.models.documents import Document, DocumentBytes
from tandem.dossier.models.household import (
    Authority,
    Household,
    Key,
    Person,
    Relation,
    SearchWord,
)
from tandem.dossier.models.journal import Entry, Report
from tandem.dossier.models.looks import LookReview
from tandem.dossier.models.rights import (
    Absence,
    AccessRequest,
    Bar,
    Emergency,
    RightsReview,
)
from tandem.dossier.models.shields import Address, ClosedTo, FamilyAccess, Release, Shield
from tandem.dossier.models.tandem import ContactPerson, Hours, Involvement, Seat, SeatChange
from tandem.dossier.models.told import EmergencyTold

__all__ = [
    "Absence",
    "AccessRequest",
    "Address",
    "Authority",
    "Bar",
    "ClosedTo",
    "ContactPerson",
    "Document",
    "DocumentBytes",
    "Emergency",
    "EmergencyTold",
    "Entry",
    "FamilyAccess",
    "Hours",
    "Household",
    "Involvement",
    "Key",
    "LookReview",
    "Person",
    "Relation",
    "Release",
    "Report",
    "RightsReview",
    "SearchWord",
    "Seat",
    "SeatChange",
    "Shield",
]
