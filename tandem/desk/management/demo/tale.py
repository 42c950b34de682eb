"""What is told on the road: the story, partners' reports, evaluations, counts, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.desk.management.demo.clock import Ago, When
from tandem.dossier import door
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Safety
from tandem.dossier.services import journal
from tandem.journey.enums import EvaluationKind, TriageOutcome
from tandem.journey.services import endings, tandem
from tandem.legal.enums import Answer, Direction
from tandem.legal.rules import DECIDES_TOO
from tandem.legal.services import care_consents, contacts, entries, reports, talks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tandem.desk.management.demo.pieces import Note
    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Entry, Person, Report
    from tandem.legal.enums import Tell
    from tandem.legal.models import SharingConsent

FACT = EntryKind.FACT
OPINION = EntryKind.OPINION
CONCERN = EntryKind.CONCERN
GOES_WELL = EntryKind.GOING_WELL
AGREEMENT = EntryKind.AGREEMENT
REACTION = EntryKind.REACTION
YESTERDAY = Ago(1)


def talk(road: Road, day: When, *points: Tell, to: Sequence[str], reaction: str = "") -> None:
    """Tell some of the household these points, and keep what they said (TELL)."""
    told = talks.Told(points, [road.persons[one] for one in to], reaction)
    talks.tell(road.home, told, on=road.day(day), by=road.by(), at=road.at(day))


def allow_help(road: Road, day: When, who: str, help_: str, **answers: str) -> None:
    """Ask for help for somebody, of everybody who decides: a name and the answer."""
    for name, answer in answers.items():
        given = care_consents.Given(road.persons[name], answer, road.day(day))
        care_consents.allow_help(
            road.persons[who], given, help_=help_, by=road.by(), at=road.at(day)
        )


def allow_sharing(
    road: Road, day: When, about: str, by: str, sharing: care_consents.Sharing
) -> None:
    """Ask to share with one source, for half a year (CONS-11)."""
    since = road.day(day)
    given = care_consents.Given(
        road.persons[by], Answer.YES, since, since + timedelta(days=HALF_A_YEAR)
    )
    care_consents.allow_sharing(road.persons[about], given, sharing, by=road.by(), at=road.at(day))


HALF_A_YEAR = 182


def write(road: Road, *notes: Note) -> list[Entry]:
    """Write in the story; every note on the day it tells of."""
    return [_write(road, note) for note in notes]


def _write(road: Road, note: Note) -> Entry:
    new, at = _new(road, note), road.at(note.day)
    consents = []
    if new.provenance == Provenance.THIRD_PARTY:
        consents = [_ask(road, note, person) for person in new.about]
    return entries.write(road.home, new, consents, by=road.by(note.by), at=at)


def _ask(road: Road, note: Note, person: Person) -> SharingConsent:
    """Ask on the day itself whether the source may be asked about somebody (CONS-11)."""
    since = road.day(note.day)
    holds = person.authority_over.order_by("id").first()
    is_young = person.age(since) < DECIDES_TOO
    by = holds.holder if is_young and holds is not None else person
    given = care_consents.Given(by, Answer.YES, since, since + timedelta(days=HALF_A_YEAR))
    source = note.source.partition(", met")[0]
    asked = care_consents.Sharing(Direction.ASK, "wat daar opvalt", "het plan", source=source)
    return care_consents.allow_sharing(person, given, asked, by=road.by(), at=road.at(note.day))


def correct(road: Road, entry: Entry, note: Note) -> None:
    """Correct an entry; the old one stays readable."""
    new = _new(road, note)
    corrected = replace(new, happened_on=entry.happened_on)
    entries.correct(entry, corrected, by=road.by(note.by), at=road.at(note.day))


def _new(road: Road, note: Note) -> journal.NewEntry:
    safety, said = _safety(note)
    return journal.NewEntry(
        kind=note.kind,
        happened_on=road.day(note.day),
        text=note.text,
        provenance=note.provenance,
        contact=note.contact,
        source=note.source,
        legal_ground=note.ground,
        about=[road.persons[key] for key in note.about],
        told_by=road.persons.get(note.told),
        present=[road.persons[key] for key in note.there],
        safety=safety,
        safety_said=said,
    )


def _safety(note: Note) -> tuple[str, str]:
    """How safe it was said to be, or why nobody spoke of it (SP-13)."""
    if note.safety or note.contact == ContactKind.NONE:
        return note.safety, note.said
    if note.contact in {ContactKind.MESSAGE, ContactKind.MEETING}:
        return Safety.NOT_DISCUSSED, "Dit ging over iets anders."
    return (Safety.CONCERNS if note.kind == CONCERN else Safety.SAFE_ENOUGH), note.said


def tell_of_swaps(road: Road) -> None:
    """Tell the family of every swap that the work itself brought, on the day (TAN-07)."""
    for change in road.home.seat_changes.filter(family_informed_on=None).order_by("day", "id"):
        tandem.tell_of_swap(change, on=change.day, by=road.by(), at=road.clock.moment(change.day))


def announce(road: Road, day: When, author: str, partner: str, contact_with: str) -> Report:
    """A partner spoke somebody without the local team, and says that a report will come."""
    contact = contacts.Contact(road.day(day), (), contact_with)
    return contacts.announce(
        road.home, road.organization(partner), contact, by=road.by(author), at=road.at(day)
    )


def send(road: Road, report: Report, day: When, author: str, text: str) -> None:
    """Send the report to the local team: what the family itself told."""
    new = journal.Written(text, own_system=True, provenance=Provenance.FAMILY)
    reports.send(report, new, by=road.by(author), at=road.at(day))
    report.refresh_from_db()


def attach(road: Road, report: Report, day: When) -> None:
    """Attach a report that was sent."""
    reports.attach(report, by=road.by(), at=road.at(day))


def evaluate(
    road: Road,
    day: When,
    said: tuple[str, str, str],
    *,
    kind: str = EvaluationKind.INTERIM,
) -> None:
    """Plan an evaluation three weeks before, and hold it: how safe, what helped, what they say."""
    on = road.day(day)
    planned_on = max(on - timedelta(days=21), road.home.registered_on)
    evaluation = endings.plan_evaluation(
        road.home, kind=kind, due_on=on, by=road.by(), at=road.clock.moment(planned_on)
    )
    held = endings.Held(on, *said)
    endings.hold_evaluation(
        evaluation, held, seen=evaluation.version, by=road.by(), at=road.at(day)
    )


def plan(road: Road, day: When, due_on: date, kind: str = EvaluationKind.INTERIM) -> None:
    """Plan an evaluation that was not held yet."""
    endings.plan_evaluation(road.home, kind=kind, due_on=due_on, by=road.by(), at=road.at(day))


def experts(road: Road, organization: str, *counts: tuple[When, int]) -> None:
    """Count the contacts of an experience expert in the month of a day: the number only."""
    for when, count in counts:
        endings.count_expert_contacts(
            road.home,
            road.organization(organization),
            month=road.day(when),
            count=count,
            by=road.by(),
            at=road.at(when),
        )


def finish(road: Road, day: When, reason: str) -> None:
    """End the involvement of the pilot."""
    endings.end(road.home, last_day=road.day(day), reason=reason, by=road.by(), at=road.at(day))
    road.home.refresh_from_db()


def leave(road: Road, day: When, why: str, said: tuple[str, str, str], *partners: str) -> None:
    """Hold the end evaluation and the joint triage at the way out."""
    evaluate(road, day, said, kind=EvaluationKind.END)
    road.triage(day, why, *partners, outcome=TriageOutcome.LEAVE)
    road.home.refresh_from_db()


def looks(road: Road, *seen: tuple[When, str, str]) -> None:
    """Let people look, through the door, so that the page of looks has something to show."""
    for day, who, page in seen:
        try:
            door.open_household(
                road.home.ref,
                by=road.by(who),
                to=Permission.HOUSEHOLD_VIEW,
                at=road.at(day),
                page=page,
            )
        except door.NotFound:
            # Somebody without a key knocked: the door recorded it, which is what we show.
            continue
