"""Reads of the circle around a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg

from tandem.core.circle import MOST_DRAWN, Around, Line, circle_svg
from tandem.core.verdict import Verdict
from tandem.plan import rules
from tandem.plan.enums import TURNED_TO, RequestAnswer, RequestKind, Strain, Strength
from tandem.plan.models import SupportRequest, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.utils.safestring import SafeString

    from tandem.dossier.models import Household
    from tandem.plan.models import Supporter

PAGE = 50
_RING = {one: number for number, one in enumerate(Strength)}
_LINE: Mapping[str, Line] = {
    Strain.NONE: "plain",
    Strain.SOME: "dashed",
    Strain.CONFLICT: "zigzag",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in the circle now: what is known, what was asked, and how much rests on them."""

    tie: Tie
    supports: tuple[str, ...]
    requests: tuple[SupportRequest, ...]
    load: Verdict

    @property
    def running(self) -> tuple[SupportRequest, ...]:
        """What is asked of them still, and not refused."""
        return tuple(one for one in self.requests if one.answer != RequestAnswer.NO)


@dataclass(frozen=True, slots=True)
class Circle:
    """The circle around a family on a day."""

    people: tuple[Standing, ...]
    gone: tuple[Tie, ...]
    involved: Verdict

    @property
    def picture(self) -> SafeString:
        """The circle, drawn."""
        around = [_around(one.tie) for one in self.people]
        return circle_svg(around, [str(one.label) for one in Strength], middle="gezin")

    @property
    def has_unknown(self) -> bool:
        """Whether there is somebody of whom the tie is not known yet."""
        return any(one.tie.strength == Strength.UNKNOWN for one in self.people)

    @property
    def not_drawn(self) -> int:
        """How many people the picture has no room for."""
        return max(len(self.people) - MOST_DRAWN, 0)


def circle_of(home: Household, *, on: date, measure_runs: bool) -> Circle:
    """Read who stands around a family; two statements, however many people."""
    ties = _newest(home)
    asked = _running(home, on=on)
    here = [one for one in ties if one.left_on is None]
    turned_to = sum(one.invited in TURNED_TO for one in here)
    return Circle(
        people=tuple(_standing(one, asked.get(one.supporter_id, ()), on=on) for one in here),
        gone=tuple(one for one in ties if one.left_on is not None),
        involved=rules.network_is_involved(measure_runs=measure_runs, turned_to=turned_to),
    )


def _newest(home: Household) -> list[Tie]:
    """What is known now of everybody who ever stood in the circle, the nearest first."""
    newest = (
        Tie.objects.filter(supporter__household=home)
        .order_by("supporter_id", "-version", "id")
        .distinct("supporter_id")
    )
    found = (
        Tie.objects.filter(pk__in=newest.values("pk"))
        .annotate(names=ArrayAgg("supports__name", order_by="supports__born_on", default=[]))
        .order_by("name", "id")
    )
    return sorted(found, key=lambda one: _RING[Strength(one.strength)])


def _running(home: Household, *, on: date) -> dict[int, list[SupportRequest]]:
    """What is asked of each supporter and has not ended, by supporter; the oldest first."""
    rows = (
        SupportRequest.objects.filter(supporter__household=home)
        .exclude(until__lte=on)
        .order_by("since", "id")
    )
    found: dict[int, list[SupportRequest]] = {}
    for row in rows:
        found.setdefault(row.supporter_id, []).append(row)
    return found


def _standing(tie: Tie, asked: Sequence[SupportRequest], *, on: date) -> Standing:
    names: Iterable[str | None] = getattr(tie, "names", ())
    return Standing(
        tie=tie,
        supports=tuple(name.partition(" ")[0] for name in names if name),
        requests=tuple(asked),
        load=rules.is_not_overburdened(tie.name, tasks=_tasks(asked, on=on)),
    )


def _tasks(asked: Iterable[SupportRequest], *, on: date) -> int:
    """How many tasks of the plan rest on somebody on the day: begun, not over, not refused."""
    return sum(
        one.kind == RequestKind.PROBLEM and one.answer != RequestAnswer.NO and one.since <= on
        for one in asked
    )


def _around(tie: Tie) -> Around:
    words = f"{tie.get_strength_display()}, {tie.get_strain_display()}"
    if tie.strength == Strength.UNKNOWN:
        words = f"band {words}"
    return Around(tie.name, tie.relation, _RING[Strength(tie.strength)], _LINE[tie.strain], words)


def newest_tie(supporter: Supporter) -> Tie:
    """What is known of somebody now."""
    return supporter.ties.order_by("-version", "-id")[0]


def load_of(supporter: Supporter, *, on: date) -> Verdict:
    """How much of the plan rests on somebody: a warning, never a stop (SP-15)."""
    asked = supporter.requests.exclude(until__lte=on)
    return rules.is_not_overburdened(newest_tie(supporter).name, tasks=_tasks(asked, on=on))


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was ever known and asked of somebody, the newest first."""

    ties: tuple[Tie, ...]
    running: tuple[SupportRequest, ...]
    over: tuple[SupportRequest, ...]

    @property
    def now(self) -> Tie:
        """What is known now."""
        return self.ties[0]


def history_of(supporter: Supporter, *, on: date) -> History:
    """Read what was ever known and asked of somebody; two pages long at most."""
    ties = supporter.ties.select_related("recorded_by").annotate(
        names=ArrayAgg("supports__name", order_by="supports__born_on", default=[])
    )
    asked = supporter.requests.select_related("recorded_by").order_by("-since", "-id")[:PAGE]
    over = [one for one in asked if one.until is not None and one.until <= on]
    return History(
        ties=tuple(ties.order_by("-version", "-id")[:PAGE]),
        running=tuple(one for one in asked if one not in over),
        over=tuple(over),
    )
