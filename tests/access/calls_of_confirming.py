"""Who confirms a measure: a second of another organization, or of the team of the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_asking as others
from tests.access.bare import Try, insert, literal
from tests.access.calls import DAY, TICK, Row, Rows, Signed, does

if TYPE_CHECKING:
    from collections.abc import Iterator

# 2400 records; of the same organization, of another, of none.
_FIRST, _SAME, _OTHER, _NONE = 2400, 2401, 2402, 2403
# Of the same organization, with a key: whether it is one of the team, there and then.
_HOLDS = {2410: True, 2411: True, 2412: False, 2413: False, 2414: False, 2415: False, 2416: True}
_OPEN, _DONE, _HOME = 2450, 2451, 2460


def confirming(it: Signed) -> Iterator[Try]:
    """Once, and by a second; who works in the background confirms in no other way."""
    name, table = "confirmed_by_a_second", "legal_measure"
    sign = "UPDATE legal_measure SET confirmed_by_id = {}, confirmed_at = {} WHERE id = {}"
    may = {_SAME: False, _OTHER: True, _NONE: False, **_HOLDS}
    for second, right in may.items():
        text, done = "1" if right else "no", {"confirmed_by_id": second, "confirmed_at": it.at}
        yield does(name, second, sign.format(second, literal(it.at), _OPEN), text)
        yield does(name, "tandem_load", sign.format(second, literal(it.at), _OPEN), text)
        new: Row = {"household_id": _HOME, "recorded_by_id": _FIRST, **done}
        yield does(name, second, insert(table, new), text)
    for what, answer in (
        (f"confirmed_at = {literal(it.at)}", "no"),
        (f"confirmed_by_id = {_NONE}", "no"),
        ("confirmed_by_id = NULL, confirmed_at = NULL", "no"),
        ("end_reason = 'veilig'", "1"),
    ):
        for who in (_OTHER, "tandem_load"):
            yield does(name, who, f"UPDATE {table} SET {what} WHERE id = {_DONE}", answer)
    yield does(name, _NONE, f"UPDATE {table} SET end_reason = 'x' WHERE id = {_OPEN}", "1")


def confirming_rows(it: Signed) -> Rows:
    """A measure that waits, one that is confirmed, and who holds what."""
    key: Row = {"household_id": _HOME, "scope": "local_team", "ground": "x"}
    key |= {"since": it.at, "until": None}
    keys: dict[int, Row] = {
        2410: {},
        2411: {"until": it.at + TICK},
        2412: {"until": it.at},
        2413: {"since": it.at + TICK},
        2414: {"household_id": _HOME + 1},
        2415: {"scope": "partner"},
        2416: {"since": it.at - DAY},
    }
    measure: Row = {"household_id": _HOME, "recorded_by_id": _FIRST}
    done: Row = {"confirmed_by_id": _OTHER, "confirmed_at": it.at - DAY}
    works = {_FIRST: 2470, _SAME: 2470, _OTHER: 2471, **dict.fromkeys(keys, 2470)}
    return [
        *(
            ("network_professional", {"account_id": one, "employer_id": place})
            for one, place in works.items()
        ),
        *(("dossier_key", {"account_id": one, **key, **more}) for one, more in keys.items()),
        ("legal_measure", {"id": _OPEN, **measure}),
        ("legal_measure", {"id": _DONE, **measure, **done}),
    ]


GROUPS = (*others.GROUPS, confirming)
ROWS = (*others.ROWS, confirming_rows)
