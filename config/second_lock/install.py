"""Put the lock on and take it off, as the owner of the tables."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from config.postgres import roles
from config.second_lock import accounts, family, hands, keys, policies
from tandem.access.permissions import Permission
from tandem.access.roles import Role, roles_with, scopes_with
from tandem.audit.enums import Activity
from tandem.core import identity
from tandem.legal import rules
from tandem.network.enums import PARTNER_KINDS
from tandem.network.selectors import DEMO_DOMAIN

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

HERE = Path(__file__).parent
# When a key `k` opens for `who`. The same as the door's KEY_OPENS, written apart on purpose: two
# locks, which the oracle of the tests compares.
_OPENS = """
    k.account_id = who.account AND k.since <= who.at AND (k.until IS NULL OR k.until > who.at)
    AND NOT EXISTS (
        SELECT FROM public.dossier_bar b
        WHERE b.account_id = who.account AND b.household_id = k.household_id
          AND b.recorded_at <= who.at AND (b.lifted_at IS NULL OR b.lifted_at > who.at))
    AND (k.ground = 'case_file' OR EXISTS (
        SELECT FROM public.network_account c WHERE c.id = who.account AND c.is_active))
"""
_FILES = (
    *("identity", "functions", "keys", "rights", "powers", "hands", "sign_in", "figures"),
    "second_log",
)
# What the statements in the files leave open: said in one place, in Python.
_WORDS = {
    "opens": _OPENS,
    "professional": policies.scopes_of(policies.PROFESSIONAL),
    "demonstration": DEMO_DOMAIN,
    "confirmers": f"{{{','.join(sorted(roles_with(Permission.ACCOUNT_CONFIRM)))}}}",
    "inviters": f"{{{','.join(sorted(roles_with(Permission.ACCOUNT_INVITE)))}}}",
    "viewing": f"{{{','.join(sorted(scopes_with(Permission.HOUSEHOLD_VIEW)))}}}",
    "arrangers": f"{{{','.join(sorted(roles_with(Permission.NETWORK_EDIT)))}}}",
    "asking_roles": f"{{{','.join(sorted(roles_with(Permission.ACCESS_ASK)))}}}",
    "emergency_roles": f"{{{','.join(sorted(roles_with(Permission.EMERGENCY_OPEN)))}}}",
    "bringers": f"{{{','.join(sorted(scopes_with(Permission.INVOLVEMENT_RECORD)))}}}",
    "reviewers": f"{{{','.join(sorted(roles_with(Permission.RIGHTS_REVIEW)))}}}",
    "fillers": f"{{{','.join(sorted(roles_with(Permission.MONITOR_FILL)))}}}",
    "submitters": f"{{{','.join(sorted(roles_with(Permission.MONITOR_SUBMIT)))}}}",
    "shield_lifters": f"{{{','.join(sorted(scopes_with(Permission.SHIELD_LIFT)))}}}",
    "team_roles": f"{{{Role.LOCAL_TEAM},{Role.TEAM_LEAD}}}",
    "partners": f"'{{{','.join(sorted(PARTNER_KINDS))}}}'::text[]",
    "with_powers": f"'{{{','.join(sorted(rules.mandate.WITH_POWERS))}}}'::text[]",
    **{activity.name.lower(): activity.value for activity in Activity},
    "family_keepers": f"{{{','.join(sorted(scopes_with(Permission.FAMILY_ACCESS_EDIT)))}}}",
}
_POLICIES = """
    SELECT format('DROP POLICY %I ON %s', polname, polrelid::regclass) FROM pg_policy
"""
_OWN_TRIGGERS = """
    SELECT format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass)
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.pronamespace = to_regnamespace('tandem')
"""
_SEALING = """
    CREATE TABLE tandem.sealing (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one));
    INSERT INTO tandem.sealing DEFAULT VALUES
"""
_CLAIMS = """
    CREATE TABLE tandem.secret (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        inner_pad bytea NOT NULL, outer_pad bytea NOT NULL, valid_for interval
    )
"""


# Asked by other functions only, that ask who acts: these would tell who takes part in households of
# others, who did what there, and who said no to whom.
INSIDE = """
    tandem.did_other_side(bigint, bigint), tandem.face_until(bigint, bigint, date),
    tandem.said_no(bigint, bigint, timestamptz), tandem.family_knows(bigint, bigint, timestamptz),
    tandem.was_let_go(bigint, bigint, timestamptz),
    tandem.is_of_the_team(bigint, bigint, timestamptz)
"""


def _alias_key() -> bytes:
    """The key of the aliases in the second log; another than that of who acts."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"tandem: aliases in the second log", "sha256")


def _lay_keys(cursor: CursorWrapper) -> None:
    lasts = settings.IDENTITY_LASTS
    cursor.execute(
        "INSERT INTO tandem.secret (inner_pad, outer_pad, valid_for) VALUES (%s, %s, %s::interval)",
        [
            *identity.pads(identity.key()),
            None if lasts is None else f"{lasts.total_seconds()} seconds",
        ],
    )
    cursor.execute(
        "INSERT INTO tandem.alias_key (inner_pad, outer_pad) VALUES (%s, %s)",
        identity.pads(_alias_key()),
    )


def _filled(sql: str) -> str:
    for word, means in _WORDS.items():
        sql = sql.replace(f"{{{{{word}}}}}", means)
    return sql


def _forbid_temporary(cursor: CursorWrapper) -> None:
    """Let nobody but the owner make temporary things.

    A temporary type, function or table is found before ours by its bare name, and would stay on a
    connection that others share.
    """
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    statement = f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC"
    cursor.execute(statement)
    cursor.execute(
        "SELECT bool_or(has_database_privilege(role, current_database(), 'TEMPORARY'))"
        " FROM unnest(%s::text[]) role",
        [list(roles.ALL)],
    )
    if cursor.fetchone()[0]:
        # PostgreSQL only warns when somebody who does not own the database takes something away.
        raise ImproperlyConfigured(
            "Andere rollen dan de eigenaar mogen tijdelijke tabellen maken. Laat een beheerder dit "
            f"uitvoeren: {statement};"
        )


def _give(cursor: CursorWrapper) -> None:
    """Rights that no policy comes with."""
    # Locking a row takes the right to change it; there is nothing in it to change.
    cursor.execute("GRANT SELECT, UPDATE ON tandem.sealing TO tandem_seal")
    for_register = "FUNCTION tandem.processings(timestamptz, timestamptz)"
    cursor.execute(f"REVOKE EXECUTE ON {for_register} FROM tandem_web, tandem_load")
    cursor.execute(f"GRANT EXECUTE ON {for_register} TO tandem_register")
    cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA figures TO tandem_web, tandem_figures")
    cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA figures TO tandem_load")
    cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public, tandem TO tandem_backup")
    cursor.execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, tandem TO tandem_backup")
    cursor.execute(
        "GRANT SELECT ON monitor_manualfigure, monitor_submission, monitor_submittedfigure,"
        " network_pilot, network_region, network_account, network_organization"
        " TO tandem_figures"
    )


@transaction.atomic
def take_off() -> None:
    """Let tables change. Whoever is not the owner gets nothing at all in the meantime."""
    # A role that is new since the last time must be there before anything is taken from it.
    roles.make_sure()
    with connection.cursor() as cursor:
        for role in roles.ALL:
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        for found in (_POLICIES, _OWN_TRIGGERS):
            cursor.execute(found)
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)
        cursor.execute("DROP SCHEMA IF EXISTS figures CASCADE")
        cursor.execute("DROP SCHEMA IF EXISTS tandem CASCADE")


@transaction.atomic
def put_on() -> None:
    """Lock every table, from what the code says now."""
    take_off()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA tandem")
        cursor.execute(_CLAIMS)
        cursor.execute(_SEALING)
        for name in _FILES:
            cursor.execute(_filled((HERE / f"{name}.sql").read_text()))
        _lay_keys(cursor)
        for statement in family.functions():
            cursor.execute(statement)
        cursor.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tandem FROM PUBLIC")
        cursor.execute("REVOKE ALL ON ALL TABLES IN SCHEMA tandem FROM PUBLIC")
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        # Of the migrations; a backup does not carry what they took away.
        cursor.execute(
            "REVOKE ALL ON FUNCTION audit_begin_epoch(integer), audit_make_month(date),"
            " audit_lock(regclass) FROM PUBLIC"
        )
        _forbid_temporary(cursor)
        for role in roles.ALL:
            cursor.execute(f"GRANT USAGE ON SCHEMA public, tandem, figures TO {role}")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tandem TO tandem_web, tandem_load")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {INSIDE} FROM tandem_web, tandem_load")
        cursor.execute(
            "GRANT EXECUTE ON FUNCTION tandem.pilots(), tandem.is_web(), tandem.role()"
            " TO tandem_figures"
        )
        for group in (
            policies.statements,
            keys.statements,
            hands.statements,
            accounts.policies,
            accounts.loading,
            family.policies,
        ):
            for statement in group():
                cursor.execute(statement)
        _give(cursor)
        cursor.execute((HERE / "work.sql").read_text())
