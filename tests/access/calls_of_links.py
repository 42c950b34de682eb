"""What the triggers do for who makes an account, says who works where, or confirms a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_leaving as others
from tests.access.bare import insert
from tests.access.calls import DAY, OTHER_ROLE, RUN, Row, Rows, Signed, does

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.bare import Try


# Accounts of who works here -----------------------------------------------------------------------


def beginnings(it: Signed) -> Iterator[Try]:
    """2410 invites in region 2460, 2411 gives families a page, and 2412 does neither."""
    name, table = "account_begins_shut", "network_account"
    shut: Row = {"id": 2499, "password": "!x", "created_at": it.at}
    for who, more, right in (
        ("2410", {}, "1"),
        ("2411", {}, "1"),
        ("2412", {}, "no"),
        ("nobody", {"created_at": None}, "no"),
        ("2410", {"password": "x"}, "no"),
        ("2410", {"created_at": it.at - DAY}, "no"),
        ("tandem_load", {"password": "x", "created_at": it.at - DAY}, "1"),
    ):
        yield does(name, who, insert(table, {**shut, **more}), right)
    name, table = "works_for_whom", "network_professional"
    new: Row = {"account_id": 2401, "employer_id": 2470}
    for who, more, right in (
        ("2410", {}, "1"),
        ("2410", {"employer_id": 2471}, "no"),
        ("2410", {"employer_id": 2499}, "no"),
        ("2412", {}, "no"),
        ("2410", {"account_id": 2402}, "no"),
        ("2410", {"account_id": 2403}, "no"),
        ("2410", {"account_id": 2404}, "no"),
        ("2410", {"account_id": 2405}, "1"),
        ("tandem_load", {"account_id": 2402, "employer_id": 2471}, "1"),
    ):
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
        ("tandem_load", 2405, "1"),
    ):
        yield does(name, who, insert(table, {"account_id": person}), right)


def beginning_rows(it: Signed) -> Rows:
    """Accounts of this moment (2401, 2403 to 2405) and before, with the links that they have."""
    made = {2401: it.at, 2402: it.at - DAY, 2403: it.at, 2404: it.at, 2405: it.at}
    links: dict[int, Row] = {
        2404: {"needs_second": False},
        2405: {},
        2406: {"used_at": it.at},
        2407: {"confirmed_at": it.at},
    }
    key: Row = {"account_id": 2411, "household_id": 2450, "scope": "local_team", "ground": "x"}
    return [
        *(("network_account", {"id": n, "created_at": moment}) for n, moment in made.items()),
        ("network_account", {"id": 2411, "is_active": True}),
        ("dossier_familyaccess", {"account_id": 2403}),
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


def links(_it: Signed) -> Iterator[Try]:
    """2010 and 2011 work in a region, 2003 nowhere."""
    name, table = "link_waits_for_a_second", "network_invitation"
    for person, waits, confirmer, right in (
        (2003, False, None, "1"),
        (2003, True, 1, "no"),
        (2010, True, None, "1"),
        (2010, True, 1, "no"),
        (2010, False, None, "no"),
    ):
        link: Row = {"account_id": person, "needs_second": waits, "confirmed_by_id": confirmer}
        yield does(name, 1, insert(table, link), right)
    yield does(name, "tandem_load", insert(table, {**link, "needs_second": False}), "1")
    confirm = f"UPDATE {table} SET confirmed_by_id = {{}} WHERE id = {{}}"
    for n, may in enumerate((*RUN, False, False)):
        yield does(name, 2020 + n, confirm.format(2020 + n, 1), "1" if may else "no")
    for by, signs, number, right in (
        (2026, 2026, 1, "no"),
        (2020, 2020, 2, "no"),
        (2026, 2026, 2, "1"),
        (2024, 2020, 1, "no"),
        (2024, 2024, 3, "1"),
        (2024, 2020, 3, "no"),
    ):
        yield does(name, by, confirm.format(signs, number), right)
    yield does(name, 2024, f"UPDATE {table} SET token_hash = 'x' WHERE id = 4", "1")


def link_rows(it: Signed) -> Rows:
    """Two regions with who works there; 2020 to 2023 are the four, 2024 has another role."""
    linked: Row = {"needs_second": True, "confirmed_by_id": None}
    return [
        ("network_invitation", {"id": 1, **linked, "account_id": 2010}),
        ("network_invitation", {"id": 2, **linked, "account_id": 2011}),
        ("network_invitation", {"id": 3, **linked, "account_id": 2003}),
        ("network_invitation", {"id": 4, **linked, "account_id": 2010, "confirmed_by_id": 2020}),
        ("network_organization", {"id": 2070, "region_id": 2060}),
        ("network_organization", {"id": 2071, "region_id": 2061}),
        ("network_professional", {"account_id": 2010, "employer_id": 2070}),
        ("network_professional", {"account_id": 2011, "employer_id": 2071}),
        *(it.works(2020 + n, "administrator", n, region_id=2060) for n in range(4)),
        it.works(2024, OTHER_ROLE, region_id=2060),
        it.works(2026, "administrator", region_id=2061),
    ]


GROUPS = (*others.GROUPS, beginnings, links)
ROWS = (*others.ROWS, beginning_rows, link_rows)
