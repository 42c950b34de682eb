"""The demonstration: everything occurs, nothing twice, and nobody in it exists."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from tandem.audit.models import Event
from tandem.desk.management.demo.cast import COLLEAGUES
from tandem.dossier.enums import EntryKind, Form, PersonRole, Provenance, ReportStatus, Status
from tandem.dossier.models import Entry, Hours, Household, Involvement, Key, Person, Report
from tandem.dossier.selectors import lists
from tandem.journey.enums import ConsultationKind, Phase, TriageOutcome
from tandem.journey.models import Evaluation, ExpertContacts, Triage
from tandem.legal.enums import Answer, MeasureKind, Outcome, Regime
from tandem.legal.models import Confirmation, Consent, Exchange, Measure, Withdrawal
from tandem.legal.selectors import regimes
from tandem.monitor import selectors
from tandem.monitor.enums import Band, Question
from tandem.monitor.models import ManualFigure, Submission
from tandem.monitor.rules.quarter import Quarter, quarters
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Pilot
from tandem.network.selectors import DEMO_DOMAIN, RELATIVE, demonstration_accounts, one_per_role
from tandem.network.services.account import OPERATOR_EMAIL
from tandem.plan.enums import DomainState
from tandem.plan.selectors import family
from tandem.plan.selectors import network as network_of
from tests.factories import network
from tests.factories.world import MONDAY

if TYPE_CHECKING:
    from collections.abc import Iterator

PLANTS = """
Acacia Anemoon Berk Beuk Braam Brem Dahlia Den Duindoorn Eik Els Esdoorn Hazelaar Heide Hulst Iep
Jasmijn Kamille Kastanje Klaproos Klimop Korenbloem Kornoelje Lariks Lavendel Lijsterbes Liguster
Linde Madelief Magnolia Meidoorn Munt Narcis Populier Roos Rozemarijn Salie Sering Spar Tijm Tulp
Varen Vlier Wilg Zonnebloem
"""


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for the tests of this file, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MONDAY, tick=False):
            call_command("load_demo")
        yield
        transaction.set_rollback(True)


def _counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label.split(".")[0]
        in {"audit", "dossier", "journey", "legal", "monitor", "plan"}
    }


def test_every_household_has_the_name_of_a_plant_and_every_pilot_has_some(demo: None) -> None:
    names = [name.removeprefix("De ") for name in Household.objects.values_list("name", flat=True)]

    assert set(names) <= set(PLANTS.split())
    assert len(names) == len(set(names)) >= 36
    assert all(pilot.households.count() >= 12 for pilot in Pilot.objects.all())


def test_every_station_of_the_road_occurs(demo: None) -> None:
    assert set(Household.objects.values_list("status", flat=True)) == set(Status.values)
    assert {TriageOutcome.ADMIT, TriageOutcome.ELSEWHERE, TriageOutcome.LEAVE} <= set(
        Triage.objects.values_list("outcome", flat=True)
    )
    assert set(Withdrawal.objects.values_list("outcome", flat=True)) == {"", *Outcome.values}
    assert Withdrawal.objects.filter(outcome="", explored_on__isnull=False).exists()


def test_every_form_light_and_measure_occurs(demo: None) -> None:
    home_ids = Household.objects.values_list("id", flat=True)

    assert set(Involvement.objects.values_list("form", flat=True)) == set(Form.values)
    assert Involvement.objects.filter(anonymous=True).exists()
    assert set(Measure.objects.values_list("kind", flat=True)) == set(MeasureKind.values)
    lights = {light for light, _since in regimes(home_ids, at=MONDAY).values()}
    assert lights >= {Regime.GREEN, Regime.ORANGE, Regime.RED}
    assert set(Consent.objects.values_list("answer", flat=True)) == set(Answer.values)


def test_the_story_has_every_kind_every_provenance_and_a_correction(demo: None) -> None:
    assert set(Entry.objects.values_list("kind", flat=True)) == set(EntryKind.values)
    assert set(Entry.objects.values_list("provenance", flat=True)) == set(Provenance.values)
    assert Entry.objects.filter(replaces__isnull=False).exists()
    assert set(Person.objects.values_list("role", flat=True)) == set(PersonRole.values)
    assert ExpertContacts.objects.exists()


def test_around_de_wilg_somebody_carries_too_much_and_a_child_is_not_answered_for(
    demo: None,
) -> None:
    home, today = Household.objects.get(name="De Wilg"), MONDAY.date()
    circle = network_of.circle_of(home, on=today, measure_runs=False)
    children = family.child_help_of(family.members_of(home, on=today), on=today, has_violence=True)

    assert [one.tie.name for one in circle.people if not one.load] == ["Buurvrouw Els"]
    assert [tie.name for tie in circle.gone] == ["Tante Samia"]
    assert "Nog niet bij Sem." in children.answered.reason
    assert {one.state for one in family.domains_of(home)} == set(DomainState)
    assert len(family.earlier_help_of(home)) == 2


def test_there_is_work_that_is_late_and_work_that_comes(demo: None) -> None:
    today = MONDAY.date()

    assert Confirmation.objects.filter(sent_on=None).exists()
    assert set(Report.objects.values_list("status", flat=True)) == set(ReportStatus.values)
    assert Report.objects.filter(status=ReportStatus.SENT, due_on__lt=today).exists()
    assert Report.objects.filter(status=ReportStatus.TO_WRITE, due_on__lt=today).exists()
    open_ones = Evaluation.objects.filter(held_on=None)
    assert open_ones.filter(due_on__lt=today).exists()
    assert open_ones.filter(due_on=today).exists()
    assert open_ones.filter(due_on__gt=today).exists()


def test_every_pilot_shows_every_quarter(demo: None) -> None:
    for pilot in Pilot.objects.order_by("id"):
        sheets = [
            selectors.from_work([pilot], one)[0] for one in quarters(Quarter.of(MONDAY.date()))
        ]

        assert all(sheet.value(Question.HOUSEHOLDS) for sheet in sheets)
        assert sum(sheet.value(Question.A) > 0 for sheet in sheets) >= len(sheets) - 2


def test_hours_give_light_medium_and_heavy(demo: None) -> None:
    pilots = list(Pilot.objects.order_by("id"))
    forms = [one for one in Question if one.value.startswith("D.")]
    bands = {
        sheet.figure(form).band
        for quarter in quarters(Quarter.of(MONDAY.date()))
        for sheet in selectors.from_work(pilots, quarter)
        for form in forms
    }

    assert bands >= set(Band)


def test_quarters_are_submitted_corrected_and_counted_by_hand(demo: None) -> None:
    last = Quarter.of(MONDAY.date()).previous

    assert Submission.objects.filter(version=2).exclude(reason="").count() == 1
    assert ManualFigure.objects.count() == 1
    assert Submission.objects.filter(quarter=str(last)).count() == 1


def test_something_was_shared_without_consent_and_is_still_to_be_told(demo: None) -> None:
    assert Exchange.objects.filter(told_on=None, tell_by__gt=MONDAY.date()).exists()


def test_de_wilg_decided_together_on_its_phase_and_to_slow_down(demo: None) -> None:
    home = Household.objects.get(name="De Wilg")

    assert home.phase_changes.get().phase == Phase.BENEATH
    assert home.consultations.get().kind == ConsultationKind.MDO
    slow_down = home.slow_downs.get(ended_at=None)
    assert slow_down.is_signed
    assert slow_down.co_signed_by != slow_down.recorded_by


def test_nothing_happens_in_the_future(demo: None) -> None:
    assert not Event.objects.filter(at__gt=MONDAY).exists()
    assert not Entry.objects.filter(written_at__gt=MONDAY).exists()
    assert not Hours.objects.filter(day__gt=MONDAY.date()).exists()
    assert not Key.objects.filter(since__gt=MONDAY).exists()


def test_everybody_has_an_address_of_the_demonstration_and_can_sign_in(demo: None) -> None:
    people = Account.objects.exclude(email=OPERATOR_EMAIL)

    assert all(one.email.endswith(DEMO_DOMAIN) for one in people)
    assert len(demonstration_accounts(at=MONDAY)) == people.count() == len(COLLEAGUES) + 1 + 2


def test_one_account_per_role_is_shown_first(demo: None) -> None:
    shown = one_per_role(demonstration_accounts(at=MONDAY))

    roles = {one.role.partition(" · ")[0] for one in shown}
    assert roles == {str(role.label) for role in RoleKind} - {str(RoleKind.CASE_LOADER.label)} | {
        RELATIVE
    }
    assert {"Fatima Ayadi", "Daan Roelofs"} <= {one.name for one in shown}
    assert shown[0].name == "Samira Bos"
    assert "Joris Vink" in {one.name for one in shown}


def test_loading_again_changes_nothing_and_is_quick(
    demo: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _counts()
    began = monotonic()

    call_command("load_demo")

    assert monotonic() - began < 1
    assert _counts() == before
    assert "staan er al" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_region_of_ones_own_is_left_alone() -> None:
    network.seed_region(at=MONDAY)

    with pytest.raises(CommandError, match="eigen regio"):
        call_command("load_demo")


def test_rights_were_looked_at_and_two_colleagues_wait(demo: None) -> None:
    koen = Account.objects.get(name="Koen Wessels")
    for pilot in Pilot.objects.select_related("region"):
        found = lists.holdings(pilot.region, pilot, by=koen, at=MONDAY)
        assert {one.name for one in found if one.is_over} == {"Bianca Schouten", "Delano Pinas"}
        assert all(one.reviewed_on is not None for one in found)
