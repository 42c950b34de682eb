"""Every moment of a deed has its doer, and the database keeps the two together."""

from __future__ import annotations

import pytest
from django.db.models import CheckConstraint, DateTimeField, Model

from tests.house.walk import model_fields, models

# A moment that is nobody's deed, or whose doer stands in another field.
WITHOUT_A_DOER = {
    "network.Account.created_at": "the invitation names who invited (invited_by)",
    "network.Invitation.expires_at": "follows from the day of the invitation",
    "network.Invitation.opens_at": "follows from the day of the invitation",
    "network.Invitation.used_at": "the account itself used it",
    "dossier.Report.created_at": "`author`",
    "dossier.Report.sent_at": "`author`",
    "legal.Consent.ended_at": "the withdrawal names who received it (received_by)",
}
# A moment that may be empty with a doer, kept together otherwise than by a constraint.
WITHOUT_A_CONSTRAINT: dict[str, str] = {}
# The first administrator of a region is invited at the server, by nobody who can sign in.
WITHOUT_A_KNOWN_DOER = frozenset({"network.Invitation.invited_at"})


def deeds(model: type[Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, DateTimeField) and field.name.endswith("_at")
    ]


PAIRS = [
    pytest.param(model, name, id=f"{model._meta.label}.{name}")
    for model in models()
    for name in deeds(model)
]


@pytest.mark.parametrize(("model", "name"), PAIRS)
def test_a_moment_has_its_doer(model: type[Model], name: str) -> None:
    doer = name.removesuffix("_at") + "_by"

    assert (doer in model_fields(model)) != (f"{model._meta.label}.{name}" in WITHOUT_A_DOER)


@pytest.mark.parametrize(("model", "name"), PAIRS)
def test_the_database_keeps_moment_and_doer_together(model: type[Model], name: str) -> None:
    doer = name.removesuffix("_at") + "_by"
    field = model._meta.get_field(name)
    if doer not in model_fields(model) or not field.null:
        return
    together = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and name in str(constraint.condition)
        and doer in str(constraint.condition)
    ]

    assert together or f"{model._meta.label}.{name}" in WITHOUT_A_CONSTRAINT


@pytest.mark.parametrize(("model", "name"), PAIRS)
def test_a_doer_is_there_when_the_moment_is(model: type[Model], name: str) -> None:
    doer = name.removesuffix("_at") + "_by"
    if doer in model_fields(model) and not model._meta.get_field(name).null:
        may_lack = f"{model._meta.label}.{name}" in WITHOUT_A_KNOWN_DOER

        assert model._meta.get_field(doer).null == may_lack


def test_every_exception_still_exists() -> None:
    existing = {f"{model._meta.label}.{name}" for model in models() for name in deeds(model)}

    assert set(WITHOUT_A_DOER) <= existing
    assert set(WITHOUT_A_CONSTRAINT) <= existing


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_names_say_what_they_hold(model: type[Model]) -> None:
    for field in model._meta.fields:
        kind = field.get_internal_type()
        if field.name.endswith("_at"):
            assert kind == "DateTimeField", field.name
        if field.name.endswith("_on"):
            assert kind == "DateField", field.name
