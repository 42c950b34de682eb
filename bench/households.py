"""Invented households in the format tandem-cases/1, as many as asked, the same every time.

Every household keeps the rules, so that all of them load. Six in ten belong to the first pilot, at
every size: then its local team sees a full page at 100 households as well as at 10,000.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2025, 12, 31)
PILOTS = (
    ("huizen", "Toekomsttuin Huizen", "0406", 6),
    ("hilversum", "Toekomsttuin Hilversum", "0402", 2),
    ("gooise-meren", "Toekomsttuin Gooise Meren", "1942", 2),
)
ORGANIZATIONS = (
    ("lt-huizen", "local_team", "Lokaal team Huizen"),
    ("lt-hilversum", "local_team", "Lokaal team Hilversum"),
    ("lt-gooise-meren", "local_team", "Lokaal team Gooise Meren"),
    ("vt", "veilig_thuis", "Veilig Thuis"),
    ("rvdk", "rvdk", "Raad voor de Kinderbescherming"),
    ("gi-een", "gi", "Gecertificeerde instelling Een"),
    ("gi-twee", "gi", "Gecertificeerde instelling Twee"),
    ("ervaring", "experience_experts", "Ervaringsdeskundigen"),
)
PARTNERS = ("vt", "rvdk", "gi-een", "gi-twee")
LOOSE_MEASURES = ("rvdk_test_request", "contact_ban", "probation", "temporary_home_ban")
HOURS = (0.25, 0.5, 1, 1.5, 2, 3, 4, 6)


def write(path: Path, count: int, *, seed: int = 1) -> None:
    """Write a case file of `count` households, one at a time."""
    head = {
        "format": "tandem-cases/1",
        "region": "Meetregio",
        "pilots": [{"ref": r, "name": n, "municipality": m} for r, n, m, _ in PILOTS],
        "organizations": [{"ref": r, "kind": k, "name": n} for r, k, n in ORGANIZATIONS],
    }
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "households": [\n')
        for number, household in enumerate(_households(count, random.Random(seed))):
            file.write((",\n" if number else "") + json.dumps(household))
        file.write("\n]}\n")


def rows_in(path: Path) -> int:
    """How many rows the file stands for: households and everything listed in them."""
    households = json.loads(path.read_text())["households"]
    lists = ("persons", "consents", "decisions", "involvements", "measures", "expert_contacts")
    rows = sum(1 + sum(len(one[name]) for name in lists) for one in households)
    return rows + sum(len(i["hours"]) for one in households for i in one["involvements"])


def _households(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    pilots = [name for name, _, _, weight in PILOTS for _ in range(weight)]
    for number in range(count):
        pilot = pilots[number % len(pilots)]
        yield _Household(f"M{number + 1:06}", pilot, chance).made()


@dataclass
class _Household:
    """One household in the making; `chance` is the only source of variety."""

    ref: str
    pilot: str
    chance: random.Random
    decisions: list[dict[str, Any]] = field(default_factory=list)
    measures: list[dict[str, Any]] = field(default_factory=list)

    def made(self) -> dict[str, Any]:
        """Walk its road: registered, explained, consent, involvements, perhaps power, an end."""
        chance = self.chance
        registered = FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days - 60))
        explained = registered + timedelta(chance.randrange(8))
        consented = explained + timedelta(chance.randrange(10))
        last = LAST_DAY
        ended = chance.random() < 0.3 and (last - consented).days > 50  # noqa: PLR2004 - days
        if ended:
            last = consented + timedelta(chance.randrange(40, (last - consented).days))
        persons = self._persons(consented)
        named = sorted(chance.sample(PARTNERS, chance.choice((1, 2, 2, 3))))
        involvements = [
            self._involvement(one, consented, last) for one in named[: chance.choice((1, 2, 2, 3))]
        ]
        involvements += self._power(consented, last)
        return {
            "ref": self.ref,
            "pilot": self.pilot,
            "registered_on": str(registered),
            "channel": chance.choice(("local_team", "local_team", "veilig_thuis")),
            "protection_measure_considered": chance.random() < 0.4,  # noqa: PLR2004 - a share
            "leaflet_explained_on": str(explained),
            "persons": persons,
            "consents": [
                {"person": p["ref"], "organizations": named, "from": str(consented), "until": None}
                for p in persons
                if _answers(p, consented)
            ],
            "decisions": self.decisions,
            "involvements": involvements,
            "measures": self.measures + self._loose_measures(consented, last),
            "expert_contacts": [{"month": f"{consented:%Y-%m}", "count": chance.randint(1, 4)}]
            if chance.random() < 0.4  # noqa: PLR2004 - a share
            else [],
            "ended_on": str(last) if ended else None,
        }

    def _persons(self, day: date) -> list[dict[str, Any]]:
        chance = self.chance
        second = [("parent", True), ("partner", False)][: chance.randrange(2)]
        parents = [("parent", True), *second]
        found = [
            (f"P{number + 1}", role, date(chance.randint(1972, 1998), 1, 1), authority)
            for number, (role, authority) in enumerate(parents)
        ]
        if chance.random() > 0.06:  # noqa: PLR2004 - some households have no children
            found += [
                (f"C{number + 1}", "child", date(chance.randint(2009, 2023), 1, 1), False)
                for number in range(chance.choice((1, 1, 2, 2, 3)))
            ]
        return [
            {
                "ref": ref,
                "role": role,
                "born_on": str(_not_nearly_12(born + timedelta(chance.randrange(365)), day)),
                "authority": authority,
            }
            for ref, role, born, authority in found
        ]

    def _involvement(self, organization: str, since: date, last: date) -> dict[str, Any]:
        form = self.chance.choice(("with_consent", "with_consent", "advice", "other"))
        return self._days(organization, form, since, last)

    def _days(self, organization: str, form: str, since: date, last: date) -> dict[str, Any]:
        chance = self.chance
        first = min(since + timedelta(chance.randrange(30)), last)
        until = min(first + timedelta(chance.randrange(20, 200)), last)
        runs = until == LAST_DAY
        days = [first + timedelta(7 * week) for week in range((until - first).days // 7 + 1)]
        return {
            "organization": organization,
            "form": form,
            "anonymous": False,
            "from": str(first),
            "until": None if runs else str(until),
            "hours": [
                {"on": str(day), "hours": chance.choice(HOURS)}
                for day in days
                if chance.random() < 0.6  # noqa: PLR2004 - a share
            ],
        }

    def _power(self, since: date, last: date) -> list[dict[str, Any]]:
        """Sometimes a core decision opens powers (orange), sometimes a measure does (red)."""
        kind = self.chance.choices((None, "with_powers", "with_measure"), (75, 15, 10))[0]
        if kind is None:
            return []
        decided = min(since + timedelta(self.chance.randrange(10, 90)), last)
        is_red = kind == "with_measure"
        if is_red:
            self.measures.append(
                {
                    "kind": "ots",
                    "initiated_by_pilot": True,
                    "running_at_intake": False,
                    "decided_on": str(decided),
                }
            )
        organization = "gi-een" if is_red else "vt"
        self.decisions.append(
            {
                "kind": "kernbesluit",
                "regime": kind,
                "organization": organization,
                "ground": "ots" if is_red else "melding",
                "ground_on": str(decided),
                "decided_on": str(decided),
                "family_informed_on": str(decided),
            }
        )
        return [self._days(organization, kind, decided, last)]

    def _loose_measures(self, since: date, last: date) -> list[dict[str, Any]]:
        if self.chance.random() > 0.3:  # noqa: PLR2004 - a share
            return []
        from_pilot = self.chance.random() < 0.7  # noqa: PLR2004 - a share
        return [
            {
                "kind": self.chance.choice(LOOSE_MEASURES),
                "initiated_by_pilot": from_pilot,
                "running_at_intake": not from_pilot and self.chance.random() < 0.5,  # noqa: PLR2004
                "decided_on": str(min(since + timedelta(self.chance.randrange(60)), last)),
            }
        ]


def _answers(person: dict[str, Any], day: date) -> bool:
    """Who is asked for consent: who is 12 or older."""
    return _twelfth(date.fromisoformat(person["born_on"])) <= day


def _not_nearly_12(born: date, day: date) -> date:
    """A child that turns 12 between the consent and its first use is asked then; not in here."""
    is_near = timedelta(-5) < _twelfth(born) - day < timedelta(60)
    return born - timedelta(90) if is_near else born


def _twelfth(born: date) -> date:
    return born.replace(year=born.year + 12, day=min(born.day, 28))
