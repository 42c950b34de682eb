"""Rows for the monitor, written straight into the tables: the monitor only reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tandem.dossier.enums import Channel, Status
from tandem.dossier.models import Hours, Household, Involvement, Key, Person
from tandem.journey.models import Intake
from tandem.legal.models import Measure
from tandem.network.models import (
    Account,
    Assignment,
    Municipality,
    Organization,
    Pilot,
    Professional,
    Region,
)
from tests.factories import dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2024, 1, 1, 9, 0, tzinfo=UTC)
_numbers = count(1)


def person(name: str) -> Account:
    """Make somebody who can sign in."""
    return Account.objects.create(
        email=f"{name.lower()}.{next(_numbers)}@voorbeeld.example", name=name, created_at=LONG_AGO
    )


@dataclass
class Place:
    """A region with its pilots, and who works there."""

    region: Region
    pilots: dict[str, Pilot]
    partner: Organization
    writer: Account
    people: dict[str, Account] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Pilot]:
        """The pilots by name."""
        return sorted(self.pilots.values(), key=lambda pilot: pilot.name)

    def somebody(self, role: str, *, pilot: str | None = None, name: str = "Iemand") -> Account:
        """Make somebody with an assignment."""
        account = person(name)
        # Who has no employer is somebody of a family.
        Professional.objects.create(account=account, employer=self.partner)
        Assignment.objects.create(
            account=account,
            region=self.region,
            pilot=None if pilot is None else self.pilots[pilot],
            role=role,
            since=date(2024, 1, 1),
        )
        return account

    def household(
        self,
        pilot: str,
        registered_on: date,
        *,
        ended_on: date | None = None,
        considered: bool = False,
        born: Iterable[date] = (),
        name: str = "Berk",
    ) -> Household:
        """Register a household with people of these birth dates."""
        found = Household.objects.create(
            ref=f"T{next(_numbers):07}",
            name=name,
            pilot=self.pilots[pilot],
            managed_by=self.pilots[pilot].local_team,
            status=Status.ENDED if ended_on else Status.STARTED,
            registered_on=registered_on,
            ended_on=ended_on,
            created_at=LONG_AGO,
            created_by=self.writer,
        )
        Intake.objects.create(
            household=found, channel=Channel.LOCAL_TEAM, measure_considered=considered
        )
        Person.objects.bulk_create(
            Person(household=found, name="Iemand", role="other", born_on=day) for day in born
        )
        return found

    def ride(
        self,
        household: Household,
        form: str,
        since: date,
        until: date | None = None,
        hours: Mapping[date, Any] | None = None,
    ) -> Involvement:
        """Let the partner ride along, with hours on days; `until` is half-open."""
        found = Involvement.objects.create(
            household=household,
            organization=self.partner,
            form=form,
            since=since,
            until=until,
            recorded_at=LONG_AGO,
            recorded_by=self.writer,
        )
        Hours.objects.bulk_create(
            Hours(
                involvement=found,
                day=day,
                hours=spent,
                recorded_at=LONG_AGO,
                recorded_by=self.writer,
            )
            for day, spent in (hours or {}).items()
        )
        return found

    def measure(
        self,
        household: Household,
        kind: str,
        decided_on: date,
        *,
        by_pilot: bool = True,
        at_intake: bool = False,
    ) -> Measure:
        """Record a measure."""
        return Measure.objects.create(
            household=household,
            kind=kind,
            decided_on=decided_on,
            until=decided_on + timedelta(days=365),
            threats="slaag",
            initiated_by_pilot=by_pilot,
            running_at_intake=at_intake,
            recorded_at=LONG_AGO,
            recorded_by=self.writer,
        )

    def key(
        self,
        account: Account,
        household: Household,
        *,
        since: datetime = LONG_AGO,
        until: datetime | None = None,
        scope: str = "local_team",
    ) -> Key:
        """Cut a key."""
        return dossier.loose_key(account, household, scope=scope, since=since, until=until)


def place(names: Iterable[str] = ("huizen", "hilversum"), *, region: str = "Gooi") -> Place:
    """Make a region with pilots of these short names."""
    municipality, _made = Municipality.objects.get_or_create(
        code="0406",
        defaults={
            "name": "Huizen",
            "province": "Noord-Holland",
            "youth_region": "Gooi en Vechtstreek",
            "safety_region_code": "VR14",
            "safety_region": "Gooi en Vechtstreek",
        },
    )
    made = Region.objects.create(slug=region.lower().replace(" ", "-"), name=region)
    partner = Organization.objects.create(
        region=made, slug="vt", name="Veilig Thuis", kind="veilig_thuis"
    )
    pilots = {}
    for slug in names:
        team = Organization.objects.create(
            region=made, slug=f"lt-{slug}", name=f"Lokaal team {slug}", kind="local_team"
        )
        pilots[slug] = Pilot.objects.create(
            region=made,
            slug=slug,
            name=f"Toekomsttuin {slug.title()}",
            municipality=municipality,
            local_team=team,
        )
    return Place(made, pilots, partner, person("Schrijver"))


def rows_of(document: Mapping[str, Any]) -> Place:
    """Write a case file as rows, without the rules of loading: only what the monitor counts."""
    made = place([pilot["ref"] for pilot in document["pilots"]], region=document["region"])
    for case in document["households"]:
        ended = case["ended_on"]
        household = made.household(
            case["pilot"],
            date.fromisoformat(case["registered_on"]),
            ended_on=None if ended is None else date.fromisoformat(ended),
            considered=case["protection_measure_considered"],
            born=[date.fromisoformat(one["born_on"]) for one in case["persons"]],
        )
        for one in case["involvements"]:
            _ride_of(made, household, one)
        for one in case["measures"]:
            made.measure(
                household,
                one["kind"],
                date.fromisoformat(one["decided_on"]),
                by_pilot=one["initiated_by_pilot"],
                at_intake=one["running_at_intake"],
            )
    return made


def _ride_of(made: Place, household: Household, one: Mapping[str, Any]) -> None:
    until = None
    if one["until"] is not None:
        until = date.fromisoformat(one["until"]) + timedelta(days=1)
    spent: dict[date, Any] = {}
    for line in one["hours"]:
        day = date.fromisoformat(line["on"])
        spent[day] = spent.get(day, 0) + line["hours"]
    made.ride(household, one["form"], date.fromisoformat(one["from"]), until, spent)
