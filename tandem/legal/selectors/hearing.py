"""What was asked and told, to show: help, sharing, the points of the talk, how free it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier.models import Authority, Person
from tandem.legal import rules
from tandem.legal.enums import Answer, Circumstance, Moment, Tell
from tandem.legal.models import CareConsent, Confirmation, FreedomMark, SharingConsent
from tandem.legal.rules import ages
from tandem.legal.rules import words as spoken_words
from tandem.legal.selectors import words
from tandem.legal.selectors.grounds import measure_periods
from tandem.legal.selectors.voices import deciders, members
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


def people_of(home: Household, *, on: date) -> QuerySet[Person]:
    """Who belongs to the household on the day, for a form to offer."""
    return home.persons.filter(Q(left_on=None) | Q(left_on__gt=on)).order_by("born_on", "id")


def who_answer_themselves(home: Household, *, on: date) -> QuerySet[Person]:
    """Who of the household may answer for themselves on the day, for a form to offer."""
    own = [
        one.pk for one in members(home, on=on) if rules.may_answer(born_on=one.born_on, given_on=on)
    ]
    return home.persons.filter(pk__in=own).order_by("born_on", "id")


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides about somebody: the line of the table, and the names that go with it."""

    person: Person
    age: int
    row: ages.Row | None
    holders: tuple[str, ...]


def deciding(person: Person, matter: rules.Matter, *, on: date) -> Deciding:
    """Look up who decides about somebody on the day."""
    running = Authority.objects.open(on=on).filter(child=person).select_related("holder")
    names = tuple(one.holder.name for one in running.order_by("holder__name", "id"))
    age = person.age(on)
    return Deciding(person, age, ages.row_for(matter, age=age), names)


@dataclass(frozen=True, slots=True)
class Helping:
    """One kind of help for one person: what everybody said, and whether it may begin."""

    person: Person
    help: str
    answers: tuple[CareConsent, ...]
    verdict: Verdict

    @property
    def begun(self) -> CareConsent | None:
        """The yes on which the help began, if it did."""
        return next((one for one in self.answers if one.begins_on), None)

    @property
    def last_yes(self) -> CareConsent | None:
        """The yes on which the help can begin; under a measure, what was said when it was told."""
        yes = [
            one
            for one in self.answers
            if one.circumstance == Circumstance.MEASURE
            or (one.answer == Answer.YES and one.ended_at is None)
        ]
        return yes[-1] if yes else None

    @property
    def needs_second(self) -> bool:
        """Whether somebody else than who recorded the yes records that it begins (LEGAL-106)."""
        yes = self.last_yes
        return yes is not None and yes.circumstance == Circumstance.SERIOUS_HARM


def helping(home: Household, *, at: datetime) -> list[Helping]:
    """Help that was asked about, with every answer and whether it may begin now."""
    found: dict[tuple[int, str], list[CareConsent]] = {}
    asked = home.care_consents.select_related("person__household", "given_by").order_by(
        "given_on", "id"
    )
    for one in asked:
        found.setdefault((one.person_id, one.help.strip().casefold()), []).append(one)
    holders = deciders(home, on=day_of(at))
    return [
        Helping(
            answers[-1].person,
            answers[-1].help,
            tuple(answers),
            _may_begin(answers, holders, at=at),
        )
        for answers in found.values()
    ]


def judge_help(consent: CareConsent, *, on: date, at: datetime) -> Verdict:
    """Judge whether the help of a yes may begin on a day, by what everybody said by then."""
    help_ = consent.help.strip().casefold()
    asked = CareConsent.objects.filter(person=consent.person, given_on__lte=on)
    found = asked.select_related("person__household", "given_by").order_by("given_on", "id")
    answers = [one for one in found if one.help.strip().casefold() == help_]
    if not answers:
        return rules.LEGAL_35.no("Het ja kwam later.")
    return _may_begin(answers, deciders(consent.household, on=on), at=at)


def _may_begin(
    answers: list[CareConsent], holders: dict[int, dict[int, str]], *, at: datetime
) -> Verdict:
    """Judge by the rule of the age, and then by the exception that the last words name."""
    day, person = day_of(at), answers[-1].person
    said = {one.given_by_id: _now(one, at=at) for one in answers}
    deciding = holders.get(person.pk, {})
    exception = _exception(person, answers)

    def agreed(when: str) -> Verdict:
        row = ages.row_for(rules.Matter.CARE, age=person.age(day), when=when)
        row = row or ages.row_for(rules.Matter.CARE, age=person.age(day))
        if row is None:  # pragma: no cover - the table knows every age
            raise AssertionError(person.pk)
        return rules.is_agreed(
            row,
            own=said.get(person.pk, ""),
            holders={name: said.get(pk, "") for pk, name in deciding.items()},
            representatives=[answer for pk, answer in said.items() if pk != person.pk],
        )

    usual = agreed(Circumstance.NORMAL)
    if usual or exception is None:
        return usual
    conditions = {
        Circumstance.OWN_WISH: lambda: spoken_words.wish_was_refused(
            [said.get(pk, "") for pk in deciding]
        ),
        Circumstance.SERIOUS_HARM: lambda: spoken_words.harm_still_counts(
            review_on=exception.review_on, on=day
        ),
        Circumstance.MEASURE: lambda: judge_measure(person.household, on=day),
    }
    when = Circumstance(exception.circumstance)
    return first_no(conditions.get(when, lambda: YES)(), agreed(when))


def _exception(person: Person, answers: list[CareConsent]) -> CareConsent | None:
    """The answer whose exception counts: the last of the child itself, or of who speaks for it."""
    own = [one for one in answers if one.given_by_id == person.pk]
    for one in reversed(answers):
        if one.circumstance == Circumstance.NORMAL:
            continue
        if one.circumstance == Circumstance.INCAPABLE and _can_now(person, one, answers):
            continue
        is_own_matter = one.circumstance in {Circumstance.OWN_WISH, Circumstance.SERIOUS_HARM}
        # The child that spoke again by the rule of its age, or took it back, wants no exception.
        if is_own_matter and (not own or own[-1] != one):
            continue
        return one
    return None


def judge_measure(home: Household, *, on: date) -> Verdict:
    """Judge help without a yes: a measure that was confirmed and runs on the day (HULP-9)."""
    return spoken_words.measure_carries_help(
        runs=any(period.has(on) for period in measure_periods(home))
    )


def _can_now(person: Person, unable: CareConsent, answers: list[CareConsent]) -> bool:
    """Whether somebody answered for themselves since somebody else did: then they can oversee it.

    Incapacity is of one subject and one moment (BW 7:465, Jeugdwet 7.3.15), never of a person.
    """
    later = answers[answers.index(unable) + 1 :]
    return any(
        one.given_by_id == person.pk and one.circumstance == Circumstance.NORMAL for one in later
    )


def _now(consent: CareConsent, *, at: datetime) -> str:
    """What an answer says now; a yes that is over says nothing any more."""
    if consent.answer == Answer.NO:
        return Answer.NO
    runs = consent.ended_at is None and consent.period.has(day_of(at))
    return Answer.YES if runs else ""


@dataclass(frozen=True, slots=True)
class Shared:
    """One answer about sharing, and whether it counts now; of a yes in its days, why not."""

    consent: SharingConsent
    runs: bool
    verdict: Verdict

    @property
    def counts(self) -> bool:
        """Whether it may be shared on now."""
        return self.runs and bool(self.verdict)


def sharing_answers(home: Household, *, at: datetime) -> list[Shared]:
    """Every answer about sharing, newest first."""
    found = home.sharing_consents.select_related("person", "given_by", "organization")
    verdicts = words.judged(home, at=at)
    return [
        Shared(one, one.pk in verdicts, verdicts.get(one.pk, YES))
        for one in found.order_by("-given_on", "-id")
    ]


@dataclass(frozen=True, slots=True)
class Heard:
    """Who heard a point together: on which day, from whom, and what they said."""

    on: date
    by: str
    names: tuple[str, ...]
    reaction: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list, with everybody who heard it."""

    tell: Tell
    told: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """The points that are due at one moment."""

    moment: Moment
    points: tuple[Point, ...]


FAMILY = ("het gezin",)


def told(home: Household) -> list[Talk]:
    """Every point of the list by the moment it is due, with who heard it, when, from whom."""
    together: dict[str, dict[tuple[date, str, str], list[str]]] = {}
    found = home.told_points.select_related("person", "told_by").order_by("told_on", "id")
    for one in found:
        talk = (one.told_on, one.told_by.name, one.reaction)
        together.setdefault(one.point, {}).setdefault(talk, []).append(one.person.first_name)
    heard = {
        point: [Heard(on, by, tuple(names), said) for (on, by, said), names in talks.items()]
        for point, talks in together.items()
    }
    for point, also in _told_elsewhere(home):
        heard.setdefault(point, []).append(also)
    return [
        Talk(
            moment,
            tuple(Point(point, tuple(heard.get(point, ()))) for point in rules.points_at(moment)),
        )
        for moment in Moment
    ]


def _told_elsewhere(home: Household) -> Iterator[tuple[Tell, Heard]]:
    """What was told by another deed: a letter, a decision, the coming of the RvdK, a swap."""
    letters = Confirmation.objects.filter(consent__household=home, sent_on__isnull=False)
    for one in letters.select_related("consent__person", "sent_by").order_by("sent_on", "id"):
        name, by = one.consent.person.first_name, one.sent_by
        if one.sent_on is not None:
            yield Tell.CONFIRMED, Heard(one.sent_on, by.name if by else "", (name,), "")
    for told in (
        home.informed.select_related("recorded_by")
        .order_by("informed_on", "id")
        .filter(organization__kind=OrganizationKind.RVDK)
    ):
        heard = told.told_to.filter(told_on__isnull=False).order_by("person__born_on", "id")
        names = tuple(heard.values_list("person__name", flat=True))
        first = tuple(name.split()[0] for name in names) or FAMILY
        yield Tell.RVDK, Heard(told.informed_on, told.recorded_by.name, first, told.reaction)
    yield from _told_of_decisions(home)
    for swap in home.seat_changes.select_related("recorded_by").order_by("day", "id"):
        if swap.family_informed_on is not None:
            by_name = swap.recorded_by.name
            yield Tell.WHO_DOES_WHAT, Heard(swap.family_informed_on, by_name, FAMILY, "")


def _told_of_decisions(home: Household) -> Iterator[tuple[Tell, Heard]]:
    for one in home.core_decisions.select_related("recorded_by").order_by("decided_on", "id"):
        if one.family_informed_on is None:
            continue
        heard = Heard(one.family_informed_on, one.recorded_by.name, FAMILY, one.family_reaction)
        for point in {Tell.TURNING_POINT.value, *one.family_informed_points}:
            yield Tell(point), heard


def freedom_marks(home: Household) -> list[FreedomMark]:
    """How free answers were, newest first; only for who asks the question (T-09)."""
    found = home.freedom_marks.select_related("consent__person", "recorded_by")
    return list(found.order_by("-recorded_at", "-id"))
