"""What is always true of a household, by what it is held up, and where that was tried both ways.

Three things hold an invariant up: a house rule that names it (`Rule.invariants`, judged both ways
in a table of tests), a constraint of the database, or the way a thing is made (the door, a form
without a field). The second and third are declared here, each with a test that passes and a test
that refuses. `python -m tests.house` writes docs/generated/invariants.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from tandem.core.verdict import Rule
from tests.house.walk import ROOT, module_of, rule_modules
from tests.judged import Judged

PAGE_OF_DOCS = ROOT / "docs" / "generated" / "invariants.md"

# Rows of requirements D that are about a household, and the ones of the monitor that exist.
SENTENCES = {
    "INV-01": "Een tandem rijdt met toestemming, een gesprek daarover, of een wettelijke grond.",
    "INV-02": "Geen ja zonder eerdere uitleg en folder.",
    "INV-03": "Na een nee doet geen partner mee, behalve met anoniem advies.",
    "INV-04": "Bij elk ja hoort een bevestiging, of een taak om die te sturen.",
    "INV-05": "Een intrekking eindigt met nieuwe toestemming of met stoppen.",
    "INV-06": "Elke dag van een partner valt in een toestemming die de organisatie noemt.",
    "INV-07": "Geen oranje zonder grond vooraf, geen rood zonder maatregel vooraf.",
    "INV-08": "De Raad doet niet mee voordat het gezin het weet.",
    "INV-09": "Wie meefietste, zet niet de bevoegdheden in.",
    "INV-10": "Geen oranje of rood zonder kernbesluit en zonder dat het gezin het weet.",
    "INV-11": "Delen zonder toestemming: met grond, onveiligheid, bevoegde ontvanger en vertellen.",
    "INV-12": "Een verzoek om een eerste maatregel toetst en dient alleen de Raad in.",
    "INV-13": "Precies één fietser voorop, en altijd iemand van het lokaal team.",
    "INV-14": "Met bevoegdheden zit de partner voorop, anders het lokaal team.",
    "INV-15": "Eén vast contactpersoon, tenzij het gezin het anders wil.",
    "INV-16": "Van een ervaringsdeskundige staat alleen het aantal contacten.",
    "INV-17": "Contact zonder het lokaal team heeft een verslag dat wordt toegevoegd.",
    "INV-18": "Alleen het eigen lokaal team vernietigt, op verzoek of na de termijn.",
    "INV-19": "Fase 2 is niet af zolang de veiligheid niet geregeld is.",
    "INV-34": "Vraag F telt geen maatregel die al liep bij de aanmelding.",
    "INV-35": "Ingediende cijfers veranderen niet; een verbetering is een nieuwe versie.",
    "INV-36": "Vraag B telt aanmeldingen vanaf 1 juni 2024.",
    "INV-40": "Niets waaraan iemand het gezin herkent, gaat naar buiten, behalve volgens INV-11.",
    "INV-41": "Wie een huishouden ziet, heeft daar een sleutel voor; elke blik wordt vastgelegd.",
    "INV-42": "Feit, mening en reactie zijn verschillende soorten.",
    "INV-43": "Zijn er kinderen, dan staat hun belang in het besluit.",
    "INV-44": "Een kwartaal wordt pas ingediend als het voorbij is.",
}
# What holds these up is still to be built; once a rule names one, it may not stand here.
NOT_BUILT = {
    "INV-18": "er is nog niets dat vernietigt, dus ook niemand die het mag",
    "INV-20..26": "de jeugdbeschermingstafel",
    "INV-27..33": "de jeugdhulproutes",
}


@dataclass(frozen=True)
class Held:
    """An invariant that something else than a rule holds up: what, and the tests both ways.

    A test is named as `tests/app/test_x.py::test_name`.
    """

    invariant: str
    what: str
    may: str
    may_not: str
    constraint: str = ""


_LEGAL, _JOURNEY = "tests/legal/test_services.py", "tests/journey/test_services.py"
_SHARING, _DOOR = "tests/legal/test_sharing.py", "tests/dossier/test_door.py"

HELD = (
    Held(
        "INV-01",
        "de laatste grond eindigt op een bekende dag: deuren dicht, en een opdracht met een eigen"
        " rol zet de tandem stil",
        "tests/journey/test_grounds.py::test_until_the_last_moment_everything_is_as_it_was",
        "tests/journey/test_grounds.py"
        "::test_the_command_lets_the_tandem_stand_still_in_a_role_of_its_own",
    ),
    Held(
        "INV-04",
        "de toestemming en haar bevestiging ontstaan in één handeling",
        f"{_LEGAL}::test_a_yes_makes_a_confirmation_due_within_five_workdays",
        f"{_LEGAL}::test_a_no_is_an_answer_and_needs_no_confirmation",
    ),
    *(
        Held(
            "INV-11",
            "de database",
            f"{_SHARING}::test_it_is_recorded_with_ground_law_recipient_and_plan",
            f"{_SHARING}::test_it_refuses_what_the_rules_refuse",
            constraint,
        )
        for constraint in (
            "exchange_has_a_ground_that_fits",
            "exchange_only_when_too_unsafe",
            "exchange_names_law_and_recipient",
            "exchange_names_the_organization",
            "exchange_says_what_was_shared",
            "family_hears_of_an_exchange",
        )
    ),
    Held(
        "INV-13",
        "de database",
        f"{_JOURNEY}::test_the_local_team_rides_in_front_with_one_fixed_face",
        "tests/house/test_invariants.py::test_two_riders_in_front_are_refused_by_the_database",
        "one_front_rider_at_any_moment",
    ),
    Held(
        "INV-15",
        "de database",
        f"{_JOURNEY}::test_a_second_face_stays_beside_the_first_when_the_family_asks",
        "tests/journey/test_hostile_races.py::test_two_contact_persons_at_once_are_one",
        "one_contact_person_unless_agreed",
    ),
    Held(
        "INV-16",
        "de tabel heeft geen veld voor inhoud",
        f"{_JOURNEY}::test_of_an_experience_expert_only_a_number_is_kept",
        "tests/house/test_invariants.py::test_a_contact_with_an_expert_has_no_room_for_words",
    ),
    Held(
        "INV-19",
        "de database",
        "tests/journey/test_phases.py::test_agreements_in_a_safety_plan_open_the_second_phase",
        "tests/journey/test_phases.py::test_the_database_refuses_a_later_phase_without_safety",
        "later_phase_only_when_safety_is_arranged",
    ),
    Held(
        "INV-34",
        "de database",
        "tests/house/test_invariants.py::test_a_measure_says_where_it_came_from",
        "tests/house/test_invariants.py::test_a_measure_at_intake_is_not_from_the_pilot",
        "measure_at_intake_is_not_from_the_pilot",
    ),
    Held(
        "INV-40",
        "een bestand van de monitor kent geen huishouden",
        "tests/monitor/test_exports.py::test_a_workbook_has_every_figure_and_no_formula",
        "tests/monitor/test_exports.py::test_a_file_holds_figures_and_no_household",
    ),
    Held(
        "INV-41",
        "de deur",
        f"{_DOOR}::test_a_key_opens_and_the_look_is_recorded",
        f"{_DOOR}::test_without_a_key_a_household_is_as_absent_as_one_that_never_was",
    ),
    Held(
        "INV-42",
        "de database: de trigger `entry_keeps_its_kind`",
        "tests/house/test_invariants.py::test_an_opinion_is_corrected_as_an_opinion",
        "tests/house/test_invariants.py::test_an_opinion_never_becomes_a_fact_in_the_database",
    ),
)


def judged() -> Mapping[str, tuple[str, ...]]:
    """Per rule the test modules in whose table it is judged both ways."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        has_table = re.search(r"^JUDGED\b", path.read_text(), re.MULTILINE)
        if path.parent.name == "house" or not has_table:
            continue
        table: tuple[Judged, ...] = import_module(module_of(path)).JUDGED
        for one in table:
            found.setdefault(one.rule.id, set()).add(path.relative_to(ROOT).as_posix())
    return {rule: tuple(sorted(places)) for rule, places in found.items()}


def rules_of(invariant: str) -> Iterator[Rule]:
    """Every rule that says it holds the invariant up."""
    for module in rule_modules():
        yield from (rule for rule in module.RULES if invariant in rule.invariants)


def _rows() -> Iterator[str]:
    tables = judged()
    for invariant, sentence in SENTENCES.items():
        if invariant in NOT_BUILT:
            continue
        first = f"| {invariant} | {sentence} "
        for rule in sorted(rules_of(invariant), key=lambda rule: rule.id):
            tests = ", ".join(f"`{place}` (JUDGED)" for place in tables[rule.id])
            yield f"{first}| {rule.id}: {rule.sentence} | {tests} | {tests} |"
            first = "| | "
        for held in HELD:
            if held.invariant == invariant:
                what = f"{held.what}: `{held.constraint}`" if held.constraint else held.what
                yield f"{first}| {what} | `{held.may}` | `{held.may_not}` |"
                first = "| | "


def document() -> str:
    """The table as a page of docs/generated."""
    return "\n".join(
        [
            "# Wat altijd waar is van een huishouden",
            "",
            "<!-- Gemaakt door `python -m tests.house`; een test houdt dit gelijk. -->",
            "",
            "Elke invariant, de spelregel of grens in de database die haar overeind houdt, en de",
            "tests waarin dat is geprobeerd: een keer dat het mag en een keer dat het niet mag.",
            "Een regel in een tabel JUDGED staat daar met een oordeel dat ja is en een dat nee is.",
            "",
            "| Invariant | Wat altijd waar is | Wat haar overeind houdt | Mag | Mag niet |",
            "| --- | --- | --- | --- | --- |",
            *_rows(),
            "",
            "## Nog niet gebouwd",
            "",
            *(f"- {invariant}: {why}" for invariant, why in NOT_BUILT.items()),
            "",
        ]
    )
