"""What somebody of the family sees of a household, and what is hidden from them.

One set of statements decides it, and every read for a family uses them: pages, lists, exports,
letters. They take an account or a person, and a moment, and nothing else, so that the policies of
the database can say the same (`SEEN` and `HIDDEN`). What is not named here is not for a family.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import HIDING, RIDING, PersonRole, ShieldKind, ViewLevel
from tandem.dossier.models import Address, Authority, ContactPerson, Person, Relation, Shield
from tandem.dossier.rules import shields
from tandem.dossier.rules.shields import Charge, Somebody

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household
    from tandem.network.models import Account

_DAY = "(%(at)s AT TIME ZONE 'Europe/Amsterdam')::date"
_NOW = "{0}.set_at <= %(at)s AND ({0}.lifted_at IS NULL OR {0}.lifted_at > %(at)s)"

# Who looks: by the key of an account, or as a person whatever keys there are. A key that names a
# page is a family key: a constraint says so.
_ME_BY_ACCOUNT = f"""
me AS MATERIALIZED (
  SELECT k.household_id, f.person_id, f.level FROM dossier_key k
  JOIN dossier_familyaccess f ON f.id = k.family_access_id
  JOIN dossier_person p ON p.id = f.person_id
  WHERE k.account_id = %(account)s
    AND k.since <= %(at)s AND (k.until IS NULL OR k.until > %(at)s)
    AND (p.left_on IS NULL OR p.left_on > {_DAY}))
"""  # noqa: S608 - our own words
_ME_BY_PERSON = """
me AS MATERIALIZED (
  SELECT household_id, id AS person_id, '' AS level FROM dossier_person WHERE id = %(person)s)
"""
# What is closed stays closed to who has, or had, a page: whatever became of it, and of its key.
_ME_BY_PAGE = """
me AS MATERIALIZED (
  SELECT household_id, person_id, level FROM dossier_familyaccess WHERE account_id = %(account)s)
"""
# What is closed to me now; a place, an entry with its corrections, and people of an organization.
_CLOSED = f"""
, closed AS MATERIALIZED (
  SELECT s.household_id, s.kind, s.address_id, s.teller_id, s.entry_id, s.report_id,
    s.organization_id, s.places
  FROM me JOIN dossier_closedto c ON c.person_id = me.person_id
  JOIN dossier_shield s ON s.id = c.shield_id AND s.household_id = me.household_id
  WHERE {_NOW.format("s")})
, out AS (SELECT household_id FROM closed WHERE kind = '{ShieldKind.EVERYTHING.value}')
, places AS (SELECT household_id, unnest(places) AS place FROM closed)
, guarded AS (
  SELECT closed.household_id, a.person_id FROM closed
  JOIN dossier_address a ON a.id = closed.address_id)
, chain AS (
  SELECT e.id, e.replaces_id FROM closed JOIN dossier_entry e ON e.id = closed.entry_id)
"""  # noqa: S608 - our own words
# Addresses that are not for me: a place that is closed, and by itself, until the team says
# otherwise on the row: where somebody hides or stays, and, when I may not know one place, any place
# of a child and any other of the same person.
_SECRET = f"""
, secret AS (
  SELECT a.id FROM me JOIN dossier_address a ON a.household_id = me.household_id
  JOIN dossier_person p ON p.id = a.person_id
  WHERE a.person_id <> me.person_id AND (
    a.id IN (SELECT address_id FROM closed)
    OR (a.household_id, a.place) IN (SELECT household_id, place FROM places)
    OR (me.person_id <> ALL (a.opened_to) AND (
      a.kind IN ({", ".join(f"'{kind.value}'" for kind in HIDING)})
      OR a.person_id IN (SELECT person_id FROM guarded)
      OR (a.household_id IN (SELECT household_id FROM guarded)
        AND date_part('year', age({_DAY}, p.born_on)) < {shields.ADULT})))))
"""  # noqa: S608 - our own words
# A correction is a new entry: the shield holds for every version, before and after.
_VERSIONS = """
, versions AS (
  SELECT id, replaces_id FROM chain
  UNION
  SELECT e.id, e.replaces_id FROM versions v
  JOIN dossier_entry e ON e.replaces_id = v.id OR e.id = v.replaces_id)
"""
# Children in whose place I decide today: under 18, still here, under my authority.
_CHARGES = f"""
, charges AS (
  SELECT DISTINCT me.household_id, c.id AS person_id,
    date_part('year', age({_DAY}, c.born_on)) AS years
  FROM me JOIN dossier_authority a ON a.holder_id = me.person_id
  JOIN dossier_person c ON c.id = a.child_id AND c.household_id = me.household_id
  WHERE a.since <= {_DAY} AND (a.until IS NULL OR a.until > {_DAY})
    AND date_part('year', age({_DAY}, c.born_on)) < {shields.ADULT}
    AND (c.left_on IS NULL OR c.left_on > {_DAY}))
, minders AS (
  SELECT me.household_id, a.holder_id AS person_id
  FROM me JOIN dossier_person p ON p.id = me.person_id
  JOIN dossier_authority a ON a.child_id = me.person_id
  JOIN dossier_person h ON h.id = a.holder_id AND h.household_id = me.household_id
  WHERE a.since <= {_DAY} AND (a.until IS NULL OR a.until > {_DAY})
    AND date_part('year', age({_DAY}, p.born_on)) < {shields.ADULT}
    AND (h.left_on IS NULL OR h.left_on > {_DAY}))
"""  # noqa: S608 - our own words
_WITH = "WITH RECURSIVE " + "{me}" + _CLOSED + _SECRET + _VERSIONS + _CHARGES
# What a page that a professional lowered does not show: the database keeps it as well.
WHOLE = f"me.level = '{ViewLevel.FULL.value}'"
ALLOWED = "me.household_id NOT IN (SELECT household_id FROM out)"

# What is seen, as ids of a table. A place that is closed to anybody stays off every page, also of
# who lives there: she knows where she is, and somebody may look over her shoulder. Who it is
# closed to, keeps their own address there: else they could try out where somebody is. Released are
# words that were there at that moment; for new words one asks again.
_SEEN: Mapping[str, str] = {
    "dossier_person": f"""
SELECT person_id FROM me WHERE {ALLOWED}
UNION SELECT person_id FROM charges me WHERE {ALLOWED}
UNION SELECT person_id FROM minders me WHERE {ALLOWED}""",  # noqa: S608 - our own words
    "dossier_address": f"""
SELECT a.id FROM me JOIN dossier_address a ON a.household_id = me.household_id
WHERE {ALLOWED} AND {WHOLE}
  AND (a.person_id = me.person_id OR a.person_id IN (SELECT person_id FROM charges))
  AND a.id NOT IN (SELECT id FROM secret)
  AND NOT EXISTS (SELECT FROM dossier_shield s
    WHERE s.household_id = a.household_id
      AND (s.address_id = a.id OR a.place = ANY (s.places)) AND {_NOW.format("s")}
      AND NOT EXISTS (SELECT FROM dossier_closedto c
        WHERE c.shield_id = s.id AND c.person_id = me.person_id))""",  # noqa: S608 - our own words
    "dossier_entry": f"""
SELECT e.id FROM me JOIN dossier_entry e ON e.household_id = me.household_id
WHERE {ALLOWED} AND {WHOLE} AND e.written_at <= %(at)s AND e.id NOT IN (SELECT id FROM versions)
  AND (e.told_by_id = me.person_id OR EXISTS (
    SELECT FROM charges c JOIN dossier_release r
      ON r.teller_id = c.person_id AND r.reader_id = me.person_id
    WHERE c.person_id = e.told_by_id AND e.written_at <= r.released_at AND r.released_at <= %(at)s
      AND (r.ended_at IS NULL OR r.ended_at > %(at)s)
      AND (c.years < {shields.OWN_PAGE} OR r.teller_agrees)
      AND c.person_id NOT IN (
        SELECT teller_id FROM closed WHERE teller_id IS NOT NULL)))""",  # noqa: S608 - our own words
}

# What is hidden from somebody, also where another page would show it.
_HIDDEN: Mapping[str, str] = {
    "dossier_address": "SELECT id FROM secret",
    "dossier_entry": """
SELECT id FROM versions
UNION SELECT e.id FROM closed JOIN dossier_entry e ON e.told_by_id = closed.teller_id""",
    "dossier_report": """
SELECT report_id FROM closed WHERE report_id IS NOT NULL
UNION SELECT r.id FROM closed JOIN dossier_report r
  ON r.household_id = closed.household_id AND r.organization_id = closed.organization_id""",
    "dossier_involvement": """
SELECT i.id FROM closed JOIN dossier_involvement i
  ON i.household_id = closed.household_id AND i.organization_id = closed.organization_id""",
    "network_organization": """
SELECT organization_id FROM closed WHERE organization_id IS NOT NULL""",
    "network_account": """
SELECT p.account_id FROM closed JOIN network_professional p
  ON p.employer_id = closed.organization_id""",
    "dossier_household": "SELECT household_id FROM out",
}


def for_account(query: str) -> str:
    """Put what is known of an account before a statement about what it sees."""
    return _WITH.format(me=_ME_BY_ACCOUNT) + query


def for_person(query: str) -> str:
    """Put what is known of a person, with or without a page, before such a statement."""
    return _WITH.format(me=_ME_BY_PERSON) + query


# For the policies of the database: statements of `account` and `at`, each a set of ids.
SEEN: Mapping[str, str] = {
    table: _WITH.format(me=_ME_BY_ACCOUNT) + query for table, query in _SEEN.items()
}
HIDDEN: Mapping[str, str] = {
    table: _WITH.format(me=_ME_BY_PAGE) + query for table, query in _HIDDEN.items()
}


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is closed to one person of a household, as ids."""

    addresses: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    involvements: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    accounts: frozenset[int] = frozenset()
    households: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody of the family may look at with their own account, as ids."""

    people: frozenset[int] = frozenset()
    addresses: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()


def _sets(queries: Iterable[str], me: str, **values: int | datetime) -> list[frozenset[int]]:
    """Run every statement in one go; each gives an array of ids."""
    parts = ", ".join(f"ARRAY({query})" for query in queries)
    with connection.cursor() as cursor:
        cursor.execute(f"{_WITH.format(me=me)} SELECT {parts}", values)
        row = cursor.fetchone()
    return [frozenset(ids) for ids in row]


def hidden_from(person: Person, *, at: datetime) -> Hidden:
    """What is closed to a person of a household, whatever page asks."""
    sets = _sets(_HIDDEN.values(), _ME_BY_PERSON, person=person.pk, at=at)
    return Hidden(*sets)


def seen_by(account: Account, *, at: datetime) -> Seen:
    """What an account of the family may look at, by its key."""
    sets = _sets(_SEEN.values(), _ME_BY_ACCOUNT, account=account.pk, at=at)
    return Seen(*sets)


def places_shown(home: Household, *, at: datetime) -> dict[int, set[str]]:
    """For professionals: whose address, and which, each page of the family shows; by person."""
    pages = home.family_accesses.filter(ended_at=None, frozen_at=None).select_related("account")
    shown = {one.person_id: seen_by(one.account, at=at).addresses for one in pages.order_by("id")}
    ids = frozenset().union(*shown.values())
    found = Address.objects.filter(pk__in=ids).select_related("person").order_by("id")
    names = {one.pk: f"{one.person.first_name} ({one.get_kind_display()})" for one in found}
    return {person: {names[one] for one in there} for person, there in shown.items()}


def somebody(person: Person, *, at: datetime) -> Somebody:
    """The facts that decide whether a person of a household may have a page of their own."""
    charges = tuple(
        Charge(one.child.born_on, Period(one.since, one.until), one.child.left_on)
        for one in Authority.objects.filter(holder=person, child__household_id=person.household_id)
        .select_related("child")
        .order_by("id")
    )
    return Somebody(
        born_on=person.born_on,
        is_child=person.role == PersonRole.CHILD,
        left_on=person.left_on,
        charges=charges,
        is_closed_off=running(at)
        .filter(kind=ShieldKind.EVERYTHING, closed_to__person=person)
        .exists(),
    )


def has_authority(holder: Person, *, over: Person, on: date) -> bool:
    """Whether somebody has authority over a child of the same household on a day."""
    return (
        Authority.objects.open(on=on)
        .filter(holder=holder, child=over, child__household_id=holder.household_id)
        .exists()
    )


def ties(one: Person, other: Person) -> frozenset[str]:
    """How two people are related, whichever way it was recorded."""
    both = Q(person=one, other=other) | Q(person=other, other=one)
    return frozenset(Relation.objects.filter(both).values_list("kind", flat=True))


def is_kept_from(person: Person, *, at: datetime) -> bool:
    """Whether anything of the household is closed to somebody now."""
    return running(at).filter(closed_to__person=person).exists()


def running(at: datetime) -> QuerySet[Shield]:
    """Shields that hold at the moment."""
    return Shield.objects.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), set_at__lte=at)


def wary_of(person: Person, *, at: datetime) -> QuerySet[Person]:
    """To whom a new address of somebody is closed by itself: who may not know another one.

    Another of the same person, or, for a child, of anybody of the household.
    """
    shut = running(at).filter(household=person.household_id, kind=ShieldKind.ADDRESS)
    if person.age(day_of(at)) >= shields.ADULT:
        shut = shut.filter(address__person=person)
    others = Person.objects.filter(household=person.household_id).exclude(pk=person.pk)
    return others.filter(closed_off__shield__in=shut).distinct().order_by("born_on", "id")


def unknown_to(home: Household, *, at: datetime) -> dict[int, tuple[str, ...]]:
    """For professionals: whom of the household every address is closed to, by first name."""
    found: dict[int, tuple[str, ...]] = {}
    for one in home.persons.order_by("born_on", "id"):
        for address in hidden_from(one, at=at).addresses:
            found[address] = (*found.get(address, ()), one.first_name)
    return found


def contact_of(
    home: Household, visible: QuerySet[ContactPerson], *, on: date
) -> ContactPerson | None:
    """The fixed contact person, of those that somebody of the family may see.

    When the one of today is hidden from them, the one before stays on their page: an empty place
    would tell that somebody came whom they may not know.
    """
    found = visible.filter(household=home, since__lte=on)
    if home.status not in RIDING:
        found = found.filter(Q(until=None) | Q(until__gt=on))
    return found.select_related("account").order_by("-since", "-id").first()


_MARKED = f"""
SELECT e.id, string_agg(DISTINCT split_part(p.name, ' ', 1), ', ')
FROM dossier_entry e
JOIN dossier_shield s ON s.household_id = e.household_id
  AND (s.entry_id IN (e.id, e.replaces_id) OR s.teller_id = e.told_by_id)
JOIN dossier_closedto c ON c.shield_id = s.id
JOIN dossier_person p ON p.id = c.person_id
WHERE e.household_id = %(household)s AND e.id = ANY(%(ids)s) AND {_NOW.format("s")}
GROUP BY e.id
"""  # noqa: S608 - our own words


def marked_entries(home: Household, ids: list[int], *, at: datetime) -> dict[int, str]:
    """For professionals: which of these entries are closed, and to whom."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKED, {"household": home.pk, "ids": ids, "at": at})
        return dict(cursor.fetchall())


def marks(home: Household, *, at: datetime) -> dict[tuple[str, int], tuple[str, ...]]:
    """For professionals: what is closed to whom, by first name; by (kind, id)."""
    found: dict[tuple[str, int], list[str]] = {}
    rows = (
        running(at)
        .filter(household=home)
        .values_list(
            "kind",
            "address_id",
            "teller_id",
            "entry_id",
            "report_id",
            "organization_id",
            "closed_to__person__name",
        )
        .order_by("closed_to__person__name", "id")
    )
    for kind, *targets, name in rows:
        target = next((one for one in targets if one), 0)
        names = found.setdefault((kind, target), [])
        first = (name or "").partition(" ")[0]
        if first and first not in names:
            names.append(first)
    return {key: tuple(names) for key, names in found.items()}
