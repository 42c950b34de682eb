"""Every field of every table is classified: what does it tell about whom?"""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db.models import Model, TextField

from tandem.core.privacy import Kind, Table
from tests.house.walk import APPS, ROOT, model_fields, models

TABLES: Table = {
    model: fields
    for label in APPS
    if label != "core" and (ROOT / "tandem" / label / "privacy.py").exists()
    for model, fields in import_module(f"tandem.{label}.privacy").FIELDS.items()
}


def test_every_table_is_there_and_no_other() -> None:
    assert set(TABLES) == set(models())


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model: type[Model]) -> None:
    named = [name for names in TABLES[model].values() for name in names]

    assert sorted(named) == sorted(model_fields(model))


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_text_about_a_family_is_not_called_nothing(model: type[Model]) -> None:
    if "household" not in model_fields(model):
        return
    nobody = TABLES[model].get(Kind.NOBODY, ())

    texts = [name for name in nobody if isinstance(model._meta.get_field(name), TextField)]
    assert not texts


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_pointer_to_somebody_is_a_link(model: type[Model]) -> None:
    pointing = {"Account", "Household", "Person", "Consent"}
    for field in model._meta.fields:
        related = field.related_model
        if related is None or getattr(related, "__name__", "") not in pointing:
            continue
        assert field.name in TABLES[model].get(Kind.LINK, ()), field.name


def test_the_monitor_and_the_network_hold_nothing_about_families() -> None:
    for model, kinds in TABLES.items():
        if model._meta.app_label in {"monitor", "network", "audit"}:
            assert not {Kind.NAMES, Kind.WORDS, Kind.FACT} & set(kinds), model
