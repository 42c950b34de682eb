"""Who is barred holds nothing of the household any more, and is not named there again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.desk.selectors import looks, today, vacant
from tandem.dossier import rules
from tandem.dossier.enums import Frequency, LookOutcome, Position
from tandem.dossier.models import (
    ContactPerson,
    Involvement,
    Key,
    LookReview,
    Report,
    Seat,
    SeatChange,
)
from tandem.dossier.services import bars, journal
from tandem.dossier.services import looks as look_services
from tandem.journey.services import contacts, tandem
from tandem.legal.models import CoreDecision
from tandem.legal.services import involvements, signatures
from tandem.network.models import Account
from tests.factories import dossier
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

NEIGHBOR = bars.Tie("neighbor")


def bar(world: World, account: Account, at: datetime) -> None:
    bars.set_bar(world.home, account, NEIGHBOR, by=world.ruben, at=at)


def waiting(account: Account, at: datetime) -> list[str]:
    return [task.title for task in vacant.todo(account, at=at)]


def rides(world: World, on: date) -> dict[str, int | None]:
    """Who sits where on a day."""
    seats = Seat.objects.filter(household=world.home, since__lte=on)
    return {
        seat.position: seat.professional_id
        for seat in seats.order_by("id")
        if seat.until is None or seat.until > on
    }


def test_the_front_rider_and_the_face_for_the_family_let_go_at_once(
    world: World, at: datetime
) -> None:
    before = day_of(at) - timedelta(days=1)
    assert rides(world, day_of(at))[Position.FRONT] == world.mila.pk

    bars.set_bar(world.home, world.mila, NEIGHBOR, by=world.mila, at=at)

    assert rides(world, day_of(at))[Position.FRONT] is None
    assert rides(world, before)[Position.FRONT] == world.mila.pk  # what was, stays in the story
    assert not ContactPerson.objects.filter(household=world.home, until=None).exists()
    assert {"Kies een ander vast contactpersoon", "Kies wie er meefietst"} <= set(
        waiting(world.ruben, at)
    )
    assert waiting(world.ruben, at)[0] in {one.title for one in today.tasks_for(world.ruben, at=at)}


def test_the_family_is_told_who_comes_and_not_why(world: World, at: datetime) -> None:
    bars.set_bar(
        world.home,
        world.mila,
        bars.Tie("other", "Zij was de trainer van Noor."),
        by=world.mila,
        at=at,
    )

    change = SeatChange.objects.latest("id")
    assert change.family_informed_on is None
    assert "Wisseling vertellen aan het gezin" in {
        task.title for task in today.tasks_for(world.ruben, at=at)
    }
    for word in ("ken", "buur", "uitgesloten", "trainer", "Mila"):
        assert word not in f"{change.trigger} {change.agreed_by} {change.deviation_reason}"


def test_a_partner_that_is_barred_is_no_longer_who_does_it(world: World, at: datetime) -> None:
    bar(world, world.vera, at)

    world.involvement.refresh_from_db()
    assert world.involvement.professional is None
    assert any(title.startswith("Kies iemand anders van") for title in waiting(world.mila, at))
    involvements.name_professional(world.involvement, world.stella, by=world.mila, at=at)
    assert not any(title.startswith("Kies iemand anders") for title in waiting(world.mila, at))


def test_a_signature_that_is_asked_is_asked_of_somebody_else(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, signs=False, by=world.mila, at=at)
    bars.set_bar(world.home, world.ruben, NEIGHBOR, by=world.mila, at=at)

    decision.refresh_from_db()
    assert decision.co_signer is None
    assert "Kies wie het kernbesluit meetekent" in waiting(world.mila, at)


def test_a_signature_that_was_given_stays(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    bars.set_bar(world.home, world.ruben, NEIGHBOR, by=world.mila, at=at)

    decision.refresh_from_db()
    assert decision.co_signer == world.ruben


def test_a_report_that_is_not_written_yet_is_taken_over(world: World, at: datetime) -> None:
    journal.announce_report(
        world.home,
        world.veilig_thuis,
        contact_on=day_of(at),
        contact_with="Noor",
        by=world.vera,
        at=at,
    )
    bar(world, world.vera, at)

    assert any(title.startswith("Verslag van") for title in waiting(world.mila, at))
    new = journal.Written("Noor slaapt goed.", own_system=True, provenance="family")
    journal.take_over_report(Report.objects.get(), new, by=world.mila, at=at)
    assert not any(title.startswith("Verslag van") for title in waiting(world.mila, at))


def test_who_holds_nothing_leaves_everything_as_it_was(world: World, at: datetime) -> None:
    changes, seated = SeatChange.objects.count(), rides(world, day_of(at))
    bar(world, world.stella, at)

    assert SeatChange.objects.count() == changes
    assert rides(world, day_of(at)) == seated
    assert not waiting(world.mila, at)


def test_it_works_in_the_role_of_the_web_and_without_a_key_to_the_tandem(
    world: World, at: datetime
) -> None:
    with as_web(world.vera, at):
        bars.report_self(world.home.ref, NEIGHBOR, by=world.vera, at=at)

    assert Involvement.objects.get(pk=world.involvement.pk).professional is None
    assert not Key.objects.filter(account=world.vera, until=None).exists()


def test_nobody_frees_somebody_elses_work_in_sql(world: World, at: datetime) -> None:
    mila, home = world.mila.pk, world.home.pk
    with as_web(world.outsider, at):
        run("SELECT tandem.free_for_bar(%s, %s, %s, %s, 'x', 'x')", mila, home, mila, at)

    assert rides(world, day_of(at))[Position.FRONT] == world.mila.pk


def as_contact(world: World, who: Account, at: datetime) -> object:
    new = contacts.NewContact(who, "06 op werkdagen", Frequency.WEEKLY)
    return contacts.set_contact_person(world.home, new, on=day_of(at), by=world.mila, at=at)


def as_professional(world: World, who: Account, at: datetime) -> object:
    return involvements.name_professional(world.involvement, who, by=world.mila, at=at)


def as_new_partner(world: World, who: Account, at: datetime) -> object:
    new = involvements.NewInvolvement(
        world.veilig_thuis, "advice", Period(day_of(at)), professional=who
    )
    return involvements.start(world.home, new, by=world.mila, at=at)


def as_co_signer(world: World, who: Account, at: datetime) -> object:
    decision = dossier.decided(world.home, world.gi, world.mila, signs=False, by=world.ruben, at=at)
    return signatures.ask_to_sign(decision, who, by=world.ruben, at=at)


def as_first_co_signer(world: World, who: Account, at: datetime) -> object:
    return dossier.decided(world.home, world.gi, who, signs=False, by=world.ruben, at=at)


def as_rider(world: World, who: Account, at: datetime) -> object:
    seat = Seat.objects.create(
        household=world.home,
        position=Position.BACK,
        organization=world.local_team,
        since=day_of(at),
    )
    return contacts.name_rider(seat, who, by=world.ruben, at=at)


def as_front(world: World, who: Account, at: datetime) -> object:
    new = tandem.Swap(
        front=world.veilig_thuis,
        professional=who,
        day=day_of(at),
        trigger="Zij kennen elkaar.",
        agreed_by="iedereen",
        family_informed_on=day_of(at),
        deviation_reason="Het gezin vroeg erom.",
    )
    return tandem.swap(world.home, new, by=world.mila, at=at)


WAYS_IN = [
    as_contact,
    as_professional,
    as_new_partner,
    as_co_signer,
    as_first_co_signer,
    as_rider,
    as_front,
]


@pytest.mark.parametrize("way", WAYS_IN)
def test_somebody_who_is_not_barred_is_named(
    world: World, at: datetime, way: Callable[[World, Account, datetime], object]
) -> None:
    way(world, world.stella, at)


@pytest.mark.parametrize("way", WAYS_IN)
def test_nobody_who_is_barred_is_named(
    world: World, at: datetime, way: Callable[[World, Account, datetime], object]
) -> None:
    bar(world, world.stella, at)

    with pytest.raises(Refusal) as refused:
        way(world, world.stella, at)
    assert refused.value.rule is rules.DOSSIER_31


@pytest.mark.parametrize("way", WAYS_IN)
def test_the_database_refuses_it_too(
    world: World,
    at: datetime,
    way: Callable[[World, Account, datetime], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bar(world, world.stella, at)
    monkeypatch.setattr(
        bars, "judge_naming", lambda *_: rules.may_hold_key(is_barred=False, is_active=True)
    )
    monkeypatch.setattr("tandem.dossier.services._table.may_hold", lambda *_: None)

    with pytest.raises(IntegrityError, match="barred"), transaction.atomic():
        way(world, world.stella, at)


def test_a_watcher_who_is_barred_does_not_judge_looks_there(world: World, at: datetime) -> None:
    look = LookReview.objects.create(
        household=world.home,
        pilot=world.huizen,
        reference=world.home.ref,
        account=world.mila,
        looked_on=day_of(at),
        times=1,
        signals=["hours"],
        due_on=day_of(at),
    )
    assert look in looks.to_judge(world.ruben, at=at)
    with as_web(world.ruben, at):
        assert run("SELECT count(*) FROM dossier_lookreview") == [(1,)]

    bars.set_bar(world.home, world.ruben, NEIGHBOR, by=world.mila, at=at)

    assert not looks.to_judge(world.ruben, at=at)
    with as_web(world.ruben, at):
        assert run("SELECT count(*) FROM dossier_lookreview") == [(0,)]
    with pytest.raises(Refusal) as refused:
        look_services.judge(
            look, outcome=LookOutcome.RIGHT, explanation="Dat klopt wel.", by=world.ruben, at=at
        )
    assert refused.value.rule is rules.DOSSIER_31


def test_case_files_and_decisions_know_who_signs(world: World, at: datetime) -> None:
    """A decision without a second person is not made on screen, so an empty one was freed."""
    with pytest.raises(Refusal):
        dossier.decided(
            world.home, world.veilig_thuis, world.vera, signs=False, by=world.vera, at=at
        )
    assert not CoreDecision.objects.exists()
