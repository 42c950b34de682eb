"""The policies of PostgreSQL, cut into conditions, and bare copies of the tables that they lock.

On a copy nothing else speaks: no constraint, no trigger, no right of a role. So what a statement
may not do there, a policy forbids; and the copies have the very policies of the tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from config.postgres import roles
from config.second_lock import accounts, family, keys, policies
from tests.access import conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

_CREATED = re.compile(
    r"CREATE POLICY (?P<name>\w+) ON (?P<table>\w+)(?P<how>.*?) TO (?P<role>\w+) (?P<rest>.*)",
    re.DOTALL,
)
_DROPPED = re.compile(r"DROP POLICY (\w+) ON (\w+)")
_PART = re.compile(r"\b(USING|WITH CHECK) \(")
# The loader's policies are all open, and the sets of ids stand in the functions of `sight`.
_NO_CONDITION = re.compile(r"true$|tandem\.\w+\(\)$")
# Who works is spared them (work.sql).
OF_FAMILIES = frozenset({"family", "shield"})
_LOCKS = ("CREATE POLICY", "DROP POLICY", "ALTER TABLE")


@dataclass(frozen=True)
class Policy:
    """One policy: of a table, for a role, with what it asks of rows before and after."""

    table: str
    name: str
    role: str
    how: str
    parts: tuple[tuple[str, str], ...]

    def spoils(self) -> Iterator[tuple[str, str, str, str]]:
        """Each way to spoil it: the part, the condition, the change, and what stands then."""
        for part, text in self.parts:
            asked = f"WHERE {text}"
            for start, end, in_or in conditions._cut(asked):
                words = asked[start:end]
                if _NO_CONDITION.match(words):
                    continue
                for change, spoil in conditions.ways(words, in_or=in_or):
                    spoilt = asked[:start] + spoil(words) + asked[end:]
                    yield part, " ".join(words.split()), change, spoilt.removeprefix("WHERE ")


def _statements() -> Iterator[str]:
    groups = (policies.statements, keys.statements, accounts.policies, accounts.loading)
    for group in (*groups, family.policies):
        for statement in group():
            if statement.startswith(_LOCKS):
                yield statement


def in_force() -> list[Policy]:
    """Every policy that stands in the end."""
    found: dict[tuple[str, str], Policy] = {}
    for statement in _statements():
        if dropped := _DROPPED.match(statement):
            del found[dropped[2], dropped[1]]
        elif made := _CREATED.match(statement):
            parts = tuple(_parts(made["rest"]))
            one = Policy(made["table"], made["name"], made["role"], made["how"].strip(), parts)
            found[one.table, one.name] = one
    return list(found.values())


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What stands between the brackets of USING and of WITH CHECK."""
    at = 0
    while part := _PART.search(text, at):
        depth, at = 1, part.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        yield part[1], text[part.end() : at - 1]


def copy() -> None:
    """Make the copies, empty; they come before the tables themselves in this transaction."""
    tables = {one.table for one in in_force()} | {"network_pilot", "network_account"}
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA bare")
        cursor.execute("SET LOCAL search_path = bare, public")
        for table in sorted(tables | {"network_professional"}):
            cursor.execute(f"CREATE TABLE bare.{table} AS TABLE public.{table} WITH NO DATA")
        for statement in _statements():
            cursor.execute(statement)
        for one in in_force():
            if one.role == roles.WEB and one.name not in OF_FAMILIES:
                both = f"{roles.WEB}, {roles.WORK}"
                cursor.execute(f"ALTER POLICY {one.name} ON {one.table} TO {both}")
        for role in roles.ALL:
            cursor.execute(f"GRANT USAGE ON SCHEMA bare TO {role}")
            cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA bare TO {role}")
        cursor.execute(TRIES)


TRIES = """
CREATE FUNCTION bare.tries(claims text[], families text[], tries text[]) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    heard text[] := '{}';
    got text;
BEGIN
    FOR i IN 1 .. cardinality(tries) LOOP
        BEGIN
            IF claims[i] <> '-' THEN PERFORM tandem.act_as(claims[i]); END IF;
            PERFORM set_config('tandem.family', families[i], true);
            IF starts_with(tries[i], 'SELECT') THEN
                EXECUTE tries[i] INTO got;
            ELSE
                EXECUTE tries[i];
                GET DIAGNOSTICS got = ROW_COUNT;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'DONE0', MESSAGE = coalesce(got, '');
        EXCEPTION
            WHEN SQLSTATE 'DONE0' THEN heard := heard || SQLERRM;
            WHEN insufficient_privilege OR check_violation THEN
                IF SQLERRM LIKE 'permission denied%' THEN RAISE; END IF;
                heard := heard || 'no'::text;
        END;
    END LOOP;
    RETURN heard;
END $$
"""
_EXPRESSIONS = """
    SELECT c.relname || '.' || p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = %s::regnamespace ORDER BY 1
"""


def as_they_are(schema: str) -> list[tuple[object, ...]]:
    """Every policy of a schema, as PostgreSQL reads it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path = {schema}, public")
        cursor.execute(_EXPRESSIONS, [schema])
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found
