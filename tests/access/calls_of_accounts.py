"""What the functions of the second lock answer about bars, keys and accounts (see `calls.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core import identity
from tandem.network.selectors import DEMO_DOMAIN
from tests.access import calls
from tests.access.bare import Try, insert, literal
from tests.access.calls import DAY, OTHER_ROLE, RUN, TICK, Row, Rows, Signed, does, lists, says

if TYPE_CHECKING:
    from collections.abc import Iterator


# Bars, keys, and what is just born ----------------------------------------------------------------


def bars(it: Signed) -> Iterator[Try]:
    """From which households somebody is barred, and who is named there."""
    yield lists("barred_from", 160, "unnest(tandem.barred_from())", 910, 913)
    yield lists("newborn", 140, "unnest(tandem.newborn())", 930)
    name, table = "nobody_barred_is_named", "dossier_contactperson"
    for account, home, right in (
        (150, 900, "no"),
        (150, 901, "1"),
        (151, 900, "1"),
        (152, 900, "1"),
        (None, 900, "1"),
    ):
        yield does(name, 1, insert(table, {"account_id": account, "household_id": home}), right)
    yield does(name, 1, f"UPDATE {table} SET reach = 'x' WHERE id = 1", "1")
    yield does(name, 1, f"UPDATE {table} SET account_id = 150 WHERE id = 2", "no")
    held = "unnest(ARRAY(SELECT account_id FROM tandem.held(0, {}, {})))"
    asked: tuple[tuple[int, int, tuple[int, ...]], ...] = (
        (130, 320, (1, 2)),
        (130, 330, ()),
        (131, 320, ()),
    )
    for who, place, there in asked:
        yield lists("held", who, held.format(literal(it.at), place), *there)


def bar_rows(it: Signed) -> Rows:
    """Bars that begin and end around this moment; keys that open around it."""
    before, soon = it.at - DAY, it.at + TICK
    spans = {910: (it.at, None), 911: (soon, None), 912: (before, it.at), 913: (before, soon)}
    barred: Rows = [
        (
            "dossier_bar",
            {"account_id": 160, "household_id": home, "recorded_at": since, "lifted_at": until},
        )
        for home, (since, until) in spans.items()
    ]
    barred += [
        ("dossier_bar", {"account_id": 161, "household_id": 914, "recorded_at": before}),
        ("dossier_bar", {"account_id": 150, "household_id": 900, "recorded_at": before}),
        (
            "dossier_bar",
            {"account_id": 151, "household_id": 900, "recorded_at": before, "lifted_at": it.at},
        ),
    ]
    keys = [
        (1, "local_team", it.at, None, 940),
        (2, "local_team", before, soon, 940),
        (3, "local_team", soon, None, 940),
        (4, "local_team", before, it.at, 940),
        (5, "family", before, None, 940),
        (6, "local_team", before, None, 941),
    ]
    names = ("account_id", "scope", "since", "until", "household_id")
    return [
        *barred,
        ("dossier_contactperson", {"id": 1, "account_id": 150, "household_id": 900}),
        ("dossier_contactperson", {"id": 2, "account_id": 152, "household_id": 900}),
        *(("dossier_key", {**dict(zip(names, key, strict=True)), "ground": "x"}) for key in keys),
        ("dossier_household", {"id": 930, "created_by_id": 140, "created_at": it.at}),
        ("dossier_household", {"id": 931, "created_by_id": 140, "created_at": before}),
        ("dossier_household", {"id": 932, "created_by_id": 141, "created_at": it.at}),
        ("dossier_household", {"id": 940, "pilot_id": 320}),
        ("dossier_household", {"id": 941, "pilot_id": 330}),
    ]


# Accounts -----------------------------------------------------------------------------------------


def accounts(_it: Signed) -> Iterator[Try]:
    """Whose account it is, and who arranges it."""
    for number, right in enumerate((*RUN, False, False)):
        yield says("arranges", 170 + number, f"tandem.arranges({710 + number})", right)
    for who, person, right in (
        (170, 711, False),
        (170, 999, False),
        (176, 720, True),
        (176, 721, False),
        (176, 722, False),
        ("tandem_load", 722, True),
    ):
        yield says("arranges", who, f"tandem.arranges({person})", right)


def own(it: Signed) -> Iterator[Try]:
    """What is one's own, signed; and whose address is read by whom."""
    mine = "SELECT tandem.is_my_own({})::text"
    for who, person, right in (("180", 180, "true"), ("180", 181, "false")):
        yield Try("is_my_own", who, mine.format(person), right)
    yield Try("is_my_own", "tandem_load", mine.format(181), "true")
    # At the door, and a setting that was written by hand.
    claim = identity.door_claim(190, it.at)
    stands = " WHERE set_config('tandem.{}', '{}', true) <> ''"
    at_the_door = f" FROM (SELECT tandem.stand_at_the_door('{claim}') OFFSET 0) door"
    for person, is_mine in ((190, "true"), (191, "false")):
        yield Try("is_my_own", "tandem_web", mine.format(person) + at_the_door, is_mine)
    forged = at_the_door + stands.format("person", 191)
    yield Try("is_my_own", "tandem_web", mine.format(191) + forged, "no")
    yield Try("is_my_own", "180", mine.format(181) + stands.format("acts", "181.0"), "no")
    for reader, person, email in (
        (1, 730, f"x{DEMO_DOMAIN}"),
        (170, 710, ""),
        (710, 710, "y@echt.nl"),
        (176, 720, "z@echt.nl"),
        (176, 721, ""),
        (176, 999, ""),
    ):
        yield says("own_email", reader, f"tandem.own_email({person})", email)


def changes(it: Signed) -> Iterator[Try]:
    """Who closes the ways into an account, and who changes what of it."""
    left = "bare.after('SELECT tandem.close_ways_in({})', 'SELECT string_agg({}::text, '','')"
    tables = (
        ("user_id", "bare.mfa_authenticator", 181),
        ("session_key", "bare.django_session", "b"),
        ("user_id", "bare.usersessions_usersession", 181),
    )
    for who, person in ((180, 180), (176, 720)):
        for column, table, stays in tables:
            others = {180: f"{stays},720", 720: f"180,{stays}"}[person]
            right = others if column == "user_id" else {180: "b,c", 720: "a,b"}[person]
            call = left.format(person, column) + f" FROM {table}')"
            yield says("close_ways_in", who, call, right)
    yield Try("close_ways_in", "180", "SELECT tandem.close_ways_in(181)", "no")
    change = "UPDATE network_account SET {} WHERE id = {}"
    for by, what, person, comes in (
        (180, "last_login = now()", 180, "1"),
        (180, "password = 'x'", 180, "1"),
        (189, "last_login = now()", 189, "1"),
        (189, "is_active = true", 189, "no"),
        (176, "name = 'x'", 720, "1"),
        (176, "password = '!x'", 720, "1"),
        (176, "last_login = now()", 720, "no"),
        (176, "password = 'x'", 720, "no"),
        (176, "name = 'x'", 721, "no"),
        ("tandem_load", "name = 'x'", 721, "1"),
    ):
        yield does("account_is_changed_by_whom", by, change.format(what, person), comes)
    # At the door: with a link a password, without one not.
    stands = f"SELECT tandem.stand_at_the_door('{identity.door_claim(190, it.at)}')"
    used = f"UPDATE network_invitation SET used_at = {literal(it.at)} WHERE account_id = 190"
    uses = f", bare.after({literal(used.replace(chr(39), chr(39) * 2))}, 'SELECT 1')"
    for what, link, comes in (
        ("last_login = now()", "", "1"),
        ("password = 'x'", "", "no"),
        ("password = 'x'", uses, "1"),
    ):
        door = f"({stands}{link} OFFSET 0) door"
        sql = f"UPDATE network_account SET {what} FROM {door} WHERE id = 190"
        yield Try("account_is_changed_by_whom", "tandem_web", sql, comes)


def account_rows(it: Signed) -> Rows:
    """Administrators of regions 430 to 435, a team member, families, and ways in."""
    found: Rows = []
    for n in range(6):
        role, number = ("administrator", n) if n < 4 else ((OTHER_ROLE, "administrator")[n - 4], 0)
        where = {"region_id": 430 + n} | ({"pilot_id": 335} if n == 5 else {})
        found += [
            it.works(170 + n, role, number, **where),
            ("network_organization", {"id": 810 + n, "region_id": 430 + n}),
            ("network_professional", {"account_id": 710 + n, "employer_id": 810 + n}),
        ]
    active: Row = {"is_active": True, "password": "p"}
    key: Row = {"account_id": 176, "household_id": 920, "scope": "local_team", "ground": "x"}
    emails = {710: "y@echt.nl", 720: "z@echt.nl", 721: "w@echt.nl", 730: f"x{DEMO_DOMAIN}"}
    return [
        *found,
        ("dossier_key", {**key, "since": it.at - DAY}),
        ("dossier_familyaccess", {"account_id": 720, "household_id": 920}),
        ("dossier_familyaccess", {"account_id": 721, "household_id": 921}),
        *(
            ("network_account", {"id": one, "email": emails.get(one, ""), **active})
            for one in (176, 180, *emails)
        ),
        ("network_account", {"id": 190, "email": "", **active}),
        (
            "network_invitation",
            {"account_id": 190, "expires_at": it.at + DAY, "needs_second": False},
        ),
        ("network_account", {"id": 189, "email": "", "is_active": False, "password": "p"}),
        *(("mfa_authenticator", {"user_id": one}) for one in (180, 181, 720)),
        *(
            ("usersessions_usersession", {"user_id": one, "session_key": key})
            for one, key in ((180, "a"), (181, "b"), (720, "c"))
        ),
        *(("django_session", {"session_key": one}) for one in "abc"),
    ]


GROUPS = (*calls.GROUPS, bars, accounts, own, changes)
ROWS = (*calls.ROWS, bar_rows, account_rows)
