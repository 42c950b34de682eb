"""Who advises reads along for some weeks, and decides, measures and shares nothing (REG-03)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tandem.access.permissions import Permission
from tandem.core.periods import Period, day_of, start_of
from tandem.core.verdict import Refusal
from tandem.dossier import door, rules
from tandem.dossier.models import AccessRequest, Involvement, Key
from tandem.dossier.services import requests
from tandem.legal.services import involvements
from tandem.legal.services.involvements import NewInvolvement
from tests.factories import dossier
from tests.factories.world import World
from tests.judged import Judged

DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
TODAY = date(2026, 9, 7)
LAST = TODAY + rules.ADVICE_LASTS

JUDGED = (
    Judged(
        rules.DOSSIER_66,
        rules.advice_runs(is_advice=True, since=TODAY, on=LAST - DAY),
        rules.advice_runs(is_advice=True, since=TODAY, on=LAST),
    ),
    Judged(
        rules.DOSSIER_66,
        rules.advice_runs(is_advice=False, since=TODAY, on=LAST),
        rules.advice_runs(is_advice=True, since=TODAY, on=LAST),
    ),
)


@pytest.fixture
def advice(world: World, at: datetime) -> Involvement:
    """Everybody says yes to the GI, and Guus is asked for advice."""
    for person in (world.fatima, world.daan, world.noor):
        dossier.answer(person, [world.veilig_thuis, world.gi], by=world.mila, at=at)
    return dossier.partner(
        world.home, world.gi, form="advice", professional=world.guus, by=world.mila, at=at
    )


def test_it_opens_reading_hours_and_a_report(
    world: World, advice: Involvement, at: datetime
) -> None:
    key = Key.objects.get(involvement=advice)
    home = door.open_household(world.home.ref, by=world.guus, to=Permission.HOUSEHOLD_VIEW, at=at)

    assert (key.scope, key.until) == ("adviser", start_of(advice.since + rules.ADVICE_LASTS))
    assert {Permission.HOURS_RECORD, Permission.REPORT_WRITE} <= home.allows
    assert not home.allows & {
        Permission.DATA_SHARE,
        Permission.DECISION_RECORD,
        Permission.JOURNAL_WRITE,
        Permission.MEASURE_RECORD,
    }


def test_it_ends_by_itself(world: World, advice: Involvement) -> None:
    until = start_of(advice.since + rules.ADVICE_LASTS)

    door.open_household(
        world.home.ref, by=world.guus, to=Permission.HOUSEHOLD_VIEW, at=until - TICK
    )
    with pytest.raises(door.NotFound):
        door.open_household(world.home.ref, by=world.guus, to=Permission.HOUSEHOLD_VIEW, at=until)


def test_it_ends_with_the_advice_when_that_is_sooner(world: World, at: datetime) -> None:
    today = day_of(at)
    new = NewInvolvement(
        world.veilig_thuis, "advice", Period(today, today + 7 * DAY), professional=world.stella
    )
    made = involvements.start(world.home, new, by=world.mila, at=at)

    assert Key.objects.get(involvement=made).until == start_of(today + 7 * DAY)


def test_a_colleague_who_asked_gets_no_more(
    world: World, advice: Involvement, at: datetime
) -> None:
    AccessRequest.objects.create(
        household=world.home, involvement=advice, asked_by=world.guus, reason="x", asked_at=at
    )
    asked = AccessRequest.objects.latest("id")
    requests.answer(asked, "yes", "", by=world.mila, at=at)

    assert {(key.scope, key.until) for key in Key.objects.filter(involvement=advice)} == {
        ("adviser", start_of(advice.since + rules.ADVICE_LASTS))
    }


def test_nobody_is_named_once_the_weeks_are_over(
    world: World, advice: Involvement, at: datetime
) -> None:
    with pytest.raises(Refusal) as no:
        involvements.name_professional(
            advice, world.guus, by=world.mila, at=at + rules.ADVICE_LASTS
        )
    assert no.value.rule is rules.DOSSIER_66


@pytest.mark.parametrize("until", [None, rules.ADVICE_LASTS + 2 * DAY])
def test_the_database_gives_no_key_for_advice_without_an_end(
    world: World, at: datetime, until: timedelta | None
) -> None:
    ends = None if until is None else at + until
    with pytest.raises(IntegrityError), transaction.atomic():
        dossier.loose_key(world.ravi, world.home, scope="adviser", since=at, until=ends)


@pytest.mark.parametrize(("form", "scope"), [("advice", "partner"), ("with_consent", "adviser")])
def test_the_database_gives_no_other_key_than_the_form_allows(
    world: World, advice: Involvement, at: datetime, form: str, scope: str
) -> None:
    on = Involvement.objects.get(form=form)
    facts = {"ground": "involvement", "scope": scope, "involvement": on, "since": at}
    who = world.guus if form == "advice" else world.vera
    Key.objects.filter(involvement=on).update(until=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Key.objects.create(account=who, household=world.home, until=at + DAY, **facts)
