"""Around a measure: thinking first, the test of the RvdK, what happened in time, stopping again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.services import households
from tandem.legal import rules, selectors
from tandem.legal.enums import MeasureKind
from tandem.legal.models import Measure, ProtectionTest, Reflection, ScaleDownPlan
from tandem.legal.services.measures import judge_last_day
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


def _open(household: Household, *, by: Account, at: datetime) -> Household:
    """Require the permission, lock the household, and refuse when it is closed."""
    door.require(by, Permission.MEASURE_RECORD, household, at=at)
    home = households.locked(household)
    dossier_rules.is_open(is_ended=home.status == Status.ENDED).or_refuse()
    return home


@dataclass(frozen=True, slots=True)
class Thought:
    """What somebody thought before asking for a measure (REG-23)."""

    for_whom: str
    yields: str
    is_temporary: bool
    needed_to_stop: str
    discomfort: str
    is_discomfort: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every question has an answer."""
        texts = (self.for_whom, self.yields, self.needed_to_stop, self.discomfort)
        return all(text.strip() for text in texts)


@transaction.atomic
def reflect(household: Household, new: Thought, *, by: Account, at: datetime) -> Reflection:
    """Answer the questions before a request for a measure; own discomfort is no reason."""
    home = _open(household, by=by, at=at)
    rules.is_reflected(answered=new.is_whole, is_discomfort=new.is_discomfort).or_refuse()
    made = Reflection.objects.create(
        household=home,
        for_whom=new.for_whom,
        yields=new.yields,
        is_temporary=new.is_temporary,
        needed_to_stop=new.needed_to_stop,
        discomfort=new.discomfort,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "measure_reflected", by=by, at=at, household=home.ref, subject=f"reflection:{made.pk}"
    )
    return made


@dataclass(frozen=True, slots=True)
class NewTest:
    """The test of the RvdK, and what came of it (REG-18, REG-19)."""

    tested_on: date
    is_met: bool
    motivation: str
    children_heard: str = ""
    parents_heard: str = ""
    children_not_heard: str = ""
    children: Sequence[Person] = ()
    parents_not_heard: str = ""
    submitted_on: date | None = None
    college_told_on: date | None = None
    mayor_asked_on: date | None = None


@transaction.atomic
def test(household: Household, new: NewTest, *, by: Account, at: datetime) -> ProtectionTest:
    """Record the independent test before compulsion: only by the RvdK, never by who rode along."""
    home = _open(household, by=by, at=at)
    today = day_of(at)
    days = (new.tested_on, new.submitted_on, new.college_told_on, new.mayor_asked_on)
    first_no(
        judge_tester(home, by=by, at=at),
        rules.bounds.names_children(
            MeasureKind.RVDK_TEST_REQUEST,
            are_minors=selectors.are_minors(home, new.children, on=new.tested_on),
        ),
        rules.bounds.both_sides_are_heard(
            (new.children_heard, new.children_not_heard), (new.parents_heard, new.parents_not_heard)
        ),
        *(dossier_rules.not_in_the_future(day, today=today) for day in days if day is not None),
        rules.ground_before_decision(
            ground_on=new.tested_on, decided_on=new.submitted_on or new.tested_on
        ),
        rules.court_is_asked_rightly(
            is_met=new.is_met,
            is_submitted=new.submitted_on is not None,
            mayor_asked=new.mayor_asked_on is not None,
        ),
    ).or_refuse()
    made = ProtectionTest.objects.create(
        household=home,
        tested_on=new.tested_on,
        is_met=new.is_met,
        motivation=new.motivation,
        children_heard=new.children_heard.strip(),
        parents_heard=new.parents_heard.strip(),
        children_not_heard=new.children_not_heard.strip(),
        parents_not_heard=new.parents_not_heard.strip(),
        submitted_on=new.submitted_on,
        college_told_on=new.college_told_on,
        mayor_asked_on=new.mayor_asked_on,
        recorded_at=at,
        recorded_by=by,
    )
    made.children.set(new.children)
    audit.record("protection_tested", by=by, at=at, household=home.ref, subject=f"test:{made.pk}")
    return made


@transaction.atomic
def note_test(
    tested: ProtectionTest,
    *,
    college_told_on: date | None,
    mayor_asked_on: date | None,
    submitted_on: date | None,
    by: Account,
    at: datetime,
) -> None:
    """Write down what followed a test: the municipality told, the mayor asked, to court (255)."""
    home = _open(tested.household, by=by, at=at)
    known = ProtectionTest.objects.select_for_update(of=("self",)).get(pk=tested.pk)
    days = [day for day in (college_told_on, mayor_asked_on, submitted_on) if day is not None]
    first_no(
        judge_tester(home, by=by, at=at),
        *(dossier_rules.not_in_the_future(day, today=day_of(at)) for day in days),
        *(rules.ground_before_decision(ground_on=tested.tested_on, decided_on=day) for day in days),
        rules.court_is_asked_rightly(
            is_met=tested.is_met,
            is_submitted=submitted_on is not None,
            mayor_asked=mayor_asked_on is not None,
        ),
        rules.bounds.stays_as_said(
            (
                (known.college_told_on, college_told_on),
                (known.mayor_asked_on, mayor_asked_on),
                (known.submitted_on, submitted_on),
            )
        ),
    ).or_refuse()
    ProtectionTest.objects.filter(pk=tested.pk).update(
        college_told_on=college_told_on, mayor_asked_on=mayor_asked_on, submitted_on=submitted_on
    )
    audit.record(
        "protection_test_noted", by=by, at=at, household=home.ref, subject=f"test:{tested.pk}"
    )


def judge_tester(household: Household, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may test: of the RvdK, and never rode along (INV-09, INV-12)."""
    today = day_of(at)
    return first_no(
        rules.is_by_the_rvdk(is_rvdk=_works_at(by) == OrganizationKind.RVDK),
        rules.is_somebody_else(
            rode_along=selectors.rode_along(household, by, Period(today)),
            is_rvdk=True,
            agreed_on=None,
            since=today,
        ),
    )


def _works_at(account: Account) -> str:
    professional = getattr(account, "professional", None)
    return "" if professional is None else str(professional.employer.kind)


@dataclass(frozen=True, slots=True)
class Days:
    """What happened around a measure, and when (facts 3.8)."""

    first_contact_on: date | None = None
    used_on: date | None = None
    rvdk_told_on: date | None = None
    rvdk_advised_on: date | None = None
    end_asked_on: date | None = None
    end_answered_on: date | None = None
    instruction_asked_on: date | None = None
    instruction_answered_on: date | None = None


@transaction.atomic
def note(measure: Measure, known: Days, *, by: Account, at: datetime) -> None:
    """Write down what happened around a measure: first contact, use, telling the RvdK."""
    home = _open(measure.household, by=by, at=at)
    today, values = day_of(at), asdict(known)
    there = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    days = [day for day in values.values() if day is not None]
    answered = (
        (known.end_asked_on, known.end_answered_on),
        (known.instruction_asked_on, known.instruction_answered_on),
    )
    first_no(
        judge_last_day(measure),
        *(dossier_rules.not_in_the_future(day, today=today) for day in days),
        *(
            rules.ground_before_decision(ground_on=measure.decided_on, decided_on=day)
            for day in days
        ),
        rules.is_used_in_time(used_on=known.used_on, decided_on=measure.decided_on),
        *(
            rules.ground_before_decision(ground_on=asked or today, decided_on=said)
            for asked, said in answered
            if said is not None
        ),
        rules.bounds.stays_as_said((getattr(there, name), day) for name, day in values.items()),
    ).or_refuse()
    Measure.objects.filter(pk=measure.pk).update(**values)
    audit.record("measure_noted", by=by, at=at, household=home.ref, subject=f"measure:{measure.pk}")


@dataclass(frozen=True, slots=True)
class NewPlan:
    """How a measure stops and what comes after it (REG-22)."""

    made_on: date
    needed_to_stop: str
    afterwards: str
    agreed_with: str
    review_on: date
    network: str = ""


@transaction.atomic
def plan_scale_down(
    household: Household, new: NewPlan, *, by: Account, at: datetime
) -> ScaleDownPlan:
    """Record a plan to stop; without a network it is a plan with a warning (REG-22)."""
    home = _open(household, by=by, at=at)
    first_no(
        dossier_rules.not_in_the_future(new.made_on, today=day_of(at)),
        rules.plan_is_whole(needed_to_stop=new.needed_to_stop, afterwards=new.afterwards),
        rules.will_be_reviewed(decided_on=new.made_on, review_on=new.review_on),
    ).or_refuse()
    made = ScaleDownPlan.objects.create(
        household=home,
        made_on=new.made_on,
        needed_to_stop=new.needed_to_stop,
        afterwards=new.afterwards,
        network=new.network.strip(),
        agreed_with=new.agreed_with,
        review_on=new.review_on,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("scale_down_planned", by=by, at=at, household=home.ref, subject=f"plan:{made.pk}")
    return made
