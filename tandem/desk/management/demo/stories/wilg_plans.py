"""De Wilg, made together: an analysis that took two versions, a safety plan and a family plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo.clock import Ago, When
from tandem.plan.enums import Answer, Domain, GoalKind, Kept, Part, PieceKind, Topic, Weighs
from tandem.plan.models import Agreement, Factor, Goal, Help, Situation
from tandem.plan.selectors import pieces as selectors
from tandem.plan.services import hearings, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Entry
    from tandem.plan.models import Piece

_CHILDREN = (
    "Papa en mama maakten dit plan. Als er hard gepraat wordt, hoef jij niets te doen. Noor en Sem"
    " gaan naar Els. Els weet ervan. Papa loopt dan een rondje. Daarna is het weer rustig."
)
_CAREFUL: dict[str, str] = {
    Topic.FACTS_APART: "Wat gezien of gehoord is, staat er als feit. De rest is van wie het zei.",
    Topic.BOTH_SIDES: "Fatima, Daan en Noor elk apart, en samen. Met Sem is getekend.",
    Topic.APPROVAL: "Ieder las het eigen stuk terug en verbeterde het.",
    Topic.TOGETHER: "Aan de keukentafel, in vier gesprekken. Noor tekende de lijn van de familie.",
    Topic.RESPECT: "Fatima las het hardop voor. Twee zinnen zijn daarna veranderd.",
}
_FACTORS = (
    ("fatima", "strengthens", "family", "beside", True, "Vraagt om hulp voordat het misgaat."),
    ("fatima", "hinders", "care", "keeps_going", False, "Slaapt slecht en schrikt snel."),
    ("daan", "strengthens", "family", "beside", True, "Kookt drie avonden; dan is het rustig."),
    ("daan", "hinders", "money", "cause", True, "Verzweeg vier schulden, samen 6.240 euro."),
    ("noor", "strengthens", "family", "beside", True, "Kan altijd bij oma Zohra terecht."),
    ("noor", "hinders", "family", "keeps_going", False, "Voelt zich de moeder van Sem."),
    (None, "strengthens", "housing", "beside", True, "Buurvrouw Els en oma wonen dichtbij."),
    (None, "hinders", "money", "keeps_going", True, "Er gaat elke maand meer uit dan erin komt."),
)


def make(road: Road) -> None:
    """Tell how they made it, version by version."""
    _analyse(road)
    _keep_safe(road)
    _want(road)


def later(road: Road, missed: Entry) -> None:
    """Tell what came of it; `missed` is the entry that Fatima contests."""
    _contest(road, missed)
    piece = road.home.pieces.get(kind=PieceKind.SAFETY)
    pieces.look_again(piece, road.clock.today, by=road.by(), at=road.at(Ago(6)))
    _look(road, piece, Ago(6))


def _contest(road: Road, entry: Entry) -> None:
    said = hearings.NewHearing(
        road.persons["fatima"],
        road.day(Ago(1)),
        Answer.DISAGREE,
        words="De bus viel uit. Ik heb om half vier gebeld, maar er nam niemand op.",
    )
    hearings.put_entry(entry, said, by=road.by(), at=road.at(Ago(1)))


def _begin(road: Road, kind: PieceKind, day: When, how: str, again: int = 0) -> Piece:
    on = road.day(day)
    made = pieces.Made(
        made_on=on,
        how_made=how,
        made_with=[road.persons[one] for one in ("daan", "fatima", "noor")],
        makers=[road.home.managed_by, road.organization("vt")],
        next_on=on + timedelta(days=again) if again else None,
    )
    return pieces.begin(road.home, kind, made, by=road.by(), at=road.at(day))


def _write(road: Road, piece: Piece, day: When, texts: Mapping[str, str]) -> None:
    piece.refresh_from_db()
    known = dict(piece.passages.order_by("id").values_list("topic", "text"))
    pieces.write(piece, {**known, **texts}, seen=piece.version, by=road.by(), at=road.at(day))


def _hear(road: Road, piece: Piece, day: When, who: str, answer: str, words: str = "") -> None:
    why = words if answer == Answer.NOT_PUT else ""
    said = "" if answer == Answer.NOT_PUT else words
    new = hearings.NewHearing(
        road.persons[who], road.day(day), answer, is_apart=True, words=said, why_not=why
    )
    hearings.put_piece(piece, new, by=road.by(), at=road.at(day))


def _analyse(road: Road) -> None:
    first = _begin(road, PieceKind.ANALYSIS, 18, "In twee huisbezoeken.")
    for who, weighs, domain, part, is_fact, text in _FACTORS:
        values = {
            "person": road.persons[who] if who else None,
            "weighs": Weighs(weighs),
            "domain": Domain(domain),
            "part": Part(part),
            "is_fact": is_fact,
            "text": text,
        }
        pieces.add_line(first, Factor, values, by=road.by(), at=road.at(18))
    _write(
        road,
        first,
        18,
        {
            Topic.SHARED_STORY: "Fatima wordt boos als er geen geld is. Daan trekt zich terug.",
            Topic.CAUSES: "Schulden.",
            Topic.FOR_CHILDREN: "Er is ruzie omdat het geld op is. Dat komt niet door jullie.",
            **_CAREFUL,
        },
    )
    _hear(
        road,
        first,
        19,
        "fatima",
        Answer.DISAGREE,
        "Zo lijkt het of het aan mij ligt. Ik ben bang als de brieven komen, net als mijn moeder.",
    )
    second = _begin(road, PieceKind.ANALYSIS, 25, "In vier gesprekken, en een avond met oma erbij.")
    _write(
        road,
        second,
        25,
        {
            Topic.SHARED_STORY: (
                "Als er een rekening komt, wordt Fatima bang en Daan stil. Hij legt de brief weg om"
                " haar rust te geven. Zij merkt dat hij iets verzwijgt en gaat roepen. Noor neemt"
                " Sem dan mee naar boven. Niemand wil dit, en toch gaat het elke maand zo."
            ),
            Topic.SAFETY_NOW: "Sem schrikt van hard praten. Er is niet geslagen.",
            Topic.CAUSES: "Vier schulden die niemand durfde te openen.",
            Topic.KEEPS_GOING: "De brieven blijven liggen, dus het bedrag groeit. Wij hulpverleners"
            " vroegen te lang alleen naar de ruzie.",
            Topic.PATTERNS: "Ook bij oma Zohra thuis ging de deur op slot voor de deurwaarder.",
            Topic.FUNCTION: "De ruzie maakt dat het geld even geen onderwerp is.",
            Topic.DIRECTIONS: "Samen de post openen, op een vast uur, met iemand erbij.",
            **_CAREFUL,
        },
    )
    for who, answer, words in (
        ("fatima", Answer.AGREE, "Zo is het. Zo had nog niemand het gezegd."),
        ("daan", Answer.AGREE, ""),
        ("noor", Answer.PARTLY, "Ik vind het niet erg om voor Sem te zorgen."),
        ("sem", Answer.NOT_PUT, "Met Sem is getekend; hij is te klein voor een heel verhaal."),
    ):
        _hear(road, second, 27, who, answer, words)
    pieces.settle(second, by=road.by(), at=road.at(27))


def _agreement(road: Road, who: str, **values: object) -> dict[str, object]:
    known: dict[str, object] = {
        "person": road.persons[who],
        "account": None,
        "other": "",
        "due_on": None,
        "support": "",
        "watcher": "",
        "if_fails": "",
    }
    return known | values


def _keep_safe(road: Road) -> None:
    by, at = road.by(), road.at(13)
    piece = _begin(road, PieceKind.SAFETY, 13, "Aan de keukentafel.", again=14)
    situations = [
        pieces.add_line(piece, Situation, {"text": text}, by=by, at=at)
        for text in (
            "Ruzie over geld, met de kinderen in de kamer.",
            "Sem wordt niet opgehaald, en niemand weet wie het zou doen.",
            "Daan gaat weg na een ruzie en zegt niet waarheen.",
        )
    ]
    for number, who, values in (
        (
            0,
            "daan",
            {
                "what": "loopt een half uur buiten. Fatima belt hem niet",
                "when_words": "Als de stemmen omhoog gaan",
                "watcher": "buurvrouw Els",
                "if_fails": "Noor en Sem gaan naar oma. Samira komt dezelfde dag.",
            },
        ),
        (
            0,
            "fatima",
            {
                "what": "praat alleen op zondag over geld, met Samira erbij",
                "when_words": "Elke zondag om elf uur",
                "watcher": "Fatima en Daan zelf",
                "if_fails": "We bespreken het bij de volgende keer.",
            },
        ),
        (
            1,
            "fatima",
            {
                "what": "vraagt oma om Sem te halen",
                "when_words": "Op maandag en dinsdag, en als de bus uitvalt",
                "watcher": "meester Tom",
                "support": "oma Zohra",
                "if_fails": "School belt Samira.",
            },
        ),
    ):
        line = _agreement(road, who, situation=situations[number], **values)
        pieces.add_line(piece, Agreement, line, by=by, at=at)
    _write(
        road,
        piece,
        13,
        {
            Topic.SAFETY_FAMILY: "Fatima: rust aan tafel. Noor: dat Sem niet huilt.",
            Topic.SAFETY_TEAM: "Dat de kinderen niet meer tussen de ruzie staan.",
            Topic.IF_IT_FAILS: "Wie bang is, belt 112. Daarna belt Fatima of Noor met Samira.",
            Topic.CALM: "Bijzondere bijstand voor de huur is aangevraagd.",
            Topic.FOR_CHILDREN: _CHILDREN,
        },
    )
    for who, words in (
        ("fatima", ""),
        ("daan", "Ik wil dit ook."),
        ("sem", "Ik ga naar Els."),
    ):
        _hear(road, piece, 14, who, Answer.AGREE, words)
    _hear(
        road,
        piece,
        14,
        "noor",
        Answer.PARTLY,
        "Wel met buiten lopen en ophalen. Over geld praten mag ook als ik er niet ben.",
    )
    pieces.settle(piece, by=by, at=road.at(14))


def _look(road: Road, piece: Piece, day: When) -> None:
    first, second, third = piece.agreements.order_by("place", "id")
    for line, kept, words in (
        (first, Kept.NO, "Twee keer bleef Daan binnen, omdat het regende."),
        (second, Kept.YES, "Twee zondagen gelukt."),
        (third, Kept.PARTLY, ""),
    ):
        found = hearings.Found(road.day(day), None, is_understood=True, kept=kept, words=words)
        hearings.look_after(line, found, by=road.by(), at=road.at(day))


def _want(road: Road) -> None:
    day = 28
    by, at = road.by(), road.at(day)
    piece = _begin(road, PieceKind.FAMILY, day, "Op een zondag, na de post.", again=42)
    debts = next(one for one in selectors.factors_to_aim_at(road.home) if "schulden" in one.text)
    goals = [
        pieces.add_line(
            piece,
            Goal,
            {"kind": kind, "text": text, "factor": factor, "by_on": road.day(day) + ahead},
            by=by,
            at=at,
        )
        for kind, text, factor, ahead in (
            (GoalKind.REDUCE, "Elke maand komt er evenveel in als eruit.", debts, _weeks(26)),
            (
                GoalKind.STRENGTHEN,
                "Drie avonden samen eten, met Daan aan het fornuis.",
                None,
                _weeks(8),
            ),
        )
    ]
    line = _agreement(
        road,
        "daan",
        goal=goals[0],
        what="gaat met Joris naar de schuldhulp",
        when_words="De eerste dinsdag van de maand",
        support="Joris",
    )
    pieces.add_line(piece, Agreement, line, by=by, at=at)
    need = {
        "person": road.persons["noor"],
        "need": "Iemand van haarzelf om mee te praten.",
        "domain": "youth",
        "service": "gesprekken met een psycholoog",
        "financing": "gemeente, Jeugdwet",
        "department": "lokaal team",
        "bottleneck": "Wachttijd van tien weken.",
    }
    pieces.add_line(piece, Help, need, by=by, at=at)
    _write(
        road,
        piece,
        day,
        {
            Topic.FUTURE: "Op een gewone dinsdag eten we om zes uur. De post ligt open op tafel.",
            Topic.PARENTHOOD: "We zeggen tegen de kinderen wat er aan de hand is.",
            Topic.CONTACT: "Samira komt elke week, op dinsdag.",
            Topic.PEOPLE: "Oma Zohra, buurvrouw Els, meester Tom.",
            Topic.FOR_CHILDREN: "We willen vaker samen eten. Papa kookt.",
        },
    )


def _weeks(number: int) -> timedelta:
    return timedelta(weeks=number)
