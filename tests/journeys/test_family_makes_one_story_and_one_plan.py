"""De Wilg comes to one explanation and one plan, with each parent heard apart from the other."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tandem.dossier.enums import EntryKind, Provenance
from tandem.dossier.services import journal
from tandem.plan.enums import Answer, PieceKind, PieceStatus
from tandem.plan.models import Hearing, Piece
from tandem.plan.rules import QUALITY
from tests.factories.world import MONDAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tandem.dossier.models import Person
    from tests.factories.world import World
    from tests.journeys.conftest import Desk

TODAY = date(2026, 9, 7).isoformat()


@pytest.mark.parametrize(
    ("width", "javascript"),
    [(1280, True), (360, True), (360, False)],
    ids=["desk", "phone", "no-js"],
)
def test_a_family_comes_to_one_explanation_and_one_plan(
    committed_world: World, desk_of: Callable[..., Desk], *, width: int, javascript: bool
) -> None:
    world = committed_world
    mila = desk_of(world.mila, width=width, javascript=javascript)

    _contest(mila, world)
    _explain(mila, world)
    _keep_safe(mila, world)
    _look_back(mila, world)

    assert Piece.objects.filter(status=PieceStatus.SETTLED).count() == 2
    paper = PdfReader(BytesIO(_print(mila, world)))
    assert "loopt een half uur buiten" in " ".join(one.extract_text() for one in paper.pages)


def _at(world: World, rest: str) -> str:
    return f"/huishoudens/{world.home.ref}/{rest}"


def _contest(mila: Desk, world: World) -> None:
    late = journal.NewEntry(
        EntryKind.FACT,
        MONDAY.date(),
        "Sem was om 16:00 nog niet opgehaald van school.",
        Provenance.FAMILY,
        about=[world.fatima],
    )
    entry = journal.write(world.home, late, by=world.mila, at=MONDAY)
    mila.go(_at(world, f"verhaal/{entry.pk}/voorleggen/"))
    main = mila.page.get_by_role("main")
    main.locator("[name=person]").select_option(value=str(world.fatima.pk))
    main.locator("[name=answer][value=disagree]").check()
    main.locator("[name=words]").fill("De bus viel uit.")
    mila.send("Opschrijven")
    mila.reads("De bus viel uit.")


def _hear(
    mila: Desk, world: World, piece: Piece, person: Person, answer: str, words: str = ""
) -> None:
    mila.go(_at(world, f"stuk/{piece.pk}/voorleggen/{person.pk}/"))
    main = mila.page.get_by_role("main")
    main.locator("[name=put_on]").fill(TODAY)
    main.locator(f"[name=answer][value={answer}]").check()
    main.locator("[name=is_apart]").check()
    main.locator("[name=why_not]" if answer == Answer.NOT_PUT else "[name=words]").fill(words)
    mila.send("Opschrijven")


def _begin(mila: Desk, world: World, what: str, kind: PieceKind) -> Piece:
    mila.go(_at(world, f"stuk/nieuw/{what}/"))
    main = mila.page.get_by_role("main")
    main.locator("[name=made_on]").fill(TODAY)
    for person in (world.fatima, world.daan):
        main.locator(f"[name=made_with][value='{person.pk}']").check()
    if kind != PieceKind.ANALYSIS:
        main.locator("[name=next_on]").fill("2026-09-21")
    mila.send("Beginnen")
    return Piece.objects.get(kind=kind, status=PieceStatus.DRAFT)


def _write(mila: Desk, texts: dict[str, str]) -> None:
    mila.link("Verder schrijven")
    main = mila.page.get_by_role("main")
    for topic, text in texts.items():
        main.locator(f"[name={topic}]").fill(text)
    mila.send("Bewaren")


def _explain(mila: Desk, world: World) -> None:
    careful = dict.fromkeys([one.value for one in QUALITY], "Met ieder apart besproken.")
    first = _begin(mila, world, "analyse", PieceKind.ANALYSIS)
    story = {"shared_story": "Moeder wordt boos om geld.", "for_children": "Geld geeft ruzie."}
    _write(mila, {**story, **careful})
    _hear(mila, world, first, world.fatima, Answer.DISAGREE, "Zo lijkt het of het aan mij ligt.")

    second = _begin(mila, world, "analyse", PieceKind.ANALYSIS)
    _write(mila, {"shared_story": "Als er een rekening komt, schrikken allebei.", **careful})
    for person in (world.fatima, world.daan, world.noor):
        _hear(mila, world, second, person, Answer.AGREE)
    _hear(mila, world, second, world.sem, Answer.NOT_PUT, "Met hem is getekend.")
    mila.link("Vaststellen")
    mila.send("Vaststellen")
    mila.reads("vastgesteld")
    mila.go(_at(world, f"stuk/{second.pk}/verschil/"))
    mila.reads("schrikken allebei")
    assert Hearing.objects.get(piece=first).words == "Zo lijkt het of het aan mij ligt."


def _keep_safe(mila: Desk, world: World) -> None:
    plan = _begin(mila, world, "veiligheidsplan", PieceKind.SAFETY)
    main = mila.page.get_by_role("main")
    mila.link("Situatie")
    main.locator("[name=text]").fill("Ruzie over geld, met de kinderen erbij.")
    mila.send("Bewaren")
    mila.link("Afspraak")
    main.locator("[name=person]").select_option(value=str(world.daan.pk))
    for name, text in (
        ("what", "loopt een half uur buiten"),
        ("when_words", "als de stemmen omhoog gaan"),
        ("watcher", "buurvrouw Els"),
        ("if_fails", "De kinderen gaan naar oma."),
    ):
        main.locator(f"[name={name}]").fill(text)
    mila.send("Bewaren")
    _write(mila, {"for_children": "Als er hard gepraat wordt, ga jij naar Els."})
    for person in (world.fatima, world.daan, world.noor, world.sem):
        _hear(mila, world, plan, person, Answer.AGREE)
    mila.link("Vaststellen")
    mila.send("Vaststellen")
    mila.go(_at(world, "plan/"))
    mila.reads("eens, apart gesproken")


def _look_back(mila: Desk, world: World) -> None:
    main = mila.page.get_by_role("main")
    mila.go(_at(world, "fase/"))
    main.locator("[name=phase][value='2']").check()
    main.locator("[name=safety][value=agreed]").check()
    main.locator("[name=begun_on]").fill(TODAY)
    main.locator("[name=why]").fill("De afspraken werken.")
    main.locator("[name=family_view]").fill("Zij slapen weer.")
    mila.send_last()
    for kind in ("interim", "end"):
        mila.go(_at(world, "evaluaties/plannen/"))
        main.locator(f"[name=kind][value={kind}]").check()
        main.locator("[name=due_on]").fill(TODAY)
        mila.send("Evaluatie plannen")
        number = world.home.evaluations.latest("pk").pk
        mila.go(_at(world, f"evaluaties/{number}/"))
        main.locator("[name=safety]").fill("Niemand is bang.")
        main.locator("[name=family_view]").fill("Het gaat beter.")
        mila.send("Evaluatie vastleggen")


def _print(mila: Desk, world: World) -> bytes:
    plan = Piece.objects.get(kind=PieceKind.SAFETY)
    answer = mila.page.request.get(_at(world, f"stuk/{plan.pk}.pdf"))
    assert answer.status == 200
    return answer.body()
