"""Around De Wilg: who stands near, how it goes, and what help there was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo.clock import Ago, When
from tandem.plan.enums import (
    ChildHelpAnswer,
    Domain,
    DomainState,
    Invited,
    RequestAnswer,
    RequestKind,
    Strain,
    Strength,
)
from tandem.plan.services import domains, network
from tandem.plan.services import help as helping

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road
    from tandem.plan.models import Supporter


def tell(road: Road) -> None:
    """Tell what we know around De Wilg."""
    _circle(road)
    _els(road)
    _domains(road)
    _help(road)


def _circle(road: Road) -> None:
    fatima, daan = road.persons["fatima"], road.persons["daan"]
    noor, sem = road.persons["noor"], road.persons["sem"]
    zohra = _stands(
        road,
        11,
        network.Known(
            "Oma Zohra",
            "moeder van Fatima",
            Strength.STRONG,
            supports=[fatima, noor, sem],
            already_does="Noor slaapt er elke vrijdag, en Sem soms mee.",
            can_and_wants="Wil vaker, maar niet in het weekend.",
            talents="Luisteren zonder meteen raad te geven.",
            invited=Invited.AT_TABLE,
        ),
    )
    _ask(road, 20, zohra, RequestKind.STRENGTH, "De vrijdag zo houden, ook als het druk is.")
    _stands(
        road,
        18,
        network.Known(
            "Meester Tom",
            "leerkracht van Sem",
            Strength.ORDINARY,
            supports=[sem],
            already_does="Belt als Sem stil is.",
            can_and_wants="Wil meedenken over ophalen.",
            invited=Invited.ASKED,
        ),
    )
    kees = network.Known(
        "Opa Kees",
        "vader van Daan",
        Strength.THIN,
        supports=[daan],
        strain=Strain.CONFLICT,
        strain_about="Sinds geld dat geleend en niet teruggekomen is, bellen zij niet meer.",
        can_and_wants="Daan mist hem, en durft de eerste stap nog niet te zetten.",
        invited=Invited.NOT_WANTED,
    )
    _stands(road, 22, kees)
    _stands(
        road,
        25,
        network.Known(
            "Marco",
            "vriend van Daan, van de voetbal",
            Strength.UNKNOWN,
            supports=[daan],
            already_does="Neemt Daan op zondag mee.",
        ),
    )
    samia = _stands(
        road,
        11,
        network.Known(
            "Tante Samia",
            "zus van Fatima",
            Strength.ORDINARY,
            supports=[fatima],
            strain=Strain.SOME,
            already_does="Paste op woensdag op Sem.",
        ),
    )
    network.leave(
        samia,
        left_on=road.day(Ago(10)),
        because="Verhuisd naar Zwolle. Zij bellen nog, met feestdagen.",
        seen=1,
        by=road.by(),
        at=road.at(Ago(10)),
    )


def _els(road: Road) -> None:
    """The neighbor of whom one task after the other is asked."""
    els = _stands(
        road,
        13,
        network.Known(
            "Buurvrouw Els",
            "woont naast hen",
            Strength.ORDINARY,
            is_for_everybody=True,
            can_and_wants="Noor mag er altijd heen.",
            invited=Invited.AT_TABLE,
        ),
    )
    for day, what in (
        (14, "Noor opvangen als de ruzie oploopt."),
        (21, "Fatima bellen als er geschreeuwd wordt."),
        (Ago(3), "Sem op donderdag van school halen."),
    ):
        _ask(road, day, els, RequestKind.PROBLEM, what)


def _stands(road: Road, day: When, known: network.Known) -> Supporter:
    return network.add(road.home, known, by=road.by(), at=road.at(day))


def _ask(road: Road, day: When, supporter: Supporter, kind: str, what: str) -> None:
    asked = network.Asked(kind, what, road.day(day), answer=RequestAnswer.YES)
    network.ask(supporter, asked, by=road.by(), at=road.at(day))


def _domains(road: Road) -> None:
    concerns, well = DomainState.CONCERNS, DomainState.WELL
    for day, writer, domain, state, words, who in (
        (8, "samira", Domain.HOUSING, well, "Een huis met twee kamers voor de kinderen.", ""),
        (8, "samira", Domain.MONEY, concerns, "Er is te weinig, en niemand weet hoeveel.", ""),
        (8, "samira", Domain.FAMILY, concerns, "Ruzie over geld, met de kinderen erbij.", ""),
        (16, "joris", Domain.MONEY, concerns, "Vier schulden, samen 6.240 euro.", ""),
        (Ago(16), "samira", Domain.WORK, well, "Daan heeft werk dat hij graag doet.", ""),
        (Ago(16), "samira", Domain.WORK, concerns, "Drie avonden per week weg.", "daan"),
    ):
        noted = domains.Noted(domain, state, road.day(day), words, road.persons.get(who))
        domains.note(road.home, noted, by=road.by(writer), at=road.at(day))


def _help(road: Road) -> None:
    couple = helping.Had(
        "Gesprekken met zijn tweeën",
        "een praktijk in Huizen",
        "twee jaar geleden, vijf keer",
        [road.persons["fatima"], road.persons["daan"]],
        relation="Daan voelde zich steeds de schuldige. Fatima vond haar aardig.",
        worked="Om de beurt uitpraten, met een wekker erbij.",
        did_not_work="Altijd overdag, als Daan moest werken.",
    )
    school = helping.Had(
        "Praatgroep op school",
        "het schoolmaatschappelijk werk",
        "in groep 8",
        [road.persons["noor"]],
        relation="Noor: 'Zij wist mijn naam niet meer.'",
        worked="Andere kinderen die het ook kennen.",
    )
    for had in (couple, school):
        helping.remember(road.home, had, by=road.by(), at=road.at(15))
    helping.answer_for_child(
        road.persons["noor"],
        answer=ChildHelpAnswer.YES,
        words="Gesprekken met een psycholoog, sinds zij daar zelf ja op zei.",
        answered_on=road.day(20),
        by=road.by(),
        at=road.at(20),
    )
