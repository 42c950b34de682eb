"""Odd orders and unlucky moments: what must stay closed, stays closed (INV-01..15)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier.enums import Form, Position
from tandem.dossier.models import Household, Involvement, Seat
from tandem.dossier.services import keys
from tandem.journey import rules
from tandem.journey.services import endings, tandem, withdrawals
from tandem.legal import rules as legal_rules
from tandem.legal.enums import Answer, Via
from tandem.legal.services import consents, involvements
from tandem.network.models import Account, Organization
from tests.factories import dossier
from tests.factories.world import World

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def opens(account: Account, home: Household, at: datetime) -> bool:
    """Whether somebody's key opens the household at the moment."""
    return keys.running(at).filter(account=account, household=home).exists()


def refused(rule: Rule) -> AbstractContextManager[object]:
    return pytest.raises(Refusal, match=rule.sentence[:30])


def withdraw(world: World, at: datetime, *names: str) -> None:
    for name in names or ("Fatima", "Daan", "Noor"):
        withdrawals.receive(world.consents[name], via=Via.ORAL, by=world.mila, at=at)


def front(home: Household, at: datetime) -> str:
    [seat] = [
        seat
        for seat in Seat.objects.filter(household=home, position=Position.FRONT)
        if Period(seat.since, seat.until).has(day_of(at))
    ]
    return seat.organization.slug


def power(
    world: World, organization: Organization, who: Account, at: datetime, **other: object
) -> Involvement:
    """Let a partner use powers on a complete decision of which the family was told."""
    dossier.decided(world.home, organization, world.ruben, by=world.mila, at=at)
    new = involvements.NewInvolvement(
        organization, Form.WITH_POWERS, Period(day_of(at)), professional=who
    )
    return tandem.bring_in(world.home, replace(new, **other), by=world.mila, at=at)  # type: ignore[arg-type]


class TestAfterAWithdrawal:
    """Consent that was taken back opens no door for the rest of that day (CONS-08)."""

    def test_facts_of_before_that_are_written_down_later_open_no_door(
        self, world: World, at: datetime
    ) -> None:
        withdraw(world, at)
        late = involvements.NewInvolvement(
            world.veilig_thuis,
            Form.WITH_CONSENT,
            Period(day_of(at - DAY), day_of(at + DAY)),
            professional=world.stella,
        )

        tandem.bring_in(world.home, late, by=world.mila, at=at + HOUR)

        assert not opens(world.stella, world.home, at + HOUR)

    def test_naming_a_colleague_on_what_stopped_opens_no_door(
        self, world: World, at: datetime
    ) -> None:
        withdraw(world, at)

        involvement = Involvement.objects.get(pk=world.involvement.pk)
        involvements.name_professional(involvement, world.stella, by=world.mila, at=at + HOUR)

        assert not opens(world.stella, world.home, at + HOUR)

    def test_a_door_that_opened_a_moment_later_closes_too(self, world: World, at: datetime) -> None:
        # The form of the withdrawal was sent first, and waited for the one that brought her in.
        new = involvements.NewInvolvement(
            world.veilig_thuis, Form.WITH_CONSENT, Period(day_of(at)), professional=world.stella
        )
        tandem.bring_in(world.home, new, by=world.mila, at=at + HOUR)

        withdraw(world, at)

        assert not opens(world.stella, world.home, at + 2 * HOUR)

    def test_a_form_that_was_sent_just_before_brings_nobody_in_after(
        self, world: World, at: datetime
    ) -> None:
        withdraw(world, at + HOUR)
        new = involvements.NewInvolvement(
            world.veilig_thuis,
            Form.WITH_CONSENT,
            Period(day_of(at), day_of(at + DAY)),
            professional=world.stella,
        )

        with refused(legal_rules.LEGAL_03):
            tandem.bring_in(world.home, new, by=world.mila, at=at)

    def test_fresh_consent_is_not_from_before(self, world: World, at: datetime) -> None:
        withdrawal = withdrawals.receive(
            world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=at
        )
        consents.explore(
            withdrawal, on=day_of(at), exploration="Samen gepraat.", by=world.mila, at=at
        )
        withdrawal.refresh_from_db()
        old = consents.NewConsent(Answer.YES, [world.veilig_thuis], day_of(at - 5 * DAY))

        with refused(legal_rules.LEGAL_16):
            withdrawals.go_on(withdrawal, old, by=world.mila, at=at)

    def test_consent_of_before_is_not_recorded_afterwards(self, world: World, at: datetime) -> None:
        withdraw(world, at, "Fatima")

        with refused(legal_rules.LEGAL_16):
            consents.record(
                world.fatima,
                consents.NewConsent(Answer.YES, [world.veilig_thuis], day_of(at - 5 * DAY)),
                by=world.mila,
                at=at + HOUR,
            )


class TestEnding:
    def test_nobody_stays_inside_when_the_last_day_lies_before_they_came(
        self, world: World, at: datetime
    ) -> None:
        late = at + 3 * DAY
        dossier.leaving(world.home, by=world.mila, at=late)
        new = involvements.NewInvolvement(
            world.veilig_thuis, Form.WITH_CONSENT, Period(day_of(late)), professional=world.stella
        )
        tandem.bring_in(world.home, new, by=world.mila, at=late)

        with refused(rules.JOURNEY_13):
            endings.end(
                world.home, last_day=day_of(at), reason="Het gaat goed.", by=world.mila, at=late
            )


class TestPowers:
    def test_who_rode_along_before_a_colleague_took_over_still_rode_along(
        self, world: World, at: datetime
    ) -> None:
        involvements.name_professional(world.involvement, world.stella, by=world.mila, at=at)

        with refused(legal_rules.LEGAL_09):
            power(world, world.veilig_thuis, world.vera, at)

    def test_who_uses_powers_does_not_start_riding_along(self, world: World, at: datetime) -> None:
        _rides_along = world.involvement
        power(world, world.veilig_thuis, world.stella, at)

        with refused(legal_rules.LEGAL_09):
            involvements.name_professional(world.involvement, world.stella, by=world.mila, at=at)

    def test_while_another_power_runs_a_partner_stays_in_front(
        self, world: World, at: datetime
    ) -> None:
        _rides_along = world.involvement
        power(world, world.veilig_thuis, world.stella, at)
        second = power(world, world.gi, world.guus, at)
        assert front(world.home, at) == "gi-djgb"

        tandem.let_go(second, last_day=day_of(at), reason="klaar", by=world.mila, at=at)

        assert front(world.home, at + DAY) == "vt"

    def test_who_only_rides_along_again_gets_off_the_front(
        self, world: World, at: datetime
    ) -> None:
        first = power(world, world.veilig_thuis, world.stella, at)
        assert front(world.home, at) == "vt"

        tandem.let_go(first, last_day=day_of(at), reason="klaar", by=world.mila, at=at)

        assert front(world.home, at + DAY) == "lt-huizen"


def test_the_tandem_does_not_start_on_consent_that_was_just_taken_back(
    world: World, at: datetime
) -> None:
    home = dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)
    dossier.triaged(home, by=world.mila, at=at)
    dossier.explained(home, by=world.mila, at=at)
    for consent in dossier.everybody_says_yes(home, [world.veilig_thuis], by=world.mila, at=at):
        withdrawals.receive(consent, via=Via.ORAL, by=world.mila, at=at + HOUR)

    with refused(rules.JOURNEY_04):
        dossier.riding(home, world.mila, by=world.mila, at=at)
