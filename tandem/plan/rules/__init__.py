"""What must be true of what is made with the family. Pure: facts in, verdict out."""

from tandem.plan.rules import drawing
from tandem.plan.rules.drawing import (
    MOST_RELATIVES,
    PLAN_21,
    PLAN_22,
    PLAN_23,
    PLAN_24,
    PLAN_25,
    PLAN_26,
    Born,
    are_twins,
    is_said_once,
    nobody_comes_down_from_themselves,
    parent_is_older,
    room_is_left,
    two_people,
    years_fit,
)

RULES = (*drawing.RULES,)

__all__ = [
    "MOST_RELATIVES",
    "PLAN_21",
    "PLAN_22",
    "PLAN_23",
    "PLAN_24",
    "PLAN_25",
    "PLAN_26",
    "RULES",
    "Born",
    "are_twins",
    "is_said_once",
    "nobody_comes_down_from_themselves",
    "parent_is_older",
    "room_is_left",
    "two_people",
    "years_fit",
]
