"""Something is written down on a phone, at the door of the car, in half a minute."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tandem.dossier.enums import EntryKind, Provenance
from tandem.dossier.models import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World
    from tests.journeys.conftest import Desk

TEXT = "Sem rende naar mij toe en liet zijn nieuwe schoenen zien."
# How fast somebody types with two thumbs: some 40 words a minute, so 200 letters.
MILLISECONDS_A_LETTER = 60_000 / 200
MOST_TAPS = 4
MOST_SECONDS = 30


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_a_few_words_are_in_the_story_within_thirty_seconds(
    committed_world: World, desk_of: Callable[..., Desk], *, javascript: bool
) -> None:
    ref = committed_world.home.ref
    mila = desk_of(committed_world.mila, width=360, javascript=javascript)
    mila.go(f"/huishoudens/{ref}/")
    form = mila.page.get_by_role("form", name="Snel opschrijven")

    began, taps = time.monotonic(), 0
    for group, name in (("Wat schrijft u op?", "wat goed gaat"), ("Over wie?", "Sem")):
        form.get_by_role("group", name=group).get_by_label(name, exact=True).click()
        taps += 1
    form.get_by_label("Wat is er gebeurd of gezegd?").click()
    mila.page.keyboard.type(TEXT, delay=MILLISECONDS_A_LETTER)
    with mila.page.expect_navigation():
        form.get_by_role("button", name="Opschrijven").click()
    taps += 2
    took = time.monotonic() - began

    assert took < MOST_SECONDS
    assert taps <= MOST_TAPS
    mila.look()
    mila.reads(TEXT)
    entry = Entry.objects.get()
    assert (entry.kind, entry.provenance) == (EntryKind.GOING_WELL, Provenance.FAMILY)
    assert entry.source == "ikzelf"
    assert [one.first_name for one in entry.about.all()] == ["Sem"]


def test_what_was_forgotten_comes_back_filled_in_the_whole_form(
    committed_world: World, desk_of: Callable[..., Desk]
) -> None:
    ref = committed_world.home.ref
    mila = desk_of(committed_world.mila, width=360)
    mila.go(f"/huishoudens/{ref}/")
    form = mila.page.get_by_role("form", name="Snel opschrijven")
    form.get_by_label("Wat is er gebeurd of gezegd?").fill(TEXT)

    mila.send("Opschrijven")
    assert mila.page.get_by_label("Wat is er gebeurd of gezegd?").input_value() == TEXT
    mila.choose("Wat schrijft u op?", "feit")
    mila.send("Opschrijven")

    mila.reads(TEXT)
    assert Entry.objects.get().kind == EntryKind.FACT
