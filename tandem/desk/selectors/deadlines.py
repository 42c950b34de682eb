"""What the law wants by a day: signatures, telling, looking again, and terms of measures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.access.roles import Scope, scopes_with
from tandem.core.periods import day_of
from tandem.dossier.enums import Form, Origin, Status
from tandem.dossier.models import Involvement, Key
from tandem.journey.models import SlowDown
from tandem.journey.selectors import slowing
from tandem.legal.enums import REAL_MEASURES, Deadline, DecisionStatus
from tandem.legal.models import CoreDecision, Measure, ProtectionTest
from tandem.legal.selectors import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account

MOST = 50
REVIEW_AHEAD = timedelta(days=14)
PLAN_WITHIN = timedelta(weeks=6)
LOOK_BACK_AHEAD = timedelta(days=7)
CONFIRM_WITHIN = timedelta(days=1)
# How long ahead a term of a measure asks for attention.
AHEAD = {
    Deadline.FIRST_CONTACT: timedelta(days=7),
    Deadline.USE: timedelta(days=30),
    Deadline.TELL_RVDK: timedelta(days=30),
    Deadline.TELL_EARLY: timedelta(days=30),
    Deadline.ADVICE: timedelta(days=60),
    Deadline.ANSWER_END: timedelta(days=14),
    Deadline.ANSWER_INSTRUCTION: timedelta(days=14),
    Deadline.END: timedelta(days=14),
}
# What stays to be done after its day; what has lapsed by itself asks for nothing more.
_LASTS = frozenset(Deadline) - {Deadline.USE, Deadline.END}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, for whom, why, by when, and where the work is."""

    title: str
    about: str
    due_on: date
    url: str
    household: str = ""


def power_tasks(by: Account, *, at: datetime) -> list[Task]:
    """What powers and measures ask of somebody now, in the households that they hold a key to."""
    keys = Key.objects.filter(
        Q(until=None) | Q(until__gt=at),
        account=by,
        since__lte=at,
        scope__in=scopes_with(Permission.DECISION_RECORD),
    )
    everywhere: dict[int, bool] = defaultdict(bool)
    homes: dict[int, bool] = defaultdict(bool)
    for home, scope, status in keys.order_by("id").values_list(
        "household_id", "scope", "household__status"
    ):
        everywhere[home] |= scope == Scope.LOCAL_TEAM.value
        if status != Status.ENDED:
            homes[home] = everywhere[home]
    if not everywhere:
        return []
    day = day_of(at)
    found = [
        *_to_tell(everywhere, day),
        *_of_decisions(by, homes, day),
        *_to_confirm(by, homes, day),
        *_of_measures(by, homes, day),
        *_of_tests(by, homes),
        *_plans(homes, day),
        *_slowing(by, homes, day),
    ]
    return sorted(found, key=lambda task: task.due_on)[:MOST]


def _task(title: str, home: Household, why: str, due_on: date, name: str, *args: object) -> Task:
    about = f"Gezin {home.name} · {why}"
    return Task(title, about, due_on, reverse(name, args=[home.ref, *args]), home.ref)


def _of_decisions(by: Account, homes: dict[int, bool], day: date) -> Iterator[Task]:
    waits = Q(co_signed_at=None) | Q(review_on__lte=day + REVIEW_AHEAD)
    running = CoreDecision.objects.filter(
        waits, Q(until=None) | Q(until__gt=day), household__in=homes, origin=Origin.SCREEN
    )
    for one in running.select_related("household", "organization").order_by("id")[:MOST]:
        home, who = one.household, one.organization.name
        if one.status is DecisionStatus.PROPOSED:
            if one.co_signer_id == by.pk and one.turning_points.exists():
                title = "Kernbesluit lezen en tekenen"
                yield _task(title, home, who, one.decided_on, "legal:co_sign", one.pk)
            elif one.co_signer_id == by.pk:
                title = "Vragen van het kantelpunt beantwoorden"
                yield _task(title, home, who, one.decided_on, "legal:turning_point", one.pk)
        if not homes[home.pk]:
            continue
        if one.review_on is not None and one.review_on <= day + REVIEW_AHEAD and one.is_signed:
            title = "Kernbesluit opnieuw bekijken"
            yield _task(title, home, who, one.review_on, "journey:decision_review", one.pk)


def _to_tell(homes: dict[int, bool], day: date) -> Iterator[Task]:
    """Decisions that the family must hear of, also when they or the dossier have ended."""
    untold = CoreDecision.objects.filter(
        Q(until=None) | Q(until__gt=day) | Q(co_signed_at__isnull=False),
        household__in=[home for home, is_team in homes.items() if is_team],
        origin=Origin.SCREEN,
        family_informed_on=None,
    )
    for one in untold.select_related("household", "organization").order_by("id")[:MOST]:
        due = one.tell_due_on or one.decided_on
        title, who = "Kernbesluit vertellen aan het gezin", one.organization.name
        yield _task(title, one.household, who, due, "legal:decision_told", one.pk)


def _to_confirm(by: Account, homes: dict[int, bool], day: date) -> Iterator[Task]:
    """Measures that open nothing before a second person confirms them (LEGAL-69)."""
    employer = getattr(getattr(by, "professional", None), "employer_id", None)
    waiting = Measure.objects.filter(
        Q(until=None) | Q(until__gt=day),
        household__in=homes,
        kind__in=REAL_MEASURES,
        origin=Origin.SCREEN,
        confirmed_at=None,
    ).exclude(recorded_by=by)
    for one in waiting.select_related("household", "recorded_by__professional").order_by("id"):
        is_other = one.recorded_by.professional.employer_id != employer
        if homes[one.household_id] or is_other:
            why = f"vastgelegd door {one.recorded_by.name}"
            on = day_of(one.recorded_at) + CONFIRM_WITHIN
            yield _task(
                "Maatregel bevestigen", one.household, why, on, "journey:measure_confirm", one.pk
            )


def _of_measures(by: Account, homes: dict[int, bool], day: date) -> Iterator[Task]:
    running = Measure.objects.filter(
        Q(until=None) | Q(until__gt=day), household__in=homes, origin=Origin.SCREEN
    )
    employer = getattr(getattr(by, "professional", None), "employer_id", None)
    by_home: dict[int, list[Measure]] = defaultdict(list)
    found = running.select_related("household", "executed_by").prefetch_related("children")
    for one in found.order_by("id"):
        by_home[one.household_id].append(one)
    for home_id, measures in by_home.items():
        for term in terms_of(measures):
            one = term.measure
            if not homes[home_id] and one.executed_by_id != employer:
                continue
            for due in term.dues:
                ahead = AHEAD.get(due.what)
                if ahead is None or not due.is_open or due.on > day + ahead:
                    continue
                if due.on < day and due.what not in _LASTS:
                    continue
                title = str(due.what.label).capitalize()
                why = f"{one.get_kind_display()} · {due.article}"
                yield _task(title, one.household, why, due.on, "journey:measure_note", one.pk)


def _of_tests(by: Account, homes: dict[int, bool]) -> Iterator[Task]:
    """What follows a test that led to no request, for who tested."""
    no_request = Q(submitted_on=None) & (Q(college_told_on=None) | Q(mayor_asked_on__isnull=False))
    tests = ProtectionTest.objects.filter(no_request, household__in=homes, recorded_by=by)
    for one in tests.select_related("household").order_by("id")[:MOST]:
        for due in one.dues:
            if due.is_open:
                title = str(due.what.label).capitalize()
                yield _task(title, one.household, due.article, due.on, "journey:test_note", one.pk)


def _plans(homes: dict[int, bool], day: date) -> Iterator[Task]:
    """Every measure that is carried out has a plan to stop (REG-22)."""
    red = Involvement.objects.open(on=day).filter(
        household__in=[home for home, is_team in homes.items() if is_team],
        household__scale_down_plans=None,
        form=Form.WITH_MEASURE,
        origin=Origin.SCREEN,
    )
    for one in red.select_related("household", "organization").order_by("id")[:MOST]:
        title, why = "Afschaalplan maken", f"maatregel van {one.organization.name}"
        yield _task(title, one.household, why, one.since + PLAN_WITHIN, "journey:scale_down")


def _slowing(by: Account, homes: dict[int, bool], day: date) -> Iterator[Task]:
    """Slowing down: signing as the second, and looking back in time, for who rides or signed."""
    running = SlowDown.objects.filter(household__in=homes, ended_at=None)
    found = list(running.select_related("household", "recorded_by").order_by("id")[:MOST])
    if not found:
        return
    places = slowing.places_of({one.household_id for one in found}, on=day)
    asked = slowing.asked_to_sign(found, by, on=day)
    for one in found:
        home = one.household
        if not one.is_signed and asked[one.pk]:
            title, why = "Besluit om te vertragen lezen en tekenen", one.recorded_by.name
            yield _task(title, home, why, one.decided_on, "journey:slow_down_sign", one.pk)
        mine = {one.recorded_by_id, one.co_signed_by_id, *places[one.household_id]}
        if by.pk in mine and one.review_on <= day + LOOK_BACK_AHEAD:
            title, why = "Terugkijken op vertragen", "samen, en met het gezin"
            yield _task(title, home, why, one.review_on, "journey:slow_down_look_back", one.pk)
