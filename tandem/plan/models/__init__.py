"""The tables of what is made with the family."""

from tandem.plan.models.domains import DomainNote
from tandem.plan.models.drawing import Bond, DrawnPerson, Relative
from tandem.plan.models.hearing import Hearing
from tandem.plan.models.help import ChildHelp, EarlierHelp
from tandem.plan.models.lines import Agreement, AgreementCheck, Factor, Goal, Help, Situation
from tandem.plan.models.network import Supporter, SupportRequest, Tie
from tandem.plan.models.pieces import Passage, Piece
from tandem.plan.models.talk import LastingConcern, Talk, TalkAnswer

__all__ = [
    "Agreement",
    "AgreementCheck",
    "Bond",
    "ChildHelp",
    "DomainNote",
    "DrawnPerson",
    "EarlierHelp",
    "Factor",
    "Goal",
    "Hearing",
    "Help",
    "LastingConcern",
    "Passage",
    "Piece",
    "Relative",
    "Situation",
    "SupportRequest",
    "Supporter",
    "Talk",
    "TalkAnswer",
    "Tie",
]
