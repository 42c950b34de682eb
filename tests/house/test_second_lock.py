"""No table, view, partition or function is left outside the second lock."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from config.second_lock import policies, tables

pytestmark = pytest.mark.django_db

_TABLES = """
    SELECT c.relname, c.relrowsecurity FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
_PARENT = "SELECT inhrelid::regclass::text, inhparent::regclass::text FROM pg_inherits"
_FUNCTIONS = """
    SELECT p.proname, p.prosecdef, coalesce(array_to_string(p.proconfig, ','), '')
    FROM pg_proc p WHERE p.pronamespace = 'tandem'::regnamespace
"""
_GRANTS = """
    SELECT table_schema || '.' || table_name, privilege_type
    FROM information_schema.role_table_grants WHERE grantee = %s
"""


_ASKED_ONCE = re.compile(r"\( SELECT\s+(CASE\s+WHEN .*?THEN )?tandem\.\w+\(", re.DOTALL)


def read(sql: str, *values: str) -> list[Any]:
    with connection.cursor() as cursor:
        # The owner bears the name of the schema: without this, names would lack it.
        cursor.execute("SET LOCAL search_path = pg_catalog, public")
        cursor.execute(sql, list(values))
        rows: list[Any] = cursor.fetchall()
    return rows


def test_every_table_is_locked_or_has_a_reason_not_to_be() -> None:
    locked = set(policies.household_tables()) | tables.OWN_POLICY
    parent: dict[str, str] = dict(read(_PARENT))
    declared = locked | set(tables.OPEN) | tables.CLOSED
    for table, has_policies in read(_TABLES):
        name = parent.get(table, table)
        assert name in declared, f"{table}: name it in config/second_lock/tables.py"
        assert has_policies == (name in locked), table


def test_every_table_of_a_household_says_who_may_write_in_it() -> None:
    assert set(policies.household_tables()) == set(tables.WRITES)


def test_the_web_owns_nothing_and_cannot_step_past_the_policies() -> None:
    (rights,) = read(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,"
        " (SELECT count(*) FROM pg_class WHERE relowner = r.oid) FROM pg_roles r"
        " WHERE rolname = 'tandem_web'"
    )

    assert rights == (False, 0)


def test_the_web_has_no_right_that_policies_do_not_hold() -> None:
    granted = {right for _table, right in read(_GRANTS, "tandem_web")}

    assert granted <= {"SELECT", "INSERT", "UPDATE", "DELETE"}


def test_who_counts_reads_nothing_of_a_household() -> None:
    open_tables = {
        table.removeprefix("public.")
        for table, _right in read(_GRANTS, "tandem_figures")
        if table.startswith("public.")
    }

    assert not open_tables & set(policies.household_tables())


def test_views_hold_no_names() -> None:
    columns = {
        column
        for (column,) in read(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'figures'"
        )
    }

    assert columns
    assert not columns & {"name", "ref", "born_on", "text", "phone"}
    assert not read("SELECT viewname FROM pg_views WHERE schemaname = 'public'")


def test_every_function_with_the_owners_rights_has_a_fixed_path_and_is_not_for_everybody() -> None:
    for name, is_definer, settings in read(_FUNCTIONS):
        # What is temporary last of all: a type of the same name would else be found first.
        is_fixed = "search_path=pg_catalog" in settings and settings.endswith("pg_temp")
        assert is_fixed or not is_definer, name
    public = read(
        "SELECT p.proname FROM pg_proc p, aclexplode(p.proacl) a"
        " WHERE p.pronamespace = 'tandem'::regnamespace AND a.grantee = 0"
    )
    assert not public


def test_every_policy_has_the_set_form() -> None:
    for table, using in read(
        "SELECT polrelid::regclass::text, coalesce(pg_get_expr(polqual, polrelid), '')"
        " || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy"
    ):
        # A function is only ever asked inside a sub-select: once per statement, not per row. Of an
        # absence it is asked of the row itself: one at a time is added or changed.
        bare = _ASKED_ONCE.sub("", using).replace("tandem.leads(account_id", "")
        bare = bare.replace("tandem.does_the_same_work(account_id", "")
        assert not re.search(r"tandem\.\w+\(", bare), f"{table}: {using}"


_RIGHTS = """
    SELECT 'table', c.oid::regclass::text, a.privilege_type
    FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = %s::regrole
    UNION SELECT 'column', t.attrelid::regclass || '.' || t.attname, a.privilege_type
    FROM pg_attribute t, aclexplode(t.attacl) a WHERE a.grantee = %s::regrole
    UNION SELECT 'function', p.oid::regprocedure::text, a.privilege_type
    FROM pg_proc p, aclexplode(p.proacl) a WHERE a.grantee = %s::regrole
    UNION SELECT 'schema', n.nspname, a.privilege_type
    FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee = %s::regrole
    UNION SELECT 'policy', polrelid::regclass::text, polname
    FROM pg_policy WHERE %s::regrole = ANY(polroles)
"""


def rights(role: str) -> set[tuple[str, ...]]:
    return set(read(_RIGHTS, *[role] * 5))


def test_who_works_has_every_right_of_the_web_and_no_policy_of_a_family() -> None:
    web, work = rights("tandem_web"), rights("tandem_work")
    of_families = {one for one in web if one[0] == "policy" and one[2] in {"family", "shield"}}

    shielded = {
        ("policy", table, "no_family") for _, table, name in of_families if name == "shield"
    }

    assert shielded
    assert work == web - of_families | shielded


def test_nobody_signs_in_as_who_works_and_only_the_web_becomes_it() -> None:
    (found,) = read(
        "SELECT rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,"
        " ARRAY(SELECT m.member::regrole::text FROM pg_auth_members m"
        " WHERE m.roleid = r.oid AND NOT m.inherit_option AND m.member <> ("
        "   SELECT nspowner FROM pg_namespace WHERE nspname = 'tandem'))"
        " FROM pg_roles r WHERE rolname = 'tandem_work'"
    )

    assert found == (False, ["tandem_web"])
