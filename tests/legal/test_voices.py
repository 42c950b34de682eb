"""Who says what: the page, the talk, help and sharing, and with whom a partner speaks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tandem.core.periods import day_of
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Form, PersonRole, Status
from tandem.dossier.models import Authority, Household, Report
from tandem.dossier.services import households
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, Tell
from tandem.legal.models import CareConsent, Consent, ExpertAnswer, FreedomMark, SharingConsent
from tandem.legal.services import consents, contacts, involvements, talks, telling
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.legal.test_services import green, refused_by, yes

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.factories.world import World

TODAY = date(2026, 9, 7)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.vera, at=monday)


def divided(world: World, at: datetime) -> None:
    """Fatima says yes to the GI and it comes, Daan and Noor say no."""
    consents.record(world.fatima, yes(world.gi, on=day_of(at)), by=world.mila, at=at)
    no = consents.NewConsent(Answer.NO, [world.gi], day_of(at), what_else="Alleen wij.")
    consents.record(world.daan, no, by=world.mila, at=at)
    consents.record(world.noor, no, by=world.mila, at=at)
    involvements.start(world.home, green(world.gi, day_of(at)), by=world.mila, at=at)


class TestTheStanding:
    def test_a_divided_household_is_shown_as_it_is(self, world: World, at: datetime) -> None:
        divided(world, at)

        found = selectors.standing(world.home, at=at)

        gi = next(one for one in found.partners if one.organization == world.gi)
        assert gi.is_here
        assert gi.is_disputed
        # Sem is 6: who decides for him is divided, and one of them says yes.
        assert set(gi.may_speak_with) == {"Fatima", "Sem"}
        assert set(gi.not_with) == {"Daan", "Noor"}
        assert not found.to_ask

    def test_who_joins_later_is_still_to_be_asked(self, world: World, at: datetime) -> None:
        divided(world, at)
        new = households.NewPerson("Bo Wilgen", PersonRole.CHILD, date(2011, 1, 1))
        (bo,) = households.add_persons(world.home, [new], by=world.mila, at=at)

        found = selectors.standing(world.home, at=at)

        assert {(one.person, one.organization) for one in found.to_ask} == {
            (bo, world.gi),
            (bo, world.veilig_thuis),
        }

    def test_a_partner_speaks_only_with_who_said_yes(self, world: World, at: datetime) -> None:
        divided(world, at)

        for person in (world.daan, world.noor):
            contact = contacts.Contact(day_of(at), [world.fatima, person])
            verdict = contacts.judge_contact(world.home, world.gi, contact, at=at)
            assert verdict.rule is rules.LEGAL_37
            assert person.first_name in verdict.reason
        contact = contacts.Contact(day_of(at), [world.fatima, world.sem])
        assert contacts.judge_contact(world.home, world.gi, contact, at=at)

    def test_a_yes_taken_back_is_over(self, world: World, at: datetime) -> None:
        consents.receive_withdrawal(world.consents["Daan"], via="oral", by=world.mila, at=at)

        contact = contacts.Contact(day_of(at), [world.daan])

        assert not contacts.judge_contact(world.home, world.veilig_thuis, contact, at=at)
        voices = selectors.standing(world.home, at=at).members
        daan = next(one for one in voices if one.person == world.daan)
        assert {voice.answer for _, voice in daan.voices} == {"over"}

    def test_with_powers_a_partner_speaks_with_everybody(self, world: World, at: datetime) -> None:
        divided(world, at)
        dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
        dossier.partner(world.home, world.gi, form=Form.WITH_POWERS, by=world.mila, at=at)

        contact = contacts.Contact(day_of(at), [world.daan])

        assert contacts.judge_contact(world.home, world.gi, contact, at=at)
        gi = next(
            one
            for one in selectors.standing(world.home, at=at).partners
            if one.organization == world.gi
        )
        assert gi.by_power
        assert not gi.is_disputed

    def test_it_costs_the_same_for_a_large_family(
        self, world: World, at: datetime, django_assert_max_num_queries: Any
    ) -> None:
        new = [
            households.NewPerson(f"Kind {n}", PersonRole.CHILD, date(2015, 1, n))
            for n in range(1, 9)
        ]
        households.add_persons(world.home, new, by=world.mila, at=at)

        with django_assert_max_num_queries(6):
            selectors.standing(world.home, at=at)


class TestThePage:
    def test_it_says_who_says_what_and_what_is_still_to_ask(
        self, mila: Visitor, world: World, monday: datetime
    ) -> None:
        divided(world, monday)
        new = households.NewPerson("Bo Wilgen", PersonRole.CHILD, date(2011, 1, 1))
        households.add_persons(world.home, [new], by=world.mila, at=monday)

        page = words(mila.look("legal:voices", world.home.ref))

        assert "Bo over" in page
        assert "niet met Daan, Bo en Noor" in page
        assert "Daan en Fatima beslissen" in page
        assert "TELL-20" in page

    def test_how_free_it_was_is_not_for_partners(
        self, mila: Visitor, world: World, monday: datetime, client: Client
    ) -> None:
        said = yes(world.gi, on=TODAY, company="opa Wilgen", not_free="Keek steeds naar opa.")
        consents.record(world.fatima, said, by=world.mila, at=monday)

        own = words(mila.look("legal:voices", world.home.ref))
        partner = words(Visitor(client, world.vera, at=monday).look("legal:voices", world.home.ref))

        for secret in ("Keek steeds naar opa", "opa Wilgen"):
            assert secret in own
            assert secret not in partner
        assert "Hoe vrij" not in partner
        assert "Gesprek vastleggen" not in partner

    def test_it_is_calm_when_nobody_was_asked(
        self, mila: Visitor, world: World, monday: datetime
    ) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=monday)

        page = words(mila.look("legal:voices", home.ref))

        assert "Er is nog niemand gevraagd." in page
        assert "Er is nog geen hulp besproken." in page

    def test_who_decides_is_a_page_for_everybody(self, vera: Visitor) -> None:
        page = words(vera.look("legal:who_decides"))

        assert "HULP-3" in page
        assert "niemand: er is een beslissing van de rechter" in page


def given(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "given_by": world.fatima.pk,
        "answer": "yes",
        "given_on": "2026-09-07",
        "via": "oral",
        "circumstance": "normal",
        **changes,
    }


class TestHelpAndSharing:
    def test_help_is_asked_of_who_decides_and_begins_when_all_said_yes(
        self, mila: Visitor, world: World
    ) -> None:
        ref = world.home.ref
        form = words(mila.look("legal:help", ref, world.noor.pk))
        assert "HULP-2" not in form
        assert "allebei ja" in form
        for who in (world.fatima, world.daan):
            sent = given(world, given_by=who.pk, help="traumatherapie")
            assert mila.send("legal:help", ref, world.noor.pk, **sent).status_code == 303

        page = words(mila.look("legal:voices", ref))
        assert "Hulp mag nog niet beginnen." in page
        assert "De persoon zelf is nog niet gevraagd." in page

        own = given(world, given_by=world.noor.pk, help="Traumatherapie")
        assert mila.send("legal:help", ref, world.noor.pk, **own).status_code == 303
        assert "Hulp mag beginnen." in words(mila.look("legal:voices", ref))

        consent = CareConsent.objects.get(given_by=world.daan)
        back = mila.send("legal:help_end", ref, consent.pk, via="email")
        assert back.status_code == 303
        page = words(mila.look("legal:voices", ref))
        assert "Hulp mag nog niet beginnen." in page
        assert "ingetrokken op" in page

    def test_an_exception_lets_a_girl_of_14_decide_alone(self, mila: Visitor, world: World) -> None:
        ref = world.home.ref
        no = given(world, given_by=world.daan.pk, answer="no", help="therapie")
        mila.send("legal:help", ref, world.noor.pk, **no)
        wish = given(
            world,
            given_by=world.noor.pk,
            help="therapie",
            circumstance="own_wish",
            circumstance_reason="Zij vroeg er drie keer om.",
        )
        mila.send("legal:help", ref, world.noor.pk, **wish)

        assert "Hulp mag beginnen." in words(mila.look("legal:voices", ref))

    def test_a_stepfather_is_refused_with_the_rule(
        self, mila: Visitor, world: World, monday: datetime
    ) -> None:
        new = households.NewPerson("Koen Beuk", PersonRole.PARTNER, date(1990, 1, 1))
        (koen,) = households.add_persons(world.home, [new], by=world.mila, at=monday)

        sent = given(world, given_by=koen.pk, help="therapie")
        answer = mila.send("legal:help", world.home.ref, world.sem.pk, **sent)

        assert answer.status_code == 409
        assert "LEGAL-31" in words(answer)

    def test_sharing_names_one_source_and_an_end(self, mila: Visitor, world: World) -> None:
        ref = world.home.ref
        whole = given(
            world,
            given_by=world.noor.pk,
            direction="ask",
            what="hoe het gaat op school",
            purpose="het plan",
            source="De Vlieger",
            last_day="2026-12-31",
        )
        two = {**whole, "organization": world.gi.pk}

        assert mila.send("legal:sharing_consent", ref, world.noor.pk, **two).status_code == 422
        assert mila.send("legal:sharing_consent", ref, world.noor.pk, **whole).status_code == 303

        page = words(mila.look("legal:voices", ref))
        assert "De Vlieger" in page
        consent = SharingConsent.objects.get()
        assert consent.until == date(2027, 1, 1)
        assert (
            mila.send("legal:sharing_consent_end", ref, consent.pk, via="oral").status_code == 303
        )
        assert (
            mila.send("legal:sharing_consent_end", ref, consent.pk, via="oral").status_code == 409
        )

    def test_without_known_authority_the_form_leads_there(
        self, mila: Visitor, world: World
    ) -> None:
        Authority.objects.all().delete()

        form = words(mila.look("legal:help", world.home.ref, world.sem.pk))

        assert "nog niet wie gezag heeft" in form
        page = words(mila.look("legal:voices", world.home.ref))
        assert "nog niet bekend wie gezag heeft" in page


class TestTalking:
    def test_what_was_told_by_another_deed_stands_with_it(self, world: World, at: datetime) -> None:
        dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
        telling.tell_family(
            world.home,
            world.rvdk,
            on=TODAY,
            what="De Raad doet mee.",
            to=telling.Listeners([world.fatima], "Daan slaat haar; Noor is bij oma."),
            reaction="Wij schrokken.",
            by=world.mila,
            at=at,
        )
        letter = world.consents["Fatima"].confirmation
        consents.confirm(letter, form="letter", on=TODAY, by=world.mila, at=at)

        heard = {
            point.tell: point.told for talk in selectors.told(world.home) for point in talk.points
        }

        assert heard[Tell.CONFIRMED][0].names == ("Fatima",)
        assert heard[Tell.RVDK][0].reaction == "Wij schrokken."
        assert heard[Tell.RVDK][0].names == ("Fatima",)
        assert heard[Tell.TURNING_POINT][0].names == ("het gezin",)
        assert heard[Tell.PILOT][0].names == ("Daan", "Fatima", "Noor", "Sem")
        assert not heard[Tell.ESCALATION]

    def test_a_later_talk_keeps_the_points_and_the_reaction(
        self, mila: Visitor, world: World
    ) -> None:
        sent = mila.send(
            "legal:talk",
            world.home.ref,
            on="2026-09-07",
            people=[world.fatima.pk, world.noor.pk],
            start=[Tell.CONTACT, Tell.COURSE],
            reaction="Fijn dat het steeds dezelfde is.",
        )

        assert sent.status_code == 303
        page = words(mila.look("legal:voices", world.home.ref))
        assert "Fijn dat het steeds dezelfde is." in page

    def test_the_question_says_what_must_be_told_first(self, mila: Visitor, world: World) -> None:
        ref, fatima = world.home.ref, world.fatima.pk
        assert "LEGAL-33" not in words(mila.look("legal:consent", ref, fatima))
        world.fatima.told_points.filter(point=Tell.WITHDRAWAL).delete()

        page = words(mila.look("legal:consent", ref, fatima))
        sent = mila.send(
            "legal:consent",
            ref,
            fatima,
            answer="yes",
            organizations=[world.gi.pk],
            given_on="2026-09-07",
            via="oral",
        )

        assert "Nog niet verteld: dat u een ja altijd mag intrekken" in page
        assert sent.status_code == 409
        assert "LEGAL-33" in words(sent)

    def test_a_no_to_the_expert_is_kept(self, mila: Visitor, world: World) -> None:
        form = words(mila.look("legal:expert", world.home.ref))
        sent = mila.send(
            "legal:expert",
            world.home.ref,
            person=world.fatima.pk,
            answer="no",
            on="2026-09-07",
        )

        assert "Een nee mag." in form
        assert "Sem" not in form
        assert sent.status_code == 303
        assert ExpertAnswer.objects.get().answer == Answer.NO
        assert "Fatima zei nee" in words(mila.look("legal:voices", world.home.ref))

    def test_a_breaking_point_is_said_in_the_explanation(self, mila: Visitor, world: World) -> None:
        world.huizen.expert_refusal_is_breaking_point = True
        world.huizen.save()

        assert "alleen met een ervaringsdeskundige" in words(
            mila.look("legal:explain", world.home.ref)
        )
        assert "start de tandem niet" in words(mila.look("legal:expert", world.home.ref))

    def test_the_answer_form_keeps_what_only_we_see(self, mila: Visitor, world: World) -> None:
        sent = mila.send(
            "legal:consent",
            world.home.ref,
            world.fatima.pk,
            answer="yes",
            organizations=[world.gi.pk],
            given_on="2026-09-07",
            via="oral",
            company="Daan",
            not_free="Daan gaf steeds antwoord.",
        )

        assert sent.status_code == 303
        assert FreedomMark.objects.get().why == "Daan gaf steeds antwoord."


class TestTheContact:
    def test_a_contact_with_who_said_no_is_refused_by_its_rule(
        self, vera: Visitor, world: World, monday: datetime
    ) -> None:
        Consent.objects.filter(person=world.daan).delete()

        sent = vera.send(
            "legal:report_announce",
            world.home.ref,
            contact_on="2026-09-07",
            people=[world.fatima.pk, world.daan.pk],
        )

        assert sent.status_code == 409
        assert "LEGAL-37" in words(sent)
        assert not Report.objects.exists()

    def test_somebody_must_have_been_there(self, vera: Visitor, world: World) -> None:
        sent = vera.send("legal:report_announce", world.home.ref, contact_on="2026-09-07")

        assert sent.status_code == 422


class TestTheDeclaration:
    @pytest.mark.parametrize(
        ("version", "says"), [("2024-10", "Meedoen is een eigen"), ("2026-09", "geen toestemming")]
    )
    def test_every_wording_stays_printable(
        self, version: str, says: str, mila: Visitor, world: World
    ) -> None:
        consent = world.consents["Fatima"]
        Consent.objects.filter(pk=consent.pk).update(declaration_version=version)

        answer = mila.look("legal:declaration", world.home.ref, consent.pk)

        assert answer["Content-Type"] == "application/pdf"
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        assert version in text
        assert says in " ".join(text.split())
        assert "Fatima Wilgen" in text

    def test_a_version_that_nobody_knows_is_printed_as_of_its_day(
        self, world: World, at: datetime
    ) -> None:
        consent = world.consents["Fatima"]
        consent.declaration_version = "1999-01"

        assert selectors.declared(consent, at=at).version == "2024-10"

    def test_a_no_has_none(self, mila: Visitor, world: World, monday: datetime) -> None:
        divided(world, monday)
        no = Consent.objects.get(answer=Answer.NO, person=world.daan)

        assert mila.look("legal:declaration", world.home.ref, no.pk).status_code == 404


def test_a_closed_dossier_is_only_read(mila: Visitor, world: World) -> None:
    Household.objects.filter(pk=world.home.pk).update(
        status=Status.ENDED, ended_on=world.home.registered_on
    )

    page = mila.look("legal:voices", world.home.ref)

    assert reverse("legal:talk", args=[world.home.ref]) not in page.content.decode()


def test_nothing_more_is_told_in_a_dossier_that_ended(world: World, at: datetime) -> None:
    Household.objects.filter(pk=world.home.pk).update(
        status=Status.ENDED, ended_on=world.home.registered_on
    )
    told = talks.Told([Tell.PILOT], [world.noor])

    # The household in hand still says that the tandem rides: the row itself is asked.
    assert world.home.status != Status.ENDED
    refused_by(
        dossier_rules.DOSSIER_09,
        lambda: talks.tell(world.home, told, on=TODAY, by=world.mila, at=at),
    )
    refused_by(
        dossier_rules.DOSSIER_09,
        lambda: consents.explain(world.home, on=TODAY, by=world.mila, at=at),
    )
    refused_by(
        dossier_rules.DOSSIER_09,
        lambda: consents.record(world.fatima, yes(world.gi, on=TODAY), by=world.mila, at=at),
    )
