"""Reads of the dossier that more than one service or app needs, one module per noun."""

from tandem.dossier.selectors.rights import (
    TEAM_ROLES,
    Found,
    Identifiers,
    did_other_side,
    is_of_a_team,
    knock,
    may_lead,
    possible_deputies,
)

__all__ = [
    "TEAM_ROLES",
    "Found",
    "Identifiers",
    "did_other_side",
    "is_of_a_team",
    "knock",
    "may_lead",
    "possible_deputies",
]
