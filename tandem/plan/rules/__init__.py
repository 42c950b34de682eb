"""What must be true of what is made with the family. Pure: facts in, verdict out."""

from tandem.plan.rules import circle
from tandem.plan.rules.circle import (
    MOST_TASKS,
    PLAN_31,
    PLAN_32,
    PLAN_33,
    PLAN_34,
    PLAN_35,
    PLAN_36,
    PLAN_37,
    PLAN_38,
    PLAN_39,
    concerns_have_words,
    every_child_is_answered,
    is_for_somebody,
    is_in_the_circle,
    is_not_overburdened,
    network_is_involved,
    no_help_has_a_reason,
    nobody_is_forgotten,
    request_ends_after_it_begins,
)
from tandem.plan.rules.domains import DOMAIN_OF, areas_of

RULES = (*circle.RULES,)

__all__ = [
    "DOMAIN_OF",
    "MOST_TASKS",
    "PLAN_31",
    "PLAN_32",
    "PLAN_33",
    "PLAN_34",
    "PLAN_35",
    "PLAN_36",
    "PLAN_37",
    "PLAN_38",
    "PLAN_39",
    "RULES",
    "areas_of",
    "concerns_have_words",
    "every_child_is_answered",
    "is_for_somebody",
    "is_in_the_circle",
    "is_not_overburdened",
    "network_is_involved",
    "no_help_has_a_reason",
    "nobody_is_forgotten",
    "request_ends_after_it_begins",
]
