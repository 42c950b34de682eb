"""The tables of what is made with the family."""

from tandem.plan.models.drawing import Bond, DrawnPerson, Relative

__all__ = ["Bond", "DrawnPerson", "Relative"]
