"""What the family was told and said, and what was decided: the grounds under every key."""

from tandem.legal.models.consent import Confirmation, Consent, Explanation, Withdrawal
from tandem.legal.models.power import CoreDecision, FamilyInformed, Measure

__all__ = [
    "Confirmation",
    "Consent",
    "CoreDecision",
    "Explanation",
    "FamilyInformed",
    "Measure",
    "Withdrawal",
]
