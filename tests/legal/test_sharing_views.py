"""The dialog for sharing without consent: short steps that end in an exchange or in a no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.core import kept
from tandem.dossier.enums import Status
from tandem.dossier.models import Household
from tandem.legal.enums import DataCategory, RecipientKind, Situation, WithoutConsent
from tandem.legal.forms.sharing import STEPS
from tandem.legal.models import Exchange, Postponement, SharingRefusal
from tests.desk.test_mine import page as own_page
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tandem.network.models import Account
    from tests.factories.world import World

    type SignIn = Callable[[Client, Account], Client]

REFUSED = {"toestemming": WithoutConsent.REFUSED, "onveilig": "ja"}
TO_RVDK = {**REFUSED, "aan": RecipientKind.RVDK}
WHOLE = {**TO_RVDK, "situatie": Situation.TEST_REQUEST}


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


def url(name: str, world: World, **answers: str) -> str:
    return f"{reverse(name, args=[world.home.ref])}?{urlencode(answers)}"


def page(visitor: Visitor, world: World, name: str = "legal:sharing", **answers: str) -> str:
    answer = visitor.client.get(url(name, world, **answers))
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def send(visitor: Visitor, address: str, **fields: Any) -> Any:
    return visitor.client.post(address, {**fields, "once": kept.new_key(visitor.account.pk)})


def filled(world: World, **changes: Any) -> dict[str, Any]:
    known = {
        "facts": "Noor kreeg op 4 september een klap.",
        "organization": world.rvdk.pk,
        "recipient": "Ravi Dennenberg, raadsonderzoeker",
        "shared_at": "2026-09-07T09:30",
        "categories": [DataCategory.IDENTITY, DataCategory.SAFETY],
        "what": "Wie Noor is en wat er gebeurde.",
        "necessity": "Anders kan de Raad niets onderzoeken.",
        "told": "later",
        "tell_by": "2026-09-14",
        "not_yet_reason": "Eerst praat Vera met Noor.",
    }
    return known | changes


class TestTheSteps:
    def test_each_asks_one_question_and_keeps_the_answers_before(
        self, mila: Visitor, world: World
    ) -> None:
        for known in ({}, {"toestemming": WithoutConsent.REFUSED}, REFUSED, TO_RVDK):
            shown = page(mila, world, **known)

            assert str(STEPS[len(known)].question) in shown
            assert shown.count('role="radiogroup"') == 1
            for step in STEPS[: len(known)]:
                assert step.words_of(known[step.name]) in shown

    def test_an_empty_answer_is_asked_again(self, mila: Visitor, world: World) -> None:
        answer = mila.client.get(url("legal:sharing", world, vraag="1"))

        assert answer.status_code == 422
        assert "Is er toestemming" in words(answer)

    @pytest.mark.parametrize("nonsense", ["\x00", "<b>", "ja\n", "refused ", "x" * 3000])
    def test_nonsense_is_no_answer(self, mila: Visitor, world: World, nonsense: str) -> None:
        assert "Stap 1 van 4" in page(mila, world, toestemming=nonsense)
        assert "Stap 2 van 4" in page(
            mila, world, toestemming=WithoutConsent.REFUSED, onveilig=nonsense
        )

    @pytest.mark.parametrize(
        ("answer", "says"),
        [
            ("ja", "Dan deelt u op die toestemming"),
            ("vragen", "Vraag het dan eerst"),
            ("zonder-namen", "Dan kan het zonder namen"),
        ],
    )
    def test_consent_is_the_first_way_out(
        self, mila: Visitor, world: World, answer: str, says: str
    ) -> None:
        # Whoever types the rest of the answers in the address gets no further.
        rest = {name: value for name, value in WHOLE.items() if name != "toestemming"}

        assert says in page(mila, world, toestemming=answer, **rest)
        assert (
            mila.client.get(url("legal:exchange", world, toestemming=answer, **rest)).status_code
            == 302
        )

    def test_looking_records_only_looks(self, mila: Visitor, world: World) -> None:
        before = Event.objects.exclude(kind=EventKind.LOOK).count()

        page(mila, world, **TO_RVDK)

        assert Event.objects.exclude(kind=EventKind.LOOK).count() == before


class TestANo:
    @pytest.mark.parametrize(
        ("answers", "rule"),
        [
            ({"toestemming": WithoutConsent.DANGEROUS, "onveilig": "nee"}, "LEGAL-72"),
            ({**REFUSED, "aan": RecipientKind.PILOT}, "LEGAL-74"),
            ({**REFUSED, "aan": RecipientKind.OTHER_DOMAIN}, "LEGAL-75"),
            ({**REFUSED, "aan": RecipientKind.OTHER}, "LEGAL-73"),
        ],
    )
    def test_it_shows_its_rule_at_once_and_is_recorded(
        self, mila: Visitor, world: World, answers: dict[str, str], rule: str
    ) -> None:
        shown = page(mila, world, **answers)
        answer = send(mila, url("legal:sharing", world, **answers))
        refusal = SharingRefusal.objects.get()
        after = words(mila.client.get(answer["Location"]))

        assert f"/spelregels/{rule}/" in shown
        assert "Vastleggen dat ik niet deel" in shown
        assert answer.status_code == 303
        assert refusal.rule == rule
        assert f"/spelregels/{rule}/" in after
        assert "Mila Beukema" in after

    @pytest.mark.parametrize(
        ("recipient", "situation"),
        [
            (RecipientKind.GI, Situation.SUPERVISION),
            (RecipientKind.SAME_HELP, Situation.SAME_HELP),
            (RecipientKind.INDEX, Situation.YOUNG_AT_RISK),
        ],
    )
    def test_a_ground_that_is_not_open_here_is_refused_before_anything_is_typed(
        self, mila: Visitor, world: World, recipient: str, situation: str
    ) -> None:
        asked = {**REFUSED, "aan": recipient}
        answer = send(mila, url("legal:sharing", world, **asked), situatie=situation)

        assert answer.status_code == 303
        assert SharingRefusal.objects.get().rule == "LEGAL-76"
        assert "LEGAL-76" in words(mila.client.get(answer["Location"]))

    def test_a_situation_that_fits_no_ground_is_refused_and_recorded(
        self, mila: Visitor, world: World
    ) -> None:
        answer = send(mila, url("legal:sharing", world, **TO_RVDK), situatie=Situation.SUSPICION)

        assert answer.status_code == 303
        assert SharingRefusal.objects.get().situation == Situation.SUSPICION
        assert "LEGAL-73" in page(mila, world, "desk:decisions")


class TestAYes:
    def test_the_last_answer_leads_to_the_ground(self, mila: Visitor, world: World) -> None:
        answer = send(mila, url("legal:sharing", world, **TO_RVDK), situatie=Situation.TEST_REQUEST)
        shown = words(mila.client.get(answer["Location"]))

        assert answer.status_code == 303
        assert "Jeugdwet 2.4 lid 1" in shown
        assert "De feiten die erin staan" in shown
        assert SharingRefusal.objects.count() == 0

    def test_what_no_jurist_held_against_the_law_says_so(self, mila: Visitor, world: World) -> None:
        danger = {
            **REFUSED,
            "aan": RecipientKind.EMERGENCY,
            "situatie": Situation.VITAL_INTEREST,
        }
        shown = page(mila, world, "legal:exchange", **danger)

        assert "Een jurist moet deze grond nog nakijken" in shown
        assert "Met wie hebt u dit besproken?" in shown

    def test_it_is_recorded_and_shown_on_the_page_of_decisions(
        self, mila: Visitor, world: World
    ) -> None:
        answer = send(mila, url("legal:exchange", world, **WHOLE), **filled(world))
        shown = page(mila, world, "desk:decisions")

        assert answer.status_code == 303
        assert Exchange.objects.get().organization == world.rvdk
        for said in ("Ravi Dennenberg", "Jeugdwet 2.4", "Het gezin weet dit nog niet", "een klap"):
            assert said in shown

    @pytest.mark.parametrize(
        ("changes", "status", "says"),
        [
            ({"facts": ""}, 422, "facts"),
            ({"told": "later", "tell_by": ""}, 422, "uiterlijk vertelt"),
            ({"told": "later", "not_yet_reason": " "}, 422, "waarom het niet eerder kan"),
            ({"told": "told", "told_on": ""}, 422, "waarop het is verteld"),
            ({"shared_at": "0001-01-01T00:00"}, 422, "tussen 1900 en 2100"),
            ({"shared_at": "9999-12-31T23:59"}, 422, "tussen 1900 en 2100"),
            ({"shared_at": "2026-09-07T23:59"}, 409, "DOSSIER-02"),
            ({"tell_by": "2026-10-06"}, 409, "LEGAL-79"),
        ],
    )
    def test_what_is_wrong_comes_back_with_everything_typed(
        self, mila: Visitor, world: World, changes: dict[str, Any], status: int, says: str
    ) -> None:
        answer = send(mila, url("legal:exchange", world, **WHOLE), **filled(world, **changes))

        assert answer.status_code == status
        assert says in words(answer)
        assert "Wie Noor is en wat er gebeurde." in words(answer)
        assert not Exchange.objects.exists()

    def test_a_ground_cannot_be_typed_into_the_address(self, mila: Visitor, world: World) -> None:
        asked = {**WHOLE, "aan": RecipientKind.OTHER}
        answer = send(mila, url("legal:exchange", world, **asked), **filled(world))

        assert answer.status_code == 302
        assert not Exchange.objects.exists()


class TestTelling:
    @pytest.fixture
    def made(self, mila: Visitor, world: World) -> Exchange:
        send(mila, url("legal:exchange", world, **WHOLE), **filled(world))
        return Exchange.objects.get()

    def test_it_stands_on_vandaag_until_it_is_told(
        self, mila: Visitor, world: World, made: Exchange
    ) -> None:
        before = words(mila.client.get("/"))
        told = {"on": "2026-09-07", "to": [world.fatima.pk, world.daan.pk], "reaction": "Oké."}
        mila.send("legal:exchange_told", world.home.ref, made.pk, **told)
        after = words(mila.client.get("/"))

        assert "Vertellen wat er is gedeeld" in before
        assert "Vertellen wat er is gedeeld" not in after
        assert "Het gezin zegt: Oké." in page(mila, world, "desk:decisions")

    def test_it_does_not_lapse_when_the_dossier_ends(
        self, mila: Visitor, world: World, made: Exchange
    ) -> None:
        Household.objects.update(status=Status.ENDED, ended_on=made.shared_at.date())

        assert "Vertellen wat er is gedeeld" in words(mila.client.get("/"))
        told = {"on": "2026-09-07", "to": [world.fatima.pk, world.daan.pk]}
        answer = mila.send("legal:exchange_told", world.home.ref, made.pk, **told)
        assert answer.status_code == 303

    def test_it_is_put_off_with_a_reason(self, mila: Visitor, world: World, made: Exchange) -> None:
        late = mila.send(
            "legal:exchange_postpone", world.home.ref, made.pk, until="2026-12-01", reason="Gevaar."
        )
        answer = mila.send(
            "legal:exchange_postpone", world.home.ref, made.pk, until="2026-09-28", reason="Gevaar."
        )

        assert late.status_code == 409
        assert answer.status_code == 303
        assert Postponement.objects.get().reason == "Gevaar."
        assert "Gevaar." in page(mila, world, "desk:decisions")

    def test_the_one_who_shared_is_reminded_too(
        self, client: Client, world: World, monday: datetime, made: Exchange
    ) -> None:
        Exchange.objects.update(shared_by=world.vera)
        vera = Visitor(client, world.vera, at=monday)

        assert "Vertellen wat er is gedeeld" in words(vera.client.get("/"))


def test_the_family_cannot_read_from_the_trail_that_something_was_shared(
    mila: Visitor, world: World, at: datetime, sign_in: SignIn
) -> None:
    mother = sign_in(Client(), own_page(world.fatima, by=world.mila, at=at))
    for known in ({}, REFUSED, TO_RVDK, WHOLE):
        page(mila, world, "legal:exchange" if known == WHOLE else "legal:sharing", **known)
    send(mila, url("legal:sharing", world, **REFUSED, aan=RecipientKind.OTHER))
    send(mila, url("legal:exchange", world, **WHOLE), **filled(world))

    said = words(mother.get(reverse("desk:mine")))

    assert "Wie keek er?" in said
    for betrayal in (
        "deelde",
        "keek in het dossier",
        "keek bij de besluiten",
        "zonder toestemming",
        "zonder uw ja",
        "hebben gedeeld",
        "LEGAL-7",
        world.rvdk.name,
        "Ravi",
        "klap",
    ):
        assert betrayal not in said, betrayal
