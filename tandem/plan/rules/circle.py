"""What must be true around a family: its circle, its children, and with whom we spoke. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# Two, because every task comes on top of a life of one's own. With two, one may still fall away
# without the agreement falling with it; from three on a person becomes the plan.
MOST_TASKS = 2
_COUNTED = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")

PLAN_31 = Rule(
    "PLAN-31",
    "Iemand om het gezin heen heeft hooguit twee taken uit het plan tegelijk: bij meer raken mensen"
    " overbelast, en dan kan juist de band met het gezin breken.",
    "Vraag of het nog lukt, en wat eraf kan. Kijk ook naar wat deze mens uit zichzelf al doet: dat"
    " houdt het langst.",
    "004 leersessie 4, inzicht 4; SP-15, FAM-08",
    family="Uw buren en familie hoeven niet alles te dragen. Wij vragen steeds of het nog lukt.",
    examples=(
        "Mag: Buurvrouw Els vangt Sem op na school en belt als het stil blijft.",
        "Mag niet: Els krijgt een derde taak, en niemand vraagt hoe het met haar gaat.",
    ),
)
PLAN_32 = Rule(
    "PLAN-32",
    "Bij een steunfiguur staat voor wie die er is: voor iedereen, of voor wie u aankruist.",
    "Vraag het aan het gezin, en kruis het aan.",
    "FAM-07",
    family="Er staat bij wie voor u belangrijk is, en wie voor uw kind.",
    examples=(
        "Mag: Meester Tom is er voor Sem.",
        "Mag niet: Meester Tom staat in de kring, en niemand weet voor wie.",
    ),
)
PLAN_33 = Rule(
    "PLAN-33",
    "Loopt er een maatregel, dan is ten minste één steunfiguur gevraagd: zonder mensen om het gezin"
    " heen is stoppen moeilijk.",
    "Vraag het gezin wie er voor hen is, en nodig die persoon uit. Is er niemand? Zoek steun die"
    " georganiseerd is.",
    "004 leersessie 6, inzicht 3; FAM-09",
    family="Beslist de rechter iets over uw kind, dan blijven de mensen om u heen erbij.",
    examples=(
        "Mag: Sem staat onder toezicht, en oma Zohra denkt mee aan tafel.",
        "Mag niet: Sem staat onder toezicht, en niemand vroeg iets aan oma.",
    ),
)
PLAN_34 = Rule(
    "PLAN-34",
    "Staat er 'zorgen' bij een leefgebied, dan staat er in gewone woorden bij welke.",
    "Schrijf op wat er is gezegd, zoals het gezin het zei.",
    "003 leidraad §4; DOS-23",
    family="Schrijven wij op dat er zorgen zijn, dan leest u ook welke.",
    examples=(
        "Mag: Geld: zorgen. 'Er zijn vier schulden, samen ruim zesduizend euro.'",
        "Mag niet: Geld: zorgen, en verder niets.",
    ),
)
PLAN_35 = Rule(
    "PLAN-35",
    "Krijgt een kind zelf geen hulp, of nog niet, dan staat erbij waarom.",
    "Vraag het het kind, en schrijf op waarom er geen hulp is.",
    "002 BS3 §5; DOS-30",
    family="Ook uw kind kan hulp krijgen voor zichzelf. Is dat nu niet zo, dan staat erbij waarom.",
    examples=(
        "Mag: Sem krijgt nog geen hulp: hij wil eerst wennen aan de nieuwe juf.",
        "Mag niet: Sem krijgt geen hulp, en er staat geen reden.",
    ),
)
PLAN_36 = Rule(
    "PLAN-36",
    "In een huishouden met geweld staat van ieder kind of het zelf hulp krijgt.",
    "Vraag het aan ieder kind, en leg het antwoord vast. Ook 'nog niet nodig' is een antwoord.",
    "002 BS3 §5; DOS-30",
    family="Was er geweld thuis, dan vragen wij van ieder kind of het zelf hulp heeft.",
    examples=(
        "Mag: Noor praat met een psycholoog, en van Sem staat dat hij nog niets wil.",
        "Mag niet: Daan krijgt hulp, Fatima krijgt hulp, en over Noor staat niets.",
    ),
)
PLAN_37 = Rule(
    "PLAN-37",
    "Met iedereen die bij het gezin hoort, is gesproken, en ieder kind heeft een eigen verhaal.",
    "Zoek wie nog niet is gesproken op, en schrijf op wat die zelf vertelt.",
    "004 leersessie 5; FAM-05, DOS-07",
    family="Niemand van uw gezin wordt vergeten. Ook uw kind vertelt zelf.",
    examples=(
        "Mag: Sem is zes. Samira tekende met hem, en schreef op wat hij erbij zei.",
        "Mag niet: Alles over Sem komt van anderen, en niemand zag hem.",
    ),
)
PLAN_38 = Rule(
    "PLAN-38",
    "Een vraag aan iemand eindigt niet voordat zij begint.",
    "Kijk de datums na.",
    "Tandem: een dossier vertelt wat er gebeurd is",
    family="Bij wat wij aan uw familie of buren vragen, staat van wanneer tot wanneer.",
    examples=(
        "Mag: Els haalt Sem op van 2 tot en met 20 november.",
        "Mag niet: Els haalt Sem op van 20 november tot en met 2 november.",
    ),
)
PLAN_39 = Rule(
    "PLAN-39",
    "Aan wie niet meer in de kring staat, wordt niets nieuws gevraagd.",
    "Is deze persoon er weer? Pas eerst aan wat er staat: dan staat die weer in de kring.",
    "FAM-07; Tandem: een dossier vertelt wat er gebeurd is",
    family="Wie u niet meer om u heen heeft, vragen wij ook niets meer.",
    examples=(
        "Mag: Opa Kees is er weer. Samira zet hem terug in de kring, en vraagt hem dan iets.",
        "Mag niet: Opa Kees verhuisde in maart, en krijgt in mei een taak in het plan.",
    ),
)
RULES = (PLAN_31, PLAN_32, PLAN_33, PLAN_34, PLAN_35, PLAN_36, PLAN_37, PLAN_38, PLAN_39)


def is_not_overburdened(name: str, *, tasks: int) -> Verdict:
    """Judge how many tasks of the plan rest on somebody; it warns, and stops nobody (SP-15)."""
    if tasks <= MOST_TASKS:
        return YES
    return PLAN_31.no(f"{name} heeft nu {_in_words(tasks)} taken uit het plan.")


def _in_words(count: int) -> str:
    return _COUNTED[count] if count < len(_COUNTED) else str(count)


def is_for_somebody(*, is_for_everybody: bool, people: int) -> Verdict:
    """Judge whether a supporter is there for somebody in the household."""
    return YES if is_for_everybody or people else PLAN_32.no()


def network_is_involved(*, measure_runs: bool, turned_to: int) -> Verdict:
    """Judge whether somebody was asked while a measure runs; it warns (FAM-09)."""
    return PLAN_33.no() if measure_runs and not turned_to else YES


def concerns_have_words(*, is_concern: bool, words: str) -> Verdict:
    """Judge a note on a domain of life."""
    return PLAN_34.no() if is_concern and not words.strip() else YES


def no_help_has_a_reason(*, gets_help: bool, words: str) -> Verdict:
    """Judge the answer to whether a child gets help for itself."""
    return YES if gets_help or words.strip() else PLAN_35.no()


def every_child_is_answered(*, has_violence: bool, without: Sequence[str]) -> Verdict:
    """Judge a household with violence; `without` are the children of whom nothing stands."""
    if not has_violence or not without:
        return YES
    return PLAN_36.no(f"Nog niet bij {_listed(without)}.")


def nobody_is_forgotten(*, unspoken: Sequence[str], without_story: Sequence[str]) -> Verdict:
    """Judge with whom nobody spoke yet, and which child has no words of its own here."""
    said = []
    if unspoken:
        said.append(f"Met {_listed(unspoken)} heeft nog niemand gesproken.")
    if without_story:
        said.append(f"Van {_listed(without_story)} staat er nog geen eigen verhaal.")
    return PLAN_37.no(" ".join(said)) if said else YES


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} en {last}" if others else last


def request_ends_after_it_begins(since: date, last_day: date | None) -> Verdict:
    """Judge the days of a request; the last day is in."""
    return YES if last_day is None or since <= last_day else PLAN_38.no()


def is_in_the_circle(*, left_on: date | None) -> Verdict:
    """Judge whether something may be asked of a supporter."""
    return YES if left_on is None else PLAN_39.no()
