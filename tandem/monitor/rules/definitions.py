"""What every figure means, in our own words: what counts, how, and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.monitor.enums import FORMS, MEASURES, Computed, Question


@dataclass(frozen=True, slots=True)
class Definition:
    """The explanation that opens behind a figure (MON-04)."""

    letter: str
    title: str
    what: str
    how: str
    source: str
    notes: tuple[str, ...] = ()


_SHARE_OF_NEW = (
    "Het percentage is het deel van de nieuwe huishoudens (A), afgerond op één cijfer achter de "
    "komma. Waren er geen nieuwe huishoudens? Dan is er geen percentage."
)
_BANDS = (
    "De zwaarte is het gemiddelde aantal uren per week. Per huishouden delen we de uren in het "
    "kwartaal door het aantal weken met deze vorm. Daarna nemen we het gemiddelde van die "
    "huishoudens. Minder dan 1 uur per week is licht. Van 1 tot 4 uur is middel. 4 uur of meer is "
    "zwaar. De grenzen 1 en 4 horen bij de hogere groep."
)
_MORE_FORMS = (
    "Eén huishouden kan meer vormen hebben. De delen tellen samen op tot meer dan 100 procent."
)
_VERY_LIGHT = "Minder dan 1 uur per maand telt ook als licht."
_BOTH_DAYS = "Waren er twee partners tegelijk in dezelfde vorm? Dan telt een dag één keer."
_CAVEAT = (
    "Niet elke overweging leidt tot een maatregel. Dat was in de oude werkwijze ook zo. Zet E en "
    "de maatregelen van F daarom naast elkaar. Deel ze niet op elkaar: het is geen succescijfer."
)
_NO_EQUALITY = (
    "F hoeft niet gelijk te zijn aan D 'met juridische maatregel'. Bij D tellen ook maatregelen "
    "die al liepen. Bij F niet."
)
_TWICE = (
    "Een huishouden met twee soorten maatregelen telt hier twee keer, want het telt bij elke "
    "soort. In de lijst hieronder staat het één keer."
)

_OF_FORM = {
    Question.D_ADVICE: "Een partner gaf advies of was consulent. Dat kan ook anoniem.",
    Question.D_WITH_CONSENT: "Een partner werkte mee met toestemming van het gezin.",
    Question.D_WITH_POWERS: "Een partner zette bevoegdheden in, na een kernbesluit.",
    Question.D_WITH_MEASURE: "Een partner was betrokken met een juridische maatregel.",
    Question.D_OTHER: "Een partner was op een andere manier betrokken.",
}
_OF_MEASURE = {
    Question.F_RVDK_TEST_REQUEST: "Een verzoek aan de Raad om te toetsen.",
    Question.F_OTS: "Een ondertoezichtstelling, ook een voorlopige, na een verzoek tot toetsing.",
    Question.F_OUT_OF_HOME_PLACEMENT: "Een machtiging om een kind uit huis te plaatsen.",
    Question.F_AUTHORITY_TERMINATION: "Een maatregel die het gezag beëindigt.",
    Question.F_TEMPORARY_HOME_BAN: "Een tijdelijk huisverbod.",
    Question.F_CONTACT_BAN: "Een contactverbod.",
    Question.F_PROBATION: "Een maatregel van de reclassering of de jeugdreclassering.",
}


def _form(question: Question) -> Definition:
    return Definition(
        "D",
        str(question.label),
        f"{_OF_FORM[question]} We tellen huishoudens die in het kwartaal ten minste één dag deze "
        "vorm hadden.",
        f"Elk huishouden telt per vorm één keer. {_BANDS}",
        "001 Bijlage 2 vraag D; MON-D1 tot en met MON-D4, CF-08 tot en met CF-11, GAP-05",
        (_MORE_FORMS, _BOTH_DAYS, _VERY_LIGHT),
    )


def _measure(question: Question) -> Definition:
    notes = [_NO_EQUALITY]
    if question in {Question.F_RVDK_TEST_REQUEST, Question.F_OUT_OF_HOME_PLACEMENT}:
        notes.append(
            "Dit telt niet mee in het totaal van de maatregelen. Anders telde hetzelfde dubbel."
        )
    return Definition(
        "F",
        str(question.label),
        f"{_OF_MEASURE[question]} We tellen huishoudens waar dit in het kwartaal is ingezet vanuit "
        "de toekomsttuin.",
        "De dag van het besluit ligt in het kwartaal. Een maatregel die al liep bij de aanmelding "
        "telt niet mee. Een huishouden telt per soort één keer.",
        "001 Bijlage 2 vraag F; MON-F1 tot en met MON-F6, CF-14, NOT-06, INV-34",
        tuple(notes),
    )


DEFINITIONS: dict[Question | Computed, Definition] = {
    Question.A: Definition(
        "A",
        "Nieuw aangemeld",
        "Het aantal huishoudens dat in het kwartaal is aangemeld.",
        "De dag van aanmelding ligt in het kwartaal. Wie eerder is aangemeld, telt niet nog eens.",
        "001 Bijlage 2 vraag A; MON-A, CF-01, CF-04, NOT-03",
        ("'Sinds het begin' telt alle aanmeldingen tot en met dit kwartaal bij elkaar op.",),
    ),
    Question.B: Definition(
        "B",
        "Afgerond",
        "Het aantal huishoudens waarvan de betrokkenheid in het kwartaal eindigde.",
        "De laatste dag ligt in het kwartaal. Alleen huishoudens die op of na 1 juni 2024 zijn "
        "aangemeld tellen mee.",
        "001 Bijlage 2 vraag B; MON-B, CF-02, NOT-04, INV-36",
    ),
    Question.C: Definition(
        "C",
        "Aangemeld zonder kinderen",
        "Het aantal nieuwe huishoudens waar bij aanmelding niemand onder de 18 bij hoorde.",
        f"We kijken alleen naar de dag van aanmelding. Een kind dat later is geboren of 18 werd, "
        f"verandert niets. {_SHARE_OF_NEW}",
        "001 Bijlage 2 vraag C; MON-C, MON-X5, CF-05, CF-06, NOT-05",
    ),
    **{question: _form(question) for question in FORMS},
    Question.E: Definition(
        "E",
        "Beschermingsmaatregel overwogen",
        "Het aantal nieuwe huishoudens waar de zorgen over veiligheid bij aanmelding zo groot "
        "waren dat het lokaal team een beschermingsmaatregel overwoog.",
        f"Het lokaal team schrijft dit op bij de aanmelding. {_SHARE_OF_NEW}",
        "001 Bijlage 2 vraag E; MON-E, CF-12, CF-13, CF-18",
        (_CAVEAT,),
    ),
    **{question: _measure(question) for question in MEASURES},
    Computed.F_SUM: Definition(
        "F",
        "Maatregelen samen",
        "Ondertoezichtstellingen, gezagsbeëindigingen, huisverboden, contactverboden en "
        "reclassering, bij elkaar opgeteld.",
        "Verzoeken tot toetsing en uithuisplaatsingen tellen we niet op, want die horen bij een "
        "andere maatregel. Het percentage is het deel van alle huishoudens in het kwartaal.",
        "001 Bijlage 2 vraag F Benutting; MON-F6, CF-16, CF-17, NOT-07, GAP-06",
        (_TWICE, _NO_EQUALITY),
    ),
    Question.HOUSEHOLDS: Definition(
        "",
        "Huishoudens in het kwartaal",
        "Het aantal huishoudens dat in het kwartaal ten minste één dag meedeed.",
        "Aangemeld op of voor de laatste dag van het kwartaal, en niet afgerond voor de eerste "
        "dag. Hierop zijn de percentages van D en F gebaseerd.",
        "001 Bijlage 2 vraag D en F; CF-07, GAP-06",
    ),
    Computed.STOCK: Definition(
        "",
        "Nog bezig aan het eind van het kwartaal",
        "Het aantal huishoudens dat na de laatste dag van het kwartaal nog bezig was.",
        "Alle aanmeldingen tot en met de peildatum, min wat toen was afgerond.",
        "001 Bijlage 2 vraag B; CF-03, GAP-07",
    ),
}


def find(code: str) -> Question | Computed | None:
    """Find the figure with a code, as it stands in an address; None when there is none."""
    return next((question for question in DEFINITIONS if question.value == code), None)
