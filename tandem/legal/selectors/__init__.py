"""Reads of the grounds, of what forms offer, and of the letter that confirms consent."""

from tandem.legal.selectors.choices import (
    Spent,
    co_signers,
    decisions_of,
    involvements_of,
    measures_of,
    own_or_all,
    partners,
    sees_all,
    spent,
)
from tandem.legal.selectors.grounds import (
    asked,
    consents_naming,
    explanation_before,
    measure_periods,
    power_grounds,
    regimes,
    told_of,
)
from tandem.legal.selectors.letters import (
    Asking,
    Contact,
    Letter,
    Reply,
    asking,
    contact_of,
    letter,
)

__all__ = [
    "Asking",
    "Contact",
    "Letter",
    "Reply",
    "Spent",
    "asked",
    "asking",
    "co_signers",
    "consents_naming",
    "contact_of",
    "decisions_of",
    "explanation_before",
    "involvements_of",
    "letter",
    "measure_periods",
    "measures_of",
    "own_or_all",
    "partners",
    "power_grounds",
    "regimes",
    "sees_all",
    "spent",
    "told_of",
]
