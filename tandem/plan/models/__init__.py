"""Tables of what is made together with the family."""

from tandem.plan.models.talk import LastingConcern, Talk, TalkAnswer

__all__ = ["LastingConcern", "Talk", "TalkAnswer"]
