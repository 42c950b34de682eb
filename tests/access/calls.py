"""What the functions of the second lock answer: for a row that counts, and each that just does not.

People and places are numbers here: a bare table asks for nothing more. In each group the first two
of four run today (from today on, and until tomorrow), the others do not (from tomorrow on, and
until today).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tandem.core import identity
from tandem.core.periods import day_of
from tests.access.bare import Try, insert, literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

type Row = dict[str, object]
type Rows = list[tuple[str, Mapping[str, object]]]

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
ROLE, OTHER_ROLE = "zz", "yy"
RUN = (True, True, False, False)


@dataclass(frozen=True)
class Signed:
    """The moment, and who may sign for it: anybody, by number."""

    at: datetime

    def claim(self, who: str) -> str:
        """The signed identity of a number; none for work in the background."""
        if who.startswith("tandem_"):
            return "-"
        return "" if who == "nobody" else identity.claim(int(who), self.at)

    def runs(self, number: int) -> Row:
        """From when until when, of the four."""
        day = day_of(self.at)
        spans: list[Row] = [
            {"since": day, "until": None},
            {"since": day - DAY, "until": day + DAY},
            {"since": day + DAY, "until": None},
            {"since": day - DAY, "until": day},
        ]
        return spans[number]

    def works(self, who: int, role: str = ROLE, number: int = 0, **where: int) -> tuple[str, Row]:
        """A row of who works where."""
        row: Row = {"account_id": who, "role": role, **where, **self.runs(number)}
        return "network_assignment", row


def says(function: str, who: int | str, call: str, right: object) -> Try:
    """What a function answers; a yes and a no are written small."""
    text = str(right).lower() if isinstance(right, bool) else str(right)
    return Try(function, str(who), f"SELECT ({call})::text", text)


def lists(function: str, who: int | str, call: str, *right: int | str) -> Try:
    """Which numbers a function gives."""
    sql = f"SELECT string_agg(coalesce(x::text, '-'), ',' ORDER BY x) FROM {call} x"
    return Try(function, str(who), sql, ",".join(map(str, right)))


def does(function: str, who: int | str, sql: str, right: str) -> Try:
    """What comes of a statement: how many rows, or `no`."""
    return Try(function, str(who), sql, right)


# Who signs ----------------------------------------------------------------------------------------


def signing(it: Signed) -> Iterator[Try]:
    """In one's own name, at this moment; what was written stays."""
    name, table = "signed_by_who_acts", "dossier_bar"
    for who, signs, right in (("1", 1, "1"), ("1", 2, "no"), ("tandem_load", 2, "1")):
        yield does(name, who, insert(table, {"recorded_by_id": signs}), right)
    yield does(name, 1, f"UPDATE {table} SET note = 'x' WHERE id = 1", "1")
    # What is asked again is signed again; everything else is signed once.
    for who, what, right in (
        ("2601", "lift_asked_by_id = NULL", "1"),
        ("2601", "lift_asked_by_id = 2601", "1"),
        ("2601", "lift_asked_by_id = 3", "no"),
        ("2601", "set_by_id = 2601", "no"),
        ("2601", "set_by_id = NULL", "no"),
    ):
        yield does(name, who, f"UPDATE dossier_shield SET {what} WHERE id = 2690", right)
    name = "stays_as_written"
    for number, what, right in (
        (1, "replaces_id = 9", "1"),
        (1, "text = 'x'", "no"),
        (2, "replaces_id = 9", "no"),
    ):
        yield does(name, 1, f"UPDATE dossier_entry SET {what} WHERE id = {number}", right)
    name, table = "written_by_who_acts", "dossier_entry"
    entry: Row = {"household_id": 5, "written_by_id": 2, "text": "t", "kind": "report"}
    yield does(name, 1, insert(table, entry), "1")
    yield does(name, 1, insert(table, {**entry, "household_id": 6, "written_by_id": 1}), "1")
    others: list[Row] = [{"household_id": home} for home in (6, 7, 8)]
    others += [{"written_by_id": 3}, {"text": "x"}, {"kind": "fact"}]
    for more in others:
        yield does(name, 1, insert(table, {**entry, **more}), "no")
    yield does(name, "tandem_load", insert(table, {**entry, "text": "x"}), "1")
    name, table = "only_ends", "network_assignment"
    day = day_of(it.at)
    for number, until, right in (
        (1, day, "1"),
        (2, day - DAY, "1"),
        (2, day + DAY, "no"),
        (2, None, "no"),
    ):
        sql = f"UPDATE {table} SET until = {literal(until)} WHERE id = {number}"
        yield does(name, 1, sql, right)
    yield does(name, 1, f"UPDATE {table} SET role = 'x' WHERE id = 1", "1")
    yield does(name, "tandem_load", f"UPDATE {table} SET until = NULL WHERE id = 2", "1")
    name, table = "key_stays_the_same", "dossier_key"
    yield does(name, 1, f"UPDATE {table} SET absence_id = 5 WHERE id = 1", "1")
    for what in ("account_id = 9", "household_id = 9", "scope = 'y'", "ground = 'y'"):
        yield does(name, 1, f"UPDATE {table} SET {what} WHERE id = 1", "no")
    yield does(name, 1, f"UPDATE {table} SET since = {literal(it.at)} WHERE id = 1", "no")


def signed_rows(it: Signed) -> Rows:
    """What stands there before."""
    day = day_of(it.at)
    report: Row = {"household_id": 5, "author_id": 2, "status": "attached", "text": "t"}
    report |= {"attached_by_id": 1}
    key: Row = {"id": 1, "account_id": 2, "household_id": 2, "scope": "partner", "ground": "x"}
    return [
        ("dossier_bar", {"id": 1, "recorded_by_id": 2}),
        ("dossier_entry", {"id": 1, "text": "t"}),
        ("dossier_entry", {"id": 2, "text": "t", "replaces_id": 1}),
        ("dossier_report", report),
        ("dossier_report", {**report, "household_id": 7, "status": "sent"}),
        ("dossier_report", {**report, "household_id": 8, "attached_by_id": 2}),
        ("network_assignment", {"id": 1, "until": None}),
        ("network_assignment", {"id": 2, "until": day}),
        ("dossier_key", {**key, "since": it.at - DAY}),
    ]


# Breaking the glass -------------------------------------------------------------------------------


def emergencies(it: Signed) -> Iterator[Try]:
    """For who works in the region of the household, and nothing is told or reviewed yet."""
    name, table = "emergency_begins", "dossier_emergency"
    glass: Row = {"household_id": 55, "opened_at": it.at, "kind": "danger", "article": "x"}
    may = {11: True, 12: True, 13: False, 14: False, 15: False, 16: False, 17: False}
    for who, right in may.items():
        sql = insert(table, {**glass, "opened_by_id": who})
        yield does(name, 1, sql, "1" if right else "no")
    sql = insert(table, {**glass, "household_id": 56, "opened_by_id": 17})
    yield does(name, 1, sql, "1")
    for column, value in (
        ("reviewed_at", it.at),
        ("reviewed_by_id", 1),
        ("told_on", day_of(it.at)),
        ("postponed_until", day_of(it.at)),
    ):
        yield does(name, 1, insert(table, {**glass, "opened_by_id": 11, column: value}), "no")
    yield does(name, "tandem_load", insert(table, {**glass, "opened_by_id": 13}), "1")
    # Whom the household let go (18) says so, and only comes back for danger.
    for who, after, kind, comes in (
        (18, True, "danger", "1"),
        (18, True, "missing", "no"),
        (18, False, "danger", "no"),
        (11, True, "danger", "no"),
        (11, False, "missing", "1"),
    ):
        more: Row = {"opened_by_id": who, "after_leaving": after, "kind": kind}
        yield does(name, 1, insert(table, {**glass, **more}), comes)
    # Who is of no local team (11) comes for what cannot wait, on an article; who is (10), anyhow.
    for who, kind, article, comes in (
        (11, "crisis_call", "x", "1"),
        (11, "other", "x", "no"),
        (11, "danger", "", "no"),
        (10, "other", "", "1"),
    ):
        more = {"opened_by_id": who, "kind": kind, "article": article}
        yield does(name, 1, insert(table, {**glass, **more}), comes)
    # The Raad (20) comes where the family knows of it (56), and nowhere else (55).
    for home, comes in ((55, "no"), (56, "1")):
        more = {"opened_by_id": 20, "household_id": home}
        yield does(name, 1, insert(table, {**glass, **more}), comes)


def emergency_rows(it: Signed) -> Rows:
    """Two households, each in a region; 11 to 14 are the four, 15 has another role."""
    council: Row = {"organization_id": 200, "household_id": 56}
    return [
        it.works(10, "local_team", region_id=61),
        *(it.works(20, "partner", region_id=region) for region in (61, 62)),
        ("network_professional", {"account_id": 20, "employer_id": 200}),
        ("network_professional", {"account_id": 11, "employer_id": 210}),
        ("network_organization", {"id": 200, "kind": "rvdk"}),
        ("network_organization", {"id": 210, "kind": "gi"}),
        (
            "legal_familyinformed",
            {**council, "recorded_at": it.at, "informed_on": day_of(it.at)},
        ),
        ("dossier_household", {"id": 55, "pilot_id": 51}),
        ("dossier_household", {"id": 56, "pilot_id": 52}),
        ("network_pilot", {"id": 51, "region_id": 61}),
        ("network_pilot", {"id": 52, "region_id": 62}),
        *(it.works(11 + n, "partner", n, region_id=61) for n in range(4)),
        it.works(15, OTHER_ROLE, region_id=61),
        it.works(17, "partner", region_id=62),
        it.works(18, "partner", region_id=61),
    ]


# Where somebody works -----------------------------------------------------------------------------


def places(it: Signed) -> Iterator[Try]:
    """In which regions and pilots, and whom one arranges there."""
    name = "works_as"
    asked = f"tandem.works_as('{{{ROLE}}}')"
    for number, right in enumerate((*RUN, False, False)):
        yield says(name, 100 + number, asked, right)
    yield says(name, "tandem_load", asked, right=True)
    yield lists("regions_as", 110, f"unnest(tandem.regions_as('{{{ROLE}}}'))", 410, 411)
    yield lists("pilots_as", 112, f"unnest(tandem.pilots_as('{{{ROLE}}}'))", 320, 321)
    yield lists("pilots", 110, "unnest(tandem.pilots())", 316, 330, 331, 334)
    yield lists("pilots", 112, "unnest(tandem.pilots())", 320, 321, 324, 337)
    for role in ("tandem_load", "tandem_figures"):
        yield lists("pilots", role, "unnest(tandem.pilots())", *sorted(_PILOTS))
    name = "arranges_in"
    for who, region, pilot, person, right in (
        (110, "410", "NULL", 0, True),
        (110, "412", "NULL", 0, False),
        (110, "NULL", "330", 0, True),
        (110, "NULL", "332", 0, False),
        (110, "410", "332", 0, False),
        (110, "NULL", "NULL", 700, True),
        (110, "NULL", "NULL", 701, False),
        (110, "NULL", "NULL", 702, False),
        (110, "412", "NULL", 700, False),
        (112, "NULL", "320", 0, True),
        (112, "NULL", "322", 0, False),
        ("tandem_load", "412", "NULL", 0, True),
    ):
        call = f"tandem.arranges_in('{{{ROLE}}}', {region}, {pilot}, {person})"
        yield says(name, who, call, right)
    for name, call in (
        ("cut_for_team_member", "tandem.cut_for_team_member(1, {}, now())"),
        ("end_keys", "tandem.end_keys(1, NULL, {}, NULL, now())"),
    ):
        yield says(name, 130, call.format(321), "")
        yield Try(name, "130", f"SELECT {call.format(332)}", "no")
    # A key ends now or later, and at a moment; who brings in households closes what is over.
    ends = "SELECT tandem.end_keys(1, NULL, 321, NULL, {})::text"
    for whoever, moment, comes in (
        ("130", literal(it.at), ""),
        ("130", literal(it.at - TICK), "no"),
        ("130", "NULL", "no"),
        ("tandem_load", literal(it.at - TICK), ""),
        ("tandem_load", "NULL", "no"),
    ):
        yield Try("end_keys", whoever, ends.format(moment), comes)


_PILOTS = {
    51: 61,
    52: 62,
    316: 416,
    337: 425,
    **dict.fromkeys((320, 321, 322, 323, 324, 326), 420),
    **{330 + n: 410 + n for n in range(5)},
    336: 416,
    461: 460,
    462: 463,
    2680: 2660,
    2681: 2661,
}


def place_rows(it: Signed) -> Rows:
    """Regions 410 to 413 and pilots 320 to 323 are the four; 414 and 324 are of another role."""
    pilots: Rows = [("network_pilot", {"id": p, "region_id": r}) for p, r in _PILOTS.items()]
    return [
        *(one for one in pilots if one[1]["id"] not in {51, 52, 461, 462}),
        *(it.works(100 + n, number=n, region_id=400, pilot_id=300) for n in range(4)),
        it.works(104, OTHER_ROLE, region_id=400, pilot_id=300),
        *(it.works(110, number=n, region_id=410 + n) for n in range(4)),
        it.works(110, OTHER_ROLE, region_id=414),
        it.works(110, region_id=416, pilot_id=316),
        it.works(111, region_id=415),
        *(it.works(112, number=n, region_id=420, pilot_id=320 + n) for n in range(4)),
        it.works(112, OTHER_ROLE, region_id=420, pilot_id=324),
        it.works(112, region_id=425),
        it.works(113, region_id=420, pilot_id=326),
        it.works(130, "administrator", region_id=420),
        it.works(131, OTHER_ROLE, region_id=420),
        *(("network_organization", {"id": 800 + n, "region_id": 410 + 2 * n}) for n in range(2)),
        *(
            ("network_professional", {"account_id": 700 + n, "employer_id": 800 + n})
            for n in (0, 1)
        ),
    ]


# Who leads whom, and who does the same work -------------------------------------------------------


def teams(_it: Signed) -> Iterator[Try]:
    """A lead and a member of one team today; a colleague of one employer, or of one team."""
    for number, right in enumerate((*RUN, False)):
        for lead, member in ((120 + number, 500 + number), (129, 510 + number)):
            yield says("leads", lead, f"tandem.leads({member}, '{{{ROLE}}}')", right)
    for lead, member in ((125, 500), (120, 501), (129, 515)):
        yield says("leads", lead, f"tandem.leads({member}, '{{{ROLE}}}')", right=False)
    pairs = {
        (600, 601): True,
        **dict.fromkeys(((600, 602), (600, 699), (602, 601), (698, 620), (610, 645)), False),
        (610, 640): False,
        **{(610 + number, 620): right for number, right in enumerate((*RUN, False))},
        **{(630, 640 + number): right for number, right in enumerate((*RUN, False))},
    }
    for (person, deputy), right in pairs.items():
        call = f"tandem.does_the_same_work({person}, {deputy})"
        yield says("does_the_same_work", 1, call, right)


def team_rows(it: Signed) -> Rows:
    """Leads, members, and deputies; the fifth of each has another role."""
    team, found = "local_team", []
    for n in range(5):
        role, number = (ROLE, n) if n < 4 else (OTHER_ROLE, 0)
        member = team if n < 4 else "partner"
        found += [
            it.works(120 + n, role, number, pilot_id=340 + n),
            it.works(500 + n, team, pilot_id=340 + n),
            it.works(510 + n, member, number, pilot_id=345),
            it.works(610 + n, member, number, pilot_id=350 + n),
            it.works(620, team, pilot_id=350 + n),
            it.works(630, team, pilot_id=360 + n),
            it.works(640 + n, member, number, pilot_id=360 + n),
        ]
    employers = ((600, 1), (601, 1), (602, 2), (699, 1))
    works: Rows = [
        ("network_professional", {"account_id": who, "employer_id": whom})
        for who, whom in employers
    ]
    accounts: Rows = [
        ("network_account", {"id": number, "is_active": number != 699})
        for number in (*range(600, 650), 699)
    ]
    return [*found, it.works(129, pilot_id=345), *works, *accounts]


GROUPS = (signing, emergencies, places, teams)
ROWS = (signed_rows, emergency_rows, place_rows, team_rows)
