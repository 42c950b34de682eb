"""The roles in which Tandem works in PostgreSQL, each with no more than its work needs.

The owner makes and changes tables and sets up the demo; it never serves a page. Everybody else owns
nothing and cannot step past row-level security (config/second_lock), but for the backup and
the check of the trail, which read everything and write nothing.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ProgrammingError

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER: Final = ""
WEB: Final = "tandem_web"
WORK: Final = "tandem_work"
FIGURES: Final = "tandem_figures"
SEAL: Final = "tandem_seal"
WATCH: Final = "tandem_watch"
ROAD: Final = "tandem_road"
LOAD: Final = "tandem_load"
REGISTER: Final = "tandem_register"
BACKUP: Final = "tandem_backup"
ALL: Final = (WEB, WORK, FIGURES, SEAL, WATCH, ROAD, LOAD, REGISTER, BACKUP)
LOGIN: Final = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
# What the web changes to for who works: nobody signs in as that.
INSIDE: Final = "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
MAKE: Final[Mapping[str, str]] = {
    WEB: f"{LOGIN} NOBYPASSRLS",
    WORK: f"{INSIDE} NOBYPASSRLS",
    FIGURES: f"{LOGIN} NOBYPASSRLS",
    SEAL: f"{LOGIN} NOBYPASSRLS",
    WATCH: f"{LOGIN} NOBYPASSRLS",
    ROAD: f"{LOGIN} NOBYPASSRLS",
    LOAD: f"{LOGIN} NOBYPASSRLS",
    REGISTER: f"{LOGIN} NOBYPASSRLS",
    BACKUP: f"{LOGIN} BYPASSRLS",
}
# In which role a command works. What is not here works as the web does: on keys.
COMMANDS: Final[Mapping[str, str]] = {
    # tables, and data that belongs to no household
    "createcachetable": OWNER,
    "flush": OWNER,
    "load_reference": OWNER,
    "makemigrations": OWNER,
    "migrate": OWNER,
    "sqlmigrate": OWNER,
    "showmigrations": OWNER,
    # setting up: the accounts of the demonstration, the first administrator
    "demo_accounts": OWNER,
    "invite_administrator": OWNER,
    # bringing in households: adds rows, changes no table, policy or trigger, and removes no trail
    "load_cases": LOAD,
    "load_demo": LOAD,
    # counting, without names
    "monitor": FIGURES,
    # sealing the trail
    "seal_audit": SEAL,
    # looking whether it is whole: past every policy, or one could hide what was slipped in
    "verify_audit": BACKUP,
    # picking from the trail what a second person has to judge
    "pick_looks": WATCH,
    # giving the second log, that holds no names, to who keeps the register of processing
    "second_log": REGISTER,
    # letting a tandem stop whose last ground ended on a day that was known
    "follow_grounds": ROAD,
    # and letting drafts go that nobody came back to
    "end_drafts": ROAD,
}


_BECOMES = """
    SELECT FROM pg_auth_members m
    JOIN pg_roles inner_role ON inner_role.oid = m.roleid
    JOIN pg_roles outer_role ON outer_role.oid = m.member
    WHERE inner_role.rolname = %s AND outer_role.rolname = %s AND m.set_option
"""


def make_sure() -> None:
    """Make the roles that are missing, with their passwords.

    The embedded server has them from the start, and lets in who can reach its folder.
    """
    if connection.settings_dict.get("EMBEDDED"):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ALL)])
        there = {name for (name,) in cursor.fetchall()}
        missing = [
            f"CREATE ROLE {role} {MAKE[role]}{_with_password(role)}"
            for role in ALL
            if role not in there
        ]
        cursor.execute(_BECOMES, [WORK, WEB])
        if cursor.fetchone() is None:
            missing.append(f"GRANT {WORK} TO {WEB} WITH INHERIT FALSE, SET TRUE")
        try:
            for statement in missing:
                cursor.execute(statement)
        except ProgrammingError as error:
            raise ImproperlyConfigured(
                "De database mist rollen die Tandem nodig heeft, en deze gebruiker mag ze niet "
                f"maken. Laat een beheerder dit uitvoeren: {'; '.join(missing)};"
            ) from error


def _with_password(role: str) -> str:
    return f" PASSWORD '{password(role)}'" if MAKE[role].startswith(LOGIN) else ""


def password(role: str) -> str:
    """The password of a role on a server that asks for one; only who has the secret key has it."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"database: {role}".encode(), "sha256"
    ).hexdigest()
