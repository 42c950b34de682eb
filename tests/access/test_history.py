"""Whatever keys were cut, ended and expired: the door agrees with ten readable lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.core.verdict import Refusal
from tandem.dossier import door
from tandem.dossier.models import Key
from tests.factories import dossier
from tests.factories.world import MONDAY, World

HOURS = st.integers(0, 6)


@dataclass(frozen=True)
class Cut:
    """A key of the outsider: what it opens, and from which to which hour."""

    scope: Scope
    since: int
    until: int | None


def moment(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


# Keys that the database only takes with the row that is their ground.
NEEDS_A_ROW = frozenset({Scope.EMERGENCY, Scope.FAMILY})
cuts = st.lists(
    st.builds(
        lambda scope, since, length: Cut(
            scope,
            since,
            # A key for advice always has its last day.
            since + (length or 0) if length is not None or scope == Scope.ADVISER else None,
        ),
        st.sampled_from([scope for scope in Scope if scope not in NEEDS_A_ROW]),
        HOURS,
        st.none() | HOURS,
    ),
    max_size=4,
    unique_by=lambda cut: (cut.scope, cut.until is None or cut),
)


def allowed(keys: list[Cut], hour: int) -> set[Permission]:
    """The oracle."""
    found: set[Permission] = set()
    for key in keys:
        if key.since <= hour and (key.until is None or hour < key.until):
            found |= SCOPE_PERMISSIONS[key.scope]
    return found


def answer(world: World, permission: Permission, hour: int) -> str:
    try:
        door.require(world.outsider, permission, world.home, at=moment(hour))
    except door.NotFound:
        return "absent"
    except Refusal:
        return "refused"
    return "open"


def cut(world: World, key: Cut) -> Key:
    return dossier.loose_key(
        world.outsider,
        world.home,
        scope=key.scope,
        since=moment(key.since),
        until=None if key.until is None else moment(key.until),
    )


@given(cuts, HOURS, st.sampled_from(Permission))
def test_the_door_agrees_with_the_oracle(
    world: World, keys: list[Cut], hour: int, permission: Permission
) -> None:
    with transaction.atomic():
        for key in keys:
            cut(world, key)
        may = allowed(keys, hour)

        found = answer(world, permission, hour)

        transaction.set_rollback(True)
    assert found == ("open" if permission in may else "refused" if may else "absent")


@given(cuts.filter(bool), HOURS, st.data())
def test_ending_a_key_never_widens_anything(
    world: World, keys: list[Cut], hour: int, data: st.DataObject
) -> None:
    with transaction.atomic():
        made = [cut(world, key) for key in keys]
        before = {p for p in Permission if answer(world, p, hour) == "open"}
        ended = data.draw(st.sampled_from(made))
        Key.objects.filter(pk=ended.pk).update(until=ended.since)

        after = {p for p in Permission if answer(world, p, hour) == "open"}

        transaction.set_rollback(True)
    assert after <= before
