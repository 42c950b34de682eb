"""Tables of what is made together with the family."""

from tandem.plan.models.domains import DomainNote
from tandem.plan.models.help import ChildHelp, EarlierHelp
from tandem.plan.models.network import Supporter, SupportRequest, Tie

__all__ = ["ChildHelp", "DomainNote", "EarlierHelp", "SupportRequest", "Supporter", "Tie"]
