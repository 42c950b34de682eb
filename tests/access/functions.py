"""The functions of the second lock, cut into conditions, on bare tables of their own.

A function that looks into a table looks into its bare copy here, so that any row can be there.
What cuts and ends keys is spoilt by histories (`conditions.py`), the policies by `policies.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from config.postgres import roles
from config.second_lock import family, hands, install
from tests.access import conditions, policies
from tests.access.bare import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FILES = tuple(
    f"{name}.sql" for name in ("identity", "functions", "keys", "rights", "hands", "sign_in")
)
_FUNCTION = re.compile(
    r"CREATE FUNCTION tandem\.(\w+)\((?:(?!CREATE FUNCTION).)*?\$\$(.*?)\$\$;", re.DOTALL
)
_TABLE = re.compile(r"\bpublic\.(\w+)")
_TRIGGER = re.compile(r"CREATE TRIGGER [^;]+;")
# The triggers that stand on many tables are tried on these.
_ALSO = ("dossier_bar", "dossier_household", "dossier_shield")
_ASKS = re.compile(r"[=<>]|\b(EXISTS|IS|NOT|IN|LIKE)\b|\btandem\.")
# A condition without a sign is a column or a variable that is true or false; what a branch answers
# and the number that a function gives back, are no conditions.
_BARE = re.compile(r"(?!(?:asked|false|found|true)$)(NEW\.)?[a-z_]+(\.[a-z_]+)?$")
_SAYS = re.compile(r"RAISE|PERFORM|QUERY|ARRAY\b|\w+ :=|FOREACH")
# Cut here; the others stand in `conditions.py`, or only say who acts.
CUT = (
    *("signed_by_who_acts", "stays_as_written", "written_by_who_acts", "emergency_begins"),
    *("only_ends", "barred_from", "nobody_barred_is_named", "regions_as", "pilots_as"),
    *("arranges_in", "leads", "does_the_same_work", "works_as", "pilots", "held"),
    *("key_stays_the_same", "newborn", "arranges", "is_my_own", "own_email", "close_ways_in"),
    *("account_is_changed_by_whom", "cut_for_team_member", "end_keys", "households", "enter"),
    *("my_households", "my_households_by_birth_date", "my_household_by_ref"),
    *("said_no", "family_knows", "is_of_the_team"),
    *("my_households_by_words", "named", "was_let_go", "stays_once_said", "came_on_screen"),
    *("asking", "own_password", "ask_for_key", "bar_myself", "free_for_bar", "own_phone"),
    *("copies_end_with_it", "confirmed_by_a_second", "account_begins_shut", "works_for_whom"),
    *("begins_when_let_in", "link_begins_waiting", "is_second_for", "link_only_ends"),
    *("rides_as_brought_in", "place_is_arranged", "shield_stands", "signed_in_place"),
    *("figure_of_this_moment",),
)
_POWERS = "tests/legal/test_mandate.py"
_IDENTITY, _POLICIES = "tests/second_lock/test_identity.py", "tests/access/test_policies.py"
# Neither cut nor in a history: they only say who acts or pass on what others say, and where that
# is proved.
ELSEWHERE = {
    **dict.fromkeys(("act_as", "claimed", "account", "moment", "mine"), _IDENTITY),
    **dict.fromkeys(
        ("is_of_no_family", "page_stays_whose_it_is"), "tests/second_lock/test_work.py"
    ),
    "processings": "tests/audit/test_second_log.py",
    "role": "tests/second_lock/test_loading.py",
    "is_web": "tests/second_lock/test_loading.py",
    **dict.fromkeys(
        ("stand_at_the_door", "at_the_door", "moment_at_the_door", "myself"),
        "tests/second_lock/test_sign_in.py",
    ),
    "account_with_email": "tests/second_lock/test_sign_in.py",
    **dict.fromkeys(
        ("link_is_used", "came_with_a_link", "step_is_only_used"),
        "tests/second_lock/test_sign_in.py",
    ),
    "demonstration": "tests/network/test_demonstration.py",
    "refs": _POLICIES,
    "who_does_it_works_there": _POWERS,
    "decision_is_signed_rightly": "tests/legal/test_turning.py",
    "ends_when_all_is_told": _POWERS,
    "decision_is_of_its_own": _POWERS,
    "other_names_its_law": _POWERS,
    "named_in_pieces": "tests/desk/test_mine_plan.py",
    "did_other_side": "tests/dossier/test_both_sides.py",
}
# Of these, who may: which keys it is about, the histories spoil.
ONLY = {
    "cut_for_team_member": ("NOT tandem.arranges_in",),
    "end_keys": ("NOT tandem.arranges_in", "ends IS NULL", "ends < tandem.moment()"),
}


def text() -> str:
    """Every file, with what it leaves open, about the bare tables."""
    there = Path(install.__file__).parent
    files = [install._filled((there / name).read_text(encoding="utf-8")) for name in _FILES]
    return _TABLE.sub(r"bare.\1", "\n".join(files))


def bodies() -> dict[str, str]:
    """Every function, by its name."""
    return dict(_FUNCTION.findall(text()))


def spoils(name: str) -> Iterator[tuple[str, str, str]]:
    """Each way to spoil a function: the condition, the change, and what stands then."""
    body, opens = bodies()[name], _TABLE.sub(r"bare.\1", install._OPENS)
    times: Counter[str] = Counter()
    doors = [range(one.start(), one.end()) for one in re.finditer(re.escape(opens), body)]
    for start, end, _in_or in conditions._cut(body):
        words = body[start:end]
        is_condition = _ASKS.search(words) or _BARE.match(words)
        is_asked = is_condition and words.startswith(tuple(ONLY.get(name, ("",))))
        # When a key opens, stands in `conditions.py`.
        is_door = any(start in door for door in doors)
        if _SAYS.match(words) or not is_asked or is_door:
            continue
        title = " ".join(words.split())
        times[title] += 1
        title += f" ({times[title]})" if times[title] > 1 else ""
        # Of a condition before RAISE or RETURN, `never` opens the door.
        for change, spoil in conditions.ways(words, in_or=True):
            yield title, change, body[:start] + spoil(words) + body[end:]


def in_histories() -> set[str]:
    """The functions of which a statement is spoilt by histories, for more than when a key opens."""
    said = [one for name, texts in conditions.SOURCES.items() if name != "door" for one in texts]
    about = [_TABLE.sub(r"bare.\1", one) for one in said]
    found = {name for name, body in bodies().items() if any(one in body for one in about)}
    mine = [one.replace("%(account)s", "who.account").replace("%(at)s", "who.at") for one in said]
    for statement in family.functions():
        [name] = re.findall(r"CREATE FUNCTION tandem\.(\w+)", statement)
        found |= {name for one in mine if one in statement}
    return found


_DEFINITION = """
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE p.pronamespace = 'tandem'::regnamespace AND p.proname = %s AND p.prosqlbody IS NULL
"""


def rewrite(name: str, body: str) -> None:
    """Let a function say something else."""
    with connection.cursor() as cursor:
        cursor.execute(_DEFINITION, [name])
        [(definition,)] = cursor.fetchall()
        head, _old, tail = definition.split("$function$")
        cursor.execute(f"{head}$function${body}$function${tail}".replace("%", "%%"), [])


def build(rows: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Make the bare tables with these rows; let every function and trigger work with them."""
    tables = set(_TABLE.findall(_everything()))
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA bare")
        for table in sorted(tables):
            cursor.execute(f"CREATE TABLE bare.{table} AS TABLE public.{table} WITH NO DATA")
        for table, row in rows:
            cursor.execute(insert(f"bare.{table}", row))
        for role in roles.ALL:
            cursor.execute(f"GRANT USAGE ON SCHEMA bare TO {role}")
            cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA bare TO {role}")
        # What only functions ask is asked here by itself, to hear what each says.
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {install.INSIDE} TO {roles.WEB}")
        for name, body in bodies().items():
            rewrite(name, body)
        for trigger in _TRIGGER.findall(text()):
            cursor.execute(trigger)
        for trigger in _also():
            cursor.execute(trigger)
        cursor.execute("SET LOCAL search_path = bare, public")
        cursor.execute(policies.TRIES)
        cursor.execute(_AFTER)


def _also() -> Iterator[str]:
    for table in _ALSO:
        for one in hands.statements():
            if one.startswith("CREATE TRIGGER") and f" ON {table} " in one:
                yield one.replace(f" ON {table} ", f" ON bare.{table} ")


# What is left when something was done.
_AFTER = """
CREATE FUNCTION bare.after(done text, asked text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    EXECUTE done;
    EXECUTE asked INTO found;
    RETURN found;
END $$
"""


def _everything() -> str:
    there = Path(install.__file__).parent
    return "".join((there / name).read_text(encoding="utf-8") for name in _FILES)
