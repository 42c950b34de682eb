"""What was put before somebody of the family stands on their own page, and nothing else of it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.desk.selectors import mine, mine_file
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ShieldKind, ViewLevel
from tandem.dossier.models import Entry, FamilyAccess, Person
from tandem.dossier.services import addresses, family, journal, shields
from tandem.network.models import Account
from tandem.plan.enums import Answer, PieceKind, Topic
from tandem.plan.models import Agreement, Factor, Hearing, Piece, Situation
from tandem.plan.services import hearings, pieces
from tests.access.crawl import Crawl, readable
from tests.factories import plan
from tests.factories.network import sign_in
from tests.factories.visitor import words
from tests.factories.world import World
from tests.second_lock.test_identity import as_web

pytestmark = pytest.mark.usefixtures("monday")
DAY = timedelta(days=1)
TAG = re.compile(r"<[^>]+>")
TABLES = (
    *("plan_agreement", "plan_factor", "plan_goal", "plan_hearing", "plan_help", "plan_passage"),
    *("plan_piece", "plan_situation"),
)


def page(person: Person, world: World, at: datetime, level: str = ViewLevel.FULL) -> Account:
    access, _token = family.give_page(person, level=level, by=world.mila, at=at)
    return access.account


@pytest.fixture
def mother(world: World, at: datetime) -> Account:
    return page(world.fatima, world, at)


@pytest.fixture
def father(world: World, at: datetime) -> Account:
    return page(world.daan, world, at)


@pytest.fixture
def noor(world: World, at: datetime) -> Account:
    return page(world.noor, world, at)


@pytest.fixture
def safety(world: World, at: datetime) -> Piece:
    """A safety plan with an agreement of the father, of Noor and of Mila."""
    piece = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    text = {"text": "Ruzie over de kerstdagen."}
    danger = pieces.add_line(piece, Situation, text, by=world.mila, at=at)
    for values in (
        plan.agreement(world.daan, what="loopt een rondje om de plas", situation=danger),
        plan.agreement(world.noor, what="stuurt een hartje naar oma"),
        plan.agreement(None, account=world.mila, what="belt op vrijdag"),
    ):
        pieces.add_line(piece, Agreement, values, by=world.mila, at=at)
    texts: dict[str, str] = {
        Topic.FOR_CHILDREN: "Is er ruzie? Dan ga jij naar de bieb.",
        Topic.CALM: "De huur is betaald tot maart.",
    }
    plan.write(piece, texts, by=world.mila, at=at)
    return piece


def entry(world: World, at: datetime, text: str, told_by: Person | None = None) -> Entry:
    new = journal.NewEntry(
        EntryKind.FACT, day_of(at), text, Provenance.FAMILY, about=[world.sem], told_by=told_by
    )
    return journal.write(world.home, new, by=world.mila, at=at)


def put(
    one: Entry,
    person: Person,
    world: World,
    at: datetime,
    answer: str = Answer.AGREE,
    says: str = "",
) -> None:
    why = "Zij is op kamp." if answer == Answer.NOT_PUT else ""
    new = hearings.NewHearing(person, day_of(at), answer, words=says, why_not=why)
    hearings.put_entry(one, new, by=world.mila, at=at)


def shown(account: Account, at: datetime) -> str:
    """The page as somebody reads it, without its tags."""
    told = words(sign_in(Client(), account, at=at).get(reverse("desk:mine")))
    return " ".join(TAG.sub("", unescape(told)).split())


def rows(account: Account, at: datetime) -> dict[str, int]:
    """How much the database itself gives to an account of the family."""
    with as_web(account, at), connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def everything(account: Account, at: datetime) -> str:
    """All that somebody of the family can ask for: the page and both files."""
    crawl = Crawl(account, at).through(["/", reverse("desk:mine")])
    crawl.through([reverse("desk:mine_file", args=[kind]) for kind in ("csv", "pdf")])
    return "\n".join(answer.text for answer in crawl.heard.values())


def test_a_mother_reads_the_plan_that_was_put_before_her(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    says = "Ik bel zelf niet meer."
    plan.heard(safety, world.fatima, Answer.PARTLY, by=world.mila, at=at, words=says)

    found = shown(mother, at)

    assert "Ons plan" in found
    assert "Veiligheidsplan voorgesteld" in found
    for there in (
        "Ruzie over de kerstdagen.",
        # of whom she sees nothing else: she read his name in her plan
        "Daan: loopt een rondje om de plas",
        "bij: Ruzie over de kerstdagen.",
        "Noor: stuurt een hartje naar oma",
        f"{world.mila.name}: belt op vrijdag",
        "als de stemmen omhoog gaan",
        "buurvrouw Els",
        "De kinderen gaan naar oma.",
        "De huur is betaald tot maart.",
        "Is er ruzie? Dan ga jij naar de bieb.",
        "weer bespreken op",
        "U zei: deels eens, apart gesproken",
        says,
    ):
        assert there in found, there
    assert "versie" not in found


def test_a_father_reads_nothing_that_was_not_put_before_him(
    world: World, mother: Account, father: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    put(entry(world, at, "Zij slaapt bij de buren."), world.fatima, world, at)

    assert set(rows(father, at).values()) == {0}
    told = everything(father, at)
    for never in ("Ons plan", "Ruzie over", "rondje om de plas", "bij de buren", "over u staat"):
        assert never not in told, never
    assert rows(mother, at)["plan_agreement"] == 3


def test_what_others_said_or_were_asked_is_nowhere(
    world: World, mother: Account, father: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    before = everything(mother, at), rows(mother, at)
    says = "Ik doe het toch niet."
    plan.heard(safety, world.daan, Answer.DISAGREE, by=world.mila, at=at, words=says)
    plan.heard(safety, world.noor, Answer.NOT_PUT, by=world.mila, at=at)

    assert (everything(mother, at), rows(mother, at)) == before
    assert says in everything(father, at)


def test_a_child_reads_its_own_words_and_what_it_does_itself(
    world: World, noor: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.noor, by=world.mila, at=at, words="Is goed.")

    found = shown(noor, at)

    for there in (
        "Is er ruzie? Dan ga jij naar de bieb.",
        "Noor: stuurt een hartje naar oma",
        "Je zei: eens",
        "Is goed.",
    ):
        assert there in found, there
    for never in (
        "Ruzie over de kerstdagen.",
        "rondje om de plas",
        "belt op vrijdag",
        "De huur is betaald",
        "Aan de keukentafel.",
        "U zei",
    ):
        assert never not in found, never
    counts = rows(noor, at)
    assert (counts["plan_passage"], counts["plan_agreement"], counts["plan_situation"]) == (1, 1, 0)


def test_who_turns_eighteen_reads_the_whole_plan_when_it_is_put_before_her_again(
    world: World, noor: Account, safety: Piece, at: datetime
) -> None:
    Person.objects.filter(pk=world.noor.pk).update(born_on=date(2008, at.month, at.day) + DAY)
    world.noor.refresh_from_db()
    plan.heard(safety, world.noor, by=world.mila, at=at)

    # She got to read the words for children, and on her birthday that has not changed.
    for later in (at, at + DAY, at + 2 * DAY):
        assert rows(noor, later)["plan_agreement"] == 1
        assert rows(noor, later)["plan_situation"] == 0
    plan.heard(safety, world.noor, by=world.mila, at=at + DAY)
    assert rows(noor, at + 2 * DAY)["plan_agreement"] == 3
    assert rows(noor, at)["plan_agreement"] == 1


def test_what_was_not_put_shows_nothing_at_all(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    before = everything(mother, at)
    plan.heard(safety, world.fatima, Answer.NOT_PUT, by=world.mila, at=at)
    put(entry(world, at, "Sem lacht."), world.fatima, world, at, Answer.NOT_PUT)

    assert set(rows(mother, at).values()) == {0}
    assert everything(mother, at) == before


def test_a_lowered_page_shows_nothing(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    put(entry(world, at, "Sem lacht weer."), world.fatima, world, at)
    access = FamilyAccess.objects.get(person=world.fatima)

    family.set_level(access, ViewLevel.LITTLE, by=world.mila, at=at)

    found = shown(mother, at)
    assert "Ons plan" not in found
    assert "Sem lacht weer." not in found
    assert set(rows(mother, at).values()) == {0}


def close(world: World, kind: str, target: object, at: datetime) -> None:
    new = shields.NewShield(kind, [world.fatima], "Gevaar.", target)  # type: ignore[arg-type]
    shields.close(world.home, new, by=world.mila, at=at)


def test_a_shield_takes_away_what_names_it(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    place = addresses.NewAddress(AddressKind.HOME, "Lindelaan  4\n1251 Laren", day_of(at))
    lives = addresses.add(world.daan, place, by=world.mila, at=at)
    add = {"by": world.mila, "at": at}
    text = {"text": "Als Daan op de LINDELAAN 4 drinkt."}
    pieces.add_line(safety, Situation, text, **add)  # type: ignore[arg-type]
    calls = plan.agreement(None, other="iemand van de gi", what="komt langs")
    calls["watcher"] = world.gi.name.upper()
    pieces.add_line(safety, Agreement, calls, **add)  # type: ignore[arg-type]
    pieces.add_line(safety, Agreement, plan.agreement(None, account=world.guus), **add)  # type: ignore[arg-type]
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    seen = entry(world, at, f"Er belde iemand van {world.gi.name}.")
    told = entry(world, at, "Ik wil dat papa stopt.", world.sem)
    put(seen, world.fatima, world, at)
    # Written past the service, which does not put the words of a child before another (PLAN-17).
    Hearing.objects.create(
        household=world.home,
        entry=told,
        person=world.fatima,
        put_on=day_of(at),
        answer=Answer.AGREE,
        recorded_at=at,
        recorded_by=world.mila,
    )
    before = shown(mother, at)
    assert "LINDELAAN 4" in before
    assert world.guus.name in before
    assert "Ik wil dat papa stopt." in before

    close(world, ShieldKind.ADDRESS, lives, at)
    close(world, ShieldKind.ORGANIZATION, world.gi, at)
    close(world, ShieldKind.WORDS, world.sem, at)

    found = shown(mother, at)
    assert "Ruzie over de kerstdagen." in found
    for gone in ("LINDELAAN 4", "komt langs", world.guus.name, "Er belde iemand", "dat papa stopt"):
        assert gone not in found, gone
    assert "over u staat" not in found


def test_a_shielded_entry_is_gone_with_its_answer(
    world: World, mother: Account, at: datetime
) -> None:
    one = entry(world, at, "Sem sliep bij oma.")
    put(one, world.fatima, world, at, Answer.DISAGREE, "Hij sliep bij mij.")
    assert "Hij sliep bij mij." in shown(mother, at)

    close(world, ShieldKind.ENTRY, one, at)

    found = shown(mother, at)
    assert "Sem sliep bij oma." not in found
    assert "Hij sliep bij mij." not in found


def test_everything_closed_closes_this_too(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)

    close(world, ShieldKind.EVERYTHING, None, at)

    assert set(rows(mother, at).values()) == {0}


def test_a_replaced_version_says_that_it_no_longer_holds(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    plan.write(
        safety, {Topic.FOR_CHILDREN: "Kom.", Topic.IF_IT_FAILS: "Dan."}, by=world.mila, at=at
    )
    plan.settled(safety, by=world.mila, at=at)
    assert "Veiligheidsplan geldt" in shown(mother, at)

    newer = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    plan.write(
        newer,
        {Topic.FOR_CHILDREN: "Nieuw.", Topic.CALM: "Zij weet van niets."},
        by=world.mila,
        at=at,
    )
    for one in world.home.persons.exclude(pk=world.fatima.pk).order_by("id"):
        plan.heard(newer, one, by=world.mila, at=at)
    still = shown(mother, at)
    assert "Veiligheidsplan geldt" in still
    assert "geldt niet meer" not in still
    assert "Zij weet van niets." not in still

    plan.heard(newer, world.fatima, Answer.NOT_PUT, by=world.mila, at=at)
    Piece.objects.filter(pk=safety.pk).update(status="replaced")
    over = shown(mother, at)
    assert "Veiligheidsplan geldt niet meer" in over
    assert "Zij weet van niets." not in over
    assert "eerdere versie" not in over


def test_a_proposal_does_not_hide_what_holds(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    plan.settled(safety, by=world.mila, at=at)
    newer = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    texts: dict[str, str] = {Topic.FOR_CHILDREN: "Kom.", Topic.CALM: "De huur is betaald tot juni."}
    plan.write(newer, texts, by=world.mila, at=at)
    plan.heard(newer, world.fatima, Answer.DISAGREE, by=world.mila, at=at)

    found = shown(mother, at)
    assert "betaald tot maart." in found
    assert "betaald tot juni." in found
    assert found.index("Veiligheidsplan geldt") < found.index("Veiligheidsplan voorgesteld")
    assert "eerdere versie" not in found

    third = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
    texts[Topic.CALM] = "De huur is betaald tot december."
    plan.write(third, texts, by=world.mila, at=at)
    plan.heard(third, world.fatima, by=world.mila, at=at)

    found = shown(mother, at)
    assert "betaald tot juni." not in found
    assert "betaald tot december." in found
    assert found.count("U las ook een eerdere versie") == 1
    assert found.count("Zo ging het niet.") == 1


def test_an_analysis_shows_the_scales_and_not_who_was_heard(
    world: World, mother: Account, at: datetime
) -> None:
    piece = plan.analysis(world.home, by=world.mila, at=at)
    more = {
        "person": world.daan,
        "weighs": "strengthens",
        "domain": "family",
        "part": "beside",
        "is_fact": False,
        "text": "Kookt elke zondag.",
    }
    pieces.add_line(piece, Factor, more, by=world.mila, at=at)
    plan.heard(piece, world.fatima, by=world.mila, at=at)

    found = shown(mother, at)

    assert "Onze analyse" in found
    for there in ("Schulden van twaalfduizend", "Kookt elke zondag.", "Er is te weinig geld."):
        assert there in found, there
    assert "U zei: dit herken ik" in found
    assert "Besproken met ieder apart." not in found


def test_a_family_plan_shows_goals_and_help(world: World, mother: Account, at: datetime) -> None:
    piece = plan.family_plan(world.home, by=world.mila, at=at)
    plan.heard(piece, world.fatima, by=world.mila, at=at)

    found = shown(mother, at)

    assert "Gezinsplan voorgesteld" in found
    assert "Sem slaapt door." in found


def test_an_entry_that_was_put_stands_apart_from_ones_own_words(
    world: World, mother: Account, at: datetime
) -> None:
    own = entry(world, at, "Ik slaap weer.", world.fatima)
    about = entry(world, at, "Sem huilde op school.")
    put(own, world.fatima, world, at)
    put(about, world.fatima, world, at, Answer.PARTLY, "Hij was moe.")

    found = shown(mother, at)

    told, heard = (found.index(one) for one in ("Wat u vertelde", "Wat er over u staat"))
    end = found.index("Wie heeft een sleutel?")
    assert "Sem huilde op school." not in found[told:heard]
    assert "Ik slaap weer." in found[told:heard]
    for there in ("Sem huilde op school.", "U zei: deels eens", "Hij was moe."):
        assert there in found[heard:end], there


def test_paper_and_table_hold_the_same_as_the_page(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, Answer.PARTLY, by=world.mila, at=at, words="Bijna.")
    put(entry(world, at, "Sem lacht weer."), world.fatima, world, at)
    put(entry(world, at, "Daan bleef rustig."), world.daan, world, at)

    client = sign_in(Client(), mother, at=at)
    table = client.get(reverse("desk:mine_file", args=["csv"])).content.decode("utf-8-sig")
    cells = [(row[0], row[2]) for row in csv.reader(io.StringIO(table), delimiter=";")]
    letter = " ".join(readable(client.get(reverse("desk:mine_file", args=["pdf"])).content).split())
    on_paper = mine_file.together_parts(mine.on_paper(world.fatima, at=at).together)

    flat = [(title, row.what) for title, lines in on_paper for row in lines]
    titles = {title for title, _what in flat}
    assert titles == {"Ons plan", "Wat er over u staat en wat u ervan zei"}
    assert [one for one in cells if one[0] in titles] == flat
    for there in ("loopt een rondje om de plas", "deels eens, apart gesproken: Bijna."):
        assert any(there in what for _title, what in flat), there
        assert there in letter, there
    assert "Daan bleef rustig." not in table + letter


def test_on_paper_too_nothing_is_there_that_was_not_put(
    world: World, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    plan.heard(safety, world.noor, by=world.mila, at=at)

    assert mine_file.together_parts(mine.on_paper(world.daan, at=at).together) == []
    child = mine_file.together_parts(mine.on_paper(world.noor, at=at).together)
    said = " ".join(row.what for _title, lines in child for row in lines)
    assert "hartje naar oma" in said
    assert "rondje om de plas" not in said
    assert "Je zei: eens" in said


def test_a_page_asks_as_much_for_one_plan_as_for_all(
    world: World, mother: Account, safety: Piece, at: datetime
) -> None:
    def asked() -> int:
        client = sign_in(Client(), mother, at=at)
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("desk:mine")).status_code == 200
        return len(found)

    plan.heard(safety, world.fatima, by=world.mila, at=at)
    before = asked()
    for made in (plan.analysis, plan.family_plan):
        plan.heard(made(world.home, by=world.mila, at=at), world.fatima, by=world.mila, at=at)
    for text in ("Sem lacht.", "Sem slaapt.", "Sem eet."):
        put(entry(world, at, text), world.fatima, world, at)

    assert asked() == before


def test_nobody_else_hears_a_name_from_the_function(
    world: World, mother: Account, father: Account, safety: Piece, at: datetime
) -> None:
    plan.heard(safety, world.fatima, by=world.mila, at=at)
    asked = "SELECT person, name FROM tandem.named_in_pieces()"

    for account, names in (
        (mother, {(world.daan.pk, "Daan"), (world.noor.pk, "Noor")}),
        (father, set()),
        (world.mila, set()),
    ):
        with as_web(account, at), connection.cursor() as cursor:
            cursor.execute(asked)
            assert set(cursor.fetchall()) == names
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchall() == []
