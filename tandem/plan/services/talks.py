"""Talks with the family: beginning one, what each said, and what if concerns stay (WP-13, WP-14).

What somebody says is an entry of the story, written once, by the way of every entry: whoever may
not write it there, may not write it here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Status
from tandem.dossier.services.journal import NewEntry
from tandem.legal.services import entries
from tandem.plan import rules
from tandem.plan.enums import TalkKind, TalkQuestion
from tandem.plan.models import LastingConcern, Talk, TalkAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Entry, Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewTalk:
    """When it began, and who was there."""

    held_on: date
    present: Sequence[Person] = field(default_factory=tuple)
    present_others: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """How one person was spoken to: when, how, who was there, and how safe it is."""

    on: date
    contact: str
    safety: str
    safety_said: str = ""
    present: Sequence[Person] = field(default_factory=tuple)
    present_others: str = ""


@dataclass(frozen=True, slots=True)
class NewConcern:
    """What is said when concerns stay: where we differ, what we agree, what comes next."""

    held_on: date
    seriousness_differs: bool = False
    action_differs: bool = False
    standpoints: str = ""
    agreement: str = ""
    next_steps: str = ""
    explained_on: date | None = None
    is_explained: bool = False
    family_notices: str = ""


@transaction.atomic
def begin(household: Household, new: NewTalk, *, by: Account, at: datetime) -> Talk:
    """Begin a talk with everybody; the first of a household is its first talk (WP-13)."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.held_on, today=day_of(at)),
    ).or_refuse()
    was_there = Talk.objects.filter(household=home, kind=TalkKind.FIRST).exists()
    talk = Talk.objects.create(
        household=household,
        kind=TalkKind.NEXT if was_there else TalkKind.FIRST,
        held_on=new.held_on,
        present_others=new.present_others,
        recorded_at=at,
        recorded_by=by,
    )
    talk.present.set(new.present)
    audit.record("talk_begun", by=by, at=at, household=household.ref, subject=f"talk:{talk.pk}")
    return talk


@transaction.atomic
def answer(
    talk: Talk,
    person: Person,
    visit: Visit,
    said: Mapping[str, str],
    *,
    by: Account,
    at: datetime,
) -> list[Entry]:
    """Write down what somebody said to the questions; what was not said, is not there (WP-13)."""
    household = talk.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    first_no(
        rules.is_somebody_here(
            is_member=person.household_id == household.pk,
            born_on=person.born_on,
            left_on=person.left_on,
            on=visit.on,
        ),
        rules.has_an_answer(said.values()),
        # The talk is a contact, whichever answer it is written down with.
        dossier_rules.safety_is_answered(
            has_contact=True, answer=visit.safety, said=visit.safety_said
        ),
    ).or_refuse()
    asked = [one for one in TalkQuestion if said.get(one, "").strip()]
    written: list[Entry] = []
    for question in asked:
        new = _entry(talk, person, visit, question, said[question], is_first=not written)
        entry = entries.write(household, new, by=by, at=at)
        TalkAnswer.objects.create(talk=talk, person=person, question=question, entry=entry)
        written.append(entry)
    audit.record("talk_answered", by=by, at=at, household=household.ref, subject=f"talk:{talk.pk}")
    return written


def _entry(
    talk: Talk, person: Person, visit: Visit, question: TalkQuestion, text: str, *, is_first: bool
) -> NewEntry:
    """One answer as an entry; the contact and how safe it is are told once, by the first."""
    where = f"{person.first_name}, {talk.get_kind_display()}: {question.label}"
    return NewEntry(
        kind=rules.KIND_OF_ANSWER[question],
        happened_on=visit.on,
        text=text.strip(),
        provenance=Provenance.FAMILY,
        contact=visit.contact if is_first else ContactKind.NONE,
        source=where,
        about=[person],
        told_by=person,
        present=visit.present,
        present_others=visit.present_others,
        safety=visit.safety if is_first else "",
        safety_said=visit.safety_said if is_first else "",
    )


@transaction.atomic
def keep_concern(talk: Talk, new: NewConcern, *, by: Account, at: datetime) -> LastingConcern:
    """Write down what is said when concerns stay; an agreement stands in the story (WP-14)."""
    household = talk.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    differs = new.seriousness_differs or new.action_differs
    words = (new.standpoints, new.agreement, new.next_steps)
    first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.held_on, today=day_of(at)),
        dossier_rules.not_in_the_future(new.explained_on or new.held_on, today=day_of(at)),
        rules.says_anything(differs=differs, words=words),
        rules.difference_is_said(differs=differs, standpoints=new.standpoints),
        rules.steps_are_said(explained=new.is_explained, steps=new.next_steps, on=new.explained_on),
    ).or_refuse()
    agreement = _agreement(talk, new, by=by, at=at) if new.agreement.strip() else None
    concern = LastingConcern.objects.create(
        talk=talk,
        held_on=new.held_on,
        seriousness_differs=new.seriousness_differs,
        action_differs=new.action_differs,
        standpoints=new.standpoints,
        agreement=agreement,
        next_steps=new.next_steps,
        explained_on=new.explained_on if new.is_explained else None,
        family_notices=new.family_notices,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "lasting_concern_recorded",
        by=by,
        at=at,
        household=household.ref,
        subject=f"talk:{talk.pk}",
    )
    return concern


def _agreement(talk: Talk, new: NewConcern, *, by: Account, at: datetime) -> Entry:
    agreed = NewEntry(
        kind=EntryKind.AGREEMENT,
        happened_on=new.held_on,
        text=new.agreement.strip(),
        provenance=Provenance.FAMILY,
        source=f"samen, in het {talk.get_kind_display()}",
    )
    return entries.write(talk.household, agreed, by=by, at=at)
