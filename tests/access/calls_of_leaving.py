"""Whom a household let go: with a no, by taking a yes back of late, or with an involvement.

And of whom it knows that it takes part, and who is of the local team of its region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tests.access import calls_of_doors as others
from tests.access.bare import Try, literal
from tests.access.calls import DAY, RUN, TICK, Row, Rows, Signed, says

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKS = 14 * DAY
# By the home: whether that counts. Of consent from 1001, of a yes to share from 1101.
_YES = {1: True, 2: False, 3: False, 4: True, 5: False, 6: False, 7: False, 8: False}
# By the home: whether a no runs. Of consent from 1001, of sharing from 1101.
_NO = {41: True, 42: False, 43: True, 44: False, 45: True, 46: False, 47: False, 48: False}
_RODE = {21: True, 22: False, 23: False, 24: True, 25: False, 26: False, 27: False}
_RIDES = {31: False, 32: True, 33: True, 34: False, 35: True, 36: True}


def leaving(it: Signed) -> Iterator[Try]:
    """Of the organization of 18; nobody knows 19."""
    homes = {kind + home: right for kind in (1000, 1100) for home, right in _YES.items()}
    homes |= {1000 + home: right for home, right in (_RODE | _RIDES).items()}
    for home, right in homes.items():
        yield says("was_let_go", 1, _asks(it, 18, home), right)
        yield says("was_let_go", 1, _asks(it, 19, home), right=False)
    for base in (1000, 1100):
        for home, right in _NO.items():
            yield says("said_no", 1, _asks(it, 18, base + home, "said_no"), right)
            yield says("was_let_go", 1, _asks(it, 18, base + home), right)
            yield says("said_no", 1, _asks(it, 19, base + home, "said_no"), right=False)


def knowing(it: Signed) -> Iterator[Try]:
    """Of the organization of 18 the family knows in 1061; 18 works in the team of 1071."""
    name = "family_knows"
    for home, right in {1061: True, 1062: False, 1063: False, 1064: False, 1065: False}.items():
        yield says(name, 1, _asks(it, 18, home, name), right)
        yield says(name, 1, _asks(it, 19, home, name), right=False)
    name = "is_of_the_team"
    for person, home, right in (
        *((181 + number, 1071, one) for number, one in enumerate(RUN)),
        (181, 1072, False),
        (185, 1071, False),
        (186, 1071, True),
    ):
        yield says(name, 1, _asks(it, person, home, name), right)


def _asks(it: Signed, person: int, home: int, name: str = "was_let_go") -> str:
    return f"tandem.{name}({person}, {home}, {literal(it.at)})"


def knowing_rows(it: Signed) -> Rows:
    """What was told of 180 (1061 to 1065), and who is where in the region of 1071."""
    day = day_of(it.at)
    told: dict[int, Row] = {
        1061: {},
        1062: {"informed_on": day + DAY},
        1063: {"recorded_at": it.at + TICK},
        1064: {"organization_id": 181},
    }
    fact: Row = {"organization_id": 180, "informed_on": day, "recorded_at": it.at}
    return [
        *(
            ("legal_familyinformed", {"household_id": home, **fact, **more})
            for home, more in told.items()
        ),
        # Of the pilots of two regions, 460 and 463, that are there already.
        ("dossier_household", {"id": 1071, "pilot_id": 461}),
        ("dossier_household", {"id": 1072, "pilot_id": 462}),
        *(it.works(181 + number, "local_team", number, region_id=460) for number in range(4)),
        it.works(185, "partner", region_id=460),
        it.works(186, "team_lead", region_id=460),
    ]


def leaving_rows(it: Signed) -> Rows:
    """What ended when, and what goes on."""
    day = day_of(it.at)
    ended: dict[int, Row] = {
        1: {"ended_at": it.at},
        2: {"ended_at": it.at + TICK},
        3: {"ended_at": it.at - WEEKS},
        4: {"ended_at": it.at - WEEKS + TICK},
        5: {"ended_at": it.at, "answer": "no"},
        6: {"ended_at": it.at, "organization_id": 181},
        8: {"ended_at": None},
        41: {"answer": "no"},
        42: {"answer": "no", "ended_at": it.at},
        43: {"answer": "no", "ended_at": it.at + TICK},
        44: {"answer": "no", "until": day},
        45: {"answer": "no", "until": day + DAY},
        46: {"answer": "no", "organization_id": 181},
        48: {},
    }
    rode: dict[int, Row] = {
        21: {},
        22: {"until": day + DAY},
        23: {"until": day - WEEKS},
        24: {"until": day - WEEKS + DAY},
        25: {"anonymous": True},
        26: {"organization_id": 181},
        27: {"since": day + DAY, "until": day + 2 * DAY},
        **{home: {} for home in _RIDES},
    }
    rides: dict[int, Row] = {
        31: {"since": day, "until": None},
        32: {"since": day + DAY, "until": None},
        33: {"until": day},
        34: {"until": day + DAY},
        35: {"anonymous": True, "until": None},
        36: {"organization_id": 181, "until": None},
    }
    found: Rows = [("network_professional", {"account_id": 18, "employer_id": 180})]
    # Where 18 comes back to in the proof of broken glass.
    ended[-945] = {"ended_at": it.at}
    for home, more in ended.items():
        yes: Row = {"answer": "yes", "organization_id": 180, **more}
        organization = yes.pop("organization_id")
        found += [
            ("legal_consent", {"id": home, "household_id": 1000 + home, **yes}),
            (
                "legal_consent_organizations",
                {"consent_id": home, "organization_id": organization},
            ),
            (
                "legal_sharingconsent",
                {"household_id": 1100 + home, "organization_id": organization, **yes},
            ),
        ]
    ride: Row = {"organization_id": 180, "anonymous": False, "since": day - WEEKS - DAY}
    for spans, until in ((rode, day), (rides, None)):
        for home, more in spans.items():
            row: Row = {"household_id": 1000 + home, **ride, "until": until, **more}
            found.append(("dossier_involvement", row))
    return found


GROUPS = (*others.GROUPS, leaving, knowing)
ROWS = (*others.ROWS, leaving_rows, knowing_rows)
