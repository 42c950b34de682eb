"""The tables of what is made together with the family."""

from tandem.plan.models.hearing import Hearing
from tandem.plan.models.lines import Agreement, AgreementCheck, Factor, Goal, Help, Situation
from tandem.plan.models.pieces import Passage, Piece

__all__ = [
    "Agreement",
    "AgreementCheck",
    "Factor",
    "Goal",
    "Hearing",
    "Help",
    "Passage",
    "Piece",
    "Situation",
]
