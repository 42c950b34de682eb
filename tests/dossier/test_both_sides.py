"""Nobody holds a key to both sides: who rode along gets none to powers, nor the other way round."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.dossier import rules
from tandem.dossier.enums import Form
from tandem.dossier.models import AccessRequest, Involvement, Key
from tandem.dossier.services import absences, keys, requests
from tandem.legal import rules as legal
from tandem.legal.services import involvements, telling
from tandem.network.enums import RoleKind
from tandem.network.models import Account
from tests.factories import dossier, network
from tests.factories.world import World
from tests.judged import Judged
from tests.second_lock.test_identity import as_web, run

DAY = timedelta(days=1)

JUDGED = (
    Judged(
        rules.rights.LEGAL_98,
        rules.rights.holds_one_side(does_both=False),
        rules.rights.holds_one_side(does_both=True),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def week(at: datetime) -> Period:
    return Period(day_of(at), day_of(at) + 7 * DAY)


def opens(world: World, account: Account, at: datetime, *, work: Involvement) -> bool:
    return keys.running(at).filter(account=account, involvement=work).exists()


@pytest.fixture
def powers(world: World, at: datetime) -> Involvement:
    """Stella of Veilig Thuis uses powers; Vera rode along before."""
    dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
    return dossier.partner(
        world.home,
        world.veilig_thuis,
        form=Form.WITH_POWERS,
        professional=world.stella,
        by=world.mila,
        at=at,
    )


@pytest.fixture
def wouter(world: World, at: datetime) -> Account:
    """Of Veilig Thuis, who never met De Wilg."""
    return network.colleague(
        "Wouter Linde",
        role=RoleKind.PARTNER,
        place=world.huizen,
        employer=world.veilig_thuis,
        at=at,
    )


def test_who_rode_along_is_no_deputy_with_powers(
    world: World, powers: Involvement, at: datetime
) -> None:
    absences.report(world.stella, world.vera, week(at), by=world.stella, at=at)

    assert not opens(world, world.vera, at, work=powers)


def test_somebody_else_is(world: World, powers: Involvement, wouter: Account, at: datetime) -> None:
    absences.report(world.stella, wouter, week(at), by=world.stella, at=at)

    assert opens(world, wouter, at, work=powers)


def test_who_uses_powers_is_no_deputy_of_who_rides_along(
    world: World, powers: Involvement, at: datetime
) -> None:
    ride = world.home.involvements.get(form=Form.WITH_CONSENT)
    absences.report(world.vera, world.stella, week(at), by=world.vera, at=at)

    assert not opens(world, world.stella, at, work=ride)


def test_a_deputy_of_the_rvdk_who_rode_along_does_not_do_the_investigation(
    world: World, at: datetime
) -> None:
    nico = network.colleague(
        "Nico Noot", role=RoleKind.PARTNER, place=world.huizen, employer=world.rvdk, at=at
    )
    named = [world.local_team, world.veilig_thuis, world.rvdk]
    dossier.everybody_says_yes(world.home, named, by=world.mila, at=at)
    heard = telling.Listeners([world.fatima, world.daan, world.noor])
    telling.tell_family(
        world.home, world.rvdk, on=day_of(at), what="De Raad komt.", to=heard, by=world.mila, at=at
    )
    dossier.partner(
        world.home, world.rvdk, form="advice", professional=world.ravi, by=world.mila, at=at
    )
    dossier.decided(world.home, world.rvdk, world.ruben, by=world.mila, at=at)
    work = dossier.partner(
        world.home, world.rvdk, form=Form.WITH_POWERS, professional=nico, by=world.mila, at=at
    )
    absences.report(nico, world.ravi, week(at), by=nico, at=at)

    assert opens(world, nico, at, work=work)
    assert not opens(world, world.ravi, at, work=work)


def asked(world: World, who: Account, work: Involvement, at: datetime) -> AccessRequest:
    return AccessRequest.objects.create(
        household=world.home, involvement=work, asked_by=who, reason="Ik help mee.", asked_at=at
    )


def test_who_asks_gets_no_key_to_the_other_side(
    world: World, powers: Involvement, wouter: Account, at: datetime
) -> None:
    Key.objects.filter(account=world.vera, household=world.home).update(until=at)
    request = asked(world, world.vera, powers, at)

    assert requests.judge_yes(request, at=at).rule is rules.rights.LEGAL_98
    with pytest.raises(Refusal) as refused:
        requests.answer(request, "yes", "", by=world.mila, at=at)
    assert refused.value.rule is rules.rights.LEGAL_98
    requests.answer(asked(world, wouter, powers, at), "yes", "", by=world.mila, at=at)
    assert opens(world, wouter, at, work=powers)


def test_the_database_cuts_no_such_key(world: World, powers: Involvement, at: datetime) -> None:
    request = asked(world, world.vera, powers, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        keys.cut_for_request(request, until=None, by=world.mila, at=at)


def test_who_holds_a_key_to_powers_does_not_ride_along(
    world: World, powers: Involvement, wouter: Account, at: datetime
) -> None:
    requests.answer(asked(world, wouter, powers, at), "yes", "", by=world.mila, at=at)
    new = involvements.NewInvolvement(world.veilig_thuis, Form.ADVICE, Period(day_of(at)), wouter)

    with pytest.raises(Refusal) as refused:
        involvements.start(world.home, new, by=world.mila, at=at)
    assert refused.value.rule is legal.LEGAL_09


def test_nobody_asks_the_database_who_did_what(world: World, at: datetime) -> None:
    with as_web(world.outsider, at), pytest.raises(DatabaseError), transaction.atomic():
        run("SELECT tandem.did_other_side(1, 1)")
