"""Reads of the family itself: with whom we spoke, how it goes, and what help there was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q

from tandem.dossier.enums import ContactKind, PersonRole
from tandem.dossier.models import Entry
from tandem.dossier.rules import ADULT
from tandem.legal.selectors import minors_of
from tandem.plan import rules
from tandem.plan.enums import ChildHelpAnswer, Domain, DomainState, LifeArea
from tandem.plan.models import ChildHelp, DomainNote, EarlierHelp
from tandem.plan.selectors.drawing import persons_of
from tandem.plan.selectors.people import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household, Person

PAGE = 50


# Who is here ---------------------------------------------------------------------------------


def children_here(home: Household, *, on: date) -> QuerySet[Person]:
    """Children who belong to the household on the day, born by then."""
    return here(home, on=on).filter(pk__in=minors_of(home, on=on))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household, with whether they told anything here and whether we met."""

    person: Person
    has_told: bool
    has_contact: bool

    def is_here(self, on: date) -> bool:
        """Whether they belong to the household on the day, born by then."""
        left = self.person.left_on
        return self.person.born_on <= on and (left is None or left > on)


def members_of(home: Household, *, on: date) -> list[Member]:
    """Read everybody who belongs or belonged to the household, by age; one statement."""
    # A correction may have taken somebody out of an entry again.
    stands = Entry.objects.filter(household=home, replaced_by=None)
    contacts = stands.exclude(contact=ContactKind.NONE).filter(about=OuterRef("pk"))
    people = persons_of(home, on=on).annotate(
        has_told=Exists(stands.filter(told_by=OuterRef("pk"))), has_contact=Exists(contacts)
    )
    return [Member(one, one.has_told, one.has_contact) for one in people.order_by("born_on", "id")]


def nobody_is_forgotten(members: Iterable[Member], *, on: date) -> Verdict:
    """Judge with whom nobody spoke yet, and which child has no own story (FAM-05, DOS-07)."""
    here_now = [one for one in members if one.is_here(on) and not one.has_told]
    return rules.nobody_is_forgotten(
        unspoken=[one.person.first_name for one in here_now if not one.has_contact],
        without_story=[
            one.person.first_name
            for one in here_now
            if one.has_contact and one.person.role == PersonRole.CHILD
        ],
    )


# Domains of life -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InDomain:
    """How it goes in a domain of life: of the household, and of who was spoken of apart."""

    domain: Domain
    state: DomainState
    note: DomainNote | None
    of_people: tuple[DomainNote, ...] = ()

    @property
    def is_concern(self) -> bool:
        """Whether there are concerns."""
        return self.state is DomainState.CONCERNS

    @property
    def goes_well(self) -> bool:
        """Whether it goes well."""
        return self.state is DomainState.WELL


def domains_of(home: Household) -> list[InDomain]:
    """How it goes in each of the five domains now; one statement."""
    newest = (
        DomainNote.objects.filter(household=home)
        .order_by("domain", "person_id", "-noted_on", "-id")
        .distinct("domain", "person_id")
        .select_related("person")
    )
    found: dict[str, list[DomainNote]] = {}
    for one in newest:
        found.setdefault(one.domain, []).append(one)
    return [_standing(domain, found.get(domain, [])) for domain in Domain]


def areas() -> list[tuple[Domain, tuple[LifeArea, ...]]]:
    """What lies in each domain: the twelve areas of messages between organizations."""
    return [(domain, rules.areas_of(domain)) for domain in Domain]


def _standing(domain: Domain, notes: Sequence[DomainNote]) -> InDomain:
    whole = next((one for one in notes if one.person_id is None), None)
    state = DomainState.NOT_DISCUSSED if whole is None else DomainState(whole.state)
    return InDomain(domain, state, whole, tuple(one for one in notes if one.person_id is not None))


@dataclass(frozen=True, slots=True)
class Notes:
    """A page of what was said of the domains; `next_key` says where the next page begins."""

    notes: tuple[DomainNote, ...]
    next_key: str = ""
    previous_key: str = ""


def notes_of(home: Household, *, after: str = "") -> Notes:
    """Everything that was ever said of the domains, the newest first, a page at a time."""
    rows = DomainNote.objects.filter(household=home).select_related("person", "recorded_by")
    if key := _key(after):
        day, number = key
        rows = rows.filter(Q(noted_on__lt=day) | Q(noted_on=day, pk__lt=number))
    found = list(rows.order_by("-noted_on", "-id")[: PAGE + 1])
    page = tuple(found[:PAGE])
    following = f"{page[-1].noted_on.isoformat()}_{page[-1].pk}" if len(found) > PAGE else ""
    return Notes(page, following)


def _key(text: str) -> tuple[date, int] | None:
    """Where a page begins, as we wrote it; else at the top."""
    day, _separator, number = text.partition("_")
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


MOST_DIGITS = 18


# Help ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Earlier:
    """Help that was there before: for whom, and how it was told before."""

    help: EarlierHelp
    for_whom: tuple[str, ...]
    older: tuple[EarlierHelp, ...]


def earlier_help_of(home: Household) -> list[Earlier]:
    """Help that was there before as it stands now, older versions under it; one statement."""
    rows = list(
        EarlierHelp.objects.filter(household=home)
        .annotate(names=ArrayAgg("about__name", order_by="about__born_on", default=[]))
        .select_related("recorded_by")
        .order_by("-id")
    )
    by_id = {one.pk: one for one in rows}
    replaced = {one.replaces_id for one in rows}
    return [
        Earlier(
            one,
            tuple(name.partition(" ")[0] for name in one.names if name),
            tuple(_older(one, by_id)),
        )
        for one in rows
        if one.pk not in replaced
    ]


def _older(one: EarlierHelp, by_id: Mapping[int, EarlierHelp]) -> Iterator[EarlierHelp]:
    while one.replaces_id is not None:
        one = by_id[one.replaces_id]
        yield one


def newest_version(earlier: EarlierHelp) -> EarlierHelp:
    """What stands now of help that was there before: versions replace one another in a row."""
    following = EarlierHelp.objects.filter(replaces=earlier).order_by("id").first()
    return earlier if following is None else newest_version(following)


def answers_for(child: Person) -> list[ChildHelp]:
    """What was ever answered about help for a child itself, the newest first."""
    found = ChildHelp.objects.filter(child=child).select_related("recorded_by")
    return list(found.order_by("-answered_on", "-id")[:PAGE])


@dataclass(frozen=True, slots=True)
class Child:
    """A child, and whether it gets help for itself."""

    person: Person
    answer: ChildHelp | None

    @property
    def gets_help(self) -> bool:
        """Whether it does."""
        return self.answer is not None and self.answer.answer == ChildHelpAnswer.YES


@dataclass(frozen=True, slots=True)
class Children:
    """The children of a household, and whether the law of the house is content with it."""

    children: tuple[Child, ...]
    answered: Verdict


def child_help_of(members: Iterable[Member], *, on: date, has_violence: bool) -> Children:
    """Whether each child gets help for itself; in a house with violence nobody is left out."""
    people = [one.person for one in members if one.is_here(on) and one.person.age(on) < ADULT]
    newest = {
        one.child_id: one
        for one in ChildHelp.objects.filter(child__in=people)
        .order_by("child_id", "-answered_on", "-id")
        .distinct("child_id")
    }
    children = tuple(Child(one, newest.get(one.pk)) for one in people)
    without = [one.person.first_name for one in children if one.answer is None]
    return Children(
        children, rules.every_child_is_answered(has_violence=has_violence, without=without)
    )
