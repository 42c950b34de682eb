"""One small, complete region, and how a test gets it in a few milliseconds.

The world is built once per run through the services, in a transaction that is rolled back; what
stood in the tables is kept as text. A test that asks for the world gets those rows in one
statement, inside its own transaction.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from tandem.dossier.models import Household, Person
from tandem.legal.models import Consent, Explanation
from tandem.network import services
from tandem.network.enums import Pool, RoleKind
from tandem.network.models import Account, Municipality, Organization, Pilot, Region
from tests.factories import dossier, network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tandem.dossier.models import Involvement

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 9, 7, 10, 0, tzinfo=AMSTERDAM)
# What happened before: the road of De Wilg, day by day.
LONG_BEFORE = datetime(2026, 6, 1, 9, 0, tzinfo=AMSTERDAM)
REGISTERED = datetime(2026, 8, 10, 9, 0, tzinfo=AMSTERDAM)
TRIAGED = datetime(2026, 8, 12, 11, 0, tzinfo=AMSTERDAM)
ASKED = datetime(2026, 8, 14, 16, 0, tzinfo=AMSTERDAM)
STARTED = datetime(2026, 8, 17, 9, 0, tzinfo=AMSTERDAM)
JOINED = datetime(2026, 8, 24, 9, 0, tzinfo=AMSTERDAM)

_TOWNS = (("0406", "Huizen"), ("0402", "Hilversum"), ("1942", "Gooise Meren"))
# Name, what they do, where (a pilot's short name or the region), who employs them.
_PEOPLE = (
    ("Mila Beukema", RoleKind.LOCAL_TEAM, "huizen", "lt-huizen"),
    ("Ruben Eikstra", RoleKind.TEAM_LEAD, "huizen", "lt-huizen"),
    ("Vera Tuinman", RoleKind.PARTNER, "huizen", "vt"),
    ("Ravi Dennenberg", RoleKind.PARTNER, "huizen", "rvdk"),
    ("Guus Lindeman", RoleKind.PARTNER, "huizen", "gi-djgb"),
    ("Stella Hulst", RoleKind.PARTNER, "huizen", "vt"),
    ("Olaf Meidoorn", RoleKind.LOCAL_TEAM, "hilversum", "lt-hilversum"),
    ("Cora Iepen", RoleKind.COORDINATOR, None, "regio"),
    ("Bas Vlier", RoleKind.ADMINISTRATOR, None, "regio"),
    ("Esmee Roos", RoleKind.EXPERIENCE_EXPERT, None, "samenkracht"),
)
_SKIPPED = frozenset({"django_migrations", "django_content_type", "auth_permission"})


class World:
    """The region, fetched when a test asks for it.

    De Wilg lives in Huizen: Fatima and Daan with authority, Noor of 14 and Sem of 6. The tandem
    rides since 17 August; Veilig Thuis is on the back since 24 August, with everybody's consent.
    """

    @cached_property
    def region(self) -> Region:
        """Gooi en Vechtstreek."""
        return Region.objects.order_by("id")[0]  # another comes later

    @cached_property
    def huizen(self) -> Pilot:
        """The pilot of De Wilg."""
        return self._pilot("huizen")

    @cached_property
    def hilversum(self) -> Pilot:
        """Another pilot in the same region."""
        return self._pilot("hilversum")

    @cached_property
    def local_team(self) -> Organization:
        """The local team of Huizen."""
        return self._organization("lt-huizen")

    @cached_property
    def veilig_thuis(self) -> Organization:
        """Rides along with De Wilg, with consent."""
        return self._organization("vt")

    @cached_property
    def rvdk(self) -> Organization:
        """The RvdK: not involved with De Wilg."""
        return self._organization("rvdk")

    @cached_property
    def gi(self) -> Organization:
        """A certified institution: not involved with De Wilg."""
        return self._organization("gi-djgb")

    @cached_property
    def samenkracht(self) -> Organization:
        """An organization of experience experts."""
        return self._organization("samenkracht")

    @cached_property
    def mila(self) -> Account:
        """Works in the local team of Huizen; rides in front and is the fixed contact person."""
        return self._account("Mila Beukema")

    @cached_property
    def ruben(self) -> Account:
        """Team lead in Huizen."""
        return self._account("Ruben Eikstra")

    @cached_property
    def vera(self) -> Account:
        """Of Veilig Thuis, on the back with De Wilg: has a partner's key."""
        return self._account("Vera Tuinman")

    @cached_property
    def ravi(self) -> Account:
        """Of the RvdK, without a key."""
        return self._account("Ravi Dennenberg")

    @cached_property
    def guus(self) -> Account:
        """Of a GI, without a key."""
        return self._account("Guus Lindeman")

    @cached_property
    def stella(self) -> Account:
        """A colleague of Vera in the same pilot, without a key."""
        return self._account("Stella Hulst")

    @cached_property
    def outsider(self) -> Account:
        """Works in the local team of Hilversum: no key to De Wilg."""
        return self._account("Olaf Meidoorn")

    @cached_property
    def coordinator(self) -> Account:
        """Coordinates the region: figures, never households."""
        return self._account("Cora Iepen")

    @cached_property
    def administrator(self) -> Account:
        """Invites colleagues and keeps the network right."""
        return self._account("Bas Vlier")

    @cached_property
    def expert(self) -> Account:
        """An experience expert with an account."""
        return self._account("Esmee Roos")

    @cached_property
    def home(self) -> Household:
        """De Wilg."""
        return Household.objects.select_related("pilot").get(name="De Wilg")

    @cached_property
    def fatima(self) -> Person:
        """Mother, with authority."""
        return self._person("Fatima Wilgen")

    @cached_property
    def daan(self) -> Person:
        """Father, with authority."""
        return self._person("Daan Wilgen")

    @cached_property
    def noor(self) -> Person:
        """A girl of 14, who answers for herself."""
        return self._person("Noor Wilgen")

    @cached_property
    def sem(self) -> Person:
        """A boy of 6."""
        return self._person("Sem Wilgen")

    @cached_property
    def explanation(self) -> Explanation:
        """The explanation of the way of working."""
        return Explanation.objects.get(household=self.home)

    @cached_property
    def consents(self) -> dict[str, Consent]:
        """Everybody's yes, by first name."""
        found = Consent.objects.filter(household=self.home).select_related("person", "household")
        return {consent.person.first_name: consent for consent in found.order_by("id")}

    @cached_property
    def involvement(self) -> Involvement:
        """The involvement of Veilig Thuis."""
        return self.home.involvements.get()

    @staticmethod
    def _pilot(slug: str) -> Pilot:
        return Pilot.objects.select_related("region", "local_team").get(slug=slug)

    @staticmethod
    def _organization(slug: str) -> Organization:
        found = Organization.objects.select_related("region").filter(slug=slug)
        return found.order_by("id")[0]

    @staticmethod
    def _account(name: str) -> Account:
        return Account.objects.get(name=name)

    def _person(self, name: str) -> Person:
        return Person.objects.select_related("household").get(household=self.home, name=name)


def build() -> World:
    """Make the world, through the services, in the order in which it happened."""
    for code, name in _TOWNS:
        Municipality.objects.create(
            code=code,
            name=name,
            province="Noord-Holland",
            youth_region="Gooi en Vechtstreek",
            safety_region_code="VR14",
            safety_region="Gooi en Vechtstreek",
        )
    network.seed_region(at=LONG_BEFORE)
    made = World()
    for name, role, pilot, employer in _PEOPLE:
        place = made.region if pilot is None else World._pilot(pilot)
        network.colleague(
            name,
            role=role,
            place=place,
            employer=Organization.objects.get(slug=employer),
            at=LONG_BEFORE,
        )
    _expert(made)
    _de_wilg(made)
    return World()


def _expert(made: World) -> None:
    by = services.account.operator(at=LONG_BEFORE)
    expert = services.expert.add(
        "Esmee Roos",
        organization=made.samenkracht,
        pool=Pool.FIXED,
        profile="Groeide op met ouders die uit elkaar gingen.",
        by=by,
        at=LONG_BEFORE,
    )
    services.expert.link(expert, made.expert, by=by, at=LONG_BEFORE)


def _de_wilg(made: World) -> None:
    by = made.mila
    home = dossier.registered(
        made.huizen, name="De Wilg", people=dossier.FAMILY, by=by, at=REGISTERED
    )
    dossier.triaged(home, by=by, at=TRIAGED)
    dossier.explained(home, by=by, at=TRIAGED)
    dossier.everybody_says_yes(home, [made.local_team, made.veilig_thuis], by=by, at=ASKED)
    dossier.riding(home, by, by=by, at=STARTED)
    dossier.partner(home, made.veilig_thuis, professional=made.vera, by=by, at=JOINED)


class Snapshot:
    """Rows of every table that holds any, and the statements that put them back."""

    def __init__(self, make: Callable[[], object] | None = None) -> None:
        """Build the world, keep its rows, and leave the database as it was.

        `make` makes something else than the world; what it gives back is kept as `made`.
        """
        with transaction.atomic():
            self.made = (make or build)()
            rows = dict(self._read())
            transaction.set_rollback(True)
        # A key is only cut when the row is there that it stands on.
        self._parts = [rows, {_KEYS: rows.pop(_KEYS)}]
        self._sql = [_inserts(part) for part in self._parts]
        # What is over by now, was once a ground; and what was put before people, once a draft.
        lines = [(table, "words_stay") for table in _LINES if table in rows]
        self._guards = [(_KEYS, "key_has_its_ground"), *lines] if make is not None else []

    @staticmethod
    def _read() -> list[tuple[str, str]]:
        found = []
        with connection.cursor() as cursor:
            tables = connection.introspection.django_table_names(only_existing=True)
            for table in sorted(set(tables) - _SKIPPED):
                cursor.execute(f'SELECT json_agg(t)::text FROM "{table}" t')
                (text,) = cursor.fetchone()
                if text is not None:
                    found.append((table, text))
        return found

    def put_back(self) -> World:
        """Put the rows into the tables of this test."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, trigger in self._guards:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
            for sql, rows in zip(self._sql, self._parts, strict=True):
                cursor.execute(sql, list(rows.values()))
            if self._guards:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for table, trigger in self._guards:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return World()


_KEYS = "dossier_key"
_LINES = (
    "plan_passage",
    "plan_situation",
    "plan_factor",
    "plan_goal",
    "plan_agreement",
    "plan_help",
    "plan_piece_made_with",
    "plan_piece_makers",
)


def _inserts(rows: Iterable[str]) -> str:
    inserts = [
        f'r{i} AS (INSERT INTO "{table}" SELECT * FROM'
        f' json_populate_recordset(null::"{table}", %s::json))'
        for i, table in enumerate(rows)
    ]
    return f"WITH {', '.join(inserts)} SELECT 1"
