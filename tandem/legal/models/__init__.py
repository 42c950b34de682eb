"""What the family was told and said, and what was decided: the grounds under every key."""

from tandem.legal.models.boundary import LegalBoundary
from tandem.legal.models.care import CareConsent, EntrySource, SharingConsent
from tandem.legal.models.consent import (
    Confirmation,
    Consent,
    Explanation,
    Exploration,
    Withdrawal,
    WithdrawalDenial,
)
from tandem.legal.models.measure import Measure
from tandem.legal.models.power import CoreDecision, FamilyInformed
from tandem.legal.models.request import ProtectionTest, Reflection, ScaleDownPlan
from tandem.legal.models.sharing import Exchange, Postponement, SharingRefusal
from tandem.legal.models.talk import (
    ExpertAnswer,
    FreedomMark,
    NotAsked,
    TellPromise,
    ToldPoint,
)
from tandem.legal.models.told import Reaction, ToldTo
from tandem.legal.models.turning import DecisionReview, TurningPoint

__all__ = [
    "CareConsent",
    "Confirmation",
    "Consent",
    "CoreDecision",
    "DecisionReview",
    "EntrySource",
    "Exchange",
    "ExpertAnswer",
    "Explanation",
    "Exploration",
    "FamilyInformed",
    "FreedomMark",
    "LegalBoundary",
    "Measure",
    "NotAsked",
    "Postponement",
    "ProtectionTest",
    "Reaction",
    "Reflection",
    "ScaleDownPlan",
    "SharingConsent",
    "SharingRefusal",
    "TellPromise",
    "ToldPoint",
    "ToldTo",
    "TurningPoint",
    "Withdrawal",
    "WithdrawalDenial",
]
