"""What the triggers do for who makes an account, says who works where, or confirms a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_hands as others
from tests.access.bare import insert, literal
from tests.access.calls import DAY, OTHER_ROLE, RUN, TICK, Row, Rows, Signed, does, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.bare import Try


# Accounts of who works here -----------------------------------------------------------------------


def beginnings(it: Signed) -> Iterator[Try]:
    """2410 invites in region 2460, 2411 gives families a page, and 2412 does neither."""
    name, table = "account_begins_shut", "network_account"
    shut: Row = {"id": 2499, "password": "!x", "created_at": it.at}
    made: tuple[tuple[str, Row, str], ...] = (
        ("2410", {}, "1"),
        ("2411", {}, "1"),
        ("2412", {}, "no"),
        ("nobody", {"created_at": None}, "no"),
        ("2410", {"password": "x"}, "no"),
        ("2410", {"created_at": it.at - DAY}, "no"),
        ("tandem_load", {"password": "x", "created_at": it.at - DAY}, "1"),
    )
    for who, more, right in made:
        yield does(name, who, insert(table, {**shut, **more}), right)
    name, table = "works_for_whom", "network_professional"
    new: Row = {"account_id": 2401, "employer_id": 2470}
    works: tuple[tuple[str, Row, str], ...] = (
        ("2410", {}, "1"),
        ("2410", {"employer_id": 2471}, "no"),
        ("2410", {"employer_id": 2499}, "no"),
        ("2412", {}, "no"),
        ("2410", {"account_id": 2402}, "no"),
        ("2410", {"account_id": 2403}, "no"),
        ("2410", {"account_id": 2404}, "no"),
        ("2410", {"account_id": 2405}, "1"),
        ("tandem_load", {"account_id": 2402, "employer_id": 2471}, "1"),
    )
    for who, more, right in works:
        yield does(name, who, insert(table, {**new, **more}), right)
    change = f"UPDATE {table} SET job_title = 'x' WHERE account_id = {{}}"
    for who, person, right in (
        ("2410", 2406, "1"),
        ("2410", 2407, "no"),
        ("2406", 2406, "no"),
        ("tandem_load", 2407, "1"),
    ):
        yield does(name, who, change.format(person), right)
    name, table = "begins_when_let_in", "network_assignment"
    for who, person, right in (
        ("1", 2401, "no"),
        ("1", 2404, "1"),
        ("1", 2405, "no"),
        ("1", 2406, "1"),
        ("1", 2407, "1"),
        # Has a page of a family, and a link that needed no second.
        ("1", 2408, "no"),
        ("tandem_load", 2408, "1"),
        ("tandem_load", 2405, "1"),
    ):
        yield does(name, who, insert(table, {"account_id": person}), right)


def beginning_rows(it: Signed) -> Rows:
    """Accounts of this moment (2401, 2403 to 2405) and before, with the links that they have."""
    made = {2401: it.at, 2402: it.at - DAY, 2403: it.at, 2404: it.at, 2405: it.at}
    links: dict[int, Row] = {
        2404: {"needs_second": False},
        2405: {},
        2408: {"needs_second": False},
        2406: {"used_at": it.at},
        2407: {"confirmed_at": it.at},
    }
    key: Row = {"account_id": 2411, "household_id": 2450, "scope": "local_team", "ground": "x"}
    return [
        *(("network_account", {"id": n, "created_at": moment}) for n, moment in made.items()),
        ("network_account", {"id": 2411, "is_active": True}),
        ("dossier_familyaccess", {"account_id": 2403}),
        ("dossier_familyaccess", {"account_id": 2408}),
        *(
            ("network_invitation", {"account_id": n, "needs_second": True, **more})
            for n, more in links.items()
        ),
        ("network_organization", {"id": 2470, "region_id": 2460}),
        ("network_organization", {"id": 2471, "region_id": 2461}),
        ("network_professional", {"account_id": 2406, "employer_id": 2470}),
        ("network_professional", {"account_id": 2407, "employer_id": 2471}),
        it.works(2410, "administrator", region_id=2460),
        it.works(2412, OTHER_ROLE, region_id=2460),
        ("dossier_key", {**key, "since": it.at - DAY}),
    ]


# Links that wait for a second person --------------------------------------------------------------


def links(it: Signed) -> Iterator[Try]:
    """2010 and 2011 work in a region, 2030 and 2031 are of families; 2032 was made just now."""
    name, table, day = "link_begins_waiting", "network_invitation", it.at + DAY
    link: Row = {"account_id": 2010, "needs_second": True}
    relative: Row = {"account_id": 2030, "needs_second": False, "opens_at": day}
    new: tuple[tuple[str, Row, Row, str], ...] = (
        ("1", link, {}, "1"),
        ("1", link, {"confirmed_by_id": 1}, "no"),
        ("1", link, {"used_at": it.at}, "no"),
        ("1", {**relative, "account_id": 2010}, {}, "no"),
        ("tandem_load", {**relative, "account_id": 2010}, {}, "1"),
        ("1", relative, {}, "1"),
        ("1", relative, {"opens_at": None}, "no"),
        ("1", relative, {"opens_at": day - TICK}, "no"),
        ("1", relative, {"needs_second": True, "opens_at": None}, "1"),
        ("1", relative, {"account_id": 2032, "opens_at": None}, "1"),
        ("1", relative, {"account_id": 2033, "opens_at": None}, "no"),
    )
    for who, row, more, right in new:
        yield does(name, who, insert(table, {**row, **more}), right)
    for n, may in enumerate((*RUN, False)):
        yield says("is_second_for", 2020 + n, "tandem.is_second_for(2010)", may)
    seconds: tuple[tuple[int | str, int, bool], ...] = (
        (2026, 2010, False),
        (2026, 2011, True),
        (2020, 2020, False),
        (2020, 2030, False),
        (2029, 2010, False),
        (2029, 2030, True),
        (2029, 2031, False),
        (2029, 2034, False),
        ("nobody", 2030, False),
    )
    for whoever, person, may in seconds:
        yield says("is_second_for", whoever, f"tandem.is_second_for({person})", may)


def using(it: Signed) -> Iterator[Try]:
    """Links 1 (of 2010) and 3 (of 2030) wait; 2 was used, 4 confirmed; 2020 and 2029 may sign."""
    name, now, soon = "link_only_ends", literal(it.at), literal(it.at + DAY)
    signs = f"confirmed_by_id = {{}}, confirmed_at = {now}"
    for who, number, what, right in (
        ("2010", 1, f"used_at = {now}", "1"),
        ("2010", 1, f"used_at = {soon}", "no"),
        ("2020", 1, f"used_at = {now}", "no"),
        ("nobody", 1, f"used_at = {now}", "no"),
        ("2010", 2, "used_at = NULL", "no"),
        ("2010", 2, f"used_at = {now}", "no"),
        ("2020", 1, f"expires_at = {now}", "1"),
        ("2020", 1, f"expires_at = {soon}", "1"),
        ("2020", 1, f"expires_at = {literal(it.at + DAY + TICK)}", "no"),
        ("2024", 1, f"expires_at = {now}", "no"),
        ("nobody", 1, f"expires_at = {now}", "no"),
        ("2029", 3, "opens_at = NULL", "no"),
        ("nobody", 3, "opens_at = NULL", "no"),
        ("2029", 3, f"opens_at = {now}, {signs.format(2029)}", "1"),
        ("2029", 3, f"opens_at = {now}, {signs.format(2020)}", "no"),
        ("2020", 3, f"opens_at = {now}, {signs.format(2020)}", "no"),
        ("2020", 1, signs.format(2020), "1"),
        ("2020", 1, f"confirmed_by_id = 2020, confirmed_at = {soon}", "no"),
        ("2024", 1, signs.format(2024), "no"),
        ("2020", 4, signs.format(2020), "no"),
        ("2020", 4, "confirmed_by_id = NULL, confirmed_at = NULL", "no"),
        ("2024", 4, "token_hash = 'x'", "1"),
        ("tandem_load", 2, f"used_at = NULL, {signs.format(1)}", "1"),
    ):
        yield does(name, who, f"UPDATE network_invitation SET {what} WHERE id = {number}", right)


def link_rows(it: Signed) -> Rows:
    """Two regions with who works there; 2020 to 2023 are the four, 2024 has another role."""
    link: Row = {"needs_second": True, "confirmed_by_id": None, "expires_at": it.at + DAY}
    signed: Row = {"confirmed_by_id": 2021, "confirmed_at": it.at - DAY}
    key: Row = {"account_id": 2029, "household_id": 2050, "scope": "local_team", "ground": "x"}
    made = {2030: it.at - DAY, 2032: it.at, 2029: it.at - DAY}
    return [
        ("network_invitation", {"id": 1, **link, "account_id": 2010}),
        ("network_invitation", {"id": 2, **link, "account_id": 2010, "used_at": it.at - DAY}),
        ("network_invitation", {"id": 3, **link, "account_id": 2030, "opens_at": it.at + DAY}),
        ("network_invitation", {"id": 4, **link, "account_id": 2010, **signed}),
        ("network_organization", {"id": 2070, "region_id": 2060}),
        ("network_organization", {"id": 2071, "region_id": 2061}),
        ("network_professional", {"account_id": 2010, "employer_id": 2070}),
        ("network_professional", {"account_id": 2011, "employer_id": 2071}),
        ("network_professional", {"account_id": 2020, "employer_id": 2070}),
        *(it.works(2020 + n, "administrator", n, region_id=2060) for n in range(4)),
        it.works(2024, OTHER_ROLE, region_id=2060),
        it.works(2026, "administrator", region_id=2061),
        *(
            ("network_account", {"id": n, "created_at": moment, "is_active": True})
            for n, moment in made.items()
        ),
        ("dossier_familyaccess", {"account_id": 2030, "household_id": 2050}),
        ("dossier_familyaccess", {"account_id": 2031, "household_id": 2051}),
        ("dossier_key", {**key, "since": it.at - DAY}),
    ]


GROUPS = (*others.GROUPS, beginnings, links, using)
ROWS = (*others.ROWS, beginning_rows, link_rows)
