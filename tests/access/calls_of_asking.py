"""What the functions and triggers do for who asks for a key, or says to know a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tests.access import calls_of_links as others
from tests.access.bare import Try, insert, literal
from tests.access.calls import DAY, OTHER_ROLE, TICK, Row, Rows, Signed, does, says

if TYPE_CHECKING:
    from collections.abc import Iterator


# What was said, and where it came from ------------------------------------------------------------


def saying(it: Signed) -> Iterator[Try]:
    """What was told stays; who works in the background mends it; nothing comes in on screen."""
    name, table, day = "stays_once_said", "legal_exchange", literal(day_of(it.at))
    for who, number, what, right in (
        ("1", 1, f"told_on = {day}", "1"),
        ("1", 1, "reaction = 'ja'", "1"),
        ("1", 2, "reaction = 'nee'", "1"),
        ("1", 2, "reaction = ''", "no"),
        ("1", 2, "reaction = 'ja'", "no"),
        ("1", 2, f"told_on = {day}", "no"),
        ("1", 2, "told_on = NULL", "no"),
        ("tandem_load", 2, "reaction = 'ja'", "1"),
    ):
        yield does(name, who, f"UPDATE {table} SET {what} WHERE id = {number}", right)
    name, table = "came_on_screen", "dossier_household"
    for who, origin, right in (
        ("1", "screen", "1"),
        ("1", "case_file", "no"),
        ("tandem_load", "case_file", "1"),
    ):
        yield does(name, who, insert(table, {"origin": origin}), right)
    for who, number, what, right in (
        ("1", 2040, "origin = 'case_file'", "no"),
        ("1", 2041, "origin = 'screen'", "no"),
        ("1", 2041, "status = 'ended'", "1"),
        ("tandem_load", 2040, "origin = 'case_file'", "1"),
    ):
        yield does(name, who, f"UPDATE {table} SET {what} WHERE id = {number}", right)
    then = literal(it.at - DAY)
    call = "(SELECT concat_ws(':', a.account, a.at = {}) FROM tandem.asking(2, {}) a)"
    yield says("asking", 1, call.format(literal(it.at), then), "1:t")
    yield says("asking", "tandem_load", call.format(then, then), "2:t")
    for person, password in ((180, "p"), (720, "")):
        yield says("own_password", 180, f"tandem.own_password({person})", password)


def phones(_it: Signed) -> Iterator[Try]:
    """For who works with the household (2301), and on one's own page (2302) that is not lowered."""
    for who, person, phone in (
        ("2301", 2310, "a"),
        ("2301", 2311, "b"),
        ("2301", 2313, ""),
        ("2301", 2399, ""),
        ("2302", 2310, "a"),
        ("2302", 2311, ""),
        ("2302", 2314, ""),
        ("2303", 2311, ""),
        ("2304", 2312, ""),
        ("2305", 2314, ""),
        ("nobody", 2310, ""),
        ("tandem_load", 2313, "d"),
    ):
        yield says("own_phone", who, f"tandem.own_phone({person})", phone)


def phone_rows(it: Signed) -> Rows:
    """Pages of 2310 (whole), 2311 (lowered), 2312 (with a key that is no page's) and 2314."""
    homes = {2310: 2350, 2311: 2350, 2312: 2350, 2313: 2351, 2314: 2350}
    found: Rows = [
        ("dossier_person", {"id": person, "household_id": home, "phone": "abcde"[person - 2310]})
        for person, home in homes.items()
    ]
    key: Row = {"ground": "x", "since": it.at - DAY}
    works: Row = {**key, "account_id": 2301, "household_id": 2350, "scope": "partner"}
    found.append(("dossier_key", works))
    for account, person, level, more in (
        (2302, 2310, "full", {"scope": "family"}),
        (2303, 2311, "little", {"scope": "family"}),
        (2304, 2312, "full", {"scope": "other"}),
        (2305, 2314, "full", {"scope": "family", "until": it.at}),
    ):
        page: Row = {"id": person, "person_id": person, "account_id": account, "level": level}
        opens: Row = {**key, "account_id": account, "household_id": 2350, **more}
        found += [
            ("network_account", {"id": account, "is_active": True}),
            ("dossier_familyaccess", page),
            ("dossier_key", {**opens, "family_access_id": person}),
        ]
    return [*found, ("network_account", {"id": 2301, "is_active": True})]


def said_rows(it: Signed) -> Rows:
    """What was told and said before, and homes from each side."""
    day = day_of(it.at)
    return [
        ("legal_exchange", {"id": 1, "told_on": None, "reaction": ""}),
        ("legal_exchange", {"id": 2, "told_on": day - DAY, "reaction": "nee"}),
        ("dossier_household", {"id": 2040, "origin": "screen"}),
        ("dossier_household", {"id": 2041, "origin": "case_file"}),
    ]


# Who asks for a key, or says to know a family -----------------------------------------------------

_ASKER = 2200
# The keys of 2202 to 2254 that run, and the copy of one; one ended at this very moment.
_ENDED = "2280,2281,2282,2284"


def asking(_it: Signed) -> Iterator[Try]:
    """By reference: of which one's own organization takes part, and of nothing else."""
    name = "ask_for_key"
    for who, ref, right in (
        (_ASKER, "N2250", "N2250:77"),
        (_ASKER, "N2251", ":0"),
        (_ASKER, "N2252", ":0"),
        (_ASKER, "N2253", ":0"),
        (_ASKER, "Z", ":0"),
        (2201, "N2250", ":0"),
    ):
        sql = (
            "SELECT concat_ws(':', a.ref, coalesce(a.request, 0))"
            f" FROM tandem.ask_for_key(0, now(), '{ref}', 'w') a"
        )
        yield Try(name, str(who), sql, right)
    written = "SELECT string_agg(household_id::text, '','') FROM bare.dossier_accessrequest"
    asked = f"'SELECT tandem.ask_for_key(0, now(), ''{{}}'', ''w'')', '{written} WHERE id IS NULL'"
    for ref, right in (("N2250", "2250"), ("N2251", "")):
        yield says(name, _ASKER, f"bare.after({asked.format(ref)})", right)


def knowing(_it: Signed) -> Iterator[Try]:
    """In the own region or with a key, once; every own key there ends, with what follows it."""
    name, call = "bar_myself", "tandem.bar_myself(0, now(), '{}', 'neighbor', '', 'w', 'a')"
    for who, ref, right in (
        (_ASKER, "N2250", "N2250"),
        (_ASKER, "N2251", "N2251"),
        (_ASKER, "N2252", ""),
        (_ASKER, "Z", ""),
        (2202, "N2254", "N2254"),
        (2202, "N2250", ""),
        (2202, "Z", ""),
        (2203, "N2254", ""),
    ):
        yield says(name, who, call.format(ref), right)
    done = f"SELECT {call.format('N2254')}".replace("'", "''")
    for listed, rest, right in (
        ("id", "dossier_key WHERE id BETWEEN 2280 AND 2299 AND until = tandem.moment()", _ENDED),
        ("concat(household_id, kind)", "dossier_bar WHERE account_id = 2202", "2254neighbor"),
        ("id", "dossier_contactperson WHERE household_id = 2254 AND until IS NULL", ""),
    ):
        asked = f"SELECT string_agg({listed}::text, '','' ORDER BY {listed}::text) FROM bare.{rest}"
        yield says(name, 2202, f"bare.after('{done}', '{asked}')", right)


def asker_rows(it: Signed) -> Rows:
    """Homes in the region of 2200; 2202 holds keys to 2254 and works nowhere."""
    before, soon = it.at - DAY, it.at + TICK
    home: Row = {"status": "started", "pilot_id": 461}
    ride: Row = {"organization_id": 2277, "since": day_of(before), "anonymous": False}
    key: Row = {"account_id": 2202, "household_id": 2254, "scope": "partner", "ground": "x"}
    key |= {"since": before, "until": None, "follows_id": None}
    copied: Row = {**key, "account_id": 2204, "until": it.at + DAY}
    keys: dict[int, Row] = {
        2280: key,
        2281: {**key, "until": soon},
        2282: {**copied, "follows_id": 2280},
        2283: {**copied, "follows_id": 2280, "until": before},
        # What had ended, and what goes on of it.
        2284: {**key, "until": it.at},
        2285: {**copied, "follows_id": 2284},
        2286: {**key, "until": before},
        2287: {**copied, "follows_id": 2286},
        2288: copied,
        2289: {**key, "household_id": 2255},
    }
    request: Row = {"household_id": 2250, "asked_by_id": _ASKER, "answered_at": None}
    return [
        it.works(_ASKER, "partner", region_id=460),
        it.works(2201, OTHER_ROLE, region_id=460),
        ("network_professional", {"account_id": _ASKER, "employer_id": 2277}),
        *(("network_account", {"id": one, "is_active": True}) for one in (_ASKER, 2202)),
        *(("dossier_household", {"id": n, "ref": f"N{n}", **home}) for n in range(2250, 2256)),
        # In 2251 nobody of the own organization rides; from 2252 one is barred; 2253 has a key.
        *(
            ("dossier_involvement", {"id": n, "household_id": n, **ride})
            for n in (2250, 2252, 2253)
        ),
        ("dossier_bar", {"account_id": _ASKER, "household_id": 2252, "recorded_at": before}),
        ("dossier_key", {**key, "id": 2279, "account_id": _ASKER, "household_id": 2253}),
        *(("dossier_key", {"id": n, **one}) for n, one in keys.items()),
        ("dossier_contactperson", {"id": 9, "account_id": 2202, "household_id": 2254}),
        ("dossier_accessrequest", {**request, "id": 74, "household_id": 2251}),
        ("dossier_accessrequest", {**request, "id": 75, "asked_by_id": 2201}),
        ("dossier_accessrequest", {**request, "id": 76, "answered_at": before}),
        ("dossier_accessrequest", {**request, "id": 77}),
    ]


GROUPS = (*others.GROUPS, saying, phones, asking, knowing)
ROWS = (*others.ROWS, said_rows, phone_rows, asker_rows)
