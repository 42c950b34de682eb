"""What the family was told and said, and what was decided: the grounds under every key."""

from tandem.legal.models.care import CareConsent, SharingConsent
from tandem.legal.models.consent import Confirmation, Consent, Explanation, Withdrawal
from tandem.legal.models.power import CoreDecision, FamilyInformed, Measure
from tandem.legal.models.sharing import Exchange, Postponement, SharingRefusal
from tandem.legal.models.talk import ExpertAnswer, FreedomMark, ToldPoint

__all__ = [
    "CareConsent",
    "Confirmation",
    "Consent",
    "CoreDecision",
    "Exchange",
    "ExpertAnswer",
    "Explanation",
    "FamilyInformed",
    "FreedomMark",
    "Measure",
    "Postponement",
    "SharingConsent",
    "SharingRefusal",
    "ToldPoint",
    "Withdrawal",
]
