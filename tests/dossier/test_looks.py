"""Looks that stand out are picked, ordinary work is not: ninety days, fifty abuses (F-19)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from tandem.core.verdict import Refusal
from tandem.core.workdays import is_workday
from tandem.dossier import rules
from tandem.dossier.enums import BarKind, LookOutcome, LookSignal
from tandem.dossier.models import Bar, Household, Key, LookReview, Person
from tandem.dossier.rules import DayOfLooks
from tandem.dossier.services import looks
from tandem.network.door import NotFound
from tandem.network.models import Account, Assignment
from tests.factories.world import World
from tests.judged import Judged

WHY = "Had weekenddienst; nagevraagd bij de planning."
JUDGED = (
    Judged(rules.AUDIT_01, rules.may_judge_look(is_own=False), rules.may_judge_look(is_own=True)),
    Judged(rules.AUDIT_02, rules.look_is_explained(WHY), rules.look_is_explained(" ok ")),
    Judged(rules.AUDIT_03, rules.look_is_open(is_judged=False), rules.look_is_open(is_judged=True)),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DayOfLooks(), ()),
        (DayOfLooks(odd_hours=True, days=9, in_an_hour=40), ()),
        (DayOfLooks(works_here=False), ()),
        (DayOfLooks(works_here=False, days=2, in_an_hour=14), ()),
        (DayOfLooks(barred=True), (LookSignal.BARRED,)),
        (DayOfLooks(emergency=True), (LookSignal.EMERGENCY,)),
        (DayOfLooks(same_name=True), (LookSignal.SAME_NAME,)),
        (DayOfLooks(same_name=True, days=2), ()),
        (DayOfLooks(same_name=True, days=2, works_here=False), (LookSignal.SAME_NAME,)),
        (DayOfLooks(knocks=1), ()),
        (DayOfLooks(knocks=3), (LookSignal.REFUSED,)),
        (DayOfLooks(knocks=1, had_key=False), (LookSignal.REFUSED,)),
        (DayOfLooks(works_here=False, in_an_hour=15), (LookSignal.MANY,)),
        (DayOfLooks(works_here=False, odd_hours=True), (LookSignal.HOURS,)),
        (DayOfLooks(works_here=False, days=3), (LookSignal.NO_WORK,)),
    ],
)
def test_what_stands_out(day: DayOfLooks, expected: tuple[LookSignal, ...]) -> None:
    assert rules.signals(day) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mila Beukema", {"beukema"}),
        ("Jan van den Berg", {"berg"}),
        ("Anaïs de Vries-Özil", {"vries", "ozil"}),
        ("Cher", set()),
    ],
)
def test_a_surname_is_found_in_a_name(name: str, expected: set[str]) -> None:
    assert rules.surnames(name) == expected


@dataclass
class Years:
    """Ninety days in a pilot: who works where, and everything that the trail says."""

    world: World
    workers: list[Account]
    homes: list[Household]
    chance: random.Random
    rows: list[tuple[datetime, str, str, int, str, int]] = field(default_factory=list)
    planted: list[set[tuple[int, int, date]]] = field(default_factory=list)

    def look(self, who: Account, home: Household, at: datetime, *, knock: bool = False) -> None:
        event = "household_refused" if knock else "household_looked_at"
        kind = "refusal" if knock else "look"
        self.rows.append((at, kind, event, who.pk, home.ref, 8 if knock else 0))

    def write(self, who: Account, home: Household, at: datetime) -> None:
        self.look(who, home, at)
        self.rows.append((at, "change", "entry_written", who.pk, home.ref, 0))

    def moment(self, day: date, first: int = 8, last: int = 18) -> datetime:
        hour, minute = self.chance.randint(first, last - 1), self.chance.randint(0, 59)
        return datetime.combine(day, time(hour, minute), ZoneInfo("Europe/Amsterdam"))


FIRST, DAYS, HOMES, TEAM, PARTNERS = date(2026, 3, 2), 90, 120, 20, 4


def people(world: World, chance: random.Random) -> Years:
    """A team, partners without keys, and households with names of their own."""
    at = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
    workers = Account.objects.bulk_create(
        Account(email=f"w{n}@huizen.test", name=f"Wil van Werk{_word(n)}", created_at=at)
        for n in range(TEAM + PARTNERS)
    )
    homes = Household.objects.bulk_create(
        Household(
            ref=f"2026-{n:06}",
            name=f"Huis {n}",
            pilot=world.huizen,
            managed_by=world.local_team,
            registered_on=at.date(),
            created_at=at,
            created_by=world.mila,
        )
        for n in range(HOMES)
    )
    # Some families happen to be called like somebody of the team who works there.
    names = [f"Sam Gezin{_word(n)}" for n in range(HOMES)]
    for n in range(0, HOMES, 30):
        names[n] = f"Sam {workers[n % TEAM].name.split()[-1]}"
    Person.objects.bulk_create(
        Person(household=home, name=names[n], role="parent", born_on=date(1990, 1, 1))
        for n, home in enumerate(homes)
    )
    Assignment.objects.bulk_create(
        Assignment(
            account=who,
            region=world.region,
            pilot=world.huizen,
            role="local_team",
            since=at.date(),
        )
        for who in workers[:TEAM]
    )
    Key.objects.bulk_create(
        Key(account=who, household=home, scope="local_team", ground="local_team", since=at)
        for who in workers[:TEAM]
        for home in homes
    )
    return Years(world, workers, homes, chance)


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


def own(years: Years, worker: int) -> list[Household]:
    return [home for n, home in enumerate(years.homes) if n % TEAM in {worker, (worker + 1) % TEAM}]


def ordinary(years: Years, day: date) -> None:
    """Work: own households, a colleague's now and then, a duty at night, an old bookmark."""
    for worker in range(TEAM):
        who, mine = years.workers[worker], own(years, worker)
        if is_workday(day):
            for home in years.chance.sample(mine, 4):
                (years.write if years.chance.random() < 0.6 else years.look)(
                    who, home, years.moment(day)
                )
            if years.chance.random() < 0.08:
                years.look(who, years.chance.choice(years.homes), years.moment(day))
        if worker == day.toordinal() % TEAM:
            duty = years.chance.choice(years.homes)
            years.write(who, duty, years.moment(day, 21, 23))
    if years.chance.random() < 0.1:
        years.look(
            years.workers[0], years.chance.choice(years.homes), years.moment(day), knock=True
        )


def abuses(years: Years) -> None:
    """Fifty: family of a worker, at night, again and again, a rush, knocks, a bar."""
    for number in range(50):
        worker = number % TEAM
        who = years.workers[worker]
        day = FIRST + timedelta(days=15 + (number * 7 + number // 10 * 2) % 70)
        while not is_workday(day):
            day += timedelta(days=1)
        home = years.homes[(worker + 5) % TEAM + TEAM * (number // TEAM)]
        years.planted.append(set(_abuse(years, number % 6, (who, home), day)))


def _abuse(
    years: Years, kind: int, what: tuple[Account, Household], day: date
) -> Iterator[tuple[int, int, date]]:
    """Do it, and say which points would tell of it."""
    who, home = what
    if kind == 0:
        Person.objects.filter(household=home).update(name=f"Oma {who.name.split()[-1]}")
        years.look(who, home, years.moment(day))
    elif kind == 1:
        years.look(who, home, years.moment(day, 21, 23))
    elif kind == 2:
        for again in range(3):
            day_again = day - timedelta(days=3 * (2 - again))
            years.look(who, home, years.moment(day_again))
            yield who.pk, home.pk, day_again
    elif kind == 3:
        begin = years.moment(day, 9, 10).replace(minute=0)
        strangers = [one for one in years.homes if one not in own(years, years.workers.index(who))]
        for minute, one in enumerate(years.chance.sample(strangers, 20)):
            years.look(who, one, begin + timedelta(minutes=minute))
            yield who.pk, one.pk, day
        return
    elif kind == 4:
        who = years.workers[TEAM + day.toordinal() % PARTNERS]
        years.look(who, home, years.moment(day), knock=True)
    else:
        Bar.objects.get_or_create(
            account=who,
            household=home,
            defaults={
                "kind": BarKind.values[0],
                "note": "familie",
                "recorded_at": years.moment(FIRST),
                "recorded_by": years.world.ruben,
            },
        )
        years.look(who, home, years.moment(day), knock=True)
    yield who.pk, home.pk, day


@pytest.fixture
def years(world: World) -> Years:
    made = people(world, random.Random(7))
    for number in range(DAYS):
        ordinary(made, FIRST + timedelta(days=number))
    abuses(made)
    copied = (
        "COPY audit_event (at, kind, event, actor_id, household_ref, outcome, subject, ground,"
        " rule) FROM STDIN"
    )
    with connection.connection.cursor() as cursor, cursor.copy(copied) as copy:
        for row in made.rows:
            copy.write_row((*row, "", "local_team", ""))
    return made


def test_fifty_abuses_in_ninety_days_are_found_and_work_is_left_alone(years: Years) -> None:
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        looks.pick(day, by=None, at=years.moment(day + timedelta(days=1), 6, 7))

    picked = set(LookReview.objects.values_list("account", "household", "looked_on"))
    missed = [sorted(abuse) for abuse in years.planted if abuse.isdisjoint(picked)]
    false = len(picked.difference(*years.planted))
    assert len(years.planted) == 50
    assert len(missed) <= 50 * 0.05, missed
    assert false / (DAYS / 7) <= 5, f"{false} false alarms"


def test_a_day_is_picked_once(world: World, at: datetime) -> None:
    day = at.date() - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (at, kind, event, actor_id, household_ref, outcome, subject,"
            " ground, rule) VALUES (%s, 'refusal', 'household_refused', %s, %s, 8, '', '', '')",
            [at - timedelta(days=1), world.stella.pk, world.home.ref],
        )

    looks.pick(day, by=None, at=at)
    looks.pick(day, by=None, at=at)

    point = LookReview.objects.get()
    assert (point.account, point.household) == (world.stella, world.home)
    assert LookSignal.REFUSED in point.signals
    assert point.due_on == date(2026, 9, 14)


@pytest.fixture
def point(world: World, at: datetime) -> LookReview:
    return LookReview.objects.create(
        household=world.home,
        pilot=world.huizen,
        reference=world.home.ref,
        account=world.mila,
        looked_on=at.date(),
        times=1,
        signals=[LookSignal.HOURS.value],
        due_on=at.date(),
    )


def test_a_judgement_stands(point: LookReview, world: World, at: datetime) -> None:
    looks.judge(point, outcome=LookOutcome.RIGHT, explanation=WHY, by=world.ruben, at=at)

    with pytest.raises(Refusal, match="blijft staan"):
        looks.judge(point, outcome=LookOutcome.WRONG, explanation=WHY, by=world.coordinator, at=at)


def test_one_does_not_judge_oneself(point: LookReview, world: World, at: datetime) -> None:
    LookReview.objects.filter(pk=point.pk).update(account=world.ruben)

    with pytest.raises(Refusal, match="eigen inzage"):
        looks.judge(point, outcome=LookOutcome.RIGHT, explanation=WHY, by=world.ruben, at=at)
    with pytest.raises(IntegrityError, match="nobody_judges_own_look"), transaction.atomic():
        LookReview.objects.filter(pk=point.pk).update(
            reviewed_by=world.ruben, reviewed_at=at, outcome="right", explanation=WHY
        )


@pytest.mark.parametrize("who", ["mila", "vera", "outsider"])
def test_who_does_not_watch_over_the_pilot_judges_nothing(
    who: str, point: LookReview, world: World, at: datetime
) -> None:
    with pytest.raises((NotFound, Refusal)):
        looks.judge(
            point, outcome=LookOutcome.RIGHT, explanation=WHY, by=getattr(world, who), at=at
        )
