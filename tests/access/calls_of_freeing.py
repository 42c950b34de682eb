"""What somebody who is barred from a household no longer holds of it, and what stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tests.access import calls_of_confirming as others
from tests.access.bare import Try
from tests.access.calls import DAY, TICK, Row, Rows, Signed, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# 2101 bars 2100; 2102 is somebody else.
_BARS, _BARRED, _OTHER = 2101, 2100, 2102
_HOME, _ELSEWHERE, _NOTHING = 2150, 2151, 2158
_HOLDS = {
    "dossier_contactperson": "account_id",
    "dossier_involvement": "professional_id",
    "dossier_seat": "professional_id",
}
# Of each thing that one can hold, four homes: whether that is held today.
_HELD = (True, True, False, False)


def _held() -> Iterator[tuple[str, int, int]]:
    for number, table in enumerate(_HOLDS):
        for n in range(4):
            yield table, n, 2160 + 10 * number + n


def freeing(_it: Signed) -> Iterator[Try]:
    """For a bar of this moment, by who set it, when something is held; all of that is let go."""
    name, call = "free_for_bar", "tandem.free_for_bar({}, {}, 0, now(), 'w', 'a')"
    for who, person, home, frees in (
        (_BARS, _BARRED, _HOME, True),
        (_BARS, _OTHER, _HOME, False),
        (_BARS, _BARRED, _ELSEWHERE, False),
        (_BARS, _BARRED, 2152, False),
        (_BARS, _BARRED, 2153, False),
        (_BARS, _BARRED, 2154, False),
        (_BARS, _BARRED, _NOTHING, False),
        (_OTHER, _BARRED, _HOME, False),
        *((_BARS, _BARRED, home, _HELD[n]) for _table, n, home in _held()),
    ):
        yield says(name, who, call.format(person, home), frees)
    done = f"SELECT {call.format(_BARRED, _HOME)}".replace("'", "''")
    ends = "concat_ws(':', id, professional_id, until - {today}) FROM bare.dossier_seat"
    today = "(tandem.moment() AT TIME ZONE 'Europe/Amsterdam')::date"
    ours = " AND id BETWEEN 2110 AND 2120"
    for asked, right in (
        # Taken away: one that runs, and one with its last day tomorrow.
        ("id FROM bare.legal_coredecision WHERE co_signer_id IS NULL{ours}", "2110,2111"),
        ("id FROM bare.dossier_involvement WHERE professional_id IS NULL{ours}", "2110,2111"),
        (
            "concat_ws(':', id, until - {today}) FROM bare.dossier_contactperson WHERE true{ours}",
            "2110:0,2111:0,2112:-1,2113,2114",
        ),
        # Who rode before, rode until today; the seat goes on without a name.
        (f"{ends} WHERE household_id = {_HOME} AND id < 2115", _SEATS),
        (f"{ends} WHERE household_id = {_HOME} AND (id IS NULL OR id > 2114)", _NEW_SEATS),
        (f"{ends} WHERE household_id = {_ELSEWHERE}", f"2120:{_BARRED},2121:{_BARRED}"),
        ("household_id FROM bare.dossier_seatchange", f"{_HOME}"),
    ):
        listed, rest = asked.format(today=today, ours=ours).split(" FROM bare.", 1)
        sql = f"SELECT string_agg(({listed})::text, ',' ORDER BY ({listed})::text) FROM bare.{rest}"
        quoted = sql.replace("'", "''")
        yield says(name, _BARS, f"bare.after('{done}', '{quoted}')", right)


_SEATS = ",".join(
    (
        f"2110:{_BARRED}:0",
        f"2111:{_BARRED}:0",
        f"2112:{_BARRED}:0",
        f"2113:{_BARRED}:-1",
        f"2114:{_OTHER}",
    )
)
# The two that go on (one until tomorrow), and those that had still to begin.
_NEW_SEATS = ",".join(("", "1", "2115", "2116", f"2117:{_OTHER}"))


def freed_rows(it: Signed) -> Rows:
    """What is held by whom, where, and until when."""
    day = day_of(it.at)
    before: Row = {"since": day - 2 * DAY, "until": None}
    bar: Row = {"account_id": _BARRED, "recorded_by_id": _BARS, "recorded_at": it.at}
    bars: dict[int, Row] = {
        _HOME: {},
        2152: {"lifted_at": it.at},
        2153: {"recorded_by_id": _OTHER},
        2154: {"recorded_at": it.at - TICK},
        _NOTHING: {},
        **{home: {} for _table, _n, home in _held()},
    }
    found: Rows = [
        ("dossier_bar", {"household_id": home, **bar, **more}) for home, more in bars.items()
    ]
    # Held today, until tomorrow, until today; and by somebody else.
    spans: list[Row] = [{}, {"until": day + DAY}, {"until": day}, {}]
    for table, n, home in _held():
        person = _OTHER if n == 3 else _BARRED
        found.append((table, {"household_id": home, _HOLDS[table]: person, **before, **spans[n]}))
    for home in (2152, 2153, 2154):
        held: Row = {"id": home, "household_id": home, "account_id": _BARRED, **before}
        found.append(("dossier_contactperson", held))
    return [*found, *_in_the_home(it, before), *_signing(it), *_seats(it, before)]


def _in_the_home(it: Signed, before: Row) -> Rows:
    day = day_of(it.at)
    rows: dict[int, Row] = {
        2110: {},
        2111: {"until": day + DAY},
        2112: {"until": day - DAY},
        2113: {"person": _OTHER},
        2114: {"household_id": _ELSEWHERE},
    }
    found: Rows = []
    for table in ("dossier_contactperson", "dossier_involvement"):
        for number, more in rows.items():
            row: Row = {"id": number, "household_id": _HOME, "person": _BARRED, **before, **more}
            row[_HOLDS[table]] = row.pop("person")
            found.append((table, row))
    today: Row = {"id": 2115, "household_id": _HOME, "professional_id": _BARRED}
    return [*found, ("dossier_involvement", {**today, **before, "until": day})]


def _signing(it: Signed) -> Rows:
    day = day_of(it.at)
    row: Row = {"household_id": _HOME, "co_signer_id": _BARRED, "origin": "screen"}
    row |= {"decided_on": day, "until": None, "co_signed_at": None}
    rows: dict[int, Mapping[str, object]] = {
        2110: {},
        2111: {"until": day + DAY},
        2112: {"until": day},
        2113: {"co_signed_at": it.at},
        2114: {"origin": "case_file"},
        2115: {"co_signer_id": _OTHER},
        2116: {"household_id": _ELSEWHERE},
    }
    return [("legal_coredecision", {"id": n, **row, **more}) for n, more in rows.items()]


def _seats(it: Signed, before: Row) -> Rows:
    day = day_of(it.at)
    row: Row = {"household_id": _HOME, "professional_id": _BARRED, **before}
    begins: Row = {"since": day, "until": None}
    rows: dict[int, Row] = {
        2110: {},
        2111: {"until": day + DAY},
        2112: {"until": day},
        2113: {"until": day - DAY},
        2114: {"professional_id": _OTHER},
        2115: begins,
        2116: {**begins, "since": day + DAY},
        2117: {**begins, "professional_id": _OTHER},
        2120: {"household_id": _ELSEWHERE},
        2121: {"household_id": _ELSEWHERE, **begins},
    }
    return [("dossier_seat", {"id": n, **row, **more}) for n, more in rows.items()]


def lending(_it: Signed) -> Iterator[Try]:
    """What follows a key that ends, ends with it; what had ended, or follows another, stays."""
    name, done = "copies_end_with_it", "UPDATE bare.dossier_key SET until = {} WHERE id = 2170"
    ends = "concat_ws('':'', id, until - tandem.moment())"
    asked = f"SELECT string_agg({ends}, '','' ORDER BY id) FROM bare.dossier_key"
    asked += " WHERE id BETWEEN 2171 AND 2174"
    for until, right in (
        ("tandem.moment()", "2171:00:00:00,2172:-1 days,2173:1 day,2174:12:00:00"),
        ("NULL", "2171:1 day,2172:-1 days,2173:1 day,2174:1 day"),
    ):
        yield says(name, 2100, f"bare.after('{done.format(until)}', '{asked}')", right)


def lent_rows(it: Signed) -> Rows:
    """A key, and what follows it: still, until yesterday, and from later today; and another."""
    key: Row = {"account_id": 2103, "household_id": 2180, "scope": "x", "ground": "x"}
    key |= {"since": it.at - 2 * DAY, "until": it.at + DAY}
    rows: dict[int, Row] = {
        2170: {"until": None, "follows_id": None},
        2171: {"follows_id": 2170},
        2172: {"follows_id": 2170, "until": it.at - DAY},
        2173: {"follows_id": 2179},
        2174: {"follows_id": 2170, "since": it.at + DAY / 2},
    }
    return [("dossier_key", {"id": n, **key, **more}) for n, more in rows.items()]


GROUPS = (*others.GROUPS, freeing, lending)
ROWS = (*others.ROWS, freed_rows, lent_rows)


def tries(it: Signed) -> Iterator[Try]:
    """Everything that is asked."""
    for group in GROUPS:
        yield from group(it)


def rows(it: Signed) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Everything that stands there before."""
    for group in ROWS:
        yield from group(it)
