"""What comes and goes while somebody is away, comes and goes for the deputy too; and no more."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, day_of, start_of
from tandem.dossier.enums import Frequency
from tandem.dossier.models import AccessRequest, Household, Key
from tandem.dossier.services import absences, bars, keys, requests
from tandem.journey.services import contacts, tandem
from tandem.network.models import Account
from tests.factories import dossier, network
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def week(at: datetime) -> Period:
    return Period(day_of(at), day_of(at) + 7 * DAY)


@pytest.fixture
def tess(world: World, at: datetime) -> Account:
    """Of the local team's organization, but in no team: she has no key of her own."""
    return network.colleague(
        "Tess Berken", role=None, place=world.huizen, employer=world.local_team, at=at
    )


@pytest.fixture
def elsewhere(world: World, at: datetime) -> Household:
    """A household in Hilversum, with Mila's organization nowhere in it."""
    return dossier.started(world.hilversum, [world.veilig_thuis], by=world.outsider, at=at)


def opens(account: Account, home: Household, at: datetime) -> bool:
    return keys.running(at).filter(account=account, household=home, ground="deputy").exists()


def face(home: Household, who: Account, *, by: Account, at: datetime) -> None:
    new = contacts.NewContact(who, "06 op werkdagen", Frequency.WEEKLY)
    contacts.set_contact_person(home, new, on=day_of(at), by=by, at=at)


def test_who_becomes_the_face_while_away_is_stood_in_for(
    world: World, tess: Account, at: datetime
) -> None:
    absences.report(world.ruben, tess, week(at), by=world.ruben, at=at)
    assert not opens(tess, world.home, at)

    face(world.home, world.ruben, by=world.mila, at=at + HOUR)
    assert opens(tess, world.home, at + HOUR)

    face(world.home, world.mila, by=world.mila, at=at + 2 * HOUR)
    assert not opens(tess, world.home, at + 2 * HOUR)


def test_a_new_household_of_who_is_away_opens_with_its_face(
    world: World, tess: Account, at: datetime
) -> None:
    absences.report(world.mila, tess, week(at), by=world.mila, at=at)
    home = dossier.started(world.huizen, [world.veilig_thuis], by=world.mila, at=at)

    assert opens(tess, home, at)


def test_a_household_that_ends_closes_for_the_deputy_too(
    world: World, tess: Account, at: datetime
) -> None:
    absences.report(world.mila, tess, week(at), by=world.mila, at=at)
    assert opens(tess, world.home, at)

    tandem.end_all(world.home, last_day=day_of(at) - DAY, by=world.mila, at=at + HOUR)
    assert not opens(tess, world.home, at + HOUR)


def test_who_is_let_in_on_a_request_while_away_is_stood_in_for(world: World, at: datetime) -> None:
    gijs = network.colleague(
        "Gijs Populier", role=None, place=world.huizen, employer=world.veilig_thuis, at=at
    )
    requests.ask(world.home.ref, "Vera is ziek.", by=world.stella, at=at)
    absences.report(world.stella, gijs, week(at), by=world.stella, at=at)
    requests.answer(AccessRequest.objects.get(), "yes", "", by=world.mila, at=at + HOUR)

    assert opens(gijs, world.home, at + HOUR)


@pytest.fixture
def mila_elsewhere(world: World, elsewhere: Household, at: datetime) -> Account:
    """Mila, who is also the face of a family in Hilversum: her lead in Huizen sees no such door."""
    keys.assign(
        world.mila,
        role="local_team",
        place=world.hilversum,
        since=day_of(at),
        by=world.administrator,
        at=at,
    )
    face(elsewhere, world.mila, by=world.outsider, at=at)
    return world.mila


def test_a_lead_reports_for_every_door_also_those_the_lead_does_not_see(
    world: World, mila_elsewhere: Account, tess: Account, elsewhere: Household, at: datetime
) -> None:
    with as_web(world.ruben, at):
        assert run("SELECT 1 FROM dossier_household WHERE id = %s", elsewhere.pk) == []
        absence = absences.report(mila_elsewhere, tess, week(at), by=world.ruben, at=at)

    assert opens(tess, elsewhere, at)
    copies = Key.objects.filter(account=tess).select_related("follows")
    assert {(one.scope, one.follows and one.follows.scope) for one in copies} == {
        ("local_team", "local_team")
    }

    with as_web(world.ruben, at + HOUR):
        absences.end(absence, by=world.ruben, at=at + HOUR)
    assert not opens(tess, elsewhere, at + HOUR)
    assert not opens(tess, world.home, at + HOUR)


def test_a_lead_reports_past_no_bar(
    world: World, mila_elsewhere: Account, tess: Account, elsewhere: Household, at: datetime
) -> None:
    bars.set_bar(elsewhere, tess, bars.Tie("friend"), by=world.outsider, at=at)
    with as_web(world.ruben, at):
        absences.report(mila_elsewhere, tess, week(at), by=world.ruben, at=at)

    assert not opens(tess, elsewhere, at)
    assert opens(tess, world.home, at)


def test_a_deputy_who_is_no_longer_barred_stands_in_again(world: World, at: datetime) -> None:
    absences.report(world.vera, world.stella, week(at), by=world.vera, at=at)
    bars.set_bar(world.home, world.stella, bars.Tie("friend"), by=world.mila, at=at)
    assert not opens(world.stella, world.home, at)

    bars.lift(
        world.stella.bars.select_related("household__pilot").get(),
        "Een andere Stella.",
        by=world.ruben,
        at=at + HOUR,
    )
    assert opens(world.stella, world.home, at + HOUR)


@pytest.mark.parametrize(
    ("who", "gone", "deputy"),
    [
        ("outsider", "mila", "outsider"),  # makes an absence of somebody else's for themselves
        ("stella", "vera", "stella"),  # of the same work, but not the one who is away
        ("vera", "vera", "outsider"),  # of oneself, to somebody of other work
    ],
)
def test_nobody_makes_an_absence_in_sql_to_get_keys(
    world: World, at: datetime, who: str, gone: str, deputy: str
) -> None:
    by = getattr(world, who)
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(by, at):
        run(
            "INSERT INTO dossier_absence (account_id, deputy_id, since, until, recorded_at,"
            " recorded_by_id) VALUES (%s, %s, %s, %s, %s, %s)",
            getattr(world, gone).pk,
            getattr(world, deputy).pk,
            day_of(at),
            day_of(at) + DAY,
            at,
            by.pk,
        )


def test_nobody_moves_an_absence_in_sql(world: World, at: datetime) -> None:
    absences.report(world.vera, world.stella, week(at), by=world.vera, at=at)

    with pytest.raises(ProgrammingError, match="permission denied"), as_web(world.vera, at):
        run("UPDATE dossier_absence SET deputy_id = %s", world.outsider.pk)
    with as_web(world.outsider, at):
        run("UPDATE dossier_absence SET ended_at = %s, ended_by_id = %s", at, world.outsider.pk)
    assert opens(world.stella, world.home, at)


def test_a_face_that_ends_tonight_is_stood_in_for_until_then(
    world: World, tess: Account, at: datetime
) -> None:
    absences.report(world.mila, tess, week(at), by=world.mila, at=at)

    tandem.end_all(world.home, last_day=day_of(at), by=world.mila, at=at + HOUR)

    midnight = start_of(day_of(at) + DAY)
    assert opens(tess, world.home, midnight - HOUR)
    assert not opens(tess, world.home, midnight)


def test_who_is_away_after_the_last_day_as_the_face_lends_nothing(
    world: World, tess: Account, at: datetime
) -> None:
    tandem.end_all(world.home, last_day=day_of(at), by=world.mila, at=at)
    later = Period(day_of(at) + DAY, day_of(at) + 7 * DAY)
    absences.report(world.mila, tess, later, by=world.mila, at=at)

    assert not Key.objects.filter(account=tess, household=world.home).exists()


@given(
    ends=st.lists(st.integers(0, 12 * 24), min_size=1, max_size=3),
    first=st.integers(0, 3),
    days=st.integers(1, 8),
)
def test_no_copy_outlives_the_key_it_follows_however_that_one_ends(
    world: World, at: datetime, ends: list[int], first: int, days: int
) -> None:
    with transaction.atomic():
        opens_on = day_of(at) + first * DAY
        away = Period(opens_on, opens_on + days * DAY)
        absences.report(world.vera, world.stella, away, by=world.vera, at=at)
        for hours in ends:
            lent = Key.objects.filter(account=world.vera, household=world.home)
            lent.filter(Q(until=None) | Q(until__gt=at + hours * HOUR)).update(
                until=at + hours * HOUR
            )

            copy = Key.objects.get(account=world.stella, ground="deputy")
            ended = lent.get().until
            assert copy.until is not None
            assert ended is not None
            closes = start_of(opens_on + days * DAY)
            assert copy.until == max(copy.since, min(ended, closes))
        transaction.set_rollback(True)


@pytest.mark.parametrize(("hours", "is_cut"), [(48, True), (49, False)])
def test_no_copy_is_cut_beyond_the_key_it_follows(
    world: World, at: datetime, hours: int, *, is_cut: bool
) -> None:
    absence = absences.report(world.vera, world.stella, week(at), by=world.vera, at=at)
    lent = Key.objects.get(account=world.vera, household=world.home)
    Key.objects.filter(pk=lent.pk).update(until=at + 48 * HOUR)
    expected = (
        nullcontext() if is_cut else pytest.raises(IntegrityError, match="without its ground")
    )

    with expected:
        Key.objects.create(
            account=world.stella,
            household=world.home,
            scope=lent.scope,
            ground="deputy",
            involvement=lent.involvement,
            absence=absence,
            follows=lent,
            since=at + 47 * HOUR,
            until=at + hours * HOUR,
        )
