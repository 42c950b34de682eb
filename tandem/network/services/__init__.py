"""Writes of the network: require, rule, change, record; one module per noun."""

from tandem.network.services import (
    account,
    assignment,
    expert,
    invitation,
    municipality,
    organization,
    pilot,
    region,
    relative,
    session,
)

__all__ = [
    "account",
    "assignment",
    "expert",
    "invitation",
    "municipality",
    "organization",
    "pilot",
    "region",
    "relative",
    "session",
]
