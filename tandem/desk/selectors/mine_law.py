"""What the law lets happen, as somebody of the family reads it on their own page.

Help and sharing that somebody said yes or no to, what was shared and told, on what grounds we work
and until when, and who decides what. Only rows that the second lock opens (`own`), and no words of
professionals: those could say more than they mean to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tandem.core.periods import Period, day_of
from tandem.legal.enums import (
    REAL_MEASURES,
    Answer,
    DataCategory,
    DecisionRegime,
    DecisionStatus,
    Direction,
    Regime,
)
from tandem.legal.models import (
    CareConsent,
    CoreDecision,
    Exchange,
    Measure,
    SharingConsent,
    ToldTo,
)
from tandem.legal.rules import ages
from tandem.legal.selectors import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Person


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to help or to sharing: about whom, what, and whether it counts now."""

    day: date
    answer: str
    about: str
    what: str
    last_day: date | None
    ended_on: date | None
    by: str
    is_mine: bool
    runs: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was shared without consent, and that the family was told of (DSR-07)."""

    day: date
    to: str
    kinds: tuple[str, ...]
    ground: str
    article: str
    told_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A ground on which people work with this family: which, of whom, until when."""

    what: str
    article: str
    since: date
    last_day: date | None
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Decides:
    """Who decides about one person: help, sharing, working together."""

    name: str
    is_me: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Law:
    """Everything on the page about what may and who decides."""

    regime: Regime
    grounds: tuple[Standing, ...]
    help: tuple[Said, ...]
    sharing: tuple[Said, ...]
    passed: tuple[Passed, ...]
    decides: tuple[Decides, ...]


# A page that was lowered shows nothing of it but who decides.
LITTLE: Mapping[str, Iterable[int]] = dict.fromkeys(
    (
        "legal_careconsent",
        "legal_coredecision",
        "legal_exchange",
        "legal_measure",
        "legal_sharingconsent",
        "legal_toldto",
    ),
    (),
)


def law_of(
    me: Person,
    charges: Sequence[Person],
    seen: Mapping[str, Iterable[int]],
    *,
    says_yes: bool,
    at: datetime,
) -> Law:
    """Read what the law lets happen with somebody of the family and who they decide for."""
    day = day_of(at)
    found = _grounds(seen, on=day)
    return Law(
        regime=_regime(found, says_yes=says_yes),
        grounds=tuple(standing for _, standing in found),
        help=_help(me, seen["legal_careconsent"], at=at),
        sharing=_sharing(me, seen["legal_sharingconsent"], at=at),
        passed=_passed(seen["legal_exchange"], seen["legal_toldto"]),
        decides=tuple(_decides(one, me, on=day) for one in (me, *charges)),
    )


def _help(me: Person, seen: Iterable[int], *, at: datetime) -> tuple[Said, ...]:
    given = CareConsent.objects.filter(pk__in=list(seen)).select_related("person", "given_by")
    return tuple(_said(one, one.help, me, at=at) for one in given.order_by("-given_on", "-id"))


def _sharing(me: Person, seen: Iterable[int], *, at: datetime) -> tuple[Said, ...]:
    given = SharingConsent.objects.filter(pk__in=list(seen)).select_related(
        "person", "given_by", "organization"
    )
    found = list(given.order_by("-given_on", "-id"))
    # By the words that somebody reads here, which are never those of another holder of authority.
    counts = words.judge(found, {}, at=at)
    return tuple(
        replace(one_said, runs=bool(counts.get(one.pk)) and one_said.runs)
        for one, one_said in ((one, _said(one, _shared(one), me, at=at)) for one in found)
    )


def _shared(one: SharingConsent) -> str:
    way = "vragen aan" if one.direction == Direction.ASK else "vertellen aan"
    return f"{way} {one.with_whom}: {one.what}. Waarvoor: {one.purpose}"


def _said(one: CareConsent | SharingConsent, what: str, me: Person, *, at: datetime) -> Said:
    ended = None if one.ended_at is None else day_of(one.ended_at)
    return Said(
        day=one.given_on,
        answer=str(one.get_answer_display()),
        about="" if one.person_id == me.pk else one.person.first_name,
        what=what,
        last_day=one.period.last_day if one.answer == Answer.YES else None,
        ended_on=ended,
        by=one.given_by.first_name,
        is_mine=one.given_by_id == me.pk,
        runs=one.answer == Answer.YES and ended is None and one.period.has(day_of(at)),
    )


def _passed(seen: Iterable[int], mine: Iterable[int]) -> tuple[Passed, ...]:
    # The day on which the reader heard it: another of the household may have heard it before.
    heard = ToldTo.objects.filter(pk__in=list(mine), exchange__isnull=False).order_by("id")
    days = dict(heard.values_list("exchange_id", "told_on"))
    told = Exchange.objects.filter(pk__in=list(seen)).select_related("organization")
    return tuple(
        Passed(
            day_of(one.shared_at),
            one.organization.name if one.organization else str(one.get_recipient_kind_display()),
            tuple(str(DataCategory(kind).label) for kind in one.categories),
            str(one.get_ground_display()),
            one.article,
            days.get(one.pk) or day_of(one.shared_at),
        )
        for one in told.order_by("-shared_at", "-id")
    )


def _grounds(seen: Mapping[str, Iterable[int]], *, on: date) -> list[tuple[Regime, Standing]]:
    """Decisions and measures that run, and that the reader was told of."""
    found = []
    for one in (
        CoreDecision.objects.filter(pk__in=list(seen["legal_coredecision"]))
        .select_related("organization")
        .order_by("decided_on", "id")
    ):
        if one.status is DecisionStatus.SIGNED and one.period.has(on):
            is_red = one.regime == DecisionRegime.WITH_MEASURE
            what = f"Kernbesluit van {one.organization.name}: {one.get_ground_display()}"
            found.append(
                (
                    Regime.RED if is_red else Regime.ORANGE,
                    _standing(what, one.article, one.period, one.review_on),
                )
            )
    for measure in (
        Measure.objects.filter(pk__in=list(seen["legal_measure"]), kind__in=REAL_MEASURES)
        .select_related("executed_by")
        .order_by("decided_on", "id")
    ):
        if measure.carries.has(on):
            what = measure.title.capitalize()
            by = f", door {measure.executed_by.name}" if measure.executed_by else ""
            found.append((Regime.RED, _standing(f"{what}{by}", "", measure.carries, None)))
    return found


def _standing(what: str, article: str, period: Period, review_on: date | None) -> Standing:
    return Standing(what, article, period.since, period.last_day, review_on)


def _regime(found: Sequence[tuple[Regime, Standing]], *, says_yes: bool) -> Regime:
    """The heaviest light that the reader knows of; whether others say yes is theirs to tell."""
    lights = {light for light, _ in found}
    for light in (Regime.RED, Regime.ORANGE):
        if light in lights:
            return light
    return Regime.GREEN if says_yes else Regime.NONE


_WHAT = (
    (ages.Matter.CARE, "Hulp"),
    (ages.Matter.SHARING, "Gegevens delen"),
    (ages.Matter.COOPERATION, "Samenwerken met organisaties"),
)


def _decides(person: Person, me: Person, *, on: date) -> Decides:
    age = person.age(on)
    rows = [(words, ages.row_for(matter, age=age)) for matter, words in _WHAT]
    lines = tuple((words, row.sentence) for words, row in rows if row is not None)
    return Decides(person.first_name, person.pk == me.pk, lines)
