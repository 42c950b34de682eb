"""Writing in the story, and the way of a partner's report into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.core.workdays import after_workdays
from tandem.dossier import door, rules
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, ReportStatus, Status
from tandem.dossier.models import Entry, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account, Organization

REPORT_WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to write in the story."""

    kind: str
    happened_on: date
    text: str
    provenance: str
    contact: str = ContactKind.NONE
    source: str = ""
    legal_ground: str = ""
    about: Sequence[Person] = field(default_factory=tuple)
    told_by: Person | None = None
    time_of_day: time | None = None
    present: Sequence[Person] = field(default_factory=tuple)
    present_others: str = ""
    safety: str = ""
    safety_said: str = ""

    @property
    def has_contact(self) -> bool:
        """Whether somebody was seen or spoken to."""
        return self.contact != ContactKind.NONE


@dataclass(frozen=True, slots=True)
class Written:
    """The report of a partner: what it says, and how the partner came to know it."""

    text: str
    own_system: bool
    provenance: str
    source: str = ""
    legal_ground: str = ""


@transaction.atomic
def write(household: Household, new: NewEntry, *, by: Account, at: datetime) -> Entry:
    """Write one entry in the story (DOS-12, DOS-15, DOS-27)."""
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.not_in_the_future(new.happened_on, today=day_of(at)),
        rules.ground_is_named(
            without_consent=new.provenance == Provenance.LEGAL_GROUND,
            legal_ground=new.legal_ground,
        ),
        rules.safety_is_answered(
            has_contact=new.has_contact, answer=new.safety, said=new.safety_said
        ),
    ).or_refuse()
    entry = _create(household, new, by=by, at=at)
    audit.record(
        "entry_written", by=by, at=at, household=household.ref, subject=f"entry:{entry.pk}"
    )
    return entry


def _create(household: Household, new: NewEntry, *, by: Account, at: datetime) -> Entry:
    entry = Entry.objects.create(
        household=household,
        kind=new.kind,
        happened_on=new.happened_on,
        contact=new.contact,
        text=new.text,
        source=new.source,
        provenance=new.provenance,
        legal_ground=new.legal_ground,
        told_by=new.told_by,
        time_of_day=new.time_of_day,
        present_others=new.present_others,
        safety=new.safety,
        safety_said=new.safety_said,
        written_at=at,
        written_by=by,
    )
    entry.about.set(new.about)
    entry.present.set(new.present)
    return entry


@transaction.atomic
def correct(entry: Entry, new: NewEntry, *, by: Account, at: datetime) -> Entry:
    """Correct an entry with a new version; the old one stays readable.

    Who corrects an entry that somebody else corrected just before, gets the newer one to see.
    """
    household = entry.household
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    locked = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.may_correct(
            is_writer=locked.written_by_id == by.pk,
            is_local_team=bool(door.may_now(by, Permission.HOUSEHOLD_EDIT, household, at=at)),
        ),
        rules.kind_may_become(was=locked.kind, now=new.kind),
        rules.is_unchanged(
            seen=0, current=int(Entry.objects.filter(replaces_id=locked.pk).exists())
        ),
        rules.not_in_the_future(new.happened_on, today=day_of(at)),
        rules.ground_is_named(
            without_consent=new.provenance == Provenance.LEGAL_GROUND,
            legal_ground=new.legal_ground,
        ),
        rules.safety_is_answered(
            # What was written before the question was asked, is corrected without it.
            has_contact=new.has_contact and not _was_not_asked(locked),
            answer=new.safety,
            said=new.safety_said,
        ),
    ).or_refuse()
    corrected = _create(household, new, by=by, at=at)
    corrected.replaces = locked
    corrected.save(update_fields=["replaces"])
    audit.record(
        "entry_corrected", by=by, at=at, household=household.ref, subject=f"entry:{entry.pk}"
    )
    return corrected


def _was_not_asked(entry: Entry) -> bool:
    """Whether an entry tells of a contact at which the question of safety was not there yet."""
    return entry.contact != ContactKind.NONE and not entry.safety


@transaction.atomic
def announce_report(
    household: Household,
    organization: Organization,
    *,
    contact_on: date,
    contact_with: str,
    by: Account,
    at: datetime,
) -> Report:
    """A partner had contact without the local team: a report is due (DOS-08)."""
    door.require(by, Permission.REPORT_WRITE, household, at=at)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.not_in_the_future(contact_on, today=day_of(at)),
    ).or_refuse()
    report = Report.objects.create(
        household=household,
        organization=organization,
        author=by,
        contact_on=contact_on,
        contact_with=contact_with,
        due_on=after_workdays(contact_on, REPORT_WORKDAYS),
        created_at=at,
    )
    audit.record(
        "report_announced", by=by, at=at, household=household.ref, subject=f"report:{report.pk}"
    )
    return report


@transaction.atomic
def send_report(report: Report, new: Written, *, by: Account, at: datetime) -> None:
    """Send the report to the local team (DOS-08, DOS-10, DOS-15)."""
    household = report.household
    door.require(by, Permission.REPORT_WRITE, household, at=at)
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    first_no(
        rules.report_may_move(status=locked.status, to=ReportStatus.SENT),
        *_judge_heard(new.provenance, new.legal_ground),
    ).or_refuse()
    _send(locked, new, at=at)
    audit.record(
        "report_sent", by=by, at=at, household=household.ref, subject=f"report:{report.pk}"
    )


@transaction.atomic
def take_over_report(report: Report, new: Written, *, by: Account, at: datetime) -> None:
    """Enter what a partner sent after its door closed, so that no report is lost (DOS-08)."""
    household = report.household
    door.require(by, Permission.REPORT_ATTACH, household, at=at)
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    first_no(
        rules.report_may_move(status=locked.status, to=ReportStatus.SENT),
        judge_taking_over(locked, at=at),
        *_judge_heard(new.provenance, new.legal_ground),
    ).or_refuse()
    _send(locked, new, at=at)
    audit.record(
        "report_taken_over", by=by, at=at, household=household.ref, subject=f"report:{report.pk}"
    )


def judge_taking_over(report: Report, *, at: datetime) -> Verdict:
    """Judge whether the writer can no longer send the report."""
    may_write = door.may_now(report.author, Permission.REPORT_WRITE, report.household, at=at)
    return rules.may_take_over(writer_has_key=bool(may_write))


def may_send(household: Household, report: Report, *, by: Account, at: datetime) -> bool:
    """Whether somebody sends it: the writer, or the local team once the writer's door closed."""
    if report.author_id == by.pk:
        return bool(door.may_now(by, Permission.REPORT_WRITE, household, at=at))
    may_attach = door.may_now(by, Permission.REPORT_ATTACH, household, at=at)
    return bool(may_attach) and bool(judge_taking_over(report, at=at))


def judge_step(report: Report, to: ReportStatus) -> Verdict:
    """Judge the next step of a report."""
    return rules.report_may_move(status=report.status, to=to)


def _judge_heard(provenance: str, legal_ground: str) -> tuple[Verdict, Verdict]:
    """Judge how the partner came to know it; again when the report is attached."""
    return (
        rules.report_says_how(is_known=provenance in Provenance.values),
        rules.ground_is_named(
            without_consent=provenance == Provenance.LEGAL_GROUND, legal_ground=legal_ground
        ),
    )


def _send(report: Report, new: Written, *, at: datetime) -> None:
    report.status, report.text, report.sent_at = ReportStatus.SENT, new.text, at
    report.own_system_registered, report.version = new.own_system, report.version + 1
    report.provenance, report.source = new.provenance, new.source
    report.legal_ground = new.legal_ground
    report.due_on = after_workdays(day_of(at), REPORT_WORKDAYS)
    report.save()


@transaction.atomic
def attach_report(
    report: Report, about: Sequence[Person] = (), *, by: Account, at: datetime
) -> Entry:
    """Attach a sent report to the dossier: it becomes part of the story (DOS-08, INV-17)."""
    household = report.household
    door.require(by, Permission.REPORT_ATTACH, household, at=at)
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    first_no(
        rules.report_may_move(status=locked.status, to=ReportStatus.ATTACHED),
        *_judge_heard(locked.provenance, locked.legal_ground),
    ).or_refuse()
    locked.status, locked.attached_at, locked.attached_by = ReportStatus.ATTACHED, at, by
    locked.version += 1
    locked.save()
    new = NewEntry(
        kind=EntryKind.REPORT,
        happened_on=locked.contact_on,
        text=locked.text,
        provenance=locked.provenance,
        contact=ContactKind.MEETING,
        source=f"het verslag van {report.organization.name}{_of(locked.source)}",
        legal_ground=locked.legal_ground,
        about=about,
    )
    entry = _create(household, new, by=report.author, at=at)
    audit.record(
        "report_attached", by=by, at=at, household=household.ref, subject=f"report:{report.pk}"
    )
    return entry


def _of(source: str) -> str:
    return f", van {source}" if source else ""
