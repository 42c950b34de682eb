"""What may be written in a row that somebody may change: the triggers on what the team decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_leaving as others
from tests.access.bare import Try, insert
from tests.access.calls import DAY, OTHER_ROLE, Row, Rows, Signed, does

if TYPE_CHECKING:
    from collections.abc import Iterator


# Who rides along ----------------------------------------------------------------------------------


def riding(_it: Signed) -> Iterator[Try]:
    """2601 brings partners in, in 2650; 2602 of a partner lets it end, in a home of both."""
    name, table = "rides_as_brought_in", "dossier_involvement"
    for who, home, right in (
        ("2601", 2650, "1"),
        ("2601", 2651, "no"),
        ("2602", 2650, "no"),
        ("nobody", 2650, "no"),
        ("tandem_load", 2651, "1"),
    ):
        yield does(name, who, insert(table, {"household_id": home}), right)
    for who, number, what, right in (
        ("2601", 2660, "professional_id = 1, form = 'x'", "1"),
        ("2602", 2660, "until = '2026-01-01'", "1"),
        ("2602", 2660, "professional_id = NULL", "1"),
        ("2602", 2660, "professional_id = professional_id, until = NULL", "1"),
        ("2602", 2660, "professional_id = 1", "no"),
        ("2602", 2661, "professional_id = 1", "no"),
        ("2602", 2660, "form = 'x'", "no"),
        ("2602", 2660, "organization_id = 1", "no"),
        ("tandem_load", 2660, "form = 'x'", "1"),
    ):
        yield does(name, who, f"UPDATE {table} SET {what} WHERE id = {number}", right)


def riding_rows(it: Signed) -> Rows:
    """A home in which both work, and what rides there; one without a name."""
    key: Row = {"household_id": 2650, "ground": "x", "since": it.at - DAY}
    ride: Row = {"household_id": 2650, "form": "advice", "professional_id": 2602}
    return [
        *(("network_account", {"id": one, "is_active": True}) for one in (2601, 2602)),
        ("dossier_key", {**key, "account_id": 2601, "scope": "local_team"}),
        ("dossier_key", {**key, "account_id": 2602, "scope": "partner"}),
        ("dossier_involvement", {"id": 2660, **ride}),
        ("dossier_involvement", {"id": 2661, **ride, "professional_id": None}),
    ]


# Regions, pilots and organizations ----------------------------------------------------------------


def arranging(_it: Signed) -> Iterator[Try]:
    """2610 arranges region 2660; organization 2670 and pilot 2680 are there, 2671 and 2681 not."""
    name = "place_is_arranged"
    partner: Row = {"pilot_id": 2680, "organization_id": 2670}
    new: tuple[tuple[str, str, Row, str], ...] = (
        ("2610", "network_organization", {"region_id": 2660}, "1"),
        ("2610", "network_organization", {"region_id": 2661}, "no"),
        ("2610", "network_organization", {"name": "x"}, "no"),
        ("2611", "network_organization", {"region_id": 2660}, "no"),
        ("nobody", "network_organization", {"region_id": 2660}, "no"),
        ("tandem_load", "network_organization", {"region_id": 2661}, "1"),
        ("2610", "network_experienceexpert", {"organization_id": 2670}, "1"),
        ("2610", "network_experienceexpert", {"organization_id": 2671}, "no"),
        ("2610", "network_experienceexpert", {"organization_id": 2679}, "no"),
        ("2610", "network_pilot_partners", partner, "1"),
        ("2610", "network_pilot_partners", {**partner, "pilot_id": 2681}, "no"),
        ("2610", "network_pilot_partners", {**partner, "organization_id": 2671}, "no"),
        ("2610", "network_pilot_partners", {"pilot_id": 2681, "organization_id": 2671}, "no"),
        ("tandem_load", "network_pilot_partners", {**partner, "pilot_id": 2681}, "1"),
    )
    for who, table, row, right in new:
        yield does(name, who, insert(table, row), right)
    for who, what, right in (
        ("2610", "UPDATE network_organization SET name = 'x' WHERE id = 2670", "1"),
        ("2610", "UPDATE network_organization SET name = 'x' WHERE id = 2671", "no"),
        ("2610", "UPDATE network_pilot SET incomplete_reason = 'x' WHERE id = 2680", "1"),
        ("2610", "UPDATE network_pilot SET incomplete_reason = 'x' WHERE id = 2681", "no"),
        ("2610", "DELETE FROM network_pilot_partners WHERE id = 1", "1"),
        ("2610", "DELETE FROM network_pilot_partners WHERE id = 2", "no"),
        ("2611", "DELETE FROM network_pilot_partners WHERE id = 1", "no"),
    ):
        yield does(name, who, what, right)


def arranged_rows(it: Signed) -> Rows:
    """Two regions, with an organization and a pilot (calls.py) in each."""
    return [
        it.works(2610, "administrator", region_id=2660),
        it.works(2611, OTHER_ROLE, region_id=2660),
        *(("network_organization", {"id": 2670 + n, "region_id": 2660 + n}) for n in (0, 1)),
        *(
            (
                "network_pilot_partners",
                {"id": 1 + n, "pilot_id": 2680 + n, "organization_id": 2670 + n},
            )
            for n in (0, 1)
        ),
    ]


# Shields ------------------------------------------------------------------------------------------


def shielding(_it: Signed) -> Iterator[Try]:
    """Of shield 2690, in the home of 2601 who may lift and of 2602 who may not."""
    name = "shield_stands"
    for who, what, right in (
        ("2601", "lift_reason = 'x'", "1"),
        ("2601", "places = '{a,b,c}'", "1"),
        ("2601", "places = '{a}'", "no"),
        ("2601", "places = '{}'", "no"),
        ("2602", "lift_reason = 'x'", "no"),
        ("nobody", "lift_reason = 'x'", "no"),
        ("tandem_load", "places = '{}'", "1"),
    ):
        yield does(name, who, f"UPDATE dossier_shield SET {what} WHERE id = 2690", right)


def shield_rows(_it: Signed) -> Rows:
    """A shield that somebody else set, of which lifting was asked."""
    shield: Row = {"id": 2690, "household_id": 2650, "set_by_id": 2, "lift_asked_by_id": 2}
    return [("dossier_shield", {**shield, "places": "{a,b}"})]


GROUPS = (*others.GROUPS, riding, arranging, shielding)
ROWS = (*others.ROWS, riding_rows, arranged_rows, shield_rows)
