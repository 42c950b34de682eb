"""Consent in the head of every page, and who must still be asked, on Vandaag."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.desk.selectors.head import Standpoint, head_of
from tandem.desk.selectors.today import tasks_for
from tandem.dossier.enums import Form
from tandem.dossier.models import Involvement
from tandem.legal.enums import Answer
from tandem.legal.models import Consent
from tandem.legal.services import asking, consents
from tests.factories.visitor import Visitor, words
from tests.legal.test_services import yes

if TYPE_CHECKING:
    from django.test import Client

    from tests.factories.world import World

TODAY = date(2026, 9, 7)
DAY = timedelta(days=1)


def standpoints(world: World, at: datetime) -> list[Standpoint]:
    return list(head_of(world.home, at=at).standpoints)


class TestTheHead:
    def test_who_says_the_same_stands_together(self, world: World, at: datetime) -> None:
        both = (world.local_team.name, world.veilig_thuis.name)

        assert standpoints(world, at) == [
            Standpoint("yes", tuple(sorted(both)), None, ("Daan", "Fatima", "Noor"))
        ]

    def test_a_no_to_one_organization_takes_no_other_yes_away(
        self, world: World, at: datetime
    ) -> None:
        no = consents.NewConsent(Answer.NO, [world.gi], day_of(at), what_else="Alleen wij.")
        consents.record(world.daan, no, by=world.mila, at=at)

        found = standpoints(world, at)

        assert [(one.answer, one.names) for one in found] == [
            ("yes", ("Daan", "Fatima", "Noor")),
            ("no", ("Daan",)),
        ]
        assert found[1].organizations == (world.gi.name,)
        head = head_of(world.home, at=at)
        assert "Daan" not in [member.first_name for member in head.to_ask]

    def test_it_says_until_when_and_what_is_over(self, world: World, at: datetime) -> None:
        short = yes(world.gi, on=day_of(at), until=day_of(at) + DAY)
        consents.record(world.fatima, short, by=world.mila, at=at)

        last = next(one.last_day for one in standpoints(world, at) if one.last_day)
        tomorrow = standpoints(world, at + DAY)

        assert last == TODAY
        assert ("over", ("Fatima",)) in [(one.answer, one.names) for one in tomorrow]

    def test_it_stays_one_statement(
        self, world: World, at: datetime, django_assert_num_queries: Any
    ) -> None:
        for person in (world.fatima, world.daan, world.noor):
            consents.record(person, yes(world.gi, on=day_of(at)), by=world.mila, at=at)

        with django_assert_num_queries(1):
            head_of(world.home, at=at)

    @pytest.mark.parametrize("page", ["story", "family", "together", "decisions", "access"])
    def test_it_is_on_every_page_and_leads_to_who_says_what(
        self, page: str, world: World, client: Client, monday: datetime
    ) -> None:
        answer = Visitor(client, world.mila, at=monday).look(f"desk:{page}", world.home.ref)

        assert f"zeggen ja tegen {world.local_team.name}" in words(answer)
        assert reverse("legal:voices", args=[world.home.ref]) in answer.content.decode()

    def test_it_is_above_every_form_too(
        self, world: World, client: Client, monday: datetime
    ) -> None:
        answer = Visitor(client, world.mila, at=monday).look("legal:talk", world.home.ref)

        assert "Daan, Fatima en Noor zeggen ja tegen" in words(answer)


class TestVandaag:
    def titles(self, world: World, at: datetime) -> list[str]:
        return [task.title for task in tasks_for(world.mila, at=at)]

    def test_who_was_not_asked_about_a_new_partner_is_asked_again(
        self, world: World, at: datetime
    ) -> None:
        assert not [one for one in self.titles(world, at) if "wie erbij kwam" in one]
        consents.record(world.fatima, yes(world.gi, on=day_of(at)), by=world.mila, at=at)
        # It was there already when nobody had to be asked about each organization.
        Involvement.objects.create(
            household=world.home,
            organization=world.gi,
            form=Form.WITH_CONSENT,
            since=day_of(at),
            recorded_at=at,
            recorded_by=world.mila,
        )

        asked = [one for one in self.titles(world, at) if "wie erbij kwam" in one]

        assert sorted(asked) == [
            "Daan vragen over wie erbij kwam",
            "Noor vragen over wie erbij kwam",
        ]

        no = consents.NewConsent(Answer.NO, [world.gi], day_of(at), what_else="Alleen wij.")
        for person in (world.daan, world.noor):
            consents.record(person, no, by=world.mila, at=at)

        assert not [one for one in self.titles(world, at) if "wie erbij kwam" in one]

    def test_whom_asking_would_endanger_now_is_not_to_be_asked_here(
        self, world: World, at: datetime
    ) -> None:
        consents.record(world.fatima, yes(world.gi, on=day_of(at)), by=world.mila, at=at)
        Involvement.objects.create(
            household=world.home,
            organization=world.gi,
            form=Form.WITH_CONSENT,
            since=day_of(at),
            recorded_at=at,
            recorded_by=world.mila,
        )
        later = at + timedelta(hours=1)

        # Daan answered about another organization before; what counts is the danger of today.
        asking.leave_out(world.daan, reason="Fatima is bang.", by=world.mila, at=later)

        asked = [one for one in self.titles(world, later) if "wie erbij kwam" in one]
        assert asked == ["Noor vragen over wie erbij kwam"]

        # Once he answers all the same, he is asked like everybody.
        once = later + timedelta(hours=1)
        consents.record(
            world.daan,
            consents.NewConsent(Answer.NO, [world.rvdk], day_of(once), what_else="Alleen wij."),
            by=world.mila,
            at=once,
        )
        assert "Daan vragen over wie erbij kwam" in self.titles(world, once)

    def test_a_partner_reads_nothing_of_whom_asking_would_endanger(
        self, world: World, client: Client, at: datetime, monday: datetime
    ) -> None:
        asking.leave_out(world.daan, reason="Fatima is bang.", by=world.mila, at=at)
        vera = Visitor(client, world.vera, at=monday)

        read = words(vera.look("desk:access", world.home.ref))
        read += words(vera.look("legal:voices", world.home.ref))

        assert "vroeg iemand niet" not in read
        assert "<h3>Niet gevraagd" not in read
        assert "Fatima is bang" not in read
        # Nor by who is missing from those who must still be asked.
        assert "<h3>Nog te vragen" not in read

        mila = Visitor(client, world.mila, at=monday)
        assert "vroeg iemand niet" in words(mila.look("desk:access", world.home.ref))

    def test_an_answer_that_was_not_free_asks_for_a_talk_alone(
        self, world: World, at: datetime
    ) -> None:
        said = yes(world.gi, on=day_of(at), not_free="Daan gaf steeds antwoord.")
        consents.record(world.fatima, said, by=world.mila, at=at)

        assert "Iemand nog een keer alleen spreken" in self.titles(world, at)
        # A partner hears nothing of it.
        assert not [task for task in tasks_for(world.vera, at=at) if "alleen" in task.title]

        consents.record(world.fatima, yes(world.gi, on=day_of(at)), by=world.mila, at=at)

        assert "Iemand nog een keer alleen spreken" not in self.titles(world, at)


def test_every_consent_of_the_world_names_its_wording(world: World) -> None:
    assert set(Consent.objects.values_list("declaration_version", flat=True)) == {"2024-10"}
