"""When what was made together may be put before people, changed and settled.

One idea carries it: people say what they say of *these* words. So what was put before somebody
stays as it was, everybody is heard before it holds, and who says no stands beside it for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tandem.core.verdict import YES, Rule, Verdict
from tandem.plan.enums import Answer, PieceKind, PieceStatus, Topic

MOST_SITUATIONS = 3
ADULT = 18
# A name or address line shorter than this stands in many words.
SHORTEST = 3
# Where a version can go; the picture of the handbook is drawn from it.
PIECE_MOVES: Mapping[PieceStatus, frozenset[PieceStatus]] = {
    PieceStatus.DRAFT: frozenset({PieceStatus.SETTLED, PieceStatus.REPLACED}),
    PieceStatus.SETTLED: frozenset({PieceStatus.REPLACED}),
    PieceStatus.REPLACED: frozenset(),
}
# What an analysis answers before it is settled (VA-03): named in the seed as "among others".
QUALITY = (
    Topic.FACTS_APART,
    Topic.BOTH_SIDES,
    Topic.APPROVAL,
    Topic.TOGETHER,
    Topic.RESPECT,
)
# Which piece says what, in the order of the page.
TOPICS: Mapping[PieceKind, tuple[Topic, ...]] = {
    PieceKind.ANALYSIS: (
        Topic.SHARED_STORY,
        Topic.SAFETY_NOW,
        Topic.CAUSES,
        Topic.KEEPS_GOING,
        Topic.PATTERNS,
        Topic.FUNCTION,
        Topic.SCREENING,
        Topic.DIRECTIONS,
        Topic.CONTRIBUTORS,
        Topic.FOR_CHILDREN,
        *QUALITY,
    ),
    PieceKind.SAFETY: (
        Topic.SAFETY_FAMILY,
        Topic.SAFETY_TEAM,
        Topic.IF_IT_FAILS,
        Topic.NO_AGREEMENTS,
        Topic.CALM,
        Topic.AFTER_MEASURE,
        Topic.FOR_CHILDREN,
    ),
    PieceKind.FAMILY: (
        Topic.FUTURE,
        Topic.PARENTHOOD,
        Topic.CONTACT,
        Topic.PEOPLE,
        Topic.OUTSIDE,
        Topic.FOR_CHILDREN,
    ),
}

PLAN_01 = Rule(
    id="PLAN-01",
    sentence="Wat aan iemand is voorgelegd, verandert niet meer.",
    now="Begin een nieuwe versie. Die neemt alles over, en iedereen ziet wat er anders is.",
    source="003 Leidraad §4 (hoor en wederhoor, accordering); DOS-13; SP-12",
    family="U zegt ja of nee tegen woorden die daarna zo blijven staan.",
    examples=(
        "Mag: Mila verbetert een afspraak in een plan dat nog niemand heeft gelezen.",
        "Mag niet: Fatima zei ja, en daarna wordt afspraak 2 strenger.",
    ),
)
PLAN_02 = Rule(
    id="PLAN-02",
    sentence="Een stuk wordt pas vastgesteld als het aan iedereen van het gezin is voorgelegd, of"
    " als er staat waarom niet.",
    now="Leg het voor aan wie nog ontbreekt. Kan dat niet? Schrijf dan op waarom.",
    source="003 Leidraad §4, basisprincipes; 004 leersessie 5; DOS-13; FAM-01; FAM-05; SP-12",
    family="Niemand wordt vergeten. Ook een kind wordt gevraagd, in gewone woorden.",
    examples=(
        "Mag: Vader zei niet eens met reden, moeder zei eens, Noor en Sem zijn gesproken.",
        "Mag niet: Het plan vaststellen terwijl niemand vader heeft gesproken.",
    ),
)
PLAN_03 = Rule(
    id="PLAN-03",
    sentence="Een veiligheidsafspraak zegt wie wat wanneer doet, en wie erop let.",
    now="Vul aan wat ontbreekt, zo concreet als het kan.",
    source="002 BS4 §6; 004 leersessie 3; SP-05, SP-06, SP-07",
    family="U weet precies wat u doet en wie er meekijkt. 'Rustig blijven' is geen afspraak.",
    examples=(
        "Mag: Daan loopt een half uur buiten als de stemmen omhoog gaan; buurvrouw Els let op.",
        "Mag niet: 'er wordt niet meer geschreeuwd', zonder wie erop let.",
    ),
)
PLAN_04 = Rule(
    id="PLAN-04",
    sentence="Een veiligheidsplan bevat afspraken, of zegt waarom die niet te maken waren.",
    now="Maak een afspraak, of schrijf op waarom dat niet lukte.",
    source="002 BS4 §4; SP-03",
    family="Een plan zonder afspraken houdt niemand veilig. Lukte het niet, dan leest u waarom.",
    examples=(
        "Mag: Geen afspraken, want moeder is met de kinderen weg en wil nu geen contact.",
        "Mag niet: Een veiligheidsplan waarin niets is afgesproken en niets is uitgelegd.",
    ),
)
PLAN_05 = Rule(
    id="PLAN-05",
    sentence="Een veiligheidsplan zegt wat er gebeurt als het niet lukt.",
    now="Schrijf bij elke afspraak, of in het algemeen, welke stappen dan komen.",
    source="002 BS4 §4, §6; SP-04",
    family="U weet vooraf wat er gebeurt als een afspraak niet lukt. Niemand wordt verrast.",
    examples=(
        "Mag: Lukt het niet, dan gaan de kinderen naar oma en komt Samira dezelfde dag.",
        "Mag niet: Drie afspraken en geen woord over wat er gebeurt als het misgaat.",
    ),
)
PLAN_06 = Rule(
    id="PLAN-06",
    sentence="Een plan wordt met de ouders gemaakt; het is van hen. Kon dat niet, dan staat er"
    " waarom.",
    now="Kruis aan wie meemaakte, of schrijf op waarom het zonder ouders is gemaakt.",
    source="000 §3b; 002 BS4 §6; 001 actielijn 2; SP-02; PLAN-01",
    family="Het is uw plan. Wij beslissen met u, niet over u.",
    examples=(
        "Mag: Fatima en Daan maakten het plan aan de keukentafel.",
        "Mag niet: Mila schrijft het plan alleen en zegt niet waarom.",
    ),
)
PLAN_07 = Rule(
    id="PLAN-07",
    sentence="Een plan zegt wanneer het weer wordt besproken.",
    now="Kies een dag waarop u er samen naar kijkt.",
    source="000 §3b, §3c; PLAN-03; SP-12",
    family="U weet wanneer we er samen weer naar kijken.",
    examples=(
        "Mag: Het plan is van vandaag en wordt over twee weken besproken.",
        "Mag niet: Een plan zonder volgende dag, of met een dag vóór het gemaakt is.",
    ),
)
PLAN_08 = Rule(
    id="PLAN-08",
    sentence="Een veiligheidsplan gaat over de drie situaties die het onveiligst zijn, niet over"
    " meer.",
    now="Kies met het gezin welke drie het onveiligst zijn. De rest staat in de analyse.",
    source="001 §Top 3; SP-01",
    family="Eerst dat wat nu het gevaarlijkst is. Alles tegelijk lukt niemand.",
    examples=(
        "Mag: Ruzie over geld, dronken thuiskomen, Sem alleen thuis.",
        "Mag niet: Zeven situaties in één veiligheidsplan.",
    ),
)
PLAN_09 = Rule(
    id="PLAN-09",
    sentence="Een analyse geeft antwoord op de vijf vragen naar kwaliteit.",
    now="Beantwoord wat nog open is: in een paar woorden is genoeg.",
    source="003 Leidraad §4; VA-03",
    family="Wij schrijven op hoe we feiten en meningen uit elkaar hielden en wie is gehoord.",
    examples=(
        "Mag: Bij alle vijf staat hoe het is gegaan.",
        "Mag niet: Vaststellen terwijl niet is opgeschreven wie is gehoord.",
    ),
)
PLAN_10 = Rule(
    id="PLAN-10",
    sentence="Een analyse waarin niemand van het gezin zich herkent, wordt niet vastgesteld.",
    now="Praat verder met het gezin en begin een nieuwe versie. De reacties blijven staan.",
    source="004 leersessie 2; VA-04",
    family="Niemand legt u een verklaring op. Herkent u het niet, dan is het nog niet af.",
    examples=(
        "Mag: Moeder herkent versie 2, vader voor een deel.",
        "Mag niet: Moeder zegt 'zo is het niet', en de analyse wordt toch vastgesteld.",
    ),
)
PLAN_11 = Rule(
    id="PLAN-11",
    sentence="Bij een nee staat wat iemand zegt; bij niet voorgelegd staat waarom niet.",
    now="Schrijf het op in de woorden van wie het zei.",
    source="003 Leidraad §4; DOS-13",
    family="Zegt u nee, dan staan uw woorden erbij, voor altijd.",
    examples=(
        "Mag: Niet eens, 'de bus viel uit en ik heb gebeld'.",
        "Mag niet: Alleen 'niet eens', zonder wat moeder zei.",
    ),
)
PLAN_12 = Rule(
    id="PLAN-12",
    sentence="Er is van elk stuk één versie tegelijk in de maak.",
    now="Werk verder in de versie die er al is, of leg die eerst voor.",
    source="001 §Top 3; 003 Zeeland; PLAN-06; SP-01",
    family="Er is één plan. Iedereen die helpt, werkt in dat ene plan.",
    examples=(
        "Mag: Versie 1 is voorgelegd en moeder herkent het niet; versie 2 begint.",
        "Mag niet: Twee veiligheidsplannen naast elkaar in de maak.",
    ),
)
PLAN_13 = Rule(
    id="PLAN-13",
    sentence="Alleen een versie die in de maak is, kan worden voorgelegd of vastgesteld.",
    now="Kijk of er een nieuwere versie is, en werk daarin.",
    source="SP-12; VA-07",
    family="Een oude versie blijft te lezen, maar geldt niet meer.",
    examples=(
        "Mag: Versie 3 vaststellen als die in de maak is.",
        "Mag niet: Versie 1 opnieuw vaststellen terwijl versie 2 geldt.",
    ),
)
PLAN_14 = Rule(
    id="PLAN-14",
    sentence="Er valt iets voor te leggen: een analyse vertelt een verhaal, een gezinsplan heeft"
    " een doel.",
    now="Schrijf eerst op wat u samen zag of wilt.",
    source="000 §3b; 004 leersessie 2; PLAN-02; VA-02",
    family="U krijgt geen leeg papier om ja tegen te zeggen.",
    examples=(
        "Mag: Een gezinsplan met het doel 'Sem slaapt door'.",
        "Mag niet: Een analyse voorleggen waarin nog niets staat.",
    ),
)
PLAN_15 = Rule(
    id="PLAN-15",
    sentence="Aan een kind wordt iets voorgelegd in gewone woorden.",
    now="Schrijf eerst de tekst voor de kinderen.",
    source="000 §3a; 003 basisprincipes; 004 leersessie 5; DOS-14",
    family="Een kind leest zijn eigen tekst, niet die van grote mensen.",
    examples=(
        "Mag: 'Als papa en mama hard praten, ga jij naar Els.'",
        "Mag niet: Aan Sem van zes het hele plan voorlezen.",
    ),
)
PLAN_16 = Rule(
    id="PLAN-16",
    sentence="In wat iemand te lezen krijgt, staat niets wat voor die persoon dicht is.",
    now="Haal het uit een nieuwe versie, of schrijf het in een eigen, afgeschermde aantekening.",
    source="safety T-05, T-15",
    family="Een plek of een hulpverlener die geheim moet blijven, komt niet in een gedeeld plan.",
    examples=(
        "Mag: 'Fatima gaat met de kinderen naar een veilige plek' voorleggen aan Daan.",
        "Mag niet: Een plan met het adres van de opvang voorleggen aan wie dat niet mag weten.",
    ),
)
PLAN_17 = Rule(
    id="PLAN-17",
    sentence="Wat iemand in eigen woorden vertelde, legt u alleen voor aan die persoon zelf.",
    now="Schrijf in een eigen aantekening wat u wilt bespreken, zonder de woorden van de ander.",
    source="000 §3a; 004 leersessie 5; DOS-07; Jeugdwet 7.3.11",
    family="Wat u of uw kind ons vertelt, leggen wij niet aan een ander voor.",
    examples=(
        "Mag: Noor leest terug wat zij zelf vertelde en zegt dat het klopt.",
        "Mag niet: Wat Noor over thuis vertelde voorleggen aan haar vader.",
    ),
)
RULES = (
    PLAN_01,
    PLAN_02,
    PLAN_03,
    PLAN_04,
    PLAN_05,
    PLAN_06,
    PLAN_07,
    PLAN_08,
    PLAN_09,
    PLAN_10,
    PLAN_11,
    PLAN_12,
    PLAN_13,
    PLAN_14,
    PLAN_15,
    PLAN_16,
    PLAN_17,
)


def stays_as_it_was(*, is_draft: bool, was_put: bool) -> Verdict:
    """Judge whether the words of a version may still change."""
    return YES if is_draft and not was_put else PLAN_01.no()


def is_in_the_making(status: str) -> Verdict:
    """Judge whether a version can be put before people, or settled."""
    return YES if status == PieceStatus.DRAFT else PLAN_13.no()


def everybody_is_heard(missing: Sequence[str]) -> Verdict:
    """Judge whether everybody of the family was asked, or there is a reason; names are missing."""
    return YES if not missing else PLAN_02.no(f"Nog niet: {', '.join(missing)}.")


def is_concrete(*, who: bool, what: str, when: str, watcher: str) -> Verdict:
    """Judge whether a safety agreement can be kept: who, what, when, and who watches."""
    gaps = [
        name
        for name, there in (
            ("wie", who),
            ("wat", what.strip()),
            ("wanneer", when.strip()),
            ("wie erop let", watcher.strip()),
        )
        if not there
    ]
    return YES if not gaps else PLAN_03.no(f"Er ontbreekt: {', '.join(gaps)}.")


def agrees_or_says_why_not(*, agreements: int, why_not: str) -> Verdict:
    """Judge whether a safety plan holds agreements, or says why there are none."""
    return YES if agreements or why_not.strip() else PLAN_04.no()


def says_what_if(*, in_general: str, per_agreement: Sequence[str]) -> Verdict:
    """Judge whether a safety plan says what happens when it fails: in general or per agreement."""
    each = bool(per_agreement) and all(one.strip() for one in per_agreement)
    return YES if in_general.strip() or each else PLAN_05.no()


def is_made_together(*, with_parents: bool, why_without: str) -> Verdict:
    """Judge whether a plan is the parents' own, or says why not."""
    return YES if with_parents or why_without.strip() else PLAN_06.no()


def has_a_next_day(next_on: date | None, *, made_on: date) -> Verdict:
    """Judge whether a plan says when it is looked at again."""
    return YES if next_on is not None and next_on >= made_on else PLAN_07.no()


def at_most_three(situations: int) -> Verdict:
    """Judge whether a safety plan keeps to the most unsafe."""
    return YES if situations <= MOST_SITUATIONS else PLAN_08.no()


def quality_is_answered(texts: Mapping[str, str]) -> Verdict:
    """Judge whether an analysis answers the five questions; texts by topic."""
    open_ = [str(one.label) for one in QUALITY if not texts.get(one, "").strip()]
    return YES if not open_ else PLAN_09.no(f"Nog open: {' '.join(open_)}")


def somebody_recognises(answers: Sequence[str]) -> Verdict:
    """Judge whether anybody of the family recognises an analysis, wholly or in part."""
    known = {Answer.AGREE, Answer.PARTLY}
    return YES if known.intersection(answers) else PLAN_10.no()


def answer_is_whole(answer: str, *, words: str, why_not: str) -> Verdict:
    """Judge whether an answer says what belongs to it."""
    if answer == Answer.NOT_PUT:
        return YES if why_not.strip() and not words.strip() else PLAN_11.no()
    needs_words = answer in {Answer.DISAGREE, Answer.PARTLY}
    return PLAN_11.no() if needs_words and not words.strip() else YES


def no_other_is_begun(*, drafts: int) -> Verdict:
    """Judge whether a new version may begin: no other is in the making and still unread."""
    return YES if not drafts else PLAN_12.no()


def says_something(kind: str, *, texts: Mapping[str, str], goals: int) -> Verdict:
    """Judge whether there is anything to put before people."""
    if kind == PieceKind.ANALYSIS:
        return YES if texts.get(Topic.SHARED_STORY, "").strip() else PLAN_14.no()
    return PLAN_14.no() if kind == PieceKind.FAMILY and not goals else YES


def fits_a_child(*, age: int, for_children: str) -> Verdict:
    """Judge whether there are words for a child; `age` in whole years on that day."""
    return YES if age >= ADULT or for_children.strip() else PLAN_15.no()


def names_nothing_closed(text: str, closed: Sequence[str]) -> Verdict:
    """Judge whether somebody may read a text; `closed` is what they may not know, in words.

    The refusal does not repeat what it found: somebody may look over a shoulder.
    """
    flat = " ".join(text.casefold().split())
    found = any(
        " ".join(one.casefold().split()) in flat for one in closed if len(one.strip()) >= SHORTEST
    )
    return PLAN_16.no() if found else YES


def is_not_of_another(*, is_own_words: bool, is_teller: bool) -> Verdict:
    """Judge whether an entry may be put before somebody: not the own words of another."""
    return PLAN_17.no() if is_own_words and not is_teller else YES


def may_read_of_it(*, is_closed: bool) -> Verdict:
    """Judge whether somebody may read what is closed to them as a whole, or the whole dossier."""
    return PLAN_16.no() if is_closed else YES
