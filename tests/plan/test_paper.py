"""The plan on paper: what lies on a kitchen table, and what must never lie there."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tandem.core.verdict import Refusal
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import ContactPerson
from tandem.dossier.services import shields
from tandem.plan.enums import Answer, Domain, PieceKind, Topic
from tandem.plan.models import Agreement, Factor, Goal, Help, Piece, Situation
from tandem.plan.rules import TOPICS
from tandem.plan.services import pieces
from tests.factories import plan
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

SITUATIONS = (
    "Ruzie over geld aan het eind van de maand, met de kinderen erbij in de kamer.",
    "Daan komt 's nachts dronken thuis en Noor wordt er wakker van.",
    "Sem is na school twee uur alleen thuis en doet dan niemand open.",
)
PROMISES = (
    ("loopt een half uur buiten en belt Samir", "zodra de stemmen omhoog gaan"),
    ("gaat met Noor en Sem naar buurvrouw Els", "als Daan niet binnen vijf minuten buiten is"),
    ("slaapt bij zijn broer", "op elke avond dat hij heeft gedronken"),
    ("haalt Sem op uit school", "op maandag, dinsdag en donderdag om kwart over drie"),
    ("praat met de schuldhulp over de huur", "voor het eind van deze maand"),
    ("stuurt elke avond een bericht aan Mila", "na het eten, tot we het weer bespreken"),
)
LONG = "We spreken er samen over. Iedereen mag zeggen wat die ervan vindt, ook Noor en Sem."


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def full(world: World, at: datetime) -> Piece:
    """A safety plan as people make it: three situations, six agreements, every topic answered."""
    piece = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    for text in SITUATIONS:
        pieces.add_line(piece, Situation, {"text": text}, by=world.mila, at=at)
    first = piece.situations.order_by("place", "id")[0]
    makers = (world.daan, world.fatima, world.daan, world.fatima, world.daan, None)
    for (what, when), person in zip(PROMISES, makers, strict=True):
        other = "" if person else "Oma Zohra"
        new = plan.agreement(person, what=what, when_words=when, other=other, situation=first)
        pieces.add_line(piece, Agreement, new, by=world.mila, at=at)
    texts: dict[str, str] = dict.fromkeys(
        (Topic.SAFETY_FAMILY, Topic.SAFETY_TEAM, Topic.CALM, Topic.IF_IT_FAILS), LONG
    )
    texts[Topic.FOR_CHILDREN] = "Als er hard gepraat wordt, ga jij naar Els.\n\nDat mag altijd."
    plan.write(piece, texts, by=world.mila, at=at)
    return piece


def printed(mila: Visitor, piece: Piece, query: str = "") -> PdfReader:
    url = f"/huishoudens/{piece.household.ref}/stuk/{piece.pk}.pdf{query}"
    answer = mila.client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def text_of(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_a_plan_of_three_situations_and_six_agreements_fits_on_two_sides(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    plan.settled(full, by=world.mila, at=at)

    paper = printed(mila, full)

    text = text_of(paper)
    catalog = cast("Any", paper.trailer["/Root"])
    assert len(paper.pages) == 2
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "nl"
    for (what, when), where in zip(PROMISES, range(1, 7), strict=True):
        assert what in text
        assert when in text
        assert f"{where}" in text
    assert text.count("Lukt het niet?") == 6
    assert text.count("(situatie 1)") == 6
    assert "Wie let op buurvrouw Els" in text


def test_numbers_close_up_when_a_situation_is_taken_out(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    first, second, _third = full.situations.order_by("place", "id")
    new = plan.agreement(world.daan, what="legt de fles weg", situation=second)
    pieces.add_line(full, Agreement, new, by=world.mila, at=at)
    pieces.remove_line(first, by=world.mila, at=at)

    text = text_of(printed(mila, full))

    unsafe = text.partition("Wat is nu het onveiligst?")[2].partition("Wat spraken we af?")[0]
    assert unsafe.index("dronken thuis") < unsafe.index("alleen thuis")
    assert "Ruzie over geld" not in unsafe
    assert "legt de fles weg (situatie 1)" in text
    assert text.count("(situatie") == 1


def test_whom_to_call_stands_on_the_first_side(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    first = " ".join(printed(mila, full).pages[0].extract_text().split())

    assert "112" in first
    assert "0800-2000" in first
    assert "Mila Beukema" in first
    assert "06 op werkdagen tot 18 uur" in first
    assert first.index("112") < first.index("Wat spraken we af?")


def test_everybody_who_made_it_has_room_to_sign_and_need_not(
    mila: Visitor, world: World, full: Piece
) -> None:
    end = text_of(printed(mila, full)).partition("Wie maakten dit samen?")[2]

    assert "Het hoeft niet" in end
    for name in ("Fatima Wilgen", "Daan Wilgen", "Oma Zohra", world.local_team.name):
        assert end.count(name) == 1


def test_what_somebody_said_apart_never_lies_on_the_table(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    plan.heard(full, world.fatima, Answer.DISAGREE, by=world.mila, at=at)

    text = text_of(printed(mila, full))

    assert "Zo ging het niet" not in text
    assert "niet eens" not in text


def test_a_plan_that_does_not_hold_says_so_on_top(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    assert "Nog in de maak" in text_of(printed(mila, full))

    plan.settled(full, by=world.mila, at=at)
    assert "Nog in de maak" not in text_of(printed(mila, full))

    again = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    plan.settled(again, by=world.mila, at=at)
    assert "Deze versie geldt niet meer" in text_of(printed(mila, full))


def test_children_get_one_side_in_large_words(mila: Visitor, full: Piece) -> None:
    paper = printed(mila, full, "?voor=kinderen")

    text = text_of(paper)
    assert len(paper.pages) == 1
    assert "ga jij naar Els" in text
    assert "Naar wie ga jij?" in text
    assert "0800-0432" in text
    assert "Mila Beukema" in text
    assert "dronken" not in text
    assert "belt Samir" not in text


def test_what_is_closed_to_somebody_is_pointed_out_before_it_is_printed(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    new = plan.agreement(None, account=world.vera, what="belt elke week")
    pieces.add_line(full, Agreement, new, by=world.mila, at=at)
    _close(world, at)

    answer = mila.look("desk:piece_print", world.home.ref, full.pk)

    assert "dicht is voor Daan" in words(answer)
    assert "Vera Tuinman" in text_of(printed(mila, full, "?toch=ja"))
    assert "ga jij naar Els" in text_of(printed(mila, full, "?voor=kinderen"))


def test_nobody_who_is_closed_off_finds_a_plan_on_a_table(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Gevaar.")
    shields.close(world.home, new, by=world.mila, at=at)

    assert "dicht is voor Daan" in words(mila.look("desk:piece_print", world.home.ref, full.pk))


def test_a_face_that_is_closed_to_somebody_is_not_whom_to_call(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    ContactPerson.objects.filter(household=world.home).update(account=world.vera)
    _close(world, at)

    text = text_of(printed(mila, full))

    assert "Vera Tuinman" not in text
    assert "0800-2000" in text


def test_a_name_that_is_closed_to_somebody_is_not_put_before_them(
    mila: Visitor, world: World, at: datetime, full: Piece
) -> None:
    new = plan.agreement(None, account=world.vera, what="belt elke week")
    pieces.add_line(full, Agreement, new, by=world.mila, at=at)
    _close(world, at)

    with pytest.raises(Refusal, match="dicht"):
        plan.heard(full, world.daan, by=world.mila, at=at)
    assert plan.heard(full, world.fatima, by=world.mila, at=at).pk


def test_the_family_plan_and_the_analysis_are_printed_too(
    mila: Visitor, world: World, at: datetime
) -> None:
    piece = plan.family_plan(world.home, by=world.mila, at=at)
    help_ = {
        "person": world.sem,
        "need": "Weer kunnen slapen.",
        "domain": "youth",
        "service": "",
        "financing": "",
        "department": "",
        "bottleneck": "",
    }
    pieces.add_line(piece, Help, help_, by=world.mila, at=at)
    assert Goal.objects.filter(piece=piece).exists()

    text = text_of(printed(mila, piece))
    assert "Sem slaapt door." in text
    assert "Weer kunnen slapen. nog te kiezen" in text
    assert "Wie maakten dit samen?" in text

    text = text_of(printed(mila, plan.analysis(world.home, by=world.mila, at=at)))
    assert text.index("Er is te weinig geld.") < text.index("Schulden van twaalfduizend euro.")
    assert "Herkent u iets niet?" in text
    assert "tekenen" not in text


def test_both_kinds_of_goal_stand_in_the_plan(mila: Visitor, world: World, at: datetime) -> None:
    piece = plan.family_plan(world.home, by=world.mila, at=at)
    goal = {"kind": "reduce", "text": "Minder schuld.", "factor": None, "by_on": None}
    pieces.add_line(piece, Goal, goal, by=world.mila, at=at)
    texts: dict[str, str] = {Topic.FUTURE: "Samen aan tafel.", Topic.PARENTHOOD: "Zonder angst."}
    plan.write(piece, texts, by=world.mila, at=at)

    on_paper, page = text_of(printed(mila, piece)), words(mila.look("desk:plan", world.home.ref))

    for text in (on_paper, page):
        assert "Minder schuld." in text
        assert "Samen aan tafel." in text
        assert "Zonder angst." in text
    assert "Minder schuld. (zorgen kleiner maken)" in on_paper
    assert "Sem slaapt door. (versterken wat goed gaat)" in on_paper


def test_when_it_must_be_better_stands_on_top(mila: Visitor, world: World, at: datetime) -> None:
    piece = plan.begun(
        world.home, PieceKind.SAFETY, by=world.mila, at=at, improved_by=date(2026, 12, 1)
    )

    text = text_of(printed(mila, piece))

    assert "Weer samen bespreken op 21 september 2026." in text
    assert "Op 1 december 2026 moet het beter zijn." in text


def test_what_is_safe_is_said_by_both_and_rest_is_made_beside_it(
    mila: Visitor, full: Piece, world: World
) -> None:
    page = words(mila.look("desk:plan", world.home.ref))

    for text in (text_of(printed(mila, full)), page):
        family = text.index("Wat is veilig, volgens het gezin?")
        assert family < text.index("Wat is veilig, volgens de professionals?")
        assert "Wat geeft rust: geld, wonen, slapen" in text


def test_worries_about_safety_come_right_after_the_story(
    mila: Visitor, world: World, at: datetime
) -> None:
    piece = plan.analysis(world.home, by=world.mila, at=at)
    texts: dict[str, str] = {
        Topic.SAFETY_NOW: "Sem is bang.",
        Topic.CAUSES: "Het begon met de schulden.",
    }
    texts[Topic.BOTH_SIDES] = "Ieder apart gehoord."
    plan.write(piece, texts, by=world.mila, at=at)

    text = text_of(printed(mila, piece))

    assert text.index("Sem is bang.") < text.index("Schulden van twaalfduizend euro.")
    assert text.index("Schulden van twaalfduizend") < text.index("Het begon met de schulden.")
    assert text.index("Het begon met de schulden.") < text.index("Hoe is dit gemaakt?")


@pytest.mark.parametrize("kind", PieceKind)
def test_every_topic_is_asked_and_read_on_screen_and_on_paper(
    mila: Visitor, world: World, at: datetime, kind: PieceKind
) -> None:
    piece = plan.begun(world.home, kind, by=world.mila, at=at)
    texts: dict[str, str] = {one: f"Over {one.value}." for one in TOPICS[kind]}
    form = words(mila.look("plan:write", world.home.ref, piece.pk))
    plan.write(piece, texts, by=world.mila, at=at)

    page = words(mila.look("desk:piece", world.home.ref, piece.pk))
    on_paper = text_of(printed(mila, piece))

    for topic in TOPICS[kind]:
        assert str(topic.label) in form
        assert str(topic.label) in page
        assert f"Over {topic.value}." in page
        assert (f"Over {topic.value}." in on_paper) == (topic != Topic.FOR_CHILDREN)


def test_a_factor_stands_in_one_of_five_domains_of_life() -> None:
    assert [str(one) for one in Domain.labels] == [
        "Geld",
        "Wonen",
        "Zorg",
        "Gezin",
        "Werk",
    ]
    assert Factor._meta.get_field("domain").choices == Domain.choices
    assert not Factor._meta.get_field("domain").blank


def test_help_says_who_pays_who_decides_and_what_is_stuck(
    mila: Visitor, world: World, at: datetime
) -> None:
    piece = plan.family_plan(world.home, by=world.mila, at=at)
    help_ = {
        "person": world.daan,
        "need": "Slapen zonder drank.",
        "domain": "care",
        "service": "Verslavingszorg",
        "financing": "de zorgverzekeraar",
        "department": "de huisarts",
        "bottleneck": "Een wachtlijst van twaalf weken.",
    }
    pieces.add_line(piece, Help, help_, by=world.mila, at=at)

    page = words(mila.look("desk:plan", world.home.ref))

    for said in ("Slapen zonder drank.", "Verslavingszorg", "de zorgverzekeraar", "de huisarts"):
        assert said in page
    assert "Een wachtlijst van twaalf weken." in page


def test_help_begins_with_what_somebody_needs(world: World, at: datetime) -> None:
    piece = plan.family_plan(world.home, by=world.mila, at=at)
    chosen = {"person": world.sem, "need": "", "domain": "youth", "service": "Speltherapie"}

    with pytest.raises(IntegrityError, match="help_begins_with_the_need"), transaction.atomic():
        Help.objects.create(piece=piece, place=1, **chosen)


def test_a_paper_asks_as_much_for_a_long_plan_as_for_a_short_one(
    mila: Visitor, full: Piece, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        printed(mila, full)


def _close(world: World, at: datetime) -> None:
    """Close Veilig Thuis, and who works there, to the father."""
    new = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Gevaar.", world.veilig_thuis)
    shields.close(world.home, new, by=world.mila, at=at)
