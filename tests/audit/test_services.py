"""The trail grows and never changes; a form is handled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.audit import services as audit
from tandem.audit.enums import EventKind
from tandem.audit.models import Event, Receipt
from tandem.core.verdict import Refusal, Rule
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
