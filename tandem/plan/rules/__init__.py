"""What must be true of what is made with the family. Pure: facts in, verdict out."""

from tandem.plan.rules import talk
from tandem.plan.rules.talk import (
    KIND_OF_ANSWER,
    PLAN_41,
    PLAN_42,
    PLAN_43,
    PLAN_44,
    PLAN_45,
    difference_is_said,
    has_an_answer,
    is_somebody_here,
    says_anything,
    steps_are_said,
)

RULES = talk.RULES

__all__ = [
    "KIND_OF_ANSWER",
    "PLAN_41",
    "PLAN_42",
    "PLAN_43",
    "PLAN_44",
    "PLAN_45",
    "RULES",
    "difference_is_said",
    "has_an_answer",
    "is_somebody_here",
    "says_anything",
    "steps_are_said",
]
