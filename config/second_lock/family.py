"""What the family sees and what is closed to them, as functions and policies of the database.

The statements are those of `tandem.dossier.selectors.sight`: what is named there in SEEN is opened
for a family key, and only that. What HIDDEN names is taken away again by a restrictive policy,
whatever other policy would open it: a shield beats every key that somebody may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.selectors.own import OWN
from tandem.dossier.selectors.sight import HIDDEN
from tandem.dossier.selectors.sight import SEEN as OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN = {**OPEN, **OWN}
# Closed to one person of a household; organizations and accounts are no rows of a household.
SHIELDED = (
    "dossier_address",
    "dossier_entry",
    "dossier_household",
    "dossier_involvement",
    "dossier_report",
)

_FUNCTION = """
CREATE FUNCTION tandem.{name}() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    who record;
BEGIN
    -- Of nobody, nothing is seen; and what is hidden is not known, so everything is.
    IF coalesce(current_setting('tandem.acts', true), '') = '' THEN RETURN {nobody}; END IF;
    -- Nearly everybody is a professional, of whom the connection knows that.
    IF currval('tandem.acting_family') = 0 THEN RETURN '{{}}'; END IF;
    who := tandem.claimed();
    RETURN ARRAY({query});
END $$
"""
# Who stands in a piece that was put before me: the first name, as I read it there. Of whom I see
# nowhere else no more than that is known.
_NAMED = """
CREATE FUNCTION tandem.named_in_pieces() RETURNS TABLE (person bigint, name text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.id, split_part(p.name, ' ', 1) FROM dossier_person p WHERE p.id IN (
        SELECT a.person_id FROM plan_agreement a WHERE a.id = ANY (tandem.seen_plan_agreement())
        UNION SELECT f.person_id FROM plan_factor f WHERE f.id = ANY (tandem.seen_plan_factor())
        UNION SELECT h.person_id FROM plan_help h WHERE h.id = ANY (tandem.seen_plan_help()));
END $$
"""
_FAMILIES = """
SELECT k.household_id FROM dossier_key k
WHERE k.account_id = who.account AND k.scope = 'family'
  AND k.since <= who.at AND (k.until IS NULL OR k.until > who.at)
"""


def _function(kind: str, table: str, query: str) -> str:
    mine = query.replace("%(account)s", "who.account").replace("%(at)s", "who.at")
    nobody = "NULL" if kind == "hidden" else "'{}'"
    return _FUNCTION.format(name=f"{kind}_{table}", query=mine, nobody=nobody)


def functions() -> Iterator[str]:
    """The sets of ids, each made once per statement."""
    yield _function("seen", "dossier_household", _FAMILIES)
    for table, query in SEEN.items():
        yield _function("seen", table, query)
    for table in SHIELDED:
        yield _function("hidden", table, HIDDEN[table])
    yield _NAMED


def policies() -> Iterator[str]:
    """Open what is seen, and close what is hidden."""
    for table in ("dossier_household", *SEEN):
        # The setting spares professionals a call. Whoever writes it gains nothing: the function
        # asks who acts, and without it there is less to see.
        asked = "current_setting('tandem.family', true) = '1'"
        ids = f"CASE WHEN {asked} THEN tandem.seen_{table}() ELSE '{{}}' END"
        seen = f"{table}.id = ANY((SELECT {ids})::bigint[])"
        yield f"CREATE POLICY family ON {table} FOR SELECT TO tandem_web USING ({seen})"
    # All that somebody of a family writes: that a withdrawal in their name was not theirs.
    me, now = "(SELECT tandem.account())", "(SELECT tandem.moment())"
    mine = "ANY((SELECT tandem.seen_legal_withdrawal())::bigint[])"
    own_home = (
        "EXISTS (SELECT FROM legal_withdrawal w JOIN legal_consent c ON c.id = w.consent_id"
        " WHERE w.id = withdrawal_id AND c.household_id = legal_withdrawaldenial.household_id)"
    )
    yield (
        "CREATE POLICY add_own ON legal_withdrawaldenial FOR INSERT TO tandem_web"
        f" WITH CHECK (denied_by_id = {me} AND denied_at = {now} AND spoken_at IS NULL"
        f" AND withdrawal_id = {mine} AND {own_home})"
    )
    yield (
        "CREATE POLICY see_own ON legal_withdrawaldenial FOR SELECT TO tandem_web"
        f" USING (denied_by_id = {me})"
    )
    for table in SHIELDED:
        open_ = f"{table}.id <> ALL((SELECT tandem.hidden_{table}())::bigint[])"
        yield f"CREATE POLICY shield ON {table} AS RESTRICTIVE TO tandem_web USING ({open_})"
        # Who works is spared the shields (work.sql), and nobody else gets past them that way.
        yield (
            f"CREATE POLICY no_family ON {table} AS RESTRICTIVE TO tandem_work"
            " USING ((SELECT tandem.is_of_no_family()))"
        )
