"""What the family was told and said, and what was decided: the grounds under every key."""

from tandem.legal.models.consent import Confirmation, Consent, Explanation, Withdrawal
from tandem.legal.models.power import CoreDecision, FamilyInformed, Measure
from tandem.legal.models.sharing import Exchange, Postponement, SharingRefusal

__all__ = [
    "Confirmation",
    "Consent",
    "CoreDecision",
    "Exchange",
    "Explanation",
    "FamilyInformed",
    "Measure",
    "Postponement",
    "SharingRefusal",
    "Withdrawal",
]
