# ruff: noqa: E501 - a table reads best with one case per line
"""Case files: whole households in, or a reason why not and the place where it is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tandem.core.periods import Period
from tandem.dossier.enums import Origin, Position, Status
from tandem.dossier.models import Hours, Household, Involvement, Key, Person, Seat
from tandem.legal.models import Confirmation, Consent
from tandem.legal.rules import LEGAL_03
from tandem.network.models import Organization, Pilot, Region
from tests.factories.world import World

PILOT = Path(__file__).parents[1] / "data" / "pilot-1.json"

type Document = dict[str, Any]

HEAD: Document = {
    "format": "tandem-cases/1",
    "region": "Gooi en Vechtstreek",
    "pilots": [{"ref": "huizen", "name": "Toekomsttuin Huizen", "municipality": "0406"}],
    "organizations": [
        {"ref": "lt-huizen", "kind": "local_team", "name": "Lokaal team Huizen"},
        {"ref": "vt", "kind": "veilig_thuis", "name": "Veilig Thuis"},
        {"ref": "rvdk", "kind": "rvdk", "name": "Raad voor de Kinderbescherming"},
        {"ref": "gi-djgb", "kind": "gi", "name": "De Jeugd- en Gezinsbeschermers"},
        {"ref": "gi-wss", "kind": "gi", "name": "William Schrikker Stichting"},
        {"ref": "samenkracht", "kind": "experience_experts", "name": "Samenkracht!"},
    ],
}


def person(ref: str, role: str, born_on: str, *, authority: bool = False) -> Document:
    return {"ref": ref, "role": role, "born_on": born_on, "authority": authority}


def consent(who: str) -> Document:
    organizations = ["gi-djgb", "vt"]
    return {
        "person": who,
        "organizations": organizations,
        "from": "2024-10-03",
        "until": "2025-06-30",
    }


def involvement(organization: str, form: str, since: str, until: str | None) -> Document:
    return {
        "organization": organization,
        "form": form,
        "anonymous": False,
        "from": since,
        "until": until,
        "hours": [],
    }


def household(ref: str) -> Document:
    """One household in which everything occurs: green, orange, red and an anonymous advice."""
    green = involvement("gi-djgb", "with_consent", "2024-10-10", "2025-01-10")
    green["hours"] = [{"on": "2024-10-10", "hours": 1.5}, {"on": "2025-01-10", "hours": 2}]
    advice = involvement("rvdk", "advice", "2024-09-20", "2024-09-25") | {"anonymous": True}
    decision = {
        "kind": "kernbesluit",
        "regime": "with_powers",
        "organization": "vt",
        "ground": "melding",
        "ground_on": "2024-12-01",
        "decided_on": "2024-12-02",
        "family_informed_on": "2024-12-03",
    }
    return {
        "ref": ref,
        "pilot": "huizen",
        "registered_on": "2024-09-15",
        "channel": "local_team",
        "protection_measure_considered": True,
        "leaflet_explained_on": "2024-10-01",
        "persons": [
            person("P1", "parent", "1990-01-01", authority=True),
            person("P2", "parent", "1988-02-02", authority=True),
            person("C1", "child", "2012-05-05"),
            person("C2", "child", "2018-06-06"),
        ],
        "consents": [consent("P1"), consent("P2"), consent("C1")],
        "decisions": [
            decision,
            decision
            | {
                "regime": "with_measure",
                "organization": "gi-djgb",
                "ground": "ots",
                "ground_on": "2025-01-10",
                "decided_on": "2025-01-11",
                "family_informed_on": "2025-01-11",
            },
        ],
        "involvements": [
            green,
            involvement("vt", "with_powers", "2024-12-05", "2025-02-01"),
            involvement("gi-djgb", "with_measure", "2025-01-15", None),
            advice,
        ],
        "measures": [
            {
                "kind": "ots",
                "initiated_by_pilot": True,
                "running_at_intake": False,
                "decided_on": "2025-01-10",
            }
        ],
        "expert_contacts": [{"month": "2024-11", "count": 2}],
        "ended_on": None,
    }


def document(*households: object) -> Document:
    return deepcopy(HEAD) | {"households": list(households)}


@dataclass(frozen=True)
class Loaded:
    """What the command said."""

    out: str
    err: str

    @property
    def counts(self) -> tuple[int, int, int]:
        line = next(line for line in self.out.splitlines() if " loaded, " in line)
        numbers = [int(word) for word in line.replace(",", " ").split() if word.isdigit()]
        return numbers[0], numbers[1], numbers[2]

    @property
    def refusals(self) -> list[str]:
        return [line for line in self.out.splitlines() if line.startswith("geweigerd: ")]


@pytest.fixture
def load(tmp_path: Path, monday: datetime, db: None) -> Callable[..., Loaded]:
    """Write what is given to a file and load it."""

    def load_it(content: object, name: str = "zaken.json") -> Loaded:
        file = tmp_path / name
        if isinstance(content, Path):
            file = content
        else:
            file.write_bytes(
                content if isinstance(content, bytes) else json.dumps(content).encode()
            )
        out, err = StringIO(), StringIO()
        refused = tmp_path / f"{file.stem}.geweigerd.json"
        call_command("load_cases", str(file), refused=refused, stdout=out, stderr=err)
        return Loaded(out.getvalue(), err.getvalue())

    return load_it


type Load = Callable[..., Loaded]


# --- what loads ---


def test_the_pilot_file_loads_once(load: Load) -> None:
    first = load(PILOT)
    second = load(PILOT)

    assert (first.counts, second.counts) == ((48, 0, 0), (0, 48, 0))
    assert not first.refusals
    assert Household.objects.count() == 48
    assert Pilot.objects.count() == 3


def test_a_household_comes_in_whole(load: Load) -> None:
    assert load(document(household("H1"))).counts == (1, 0, 0)

    home = Household.objects.get()
    assert (home.status, home.origin, home.source_ref) == (Status.STARTED, Origin.CASE_FILE, "H1")
    assert home.intake.measure_considered
    assert home.persons.count() == 4
    assert Consent.objects.count() == 3
    # Both ends are included in the file; our ends are the first day after.
    green = Involvement.objects.get(form="with_consent")
    assert (str(green.since), str(green.until)) == ("2024-10-10", "2025-01-11")
    assert sorted(float(one.hours) for one in Hours.objects.all()) == [1.5, 2.0]
    assert home.expert_contacts.get().count == 2
    # What was confirmed elsewhere makes no work here.
    assert not Confirmation.objects.exists()


def test_nobody_keeps_a_key_of_the_loading(load: Load, monday: datetime) -> None:
    load(document(household("H1")))

    assert not Key.objects.filter(until=None).exists()


def test_the_seats_follow_from_what_the_file_says(load: Load) -> None:
    load(document(household("H1")))

    fronts = Seat.objects.filter(position=Position.FRONT).order_by("since")
    assert [(s.organization.slug, s.since.isoformat()) for s in fronts] == [
        ("lt-huizen", "2024-10-03"),
        ("vt", "2024-12-05"),
        ("gi-djgb", "2025-01-15"),
    ]
    team = Seat.objects.filter(organization__slug="lt-huizen").order_by("since")
    days = [Period(seat.since, seat.until) for seat in team]
    assert days[-1].until is None
    assert all(earlier.until == later.since for earlier, later in pairwise(days))


def test_an_ended_household_ends_its_running_involvements(load: Load) -> None:
    done = household("H1") | {"ended_on": "2025-03-31"}

    assert load(document(done)).counts == (1, 0, 0)

    home = Household.objects.get()
    assert (home.status, str(home.ended_on)) == (Status.ENDED, "2025-03-31")
    red = Involvement.objects.get(form="with_measure")
    assert str(red.until) == "2025-04-01"
    assert not Seat.objects.filter(until=None).exists()


def test_a_household_without_a_leaflet_and_consent_waits(load: Load) -> None:
    waiting = household("H1") | {
        "leaflet_explained_on": None,
        "consents": [],
        "decisions": [],
        "involvements": [],
        "measures": [],
        "expert_contacts": [],
    }

    assert load(document(waiting)).counts == (1, 0, 0)
    assert Household.objects.get().status == Status.REGISTERED
    assert not Seat.objects.exists()


def test_a_child_may_be_born_after_registration(load: Load) -> None:
    expecting = household("H1")
    expecting["persons"].append(person("C3", "child", "2024-12-24"))

    assert load(document(expecting)).counts == (1, 0, 0)


def test_a_child_that_turns_12_later_makes_no_invalid_past(load: Load) -> None:
    young = household("H1")
    young["persons"][2]["born_on"] = "2012-10-04"  # 12 on the day after consent was given
    young["consents"].pop()

    assert load(document(young)).counts == (1, 0, 0)


def test_consents_that_adjoin_cover_together(load: Load) -> None:
    split = household("H1")
    split["consents"][0]["until"] = "2024-11-30"
    split["consents"][1]["until"] = "2024-11-30"
    split["consents"][2]["until"] = "2024-11-30"
    split["consents"].append(consent("P1") | {"from": "2024-12-01"})

    assert load(document(split)).counts == (1, 0, 0)


def test_a_consent_that_names_the_rvdk_is_the_family_knowing(load: Load) -> None:
    known = household("H1")
    for one in known["consents"]:
        one["organizations"].append("rvdk")
    known["involvements"].append(involvement("rvdk", "with_consent", "2024-10-03", "2024-12-31"))

    assert load(document(known)).counts == (1, 0, 0)


def test_a_file_goes_into_the_region_that_is_there(world: World, load: Load) -> None:
    assert load(document(household("H1"))).counts == (1, 0, 0)

    assert (Region.objects.count(), Pilot.objects.count()) == (1, 3)
    assert Organization.objects.filter(slug="vt").count() == 1
    home = Household.objects.get(source_ref="H1")
    # Who works in the local team finds the household among its own.
    assert home.keys.filter(account=world.mila, until=None).exists()
    assert not home.keys.filter(account=world.outsider).exists()


def test_a_byte_order_mark_of_an_editor_is_no_problem(load: Load) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(document(household("H1"))).encode()

    assert load(content).counts == (1, 0, 0)


def test_an_empty_list_of_households_loads_nothing(load: Load) -> None:
    assert load(document()).counts == (0, 0, 0)


# --- what is refused ---

type Change = Callable[[Document], object]


def at(*path: str | int, value: object) -> Change:
    """Put a value at a place."""

    def change(case: Document) -> None:
        spot: Any = case
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = value

    return change


def add(*path: str | int, value: object) -> Change:
    """Add an item to the list at a place."""

    def change(case: Document) -> None:
        spot: Any = case
        for step in path:
            spot = spot[step]
        spot.append(deepcopy(value))

    return change


def drop(*path: str | int) -> Change:
    """Leave something out."""

    def change(case: Document) -> None:
        spot: Any = case
        for step in path[:-1]:
            spot = spot[step]
        del spot[path[-1]]

    return change


def every(*changes: Change) -> Change:
    """Make several changes that are one mistake."""

    def change(case: Document) -> None:
        for one in changes:
            one(case)

    return change


LONG = involvement("gi-djgb", "with_consent", "2024-10-10", "2025-07-01")
RVDK = involvement("rvdk", "with_consent", "2024-10-10", "2025-01-10")
RVDK_DECIDED = {
    "kind": "kernbesluit",
    "regime": "with_powers",
    "organization": "rvdk",
    "ground": "verzoek_raadsonderzoek",
    "ground_on": "2024-12-01",
    "decided_on": "2024-12-02",
    "family_informed_on": None,
}
BY_RULE: list[tuple[str, Change, str, str]] = [
    ("no leaflet", at("leaflet_explained_on", value=None), ".consents[0]", "LEGAL-01"),
    ("late leaflet", at("leaflet_explained_on", value="2024-10-04"), ".consents[0]", "LEGAL-01"),
    ("consent before leaflet", at("consents", 1, "from", value="2024-09-30"), ".consents[1]", "LEGAL-01"),
    ("child under 12 consents", at("consents", 2, "person", value="C2"), ".consents[2]", "LEGAL-02"),
    ("nobody named", at("consents", 0, "organizations", value=[]), ".consents[0]", "LEGAL-21"),
    ("consent ends before it starts", at("consents", 0, "until", value="2024-10-01"), ".consents[0]", "LEGAL-17"),
    ("teen not asked", drop("consents", 2), ".involvements[0]", "LEGAL-04"),
    ("parent with authority not asked", drop("consents", 1), ".involvements[0]", "LEGAL-04"),
    ("organization not covered", at("involvements", 0, "organization", value="gi-wss"), ".involvements[0]", "LEGAL-03"),
    ("before consent", at("involvements", 0, "from", value="2024-10-02"), ".involvements[0]", "LEGAL-03"),
    ("after consent", at("involvements", 0, value=LONG), ".involvements[0]", "LEGAL-03"),
    ("advice that is not anonymous", at("involvements", 3, "anonymous", value=False), ".involvements[3]", "LEGAL-03"),
    ("anonymous but no advice", at("involvements", 0, "anonymous", value=True), ".involvements[0]", "LEGAL-05"),
    ("anonymous powers", at("involvements", 1, "anonymous", value=True), ".involvements[1]", "LEGAL-05"),
    ("orange without decision", drop("decisions", 0), ".involvements[1]", "LEGAL-06"),
    ("orange before decision", at("involvements", 1, "from", value="2024-12-01"), ".involvements[1]", "LEGAL-06"),
    ("decision for somebody else", at("decisions", 0, "organization", value="rvdk"), ".involvements[1]", "LEGAL-06"),
    ("red on a decision for orange", at("decisions", 1, "regime", value="with_powers"), ".involvements[2]", "LEGAL-06"),
    ("family told late", at("decisions", 0, "family_informed_on", value="2024-12-06"), ".involvements[1]", "LEGAL-10"),
    ("family not told", at("decisions", 0, "family_informed_on", value=None), ".involvements[1]", "LEGAL-10"),
    ("red without measure", at("measures", value=[]), ".involvements[2]", "LEGAL-07"),
    ("red on a request", at("measures", 0, "kind", value="rvdk_test_request"), ".involvements[2]", "LEGAL-07"),
    ("red before the measure", at("measures", 0, "decided_on", value="2025-01-16"), ".involvements[2]", "LEGAL-07"),
    ("decision before its ground", at("decisions", 0, "ground_on", value="2024-12-03"), ".decisions[0]", "LEGAL-13"),
    ("decision for the local team", at("decisions", 0, "organization", value="lt-huizen"), ".decisions[0]", "LEGAL-14"),
    ("local team as a partner", at("involvements", 0, "organization", value="lt-huizen"), ".involvements[0]", "LEGAL-14"),
    ("experts as a partner", at("involvements", 0, "organization", value="samenkracht"), ".involvements[0]", "LEGAL-14"),
    ("RvdK without the family knowing", add("involvements", value=RVDK), ".involvements[4]", "LEGAL-03"),
    (
        "RvdK decided but not told",
        every(
            add("decisions", value=RVDK_DECIDED),
            add("involvements", value=RVDK | {"form": "with_powers", "from": "2024-12-05"}),
        ),
        ".involvements[4]",
        "LEGAL-10",
    ),
    ("hours before the period", at("involvements", 0, "hours", 0, "on", value="2024-10-09"), ".involvements[0].hours", "LEGAL-15"),
    ("hours after the period", at("involvements", 0, "hours", 1, "on", value="2025-01-11"), ".involvements[0].hours", "LEGAL-15"),
    ("involvement ends first", at("involvements", 0, "until", value="2024-10-09"), ".involvements[0]", "LEGAL-17"),
    ("measure both ways", at("measures", 0, "running_at_intake", value=True), ".measures[0]", "LEGAL-18"),
    ("nobody in the household", every(at("persons", value=[]), at("consents", value=[]), at("involvements", value=[])), "", "DOSSIER-03"),
    ("registered in the future", at("registered_on", value="2026-09-08"), "", "DOSSIER-02"),
    ("leaflet in the future", at("leaflet_explained_on", value="2026-09-08"), ".leaflet_explained_on", "DOSSIER-02"),
    ("consent in the future", every(at("consents", 0, "from", value="2026-09-08"), at("consents", 0, "until", value=None)), ".consents[0]", "DOSSIER-02"),
    ("born in 1850", at("persons", 0, "born_on", value="1850-01-01"), "", "DOSSIER-10"),
    ("born in two years", at("persons", 3, "born_on", value="2028-09-08"), "", "DOSSIER-10"),
    ("ended before registered", at("ended_on", value="2024-09-14"), ".ended_on", "JOURNEY-13"),
    ("ended in the future", at("ended_on", value="2026-09-08"), ".ended_on", "JOURNEY-13"),
    ("counted in the future", at("expert_contacts", 0, "month", value="2026-10"), ".expert_contacts[0]", "JOURNEY-11"),
]  # fmt: skip
BY_SHAPE: list[tuple[str, Change, str]] = [
    ("unknown field", at("bsn", value="123456782"), ".bsn"),
    ("unknown field of a person", at("persons", 0, "name", value="Jan"), ".persons[0].name"),
    ("missing field", drop("channel"), ".channel"),
    ("missing field of hours", drop("involvements", 0, "hours", 0, "on"), ".involvements[0].hours[0].on"),
    ("unknown pilot", at("pilot", value="amsterdam"), ".pilot"),
    ("unknown organization", at("involvements", 0, "organization", value="politie"), ".involvements[0].organization"),
    ("unknown organization of a consent", at("consents", 1, "organizations", value=["politie"]), ".consents[1].organization"),
    ("unknown person", at("consents", 0, "person", value="P9"), ".consents[0].person"),
    ("somebody twice", at("persons", 1, "ref", value="P1"), ".persons[1].ref"),
    ("impossible day", at("registered_on", value="2024-02-30"), ".registered_on"),
    ("day in another order", at("registered_on", value="30-01-2024"), ".registered_on"),
    ("day with a week number", at("registered_on", value="2024-W10-1"), ".registered_on"),
    ("moment instead of a day", at("registered_on", value="2024-09-15T10:00:00"), ".registered_on"),
    ("day as a number", at("registered_on", value=20240915), ".registered_on"),
    ("no day", at("registered_on", value=None), ".registered_on"),
    ("last day of all days", at("involvements", 2, "until", value="9999-12-31"), ".involvements[2].until"),
    ("impossible month", at("expert_contacts", 0, "month", value="2024-13"), ".expert_contacts[0].month"),
    ("unknown channel", at("channel", value="huisarts"), ".channel"),
    ("unknown role", at("persons", 0, "role", value="moeder"), ".persons[0].role"),
    ("unknown form", at("involvements", 0, "form", value="groen"), ".involvements[0].form"),
    ("unknown measure", at("measures", 0, "kind", value="boete"), ".measures[0].kind"),
    ("unknown decision", at("decisions", 0, "kind", value="besluit"), ".decisions[0].kind"),
    ("unknown ground", at("decisions", 0, "ground", value="gevoel"), ".decisions[0].ground"),
    ("authority as text", at("persons", 0, "authority", value="ja"), ".persons[0].authority"),
    ("yes as a number", at("involvements", 3, "anonymous", value=1), ".involvements[3].anonymous"),
    ("negative hours", at("involvements", 0, "hours", 0, "hours", value=-1), ".involvements[0].hours[0].hours"),
    ("hours as text", at("involvements", 0, "hours", 0, "hours", value="veel"), ".involvements[0].hours[0].hours"),
    ("hours as a yes", at("involvements", 0, "hours", 0, "hours", value=True), ".involvements[0].hours[0].hours"),
    ("more hours than a week has", at("involvements", 0, "hours", 0, "hours", value=169), ".involvements[0].hours[0].hours"),
    ("a huge number of hours", at("involvements", 0, "hours", 0, "hours", value=1e300), ".involvements[0].hours[0].hours"),
    ("a huge whole number", at("involvements", 0, "hours", 0, "hours", value=10**400), ".involvements[0].hours[0].hours"),
    ("half a contact", at("expert_contacts", 0, "count", value=1.5), ".expert_contacts[0].count"),
    ("fewer than no contacts", at("expert_contacts", 0, "count", value=-1), ".expert_contacts[0].count"),
    ("a huge number of contacts", at("expert_contacts", 0, "count", value=1e300), ".expert_contacts[0].count"),
    ("null person", at("persons", 0, value=None), ".persons[0]"),
    ("null persons", at("persons", value=None), ".persons"),
    ("null hours", at("involvements", 0, "hours", value=None), ".involvements[0].hours"),
    ("null in a list of names", at("consents", 0, "organizations", value=[None]), ".consents[0].organizations[0]"),
    ("object instead of a list", at("involvements", value={}), ".involvements"),
    ("empty reference", at("ref", value=" "), ".ref"),
    ("very long reference", at("ref", value="H" * 81), ".ref"),
    ("text with a null in it", at("persons", 0, "ref", value="P\x001"), ".persons[0].ref"),
]  # fmt: skip


def broken(change: Change, ref: str = "H2") -> Document:
    case = household(ref)
    change(case)
    return case


def refusals_of(load: Load, changes: Iterable[Change]) -> list[str]:
    """Load all the broken households between two good ones; only those two come in."""
    wrong = [broken(change) for change in changes]

    said = load(document(household("H1"), *wrong, household("H3")))

    assert said.counts == (2, 0, len(wrong))
    assert set(Household.objects.values_list("source_ref", flat=True)) == {"H1", "H3"}
    assert Person.objects.count() == 8
    assert Consent.objects.count() == 6
    assert Involvement.objects.count() == 8
    assert Hours.objects.count() == 4
    return said.refusals


def test_a_broken_rule_refuses_that_household_and_no_other(load: Load) -> None:
    said = refusals_of(load, [change for _, change, _, _ in BY_RULE])

    found = [(line.split(": ")[1].partition(" op ")[2], line.split()[4]) for line in said]
    expected = [(f"households[{n}]{row[2]}", row[3]) for n, row in enumerate(BY_RULE, start=1)]
    names = [name for name, *_ in BY_RULE]
    assert dict(zip(names, found, strict=True)) == dict(zip(names, expected, strict=True))


def test_a_refusal_by_rule_says_its_sentence(load: Load) -> None:
    (line,) = refusals_of(load, [at("involvements", 0, "from", value="2024-10-02")])

    assert line.endswith(f"households[1].involvements[0]: LEGAL-03 {LEGAL_03.sentence}")


def test_a_broken_shape_is_named_with_its_place(load: Load) -> None:
    said = refusals_of(load, [change for _, change, _ in BY_SHAPE])

    found = [line.split(": ")[1].partition(" op ")[2] for line in said]
    expected = [f"households[{n}]{row[2]}" for n, row in enumerate(BY_SHAPE, start=1)]
    names = [name for name, *_ in BY_SHAPE]
    assert dict(zip(names, found, strict=True)) == dict(zip(names, expected, strict=True))
    assert all(line.endswith(".") for line in said)


def cases(table: Iterable[tuple[Any, ...]]) -> list[Any]:
    return [pytest.param(*values, id=name) for name, *values in table]


@pytest.mark.parametrize("value", [None, 7, "H2", [], True])
def test_what_is_no_household_is_refused(load: Load, value: object) -> None:
    said = load(document(household("H1"), value, household("H3")))

    assert said.counts == (2, 0, 1)
    assert " op households[1]: " in said.refusals[0]


def test_the_same_reference_with_other_content_is_refused(load: Load) -> None:
    changed = household("H1") | {"channel": "veilig_thuis"}

    said = load(document(household("H1"), household("H1"), changed))

    assert said.counts == (1, 1, 1)
    assert "households[2].ref: 'H1' is al ingebracht" in said.refusals[0]


def test_what_was_refused_comes_back_in_a_file_that_loads_when_mended(
    load: Load, tmp_path: Path
) -> None:
    wrong = broken(at("involvements", 0, "hours", 0, "hours", value=-1.25))
    load(document(household("H1"), wrong, household("H3"), broken(at("channel", value="x"))))

    again = json.loads((tmp_path / "zaken.geweigerd.json").read_text())
    assert {name: again[name] for name in HEAD} == HEAD
    assert again["households"] == [wrong, broken(at("channel", value="x"))]

    again["households"] = [household("H2")]
    assert load(again, "hersteld.json").counts == (1, 0, 0)
    assert Household.objects.count() == 3


def test_without_a_refusal_there_is_no_file_of_refusals(load: Load, tmp_path: Path) -> None:
    load(document(household("H1")))

    assert not (tmp_path / "zaken.geweigerd.json").exists()


# --- files that cannot be read ---

WHOLE = json.dumps(document(household("H1"), household("H2"))).encode()


def without(name: str) -> bytes:
    whole = document(household("H1"))
    del whole[name]
    return json.dumps(whole).encode()


def with_(**other: object) -> bytes:
    return json.dumps(document(household("H1")) | other).encode()


UNREADABLE: list[tuple[str, bytes, str]] = [
    ("empty", b"", "leesbare JSON"),
    ("only spaces", b" \n ", "leesbare JSON"),
    ("not JSON", b"format: tandem-cases/1", "leesbare JSON"),
    ("single quotes", WHOLE.replace(b'"', b"'"), "leesbare JSON"),
    ("truncated in the head", WHOLE[:120], "leesbare JSON"),
    ("truncated in a household", WHOLE[:-400], "leesbare JSON"),
    ("truncated at the end", WHOLE[:-1], "leesbare JSON"),
    ("something after the end", WHOLE + b"{}", "leesbare JSON"),
    ("a comma too many", WHOLE[:-2] + b",]}", "leesbare JSON"),
    ("NaN", WHOLE.replace(b"1.5", b"NaN"), "leesbare JSON"),
    ("Infinity", WHOLE.replace(b"1.5", b"Infinity"), "leesbare JSON"),
    ("latin-1", WHOLE.replace(b"Gooi", "Góói".encode("latin-1")), "leesbare JSON"),
    ("UTF-16", WHOLE.decode().encode("utf-16"), "leesbare JSON"),
    ("a binary file", bytes(range(256)), "leesbare JSON"),
    ("a list", b"[]", "object"),
    ("a number", b"7", "object"),
    ("null", b"null", "object"),
    ("another format", with_(format="tandem-cases/2"), "$.format"),
    ("no format", without("format"), "$.format"),
    ("no households", without("households"), "$.households"),
    ("households that are no list", with_(households={}), "$.households"),
    ("households null", with_(households=None), "$.households"),
    ("an unknown field", with_(version=1), "$.version"),
    ("pilots that are no list", with_(pilots=None), "$.pilots"),
    ("a region that is no name", with_(region=7), "$.region"),
    ("a region without a name", with_(region=" "), "$.region"),
    ("an unknown municipality", with_(pilots=[HEAD["pilots"][0] | {"municipality": "9999"}]), "pilots[0].municipality"),
    ("an unknown kind", with_(organizations=[HEAD["organizations"][0] | {"kind": "x"}]), "organizations[0].kind"),
    ("a pilot without a local team", with_(organizations=HEAD["organizations"][1:]), "pilots[0]"),
    ("a pilot twice", with_(pilots=HEAD["pilots"] * 2), "pilots[1].ref"),
    ("an organization twice", with_(organizations=[*HEAD["organizations"], HEAD["organizations"][1]]), "organizations[6].ref"),
    ("a very long reference", with_(organizations=[*HEAD["organizations"], HEAD["organizations"][1] | {"ref": "v" * 61}]), "organizations[6].ref"),
    ("households twice", WHOLE[:-1] + b', "households": []}', "twee keer"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "says"), cases(UNREADABLE))
def test_a_file_that_cannot_be_read_says_so(load: Load, content: bytes, says: str) -> None:
    with pytest.raises(CommandError) as refused:
        load(content)

    assert says in str(refused.value)
    assert str(refused.value).endswith(".")
    for home in Household.objects.all():
        # Households before the fault may be in, but then they are in whole.
        assert home.involvements.count() == 4


def test_a_file_that_is_not_there_is_named(load: Load, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"weg\.json bestaat niet\."):
        load(tmp_path / "weg.json")


def test_a_number_too_big_to_read_is_refused(load: Load) -> None:
    many = WHOLE.replace(b"1.5", b"1" + b"0" * 6000)

    try:
        said = load(many)
    except CommandError as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - either answer is clear
    else:
        assert said.counts[2] == 2


@pytest.mark.parametrize("number", [b"1e999999999", b"1e-999999999", b"-0.0"])
def test_a_number_that_would_take_for_ever_does_not(load: Load, number: bytes) -> None:
    one = json.dumps(document(household("H1")), separators=(",", ":")).encode()

    said = load(one.replace(b'"count":2', b'"count":' + number))

    assert sum(said.counts) == 1
