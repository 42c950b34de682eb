"""Policies of signing in: everybody has their own rows; who invites, invites whom they arrange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.second_lock import tables
from config.second_lock.policies import add_to_the_trail, household_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

ME = "(SELECT tandem.myself())"
OWN = ("account_emailaddress", "usersessions_usersession")


def loading() -> Iterator[str]:
    """Who brings in households: every row is open, but the trail only grows and nothing vanishes.

    It makes a region with its people, so keys do not hold it; it owns nothing, changes no policy
    and no trigger, and seals nothing.
    """
    locked = {*household_tables(), *tables.OWN_POLICY}
    nobodys = {"django_session", "drafts_draft", "usersessions_usersession"}
    reached = sorted((locked | set(tables.OPEN)) - nobodys)
    for table in reached:
        removes = table in tables.REMOVES | {"mfa_authenticator", "network_pilot_partners"}
        allowed = tables.ALL if removes else tables.CHANGE
        if table == "audit_event":
            allowed = f"{tables.SEE}, {add_to_the_trail()}"
        elif table == "audit_receipt":
            allowed = tables.ADD
        yield f"GRANT {allowed} ON {table} TO tandem_load"
        if table in locked:
            yield (
                f"CREATE POLICY load ON {table} FOR ALL TO tandem_load"
                " USING (true) WITH CHECK (true)"
            )
    yield "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tandem_load"


def policies() -> Iterator[str]:
    """The statements that lock the tables of signing in."""
    for table in OWN:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY own ON {table} FOR ALL TO tandem_web USING (user_id = {ME})"
        yield f"GRANT {tables.ALL} ON {table} TO tandem_web"
    # A second step is added and taken away by who is in; who stands at the door only uses one.
    me = "(SELECT tandem.account())"
    yield "ALTER TABLE mfa_authenticator ENABLE ROW LEVEL SECURITY"
    for word, command, rows in (
        ("see", "SELECT", f"USING (user_id = {ME})"),
        ("add", "INSERT", f"WITH CHECK (user_id = {me})"),
        ("change", "UPDATE", f"USING (user_id = {ME})"),
        ("remove", "DELETE", f"USING (user_id = {me})"),
    ):
        yield f"CREATE POLICY {word} ON mfa_authenticator FOR {command} TO tandem_web {rows}"
    yield f"GRANT {tables.ALL} ON mfa_authenticator TO tandem_web"
    # The codes of invented accounts are printed on the page of the demonstration.
    yield (
        "CREATE POLICY demonstration ON mfa_authenticator FOR SELECT TO tandem_web"
        " USING (user_id = ANY((SELECT tandem.demonstration())::bigint[]))"
    )
    # A link is a way to become somebody: given by who arranges that account, or made it just now.
    newborn = (
        "EXISTS (SELECT FROM network_account a WHERE a.id = account_id"
        " AND a.created_at = (SELECT tandem.moment())"
        " AND NOT EXISTS (SELECT FROM network_professional p WHERE p.account_id = a.id))"
    )
    yield "ALTER TABLE network_invitation ENABLE ROW LEVEL SECURITY"
    yield "CREATE POLICY see ON network_invitation FOR SELECT TO tandem_web USING (true)"
    yield (
        "CREATE POLICY add ON network_invitation FOR INSERT TO tandem_web WITH CHECK ("
        "invited_by_id = (SELECT tandem.account()) AND invited_at = (SELECT tandem.moment())"
        f" AND ((SELECT tandem.arranges(account_id)) OR {newborn}))"
    )
    # Everybody may hold a row, to find it as it is; a trigger says who changes what (sign_in.sql).
    yield "CREATE POLICY change ON network_invitation FOR UPDATE TO tandem_web USING (true)"
    changed = "used_at, expires_at, opens_at, confirmed_at, confirmed_by_id"
    yield f"GRANT {tables.ADD}, UPDATE ({changed}) ON network_invitation TO tandem_web"
