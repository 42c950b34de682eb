"""The trail grows and never changes; a form is handled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.audit import services as audit
from tandem.audit.enums import Action, Activity, EventKind, Outcome, Purpose, Way
from tandem.audit.models import Event, Receipt
from tandem.core import trace
from tandem.core.verdict import Refusal, Rule
from tests.audit.lines import second_log
from tests.factories.world import World

RULE = Rule("HUIS-01", "De deur is dicht.", "Klop aan.", "huisregel")


class Somebody:
    """Whoever acts, as far as the trail needs to know."""

    def __init__(self, pk: int = 7) -> None:
        self.pk = pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET event = 'niets gebeurd'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE false",
        "TRUNCATE audit_event",
    ],
)
def test_nobody_changes_or_removes_a_row(sql: str, at: datetime) -> None:
    audit.record("household_registered", by=Somebody(), at=at, household="2026-BBBBBB")

    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Event.objects.get().event == "household_registered"


@pytest.mark.django_db
def test_a_change_a_look_and_two_refusals_each_leave_their_row(at: datetime) -> None:
    by = Somebody()

    audit.record("consent_yes", by=by, at=at, household="2026-BBBBBB", subject="person:3")
    audit.record_look(
        audit.Entry("household_looked_at", "2026-BBBBBB", "gezin", "local_team"), by=by, at=at
    )
    audit.record_refused_look("2026-CCCCCC", by=by, at=at, subject="gezin")
    audit.record_refusal(Refusal(RULE.no()), by=by, at=at, household="2026-BBBBBB")

    rows = list(Event.objects.order_by("id").values_list("kind", "event", "household_ref", "rule"))
    assert rows == [
        (EventKind.CHANGE, "consent_yes", "2026-BBBBBB", ""),
        (EventKind.LOOK, "household_looked_at", "2026-BBBBBB", ""),
        (EventKind.REFUSAL, "household_refused", "2026-CCCCCC", ""),
        (EventKind.REFUSAL, "rule_refused", "2026-BBBBBB", "HUIS-01"),
    ]


@pytest.mark.django_db
def test_a_long_address_that_somebody_tried_fits_in_the_trail(at: datetime) -> None:
    audit.record_refused_look("x" * 500, by=Somebody(), at=at, subject="y" * 500)

    event = Event.objects.get()
    assert (len(event.household_ref), len(event.subject)) == (20, 80)


@pytest.mark.django_db
def test_a_form_is_handled_once(at: datetime) -> None:
    key, done = uuid4(), []

    def do() -> str:
        done.append(1)
        return "/daar/"

    first = audit.do_once(key, do, by=Somebody(), at=at, path="/hier/")
    second = audit.do_once(key, do, by=Somebody(), at=at, path="/hier/")

    assert (first, second) == (("/daar/", True), ("/daar/", False))
    assert len(done) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("pk", "path"), [(8, "/hier/"), (7, "/elders/")])
def test_the_key_of_another_account_or_page_tells_nothing_and_does_nothing(
    pk: int, path: str, at: datetime
) -> None:
    key = uuid4()
    audit.do_once(key, lambda: "/geheim/", by=Somebody(), at=at, path="/hier/")

    location, is_new = audit.do_once(
        key, lambda: pytest.fail("done twice"), by=Somebody(pk), at=at, path=path
    )

    assert (location, is_new) == (path, False)


@pytest.mark.django_db
def test_a_refusal_leaves_no_receipt_and_no_change(at: datetime) -> None:
    key = uuid4()

    def refuse() -> str:
        audit.record("half_gedaan", by=Somebody(), at=at)
        raise Refusal(RULE.no())

    with pytest.raises(Refusal):
        audit.do_once(key, refuse, by=Somebody(), at=at, path="/hier/")

    assert not Receipt.objects.exists()
    assert not Event.objects.exists()
    assert audit.do_once(key, lambda: "/daar/", by=Somebody(), at=at, path="/hier/")[1]


def test_requests_that_arrive_together_write_one_row(committed_world: World, at: datetime) -> None:
    key, together = uuid4(), Barrier(4)
    by, before = committed_world.mila, Event.objects.count()

    def request() -> tuple[str, bool]:
        def do() -> str:
            audit.record("once_written", by=by, at=at)
            return "/daar/"

        together.wait(timeout=10)
        try:
            return audit.do_once(key, do, by=by, at=at, path="/hier/")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = [one.result(timeout=20) for one in [pool.submit(request) for _ in range(4)]]

    assert sorted(is_new for _, is_new in answers) == [False, False, False, True]
    assert {location for location, _ in answers} == {"/daar/"}
    assert Event.objects.count() == before + 1


@pytest.mark.django_db
def test_a_row_says_who_in_which_role_for_whom_from_where_and_why(at: datetime) -> None:
    token = trace.begin("web", network=trace.coarse("192.0.2.77"))
    trace.act_as(["local_team", "team_lead"], 12)
    entry = audit.Entry(
        "letter_looked_at",
        "2026-BBBBBB",
        "consent:31",
        "consent",
        scope="partner",
        way=Way.PRINT,
        on_behalf_of=9,
    )
    audit.record_look(entry, by=Somebody(), at=at)
    trace.end(token)

    row = Event.objects.get()
    assert (row.role, row.organization_id, row.scope) == ("local_team,team_lead", 12, "partner")
    assert (row.network, row.source, len(row.trace_id)) == ("192.0.2.0/24", "web", 32)
    assert (row.subject_kind, row.subject_id, row.on_behalf_of_id) == ("consent", 31, 9)
    assert (row.action, row.way, row.outcome) == (Action.READ, Way.PRINT, Outcome.DONE)
    assert (row.purpose, row.is_emergency) == (Purpose.SUPPORT, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("entry", "action", "purpose", "activity"),
    [
        (audit.Entry("entry_written"), Action.CREATE, Purpose.SUPPORT, Activity.KEEP),
        (audit.Entry("name_changed"), Action.UPDATE, Purpose.SUPPORT, Activity.KEEP),
        (audit.Entry("file_destroyed"), Action.DELETE, Purpose.SUPPORT, Activity.KEEP),
        (
            audit.Entry("name_changed", ground="emergency"),
            Action.UPDATE,
            Purpose.EMERGENCY,
            Activity.URGENT,
        ),
        (audit.Entry("name_changed", ground="member"), Action.UPDATE, Purpose.OWN, Activity.KEEP),
        (
            audit.Entry("file_given", way=Way.EXPORT),
            Action.UPDATE,
            Purpose.SUPPORT,
            Activity.PROVIDE,
        ),
        (
            audit.Entry("households_searched", way=Way.SEARCH),
            Action.UPDATE,
            Purpose.SUPPORT,
            Activity.FIND,
        ),
        (
            audit.Entry("look_reviewed", purpose=Purpose.SUPERVISION),
            Action.UPDATE,
            Purpose.SUPERVISION,
            Activity.SUPERVISE,
        ),
    ],
)
def test_what_is_not_said_follows_from_the_event(
    entry: audit.Entry, action: Action, purpose: Purpose, activity: Activity, at: datetime
) -> None:
    audit.record_entry(replace(entry, household="2026-BBBBBB"), by=Somebody(), at=at)

    row = Event.objects.get()
    assert (row.action, row.purpose) == (action, purpose)
    assert row.is_emergency == (purpose == Purpose.EMERGENCY)
    assert [line["activity"] for line in second_log()] == [activity]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("unix", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_a_network(address: str, network: str) -> None:
    assert trace.coarse(address) == network


@pytest.mark.django_db
def test_every_part_of_the_trail_is_append_only_and_closed_to_direct_reading() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_month('2031-02-01'), audit_make_month('2031-02-28')")
        assert cursor.fetchone() == (True, False)
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, count(t.oid) FROM pg_inherits i"
            " JOIN pg_class c ON c.oid = i.inhrelid"
            " LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname LIKE 'append_only%'"
            " WHERE i.inhparent = 'audit_event'::regclass GROUP BY 1, 2"
        )
        parts = cursor.fetchall()

    assert "audit_event_2031_02" in {name for name, _, _ in parts}
    assert all((secured, triggers) == (True, 2) for _, secured, triggers in parts)


@pytest.mark.django_db
def test_a_row_lands_in_the_part_of_its_month(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_month('2026-09-01')")
        audit.record("household_registered", by=Somebody(), at=at, household="2026-BBBBBB")
        cursor.execute("SELECT tableoid::regclass::text FROM audit_event")
        (part,) = cursor.fetchone()

    assert part == "audit_event_2026_09"
