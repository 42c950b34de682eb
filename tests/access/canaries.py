"""Canaries: a word that exists nowhere else, in every secret field of De Wilg.

Which fields those are is not written here: privacy.py of every app says what a field tells about a
family, and every text among them gets a canary of its own. A new secret field is planted by itself,
and of a table in which De Wilg has no row yet two rows are made, one filled and one bare.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from tandem.core.privacy import Kind
from tandem.dossier.models import Household
from tandem.drafts.models import Draft
from tandem.network.models import Account
from tests.factories.world import MONDAY
from tests.house.walk import APPS, ROOT

SECRET = (Kind.NAMES, Kind.WORDS, Kind.FACT)
# The reference is the address itself: whoever asks for it gets it back in the address of the no.
ADDRESS = {(Household, "ref")}
# Of who types, and of no household: nobody else may read a word of it.
OF_NO_HOUSEHOLD = {Draft}


@dataclass(frozen=True)
class Field:
    """One secret field, and the word that stands in it."""

    model: type[models.Model]
    name: str
    canary: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


def secret_fields() -> Iterator[tuple[type[models.Model], str]]:
    """Every text that tells about a family, of every app, as its privacy.py says."""
    for label in APPS:
        if label == "core" or not (ROOT / "tandem" / label / "privacy.py").exists():
            continue
        for model, kinds in import_module(f"tandem.{label}.privacy").FIELDS.items():
            for name in (name for kind in SECRET for name in kinds.get(kind, ())):
                if _is_text(model._meta.get_field(name)) and (model, name) not in ADDRESS:
                    yield model, name


def _is_text(field: Any) -> bool:
    """Whether any word can stand in it; a choice, a day or a number cannot hold a canary."""
    inner = field.base_field if isinstance(field, ArrayField) else field
    is_text = isinstance(inner, models.CharField | models.TextField | models.JSONField)
    return is_text and not inner.choices


def way_home(model: type[models.Model]) -> str:
    """How a row of the table leads to its household, as a filter; empty when it does not."""
    waiting: list[tuple[type[models.Model], str]] = [(model, "")]
    known = {model}
    while waiting:
        here, way = waiting.pop(0)
        if here is Household:
            return way or "pk"
        for field in here._meta.fields:
            related = field.related_model
            if isinstance(related, type) and related not in known:
                known.add(related)
                waiting.append((related, f"{way}__{field.name}" if way else field.name))
    return ""


def plant(home: Household, *, stranger: Account | None) -> list[Field]:
    """Put a canary in every secret field of the household.

    Rows that had to be made here point at the stranger, who has nothing to do with it. Without a
    stranger only what is there gets a canary: making rows is for a world that is rolled back.
    """
    planted = []
    with transaction.atomic(), _without_triggers():
        for number, (model, name) in enumerate(secret_fields()):
            field = Field(model, name, f"kanarie{number:03}q")
            way = way_home(model)
            rows = model._base_manager.filter(**({way: home.pk} if way else {}))
            if not rows.exists():
                if stranger is None:
                    continue
                _make(model, home, stranger)
            elif stranger is not None:
                _free(model)
            assert rows.update(**{name: _value(model, field)}), f"{field} is not planted"
            planted.append(field)
    return planted


def _free(model: type[models.Model]) -> None:
    """Let a row be what its rules do not allow, in a world that is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(_RULES_OF_A_TABLE, [model._meta.db_table])
        for (rule,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{rule}"')


def _make(model: type[models.Model], home: Household, stranger: Account) -> models.Model:
    """Write rows of a table straight into it, apart from what else must be true of them."""
    _free(model)
    filled = _row(model, home, stranger, bare=False)
    filled.save_base(raw=True, force_insert=True)
    # Of some tables a household has one row only, so the bare one does not fit.
    with suppress(IntegrityError), transaction.atomic():
        _row(model, home, stranger, bare=True).save_base(raw=True, force_insert=True)
    return filled


def _row(
    model: type[models.Model], home: Household, stranger: Account, *, bare: bool
) -> models.Model:
    return model(
        **{
            field.name: _filling(field, home, stranger)
            for field in model._meta.fields
            if not (field.auto_created or (bare and (field.null or field.has_default())))
        }
    )


# Kept are the keys, and what must not be empty; the tests roll this back.
_RULES_OF_A_TABLE = """
    SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'x')
"""


def _filling(field: Any, home: Household, stranger: Account) -> Any:
    """Something that fits in the column."""
    if field.related_model is not None:
        known = {Household: home, Account: stranger}
        found = known.get(field.related_model) or _of_home(field.related_model, home)
        return found or (None if field.null else _make(field.related_model, home, stranger))
    if field.choices:
        return field.choices[0][0]
    for kind, value in _FILLINGS:
        if isinstance(field, kind):
            return value
    return "iets"


_FILLINGS: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.BooleanField, False),
    (models.DateTimeField, MONDAY),
    (models.DateField, MONDAY.date()),
    (models.UUIDField, UUID(int=0)),
    (models.BinaryField, b"iets"),
    (models.DecimalField, 1),
    (models.IntegerField, 1),
    (models.JSONField, {}),
    (ArrayField, []),
)


def _of_home(model: type[models.Model], home: Household) -> models.Model | None:
    way = way_home(model)
    rows = model._base_manager.filter(**({way: home.pk} if way else {}))
    return rows.order_by("pk").first()


@contextmanager
def _without_triggers() -> Iterator[None]:
    """What is frozen or append-only gets its canary too: the tests own their database."""
    tables = sorted({model._meta.db_table for model, _name in secret_fields()})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _value(model: type[models.Model], field: Field) -> Any:
    kind = model._meta.get_field(field.name)
    if isinstance(kind, ArrayField):
        return [field.canary]
    if isinstance(kind, models.JSONField):
        return {"words": field.canary}
    length = getattr(kind, "max_length", None)
    assert length is None or length >= len(field.canary), f"{field} is too short for a canary"
    return field.canary


def sung(text: str, planted: list[Field]) -> list[str]:
    """The fields whose canary is heard in this text."""
    folded = text.casefold()
    return [str(field) for field in planted if field.canary in folded]
