"""What stands beside the story: how safe it is, who was not heard yet, and the quick way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from tandem.core.periods import day_of
from tandem.desk.selectors.safety import safety_now
from tandem.dossier.enums import ContactKind, EntryKind, Safety
from tandem.dossier.models import Entry, Person
from tandem.dossier.rules import ADULT, plain

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account

# What one writes down quickly; a report comes by another way.
KINDS = [one for one in EntryKind.choices if one[0] != EntryKind.REPORT]
MOST_DIGITS = 18


def beside_the_story(home: Household, *, new: str, by: Account, at: datetime) -> dict[str, Any]:
    """All of it; `new` is the number of what the reader wrote just now, as the address has it."""
    on = day_of(at)
    here = list(
        home.persons.filter(Q(left_on=None) | Q(left_on__gt=on))
        .annotate(was_heard=Exists(Entry.objects.filter(told_by=OuterRef("pk"))))
        .order_by("born_on", "id")
    )
    return {
        "safety": safety_now(home, at=at),
        "has_talk": home.talks.exists(),
        "unheard": [
            {"person": one, "label": _label(one, on)}
            for one in here
            if not one.was_heard and one.born_on <= on
        ],
        "quick": {
            "kinds": KINDS,
            "people": here,
            "contacts": ContactKind.choices,
            "safeties": Safety.choices,
            "no_contact": ContactKind.NONE.value,
        },
        **_of_the_new(home, new, by=by),
    }


def _label(person: Person, on: date) -> str:
    age = person.age(on)
    return f"{person.first_name} ({age})" if age < ADULT else person.first_name


def _of_the_new(home: Household, new: str, *, by: Account) -> dict[str, Any]:
    """What could be simpler in what the reader wrote just now (DOS-14)."""
    if not (new.isascii() and new.isdigit() and len(new) <= MOST_DIGITS):
        return {}
    text = (
        home.entries.filter(pk=int(new), written_by=by, replaced_by=None)
        .values_list("text", flat=True)
        .first()
    )
    return {"hints": plain.hints(text), "new": int(new)} if text else {}
