"""The policies in SQL, written from the tables themselves and from `tables.py`.

Every policy has the set form: the row's household is one of an array that is made once per
statement. A function per row would be a thousand times slower (docs/decisions/0015).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from config.second_lock import tables
from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope, roles_with
from tandem.audit.enums import EventKind
from tandem.audit.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSEHOLD = "dossier_household"

type Field = models.ForeignKey[models.Model, models.Model]

# Whoever works with the household, in any way; the loader of case files writes and reads back.
PROFESSIONAL = frozenset(
    scope
    for scope, allowed in SCOPE_PERMISSIONS.items()
    if Permission.HOUSEHOLD_VIEW in allowed or scope is Scope.CASE_LOADER
)


def household_tables() -> dict[str, type[models.Model]]:
    """Every table of which a row belongs to a household, straight or by what it hangs under."""
    ours = [m for m in apps.get_models(include_auto_created=True) if _is_ours(m)]
    found: dict[str, type[models.Model]] = {HOUSEHOLD: apps.get_model("dossier", "Household")}
    while True:
        new = {
            m._meta.db_table: m for m in ours if m._meta.db_table not in found and _path(m, found)
        }
        if not new:
            return found
        found |= new


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("tandem.") and model._meta.managed


def _path(model: type[models.Model], found: dict[str, type[models.Model]]) -> Field | None:
    """The key by which a row hangs under a household: its own, or the first that leads there."""
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    own = [key for key in keys if key.name == "household"]
    leads = [key for key in keys if not key.null and _target(key) in found]
    return next(iter(own + leads), None)


def _target(key: Field) -> str:
    return str(key.related_model._meta.db_table)


def scopes_of(allowed: frozenset[Scope]) -> str:
    """Write these scopes as an array of SQL."""
    return f"'{{{','.join(sorted(scope.value for scope in allowed))}}}'"


def _writers(table: str) -> frozenset[Scope]:
    wanted = tables.WRITES.get(table, frozenset())
    if not wanted:
        return PROFESSIONAL
    return frozenset(scope for scope in PROFESSIONAL if SCOPE_PERMISSIONS[scope] & wanted)


def opens(column: str, scopes: frozenset[Scope]) -> str:
    """Whether a running key of these scopes opens the household for who acts."""
    asked = "mine()" if scopes == PROFESSIONAL else f"households({scopes_of(scopes)})"
    return f"{column} = ANY((SELECT tandem.{asked})::bigint[])"


def is_newborn(column: str) -> str:
    """Whether who acts registers this household at this very moment."""
    return f"{column} = ANY((SELECT tandem.newborn())::bigint[])"


class Table:
    """The conditions of one table of a household."""

    def __init__(self, model: type[models.Model], found: dict[str, type[models.Model]]) -> None:
        self.model, self.found, self.name = model, found, model._meta.db_table
        self.key = None if self.name == HOUSEHOLD else _path(model, found)

    def belongs(self, scopes: frozenset[Scope], *, newborn: bool) -> str:
        """Whether the household of a row is open to these scopes."""
        if self.key is None or self.key.name == "household":
            column = "id" if self.key is None else "household_id"
            mine = opens(f"{self.name}.{column}", scopes)
            return f"({mine} OR {is_newborn(f'{self.name}.{column}')})" if newborn else mine
        # Of what is just born, nobody sees the row above this one: it takes a key.
        parent = Table(self.found[_target(self.key)], self.found)
        return (
            f"EXISTS (SELECT FROM {parent.name} WHERE {parent.name}.id = {self.name}."
            f"{self.key.column} AND {parent.belongs(scopes, newborn=False)})"
        )

    def points_home(self) -> Iterator[str]:
        """Other rows of households that a row points to must be visible.

        A foreign key is checked past the policies: without this, pointing at a row would tell
        whether it is there.
        """
        for field in self.model._meta.fields:
            if not isinstance(field, models.ForeignKey) or field is self.key:
                continue
            target = _target(field)
            if target not in self.found or target == self.name:
                continue
            column = f"{self.name}.{field.column}"
            there = f"EXISTS (SELECT FROM {target} t WHERE t.id = {column})"
            yield f"({column} IS NULL OR {there})" if field.null else there

    def policies(self) -> Iterator[str]:
        """The statements that lock this table."""
        see = self.belongs(PROFESSIONAL, newborn=False)
        write = " AND ".join([self.belongs(_writers(self.name), newborn=True), *self.points_home()])
        yield f"ALTER TABLE {self.name} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY see ON {self.name} FOR SELECT TO tandem_web USING ({see})"
        yield f"CREATE POLICY add ON {self.name} FOR INSERT TO tandem_web WITH CHECK ({write})"
        yield (
            f"CREATE POLICY change ON {self.name} FOR UPDATE TO tandem_web"
            f" USING ({see}) WITH CHECK ({write})"
        )
        allowed = "SELECT, INSERT, UPDATE"
        if self.name in tables.REMOVES:
            yield f"CREATE POLICY remove ON {self.name} FOR DELETE TO tandem_web USING ({write})"
            allowed = tables.ALL
        yield f"GRANT {allowed} ON {self.name} TO tandem_web"


# Whose work somewhere runs today.
_RUNS = """
    a.account_id = (SELECT tandem.account())
    AND a.since <= ((SELECT tandem.moment()) AT TIME ZONE 'Europe/Amsterdam')::date
    AND (a.until IS NULL
         OR a.until > ((SELECT tandem.moment()) AT TIME ZONE 'Europe/Amsterdam')::date)
"""
_PILOTS = f"""
    pilot_id IN (SELECT a.pilot_id FROM network_assignment a
                 WHERE {_RUNS} AND a.role IN ('local_team', 'team_lead', 'case_loader'))
    OR pilot_id IN (SELECT p.id FROM network_pilot p JOIN network_assignment a
                    ON a.region_id = p.region_id AND a.pilot_id IS NULL
                    WHERE {_RUNS} AND a.role = 'case_loader')
"""  # noqa: S608 - our own words


def _special() -> Iterator[str]:
    """Tables whose rows are not simply of a household."""
    me = "(SELECT tandem.account())"
    # A new household: in a pilot where one works, and seen by who registers it, that moment.
    newborn = f"created_by_id = {me} AND created_at = (SELECT tandem.moment())"
    seen = f"{opens('id', PROFESSIONAL)} OR ({newborn})"
    yield "DROP POLICY add ON dossier_household"
    yield "DROP POLICY see ON dossier_household"
    yield f"CREATE POLICY see ON dossier_household FOR SELECT TO tandem_web USING ({seen})"
    yield (
        "CREATE POLICY add ON dossier_household FOR INSERT TO tandem_web"
        f" WITH CHECK ({newborn} AND ({_PILOTS}))"
    )
    # A telephone number is read through a function (sign_in.sql): a lowered page shows none.
    person = apps.get_model("dossier", "Person")
    columns = ", ".join(one.attname for one in person._meta.fields if one.name != "phone")
    yield "REVOKE SELECT ON dossier_person FROM tandem_web"
    yield f"GRANT SELECT ({columns}) ON dossier_person TO tandem_web"


def _without_a_key() -> Iterator[str]:
    """What somebody without a key may read back: their own word.

    Asking and saying to know a family is written by functions, from a reference (rights.sql): an
    insert by number would tell by its foreign key which households there are. Break-glass is judged
    by a trigger before that.
    """
    me = "(SELECT tandem.account())"
    own = f"opened_by_id = {me} AND opened_at = (SELECT tandem.moment())"
    yield (
        f"CREATE POLICY add_own ON dossier_emergency FOR INSERT TO tandem_web WITH CHECK ({own})"
    )
    for table, column in (
        ("dossier_bar", "account_id"),
        ("dossier_emergency", "opened_by_id"),
        ("dossier_accessrequest", "asked_by_id"),
    ):
        yield f"CREATE POLICY see_own ON {table} FOR SELECT TO tandem_web USING ({column} = {me})"


def _arranges(roles: str) -> str:
    """Whether who acts has one of these roles where the assignment is: the region or the pilot."""
    return (
        f"region_id = ANY((SELECT tandem.regions_as('{{{roles}}}'))::bigint[])"
        f" OR pilot_id = ANY((SELECT tandem.pilots_as('{{{roles}}}'))::bigint[])"
    )


def add_to_the_trail() -> str:
    """Adding to the trail: its number, and what the sealer goes by, the table fills in itself."""
    columns = [str(one.column) for one in Event._meta.concrete_fields if not one.primary_key]
    return f"INSERT ({', '.join(columns)})"


def _of_nobody() -> Iterator[str]:
    """Tables that belong to no household, yet not to everybody either."""
    me = "(SELECT tandem.account())"
    # Who works where is everybody's to see; only who arranges it may write.
    yield "ALTER TABLE network_assignment ENABLE ROW LEVEL SECURITY"
    yield "CREATE POLICY see ON network_assignment FOR SELECT TO tandem_web USING (true)"
    yield (
        "CREATE POLICY add ON network_assignment FOR INSERT TO tandem_web"
        f" WITH CHECK ({_arranges('administrator')})"
    )
    yield (
        "CREATE POLICY change ON network_assignment FOR UPDATE TO tandem_web"
        f" USING ({_arranges('administrator,coordinator,team_lead')})"
    )
    # An assignment only ever ends; who looks at rights once a year may end one too.
    yield f"GRANT {tables.ADD}, UPDATE (until) ON network_assignment TO tandem_web"
    # The trail: everybody adds what they did themselves, and nobody is nobody but for a sign-in
    # that failed; it is read by household, and one's own.
    refs = f"household_ref = ANY((SELECT tandem.refs({scopes_of(PROFESSIONAL)}))::text[])"
    kinds = ", ".join(f"'{kind}'" for kind in EventKind.values)
    yield "ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY"
    yield (
        "CREATE POLICY add ON audit_event FOR INSERT TO tandem_web"
        f" WITH CHECK (kind IN ({kinds}) AND ((actor_id = (SELECT tandem.myself())"
        f" AND at = coalesce((SELECT tandem.moment()), at))"
        f" OR (actor_id IS NULL AND {me} IS NULL AND household_ref = ''"
        " AND event = 'sign_in_failed')))"
    )
    seen = f"actor_id = {me} OR {refs}"
    yield f"CREATE POLICY see ON audit_event FOR SELECT TO tandem_web USING ({seen})"
    yield f"GRANT SELECT, {add_to_the_trail()} ON audit_event TO tandem_web"
    yield "ALTER TABLE audit_receipt ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY own ON audit_receipt FOR ALL TO tandem_web USING (actor_id = {me})"
    yield f"GRANT {tables.CHANGE} ON audit_receipt TO tandem_web"
    # What somebody types is theirs alone; who works on the calendar lets it go unread.
    yield "ALTER TABLE drafts_draft ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY own ON drafts_draft FOR ALL TO tandem_web USING (typed_by_id = {me})"
    yield f"GRANT {tables.ALL} ON drafts_draft TO tandem_web"


def _absences() -> Iterator[str]:
    """Who is away, and who stands in."""
    me = "(SELECT tandem.account())"
    # Who is away is everybody's to see; who stands in gets keys, so it is said by who is away or
    # by who leads the team, for somebody of the same work, and only ever ended.
    leads = sorted(roles_with(Permission.ABSENCE_RECORD))
    reports = f"account_id = {me} OR tandem.leads(account_id, '{{{','.join(leads)}}}')"
    yield "ALTER TABLE dossier_absence ENABLE ROW LEVEL SECURITY"
    yield "CREATE POLICY see ON dossier_absence FOR SELECT TO tandem_web USING (true)"
    yield (
        "CREATE POLICY add ON dossier_absence FOR INSERT TO tandem_web WITH CHECK ("
        f"recorded_by_id = {me} AND recorded_at = (SELECT tandem.moment()) AND ({reports})"
        " AND ended_at IS NULL AND tandem.does_the_same_work(account_id, deputy_id))"
    )
    yield (
        "CREATE POLICY change ON dossier_absence FOR UPDATE TO tandem_web"
        f" USING ({reports}) WITH CHECK (({reports}) AND ended_by_id = {me})"
    )
    yield f"GRANT {tables.ADD}, UPDATE (ended_at, ended_by_id) ON dossier_absence TO tandem_web"


_WATCHED = """
    pilot_id IN (SELECT a.pilot_id FROM network_assignment a WHERE {runs}
                   AND a.role IN ('team_lead', 'coordinator', 'administrator'))
    OR pilot_id IN (SELECT p.id FROM network_pilot p JOIN network_assignment a
                    ON a.region_id = p.region_id AND a.pilot_id IS NULL WHERE {runs}
                   AND a.role IN ('team_lead', 'coordinator', 'administrator'))
"""


def _background() -> Iterator[str]:
    """Work that nobody asks for: sealing the trail, and picking looks to judge."""
    # Points are judged by who watches over the pilot, key or no key, and never about oneself.
    name = "dossier_lookreview"
    watched = (
        f"account_id <> (SELECT tandem.account()) AND ({_WATCHED.format(runs=_RUNS)})"
        " AND household_id <> ALL((SELECT tandem.barred_from())::bigint[])"
    )
    for policy in ("see", "add", "change"):
        yield f"DROP POLICY {policy} ON {name}"
    yield f"REVOKE INSERT ON {name} FROM tandem_web"
    yield f"CREATE POLICY see ON {name} FOR SELECT TO tandem_web USING ({watched})"
    yield (
        f"CREATE POLICY change ON {name} FOR UPDATE TO tandem_web USING ({watched})"
        f" WITH CHECK ({watched} AND reviewed_by_id = (SELECT tandem.account()))"
    )
    yield f"CREATE POLICY pick ON {name} FOR INSERT TO tandem_watch WITH CHECK (true)"
    locked = {*household_tables(), *tables.OWN_POLICY}
    for role, allowed in (
        ("tandem_seal", tables.SEALS),
        ("tandem_watch", tables.WATCHES),
        ("tandem_road", tables.STOPS | tables.LETS_GO),
    ):
        for table, rights in allowed.items():
            yield f"GRANT {rights} ON {table} TO {role}"
            if table in locked:
                yield f"CREATE POLICY {role} ON {table} FOR SELECT TO {role} USING (true)"
    # That looks were picked stands in the trail too.
    yield f"GRANT {add_to_the_trail()} ON audit_event TO tandem_watch"
    yield (
        "CREATE POLICY picked ON audit_event FOR INSERT TO tandem_watch"
        " WITH CHECK (kind = 'change' AND event = 'looks_picked' AND actor_id IS NULL)"
    )
    # A tandem that nothing carries stands still: from riding to that, and nowhere else.
    yield (
        "CREATE POLICY stands_still ON dossier_household FOR UPDATE TO tandem_road"
        " USING (status IN ('started', 'leaving'))"
        " WITH CHECK (status IN ('stopped', 'reconsidering'))"
    )
    yield "CREATE POLICY lets_go ON drafts_draft FOR DELETE TO tandem_road USING (true)"
    yield f"GRANT {add_to_the_trail()} ON audit_event TO tandem_road"
    yield (
        "CREATE POLICY stood_still ON audit_event FOR INSERT TO tandem_road"
        " WITH CHECK (kind = 'change' AND event = 'household_ground_ended'"
        " AND actor_id IS NULL)"
    )
    # Rows number themselves; of the trail, whose months share one number, that is asked.
    yield "GRANT USAGE ON SEQUENCE audit_event_number TO tandem_web, tandem_watch, tandem_road"
    for function in ("audit_make_month(date)", "audit_begin_epoch(integer)"):
        yield f"GRANT EXECUTE ON FUNCTION {function} TO tandem_seal"


def statements() -> Iterator[str]:
    """Everything that locks, in order."""
    found = household_tables()
    for model in found.values():
        yield from Table(model, found).policies()
    yield from _special()
    yield from _without_a_key()
    yield from _of_nobody()
    yield from _absences()
    yield from _background()
    for table, allowed in tables.OPEN.items():
        yield f"GRANT {allowed} ON {table} TO tandem_web"
