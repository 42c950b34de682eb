"""Who a family let go does not come back by break-glass, but for danger; and that stands out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.desk.selectors import keepers
from tandem.dossier.models import Emergency, Involvement
from tandem.dossier.models.rights import EMERGENCY_LASTS
from tandem.dossier.services.emergencies import Need, break_glass
from tandem.legal.enums import Direction, Via
from tandem.legal.models import SharingConsent
from tandem.legal.services import consents
from tandem.network.models import Account
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.second_lock.test_identity import as_web

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TICK = timedelta(microseconds=1)
ARTICLE = "conflict_of_duties"


def take(world: World, by: Account, at: datetime, kind: str = "missing") -> Emergency:
    need = Need(kind, "Noor is zoek.", ref=world.home.ref, article=ARTICLE)
    with as_web(by, at):
        assert break_glass(need, by=by, at=at) == world.home.ref
    return Emergency.objects.latest("id")


def refused(world: World, by: Account, at: datetime) -> None:
    need = Need("missing", "Noor is zoek.", ref=world.home.ref, article=ARTICLE)
    with as_web(by, at):
        assert break_glass(need, by=by, at=at) == ""
    assert not Emergency.objects.exists()


def _withdraw(world: World, at: datetime) -> None:
    consents.receive_withdrawal(world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=at)


def _stop_sharing(world: World, at: datetime) -> None:
    SharingConsent.objects.create(
        household=world.home,
        person=world.noor,
        given_by=world.noor,
        answer="yes",
        direction=Direction.GIVE,
        organization=world.veilig_thuis,
        what="hoe het gaat",
        purpose="samen kijken",
        given_on=day_of(at) - DAY,
        until=day_of(at) + 30 * DAY,
        via=Via.ORAL,
        ended_at=at,
        ended_by=world.mila,
        ended_via=Via.ORAL,
        recorded_at=at - DAY,
        recorded_by=world.mila,
    )
    _close(world, at)


def _let_go(world: World, at: datetime) -> None:
    Involvement.objects.update(until=day_of(at))
    _close(world, at)


def _close(world: World, at: datetime) -> None:
    world.home.keys.filter(account=world.vera).update(until=at)


@pytest.mark.parametrize("leave", [_withdraw, _stop_sharing, _let_go])
def test_who_was_let_go_needs_danger(
    world: World, at: datetime, leave: Callable[[World, datetime], None]
) -> None:
    leave(world, at)

    for who in (world.vera, world.stella):
        refused(world, who, at + HOUR)
    made = take(world, world.vera, at + HOUR, "danger")

    assert made.after_leaving


def test_another_organization_was_not_let_go(world: World, at: datetime) -> None:
    _withdraw(world, at)

    assert not take(world, world.guus, at + HOUR).after_leaving


def test_it_counts_for_fourteen_days(world: World, at: datetime) -> None:
    _stop_sharing(world, at)

    refused(world, world.stella, at + 14 * DAY - TICK)
    assert not take(world, world.stella, at + 14 * DAY).after_leaving


def test_an_involvement_that_ended_counts_as_long(world: World, at: datetime) -> None:
    _let_go(world, at)

    refused(world, world.stella, at + 13 * DAY)
    assert not take(world, world.stella, at + 14 * DAY).after_leaving


def test_who_came_back_since_was_not_let_go(world: World, at: datetime) -> None:
    Involvement.objects.update(until=day_of(at))
    Involvement.objects.create(
        household=world.home,
        organization=world.veilig_thuis,
        form="advice",
        since=day_of(at),
        recorded_at=at,
        recorded_by=world.mila,
    )

    assert not take(world, world.stella, at + HOUR).after_leaving


def test_the_database_refuses_what_goes_round_it(world: World, at: datetime) -> None:
    _withdraw(world, at)
    facts = {"household": world.home, "opened_at": at, "opened_by": world.vera}
    facts |= {"until": at + EMERGENCY_LASTS, "reason": "x", "article": "report"}
    for more in (
        {"kind": "missing"},
        {"kind": "danger"},
        {"kind": "missing", "after_leaving": True},
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), as_web(world.vera, at):
            Emergency.objects.bulk_create([Emergency(**facts, **more)])
    with as_web(world.vera, at):
        Emergency.objects.bulk_create([Emergency(**facts, kind="danger", after_leaving=True)])


def test_it_stands_out_for_who_reviews_it(world: World, client: Client, monday: datetime) -> None:
    _withdraw(world, monday - HOUR)
    made = take(world, world.vera, monday, "danger")
    mila = Visitor(client, world.mila, at=monday)

    [review] = [one for one in keepers.todo(world.mila, at=monday) if "beoordelen" in one.title]
    after = "na een nee, of kort na een intrekking of einde"
    assert review.title == f"Nu beoordelen: noodtoegang {after}"
    assert review.due_on == day_of(monday)
    assert after in words(mila.look("desk:access", world.home.ref))
    shown = words(mila.look("dossier:emergency_review", world.home.ref, made.pk))
    assert "trok kort hiervoor de toestemming in" in shown


def test_who_was_let_go_hears_no_more_than_of_a_family_that_is_not_there(
    world: World, client: Client, monday: datetime
) -> None:
    """Else a name and a birthday tell that there is a dossier, and that somebody just withdrew."""
    _withdraw(world, monday - HOUR)
    vera = Visitor(client, world.vera, at=monday)
    need = {"kind": "missing", "article": "report", "reason": "Noor is zoek."}

    there, not_there = (
        vera.send("dossier:emergency", ref=ref, **need) for ref in (world.home.ref, "ZZZZZZ")
    )

    assert (there.status_code, there["Location"]) == (303, not_there["Location"])
    form = words(vera.client.get(there["Location"]))
    assert "alleen als iemand nu in gevaar is" in form


def test_what_was_refused_stands_in_the_trail_of_the_household(
    world: World, client: Client, monday: datetime
) -> None:
    _withdraw(world, monday - HOUR)
    vera = Visitor(client, world.vera, at=monday)
    tries = Event.objects.filter(event="household_refused", actor_id=world.vera.pk)

    for ref in (world.home.ref, "ZZZZZZ"):
        vera.send(
            "dossier:emergency", ref=ref, kind="missing", article=ARTICLE, reason="Zij is weg."
        )

    assert world.home.ref in tries.values_list("household_ref", flat=True)
    assert tries.count() == 2


def test_so_does_who_has_a_key_already(world: World, client: Client, monday: datetime) -> None:
    vera = Visitor(client, world.vera, at=monday)

    home = world.home.ref
    vera.send("dossier:emergency", ref=home, kind="danger", article=ARTICLE, reason="Er is gevaar.")

    [event] = Event.objects.filter(event="rule_refused", actor_id=world.vera.pk)
    assert (event.household_ref, event.rule) == (world.home.ref, "DOSSIER-35")


def test_what_may_be_asked_for_is_not_chosen_by_who_asks(world: World, at: datetime) -> None:
    """No role of one's own choosing makes the lock say that a household is there."""
    ref = world.home.ref
    ask = "SELECT count(*) FROM tandem.named(%s, %s, %s, '{}', NULL, %s)"
    for who, what, count in (
        (world.ravi, "access.ask", 1),
        (world.ravi, "emergency.open", 1),
        (world.ravi, "household.view", 0),
        (world.ravi, "", 0),
        (world.coordinator, "emergency.open", 0),
        (world.administrator, "access.ask", 0),
        (world.expert, "access.ask", 0),
    ):
        with as_web(who, at), connection.cursor() as cursor:
            cursor.execute(ask, [who.pk, at, ref, what])
            assert cursor.fetchone() == (count,), (who, what)
