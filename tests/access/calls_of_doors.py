"""What the functions of the second lock find for who asks: at a door, in lists, and by a name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.access import calls_of_accounts as others
from tests.access.bare import Try, literal
from tests.access.calls import DAY, OTHER_ROLE, RUN, TICK, Row, Rows, Signed, lists

if TYPE_CHECKING:
    from collections.abc import Iterator

BORN, BORN_LATER = date(2015, 1, 2), date(2016, 1, 2)
BOTH = "'{partner,emergency}'"


def doors(it: Signed) -> Iterator[Try]:
    """One home as a partner, one that ended by broken glass, and one of somebody else."""
    name, who = "households", 200
    yield lists(name, who, "unnest(tandem.households('{partner}'))", 950)
    yield lists(name, who, f"unnest(tandem.households({BOTH}))", 950, 951)
    yield lists(name, "nobody", f"unnest(tandem.households({BOTH}))")
    for scopes, found in ((BOTH, "951"), ("'{partner}'", "")):
        sql = (
            "SELECT string_agg(x::text, ',') FROM (SELECT set_config('tandem.focus', '{951}', true)"
            f" AS f OFFSET 0) s, unnest(CASE WHEN s.f <> '' THEN tandem.households({scopes}) END) x"
        )
        yield Try(name, str(who), sql, found)
    for ref, home in (("A", (950,)), ("C", ()), ("Z", ())):
        yield lists("enter", who, f"tandem.enter('{ref}', 0, now())", *home or ("-",))
    name = "my_households"
    for scopes, ended, before, home in (
        (BOTH, "false", 9999, (950,)),
        (BOTH, "true", 9999, (951,)),
        ("'{emergency}'", "false", 9999, ()),
        (BOTH, "true", 951, ()),
        (BOTH, "true", 952, (951,)),
    ):
        yield lists(name, who, f"tandem.{name}(0, now(), {scopes}, {ended}, {before}, 9)", *home)
    name = "my_households_by_birth_date"
    for scope, born, home in (
        ("partner", BORN, (950,)),
        ("emergency", BORN, ()),
        ("partner", BORN_LATER, ()),
    ):
        call = f"tandem.{name}(0, now(), '{{{scope}}}', {literal(born)}, 9)"
        yield lists(name, who, call, *home)
    name = "my_household_by_ref"
    for ref, home in (("A", (950,)), ("B", ()), ("C", ())):
        yield lists(name, who, f"tandem.{name}(0, now(), '{{partner}}', '{ref}')", *home)
    name = "my_households_by_words"
    for scope, first, beyond, more, home in (
        ("partner", "anna", "anna~", "", (950,)),
        ("partner", "anna", "anna~", "jan", (950,)),
        ("partner", "anna", "anna~", "piet", ()),
        ("emergency", "anna", "anna~", "", (951,)),
        ("partner", "b", "c", "", ()),
        ("partner", "aaa", "aab", "", ()),
        ("partner", "aaa", "anna", "", ()),
    ):
        words = f"'{first}', '{beyond}', '{{{more}}}'"
        yield lists(name, who, f"tandem.{name}(0, now(), '{{{scope}}}', {words}, 9)", *home)


def door_rows(it: Signed) -> Rows:
    """Three homes, with a person and words in each."""
    before = it.at - DAY
    homes = {950: ("A", "started", BORN), 951: ("B", "ended", BORN_LATER)}
    homes[952] = ("C", "started", BORN)
    found: Rows = [("network_account", {"id": 200, "is_active": True})]
    for home, (ref, status, born) in homes.items():
        found += [
            ("dossier_household", {"id": home, "ref": ref, "status": status}),
            ("dossier_person", {"id": home, "household_id": home, "born_on": born}),
        ]
    for home, word in ((950, "anna"), (950, "jan"), (951, "anna"), (952, "anna"), (952, "piet")):
        found.append(("dossier_searchword", {"household_id": home, "word": word}))
    for account, home, scope in (
        (200, 950, "partner"),
        (200, 951, "emergency"),
        (201, 952, "partner"),
    ):
        key: Row = {"account_id": account, "household_id": home, "scope": scope}
        found.append(("dossier_key", {**key, "ground": "x", "since": before}))
    return found


# Who has no key names a household exactly ---------------------------------------------------------


def naming(_it: Signed) -> Iterator[Try]:
    """In a region where one works today; and whether one is barred, has a key, or rides there."""
    for number, right in enumerate((*RUN, False, False)):
        yield _named(210 + number, "N960", "960:f:f:0" if right else "")
    yield _named(210, "N961", "")
    yield _named(210, "Z", "")
    for words, born, found in (
        ("anna", BORN, "960:f:f:0"),
        ("anna", BORN_LATER, ""),
        ("jan", BORN, ""),
        ("", BORN, ""),
    ):
        yield _named(210, "", found, words, born)
    barred = {962: True, 963: False, 964: False, 965: True, 966: False}
    for home, is_barred in barred.items():
        yield _named(210, f"N{home}", f"{home}:{'t' if is_barred else 'f'}:f:0")
    yield _named(210, "N967", "967:f:t:0")
    yield _named(210, "N968", "968:f:f:0")
    rides = {970: 970, 971: 971, 972: 0, 973: 0, 974: 0, 975: 0}
    for home, involvement in rides.items():
        yield _named(210, f"N{home}", f"{home}:f:f:{involvement}")


def _named(who: int, ref: str, right: str, words: str = "", born: date = BORN) -> Try:
    asked = f"'{ref}', '{{{words}}}', {literal(born)}, 'emergency.open'"
    sql = (
        "SELECT concat_ws(':', n.id, n.is_barred, n.has_key, coalesce(n.involvement_id, 0))"
        f" FROM tandem.named(0, now(), {asked}) n"
    )
    return Try("named", str(who), sql, right)


def naming_rows(it: Signed) -> Rows:
    """Homes in a region, one outside it, and in each one thing about 210."""
    day, before, soon = it.at.date(), it.at - DAY, it.at + TICK
    inside = (960, *range(962, 969), *range(970, 976))
    bars: dict[int, Row] = {
        962: {"recorded_at": it.at},
        963: {"recorded_at": soon},
        964: {"recorded_at": before, "lifted_at": it.at},
        965: {"recorded_at": before, "lifted_at": soon},
        966: {"recorded_at": before, "account_id": 211},
    }
    rides: dict[int, Row] = {
        970: {"since": day},
        971: {"until": day + DAY},
        972: {"since": day + DAY},
        973: {"until": day},
        974: {"anonymous": True},
        975: {"organization_id": 78},
    }
    ride: Row = {"organization_id": 77, "since": day - DAY, "anonymous": False}
    key: Row = {"account_id": 210, "since": before, "ground": "x"}
    return [
        *(it.works(210 + n, "partner", n, region_id=460) for n in range(4)),
        it.works(214, OTHER_ROLE, region_id=460),
        ("network_account", {"id": 210, "is_active": True}),
        ("network_pilot", {"id": 461, "region_id": 460}),
        ("network_pilot", {"id": 462, "region_id": 463}),
        *(_home(home, 461) for home in inside),
        _home(961, 462),
        ("dossier_person", {"id": 5, "household_id": 960, "born_on": BORN}),
        ("dossier_searchword", {"household_id": 960, "person_id": 5, "word": "anna"}),
        *(
            ("dossier_bar", {"account_id": 210, "household_id": home, **more})
            for home, more in bars.items()
        ),
        ("dossier_key", {**key, "household_id": 967, "scope": "partner"}),
        ("dossier_key", {**key, "household_id": 968, "scope": "family"}),
        ("network_professional", {"account_id": 210, "employer_id": 77}),
        ("network_professional", {"account_id": 999, "employer_id": 78}),
        *(
            ("dossier_involvement", {"id": home, "household_id": home, **ride, **more})
            for home, more in rides.items()
        ),
    ]


def _home(number: int, pilot: int) -> tuple[str, Row]:
    row: Row = {"id": number, "ref": f"N{number}", "status": "started", "pilot_id": pilot}
    return "dossier_household", row


GROUPS = (*others.GROUPS, doors, naming)
ROWS = (*others.ROWS, door_rows, naming_rows)
