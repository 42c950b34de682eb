"""What may be written in a row that somebody may change: the triggers on what the team decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_leaving as others
from tests.access.bare import Try, insert, literal
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


# Figures and reviews ------------------------------------------------------------------------------


def saying_where(it: Signed) -> Iterator[Try]:
    """2620 leads the team of pilot 2680, and 2621 does other work; 2622 coordinates the region."""
    name, now = "signed_in_place", it.at
    for table, by, when in (
        ("dossier_rightsreview", "reviewed_by_id", "reviewed_at"),
        ("monitor_manualfigure", "recorded_by_id", "recorded_at"),
        ("monitor_submission", "submitted_by_id", "submitted_at"),
    ):
        row: Row = {"pilot_id": 2680, by: 2620, when: now}
        made: tuple[tuple[str, Row, str], ...] = (
            ("2620", {}, "1"),
            ("2622", {by: 2622}, "1"),
            ("2621", {by: 2621}, "no"),
            ("2620", {"pilot_id": 2681}, "no"),
            ("2620", {"pilot_id": None}, "no"),
            ("2620", {by: 2622}, "no"),
            ("2620", {by: None}, "no"),
            ("2620", {when: now - DAY}, "no"),
            ("tandem_load", {"pilot_id": 2681, by: 2622, when: now - DAY}, "1"),
        )
        for who, more, right in made:
            yield does(name, who, insert(table, {**row, **more}), right)
    region: Row = {"region_id": 2660, "reviewed_at": now}
    for number, right in ((2622, "1"), (2620, "no")):
        add = insert("dossier_rightsreview", {**region, "reviewed_by_id": number})
        yield does(name, number, add, right)
    change = f"UPDATE monitor_manualfigure SET recorded_by_id = 2620, recorded_at = {literal(now)}"
    for number, right in ((2691, "1"), (2692, "no")):
        yield does(name, 2620, f"{change} WHERE id = {number}", right)
        yield does(name, 2620, f"DELETE FROM monitor_manualfigure WHERE id = {number}", right)
    yield does(name, "nobody", "DELETE FROM monitor_manualfigure WHERE id = 2691", "no")
    name, table = "figure_of_this_moment", "monitor_submittedfigure"
    for who, number, right in (
        ("2620", 2691, "1"),
        ("2620", 2692, "no"),
        ("2620", 2693, "no"),
        ("2620", 2699, "no"),
        ("tandem_load", 2699, "1"),
    ):
        yield does(name, who, insert(table, {"submission_id": number}), right)


def said_where_rows(it: Signed) -> Rows:
    """Figures of each pilot, and quarters: of this moment, of somebody else, and of before."""
    quarters = {2691: (2620, it.at), 2692: (2622, it.at), 2693: (2620, it.at - DAY)}
    return [
        it.works(2620, "team_lead", region_id=2660, pilot_id=2680),
        it.works(2621, OTHER_ROLE, region_id=2660, pilot_id=2680),
        it.works(2622, "coordinator", region_id=2660),
        *(("monitor_manualfigure", {"id": 2691 + n, "pilot_id": 2680 + n}) for n in (0, 1)),
        *(
            ("monitor_submission", {"id": number, "submitted_by_id": by, "submitted_at": moment})
            for number, (by, moment) in quarters.items()
        ),
    ]


GROUPS = (*others.GROUPS, riding, arranging, shielding, saying_where)
ROWS = (*others.ROWS, riding_rows, arranged_rows, shield_rows, said_where_rows)
