"""The first talk with De Wilg: four people, the same questions, each in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.dossier.enums import ContactKind, Safety
from tandem.plan.services import talks

if TYPE_CHECKING:
    from tandem.desk.management.demo.clock import When
    from tandem.desk.management.demo.road import Road
    from tandem.plan.models import Talk

AT_TABLE, WITH_SEM = 11, 15


def first_talk(road: Road) -> None:
    """Sit at the kitchen table with three of them, and draw with Sem four days later."""
    there = [road.persons[one] for one in ("fatima", "daan", "noor")]
    new = talks.NewTalk(road.day(AT_TABLE), there, "oma Zohra, het laatste half uur")
    talk = talks.begin(road.home, new, by=road.by(), at=road.at(AT_TABLE))
    _said(
        road,
        talk,
        AT_TABLE,
        "fatima",
        ("Ik slaap slecht. Als er een brief komt, weet ik al hoe de avond gaat.", "concerns"),
        goes_well="De kinderen en ik eten samen. Mijn moeder belt elke dag.",
        goes_less_well="De ruzies om geld. En dat Noor dan voor Sem zorgt.",
        needed="Rust om de post open te maken, met iemand erbij.",
    )
    _said(
        road,
        talk,
        AT_TABLE,
        "daan",
        ("Het kan beter. Ik ben veel weg voor mijn werk.", "safe_enough"),
        goes_well="Ik kook graag, dan is iedereen vrolijk.",
        goes_less_well="Ik word te snel boos. Daar schrik ik zelf van.",
        needed="Weten waar we staan met de schulden.",
    )
    _said(
        road,
        talk,
        AT_TABLE,
        "noor",
        ("Soms fijn. Soms luister ik boven of het al voorbij is.", "concerns"),
        goes_well="Vrijdag bij oma.",
        needed="Dat ik niet hoef op te letten of het goed gaat met Sem.",
    )
    _said(
        road,
        talk,
        WITH_SEM,
        "sem",
        ("Leuk. Alleen niet als papa hard praat.", "safe_enough"),
        goes_well="Voetballen met papa.",
        needed="Een slot op mijn deur en een lampje.",
    )
    concern = talks.NewConcern(
        road.day(WITH_SEM),
        seriousness_differs=True,
        standpoints="Fatima: de kinderen schrikken ervan. Daan: het is nooit echt misgegaan."
        " Samira: Noor houdt de wacht, en dat is te veel voor haar.",
        agreement="Als het luid wordt, gaat Daan naar buiten. Noor hoeft dan niets te doen.",
        next_steps="Blijft Noor de wacht houden, dan vragen we samen advies over wat zij nodig"
        " heeft.",
        is_explained=True,
        explained_on=road.day(WITH_SEM),
        family_notices="Daan neemt zijn jas alvast mee naar de keuken. Noor mag op haar kamer"
        " muziek opzetten.",
    )
    talks.keep_concern(talk, concern, by=road.by(), at=road.at(WITH_SEM))


def _said(road: Road, talk: Talk, day: When, who: str, how: tuple[str, str], **more: str) -> None:
    """Write down what one of them said; with how it goes comes how safe it is."""
    words, safety = how
    visit = talks.Visit(
        road.day(day),
        ContactKind.HOME_VISIT,
        Safety(safety),
        present=[road.persons[who]],
    )
    said = {"how": words, **more}
    talks.answer(talk, road.persons[who], visit, said, by=road.by(), at=road.at(day))
