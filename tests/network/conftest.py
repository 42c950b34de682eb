"""One region with a pilot, an administrator and a local-team professional."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tandem.network.enums import RoleKind
from tandem.network.models import Account, Pilot, Region
from tests.factories import network

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday() -> datetime:
    """The one fixed now."""
    return MONDAY


@pytest.fixture
def lindestreek(db: None, monday: datetime) -> Region:
    """A region."""
    return network.region(at=monday)


@pytest.fixture
def linde(lindestreek: Region, monday: datetime) -> Pilot:
    """A pilot in it."""
    return network.pilot(lindestreek, at=monday)


@pytest.fixture
def administrator(lindestreek: Region, monday: datetime) -> Account:
    """Who administers the region."""
    return network.colleague(
        "Iris Beheer", role=RoleKind.ADMINISTRATOR, place=lindestreek, at=monday
    )


@pytest.fixture
def consultant(linde: Pilot, monday: datetime) -> Account:
    """Who works in the local team of the pilot."""
    return network.colleague("Roos Consulent", role=RoleKind.LOCAL_TEAM, place=linde, at=monday)
