"""Whatever somebody sends to a form of the grounds: an answer, never a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.legal.enums import Answer, DecisionRegime, Ground, MeasureKind, TurningQuestion, Via
from tandem.legal.services import decisions
from tests.factories import dossier, power
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.factories.world import World

ANSWERS = {200, 303, 404, 409, 422}
CODES = [
    *Answer.values,
    *DecisionRegime.values,
    *Ground.values,
    *MeasureKind.values,
    *Via.values,
    "letter",
    "email",
    "told",
    "later",
    "urgent",
    "pilot",
    "intake",
]
STRANGE = ["", " ", "\x00", "😀" * 40, "a" * 5000, "-1", "9" * 40, "1e9", "NaN", "<b>", "'--", "½"]
DAYS = ["0001-01-01", "1900-01-01", "2100-12-31", "9999-12-31", "2026-02-30", "7-9-2026"]
NUMBERS = [str(number) for number in range(1, 26)]
# Mostly what may be right, so that the rules and the database are reached too.
VALUES = st.one_of(
    st.sampled_from(NUMBERS),
    st.dates().map(str),
    st.dates().map(lambda day: day.replace(year=2026).isoformat() if day.day < 29 else ""),
    st.sampled_from(DAYS),
    st.sampled_from(CODES),
    st.sampled_from(STRANGE),
    st.decimals(-200, 200, places=2).map(lambda hours: str(hours).replace(".", ",")),
    st.text(max_size=40),
)
FORMS = (
    "explain",
    "consent",
    "confirmation",
    "tell",
    "hours",
    "professional",
    "decision",
    "decision_told",
    "turning_point",
    "co_sign",
    "ask_to_sign",
    "journey:measure",
    "journey:measure_end",
    "journey:measure_note",
    "journey:reflect",
    "journey:test",
    "journey:scale_down",
    "journey:decision_review",
)


@pytest.fixture
def pages(client: Client, world: World, monday: datetime) -> dict[str, Any]:
    """A visitor, and for each form where it stands and which fields it has."""
    mila = Visitor(client, world.mila, at=monday)
    by = world.mila
    made = dossier.decided(world.home, world.gi, world.ruben, told=False, by=by, at=monday)
    mine = dossier.decided(world.home, world.gi, world.mila, signs=False, by=world.ruben, at=monday)
    new = power.measure(MeasureKind.OTS, monday.date(), world.gi)
    measure = decisions.record_measure(world.home, new, by=by, at=monday)
    below = {
        "consent": world.fatima.pk,
        "confirmation": world.consents["Noor"].pk,
        "hours": world.involvement.pk,
        "professional": world.involvement.pk,
        "decision_told": made.pk,
        "turning_point": mine.pk,
        "co_sign": mine.pk,
        "ask_to_sign": made.pk,
        "journey:measure_end": measure.pk,
        "journey:measure_note": measure.pk,
        "journey:decision_review": made.pk,
    }
    places = {name: (world.home.ref, *([below[name]] if name in below else [])) for name in FORMS}
    fields = {name: sorted(_fields(words(mila.look(_full(name), *places[name])))) for name in FORMS}
    return {"visitor": mila, "places": places, "fields": fields, "right": _right(world)}


def _right(world: World) -> dict[str, dict[str, Any]]:
    """A form of each kind that is filled in as it should be."""
    day = "2026-09-07"
    partner, colleague = world.veilig_thuis.pk, world.vera.pk
    texts = dict.fromkeys(
        ("power", "facts", "alternatives", "proportionality", "subsidiarity"), "tekst"
    )
    return {
        "explain": {"on": day},
        "consent": {"answer": "yes", "organizations": [partner], "given_on": day, "via": "oral"},
        "confirmation": {"form": "letter", "on": day},
        "tell": {"organization": partner, "on": day, "what": "tekst"},
        "hours": {"day_1": day, "hours_1": "2"},
        "professional": {"professional": world.stella.pk},
        "decision": {
            **texts,
            "regime": "with_powers",
            "organization": partner,
            "ground": "melding",
            "ground_on": day,
            "child_interest": "tekst",
            "decided_on": day,
            "co_signer": colleague,
            "told": "later",
            "power_kind": "enrich",
            "interventions": ["none"],
            "review_on": "2026-11-07",
        },
        "decision_told": {"on": day, "by_whom": world.mila.pk, "what": "tekst"},
        "turning_point": dict.fromkeys(TurningQuestion.values, "yes"),
        "co_sign": {"answer": "sign"},
        "ask_to_sign": {"co_signer": world.vera.pk},
        "journey:measure": {"kind": "ots", "origin": "pilot", "decided_on": day},
        "journey:measure_end": {"last_day": day, "reason": "klaar"},
        "journey:measure_note": {},
        "journey:reflect": {
            **dict.fromkeys(("for_whom", "yields", "needed_to_stop", "discomfort"), "tekst"),
            "is_temporary": "yes",
            "is_discomfort": "no",
        },
        "journey:test": {"tested_on": day, "is_met": "yes", "motivation": "tekst"},
        "journey:scale_down": {
            **dict.fromkeys(("agreed_with", "needed_to_stop", "afterwards"), "tekst"),
            "made_on": day,
            "review_on": "2026-11-07",
        },
        "journey:decision_review": {"on": day, "still_needed": "no", "why": "tekst"},
    }


def _full(name: str) -> str:
    return name if ":" in name else f"legal:{name}"


def _fields(page: str) -> set[str]:
    return set(re.findall(r' name="(\w+)"', page)) - {"once", "csrfmiddlewaretoken", "viewport"}


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
def test_no_input_is_a_fault(pages: dict[str, Any], name: str, data: st.DataObject) -> None:
    visitor, place = pages["visitor"], pages["places"][name]
    names = st.sampled_from(pages["fields"][name])
    wrong = data.draw(st.dictionaries(names, VALUES | st.lists(VALUES, max_size=3), max_size=4))

    answer = visitor.send(_full(name), *place, **{**pages["right"][name], **wrong})

    assert answer.status_code in ANSWERS
