"""Every invariant of a household has a rule or a constraint, tried both ways."""

from __future__ import annotations

import ast
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tandem.core.periods import day_of
from tandem.dossier.enums import EntryKind, Position, Provenance
from tandem.dossier.models import Entry, Seat
from tandem.dossier.services import journal
from tandem.journey.models import ExpertContacts
from tandem.legal.enums import MeasureKind
from tandem.legal.models import Measure
from tandem.legal.services import decisions
from tests.factories import power
from tests.factories.world import World
from tests.house.invariants import (
    HELD,
    NOT_BUILT,
    PAGE_OF_DOCS,
    SENTENCES,
    Held,
    document,
    judged,
    rules_of,
)
from tests.house.walk import ROOT, rule_modules

BUILT = [invariant for invariant in SENTENCES if invariant not in NOT_BUILT]


@pytest.mark.parametrize("invariant", BUILT)
def test_an_invariant_is_held_up_and_tried_both_ways(invariant: str) -> None:
    tables = judged()
    by_rule = [rule for rule in rules_of(invariant) if rule.id in tables]
    otherwise = [held for held in HELD if held.invariant == invariant]

    assert by_rule or otherwise, f"nothing holds {invariant} up: {SENTENCES[invariant]}"


@pytest.mark.parametrize("invariant", NOT_BUILT)
def test_what_is_built_is_not_called_unbuilt(invariant: str) -> None:
    assert not list(rules_of(invariant))


def test_every_invariant_that_a_rule_names_is_in_the_table() -> None:
    named = {name for module in rule_modules() for rule in module.RULES for name in rule.invariants}

    assert named <= set(SENTENCES)


@pytest.mark.parametrize("held", HELD, ids=lambda held: f"{held.invariant}-{held.constraint}")
def test_what_is_declared_exists(held: Held) -> None:
    constraints = {
        constraint.name for model in apps.get_models() for constraint in model._meta.constraints
    }
    assert held.constraint in constraints | {""}
    assert held.invariant in SENTENCES
    for named in (held.may, held.may_not):
        path, _, name = named.partition("::")
        tests = {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text()))
            if isinstance(node, ast.FunctionDef)
        }
        assert name in tests, named


def test_the_page_is_up_to_date() -> None:
    written = PAGE_OF_DOCS.read_text(encoding="utf-8")

    assert written == document(), "run `python -m tests.house`"


def test_two_riders_in_front_are_refused_by_the_database(world: World) -> None:
    front = Seat.objects.get(household=world.home, position=Position.FRONT)
    front.pk = None

    with pytest.raises(IntegrityError, match="one_front_rider"), transaction.atomic():
        front.save(force_insert=True)


def test_a_contact_with_an_expert_has_no_room_for_words() -> None:
    roomy = (models.TextField, models.JSONField, models.FileField)
    fields = ExpertContacts._meta.fields

    assert not [field.name for field in fields if isinstance(field, roomy)]
    assert not [field.name for field in fields if field.get_internal_type() == "CharField"]


def _measured(world: World, at: datetime) -> Measure:
    new = power.measure(MeasureKind.CONTACT_BAN, day_of(at), world.gi, initiated_by_pilot=True)
    return decisions.record_measure(world.home, new, by=world.mila, at=at)


def test_a_measure_says_where_it_came_from(world: World, at: datetime) -> None:
    assert _measured(world, at).initiated_by_pilot


def test_a_measure_at_intake_is_not_from_the_pilot(world: World, at: datetime) -> None:
    made = _measured(world, at)

    with pytest.raises(IntegrityError, match="at_intake"), transaction.atomic():
        Measure.objects.filter(pk=made.pk).update(running_at_intake=True)


def _said(world: World, at: datetime) -> Entry:
    new = journal.NewEntry(
        EntryKind.OPINION, day_of(at), "Ik denk dat Noor moe is.", Provenance.FAMILY
    )
    return journal.write(world.home, new, by=world.mila, at=at + timedelta(minutes=1))


def _better(said: Entry, world: World) -> Entry:
    return Entry(
        household=world.home,
        kind=EntryKind.OPINION,
        happened_on=said.happened_on,
        text="Ik denk dat Noor slecht slaapt.",
        provenance=Provenance.FAMILY,
        replaces=said,
        written_at=said.written_at + timedelta(minutes=1),
        written_by=world.mila,
    )


def test_an_opinion_is_corrected_as_an_opinion(world: World, at: datetime) -> None:
    better = _better(_said(world, at), world)

    better.save()

    assert better.pk


def test_an_opinion_never_becomes_a_fact_in_the_database(world: World, at: datetime) -> None:
    said = _said(world, at)
    better = _better(said, world)
    better.kind = EntryKind.FACT

    with pytest.raises(IntegrityError, match="never becomes a fact"), transaction.atomic():
        better.save()
    with pytest.raises(IntegrityError, match="keeps its kind"), transaction.atomic():
        Entry.objects.filter(pk=said.pk).update(kind=EntryKind.FACT)
