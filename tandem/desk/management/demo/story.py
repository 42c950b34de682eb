"""A household of the demonstration as data, and how it is told: step by step, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago, Clock, When
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.road import Road
from tandem.dossier.enums import AuthoritySource, Frequency

if TYPE_CHECKING:
    from collections.abc import Callable

    from tandem.desk.management.demo.cast import Cast

# How safe it is, what helped, and what the family says.
type Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class WayOut:
    """The end evaluation and triage; and the last day, when that has come."""

    day: When
    why: str
    said: Said
    sat: tuple[str, ...] = ("vt",)
    ends: When | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A household: its people, how it came in, who said yes, who rides along, what is told.

    `begins` is a part of the way from the first day until today, or so many days ago. What has no
    day did not happen (yet): a story may stop anywhere. `ends` is the last day without a way out:
    never admitted, or stopped at the wish of the family.
    """

    name: str
    pilot: str
    lead: str
    begins: float | Ago
    came: Came
    people: tuple[Who, ...]
    relations: tuple[tuple[str, str, str], ...] = ()
    holders: tuple[str, ...] = ()
    # In a new family each parent may decide for their own child only: who, over whom.
    authority: tuple[tuple[str, str], ...] = ()
    known_by: str = AuthoritySource.REGISTER
    triaged: When | None = 4
    motivation: str = ""
    sat: tuple[str, ...] = ("vt",)
    contact: str = ""
    expert: str = "samenkracht"
    explained: When | None = 6
    questions: str = ""
    yes: tuple[str, ...] = ()
    # Who was asked and said no, with what can be done all the same; and who was not asked, and why.
    no: tuple[tuple[str, str], ...] = ()
    not_asked: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ("vt",)
    given: When = 8
    sent: When | None = 9
    started: When | None = 9
    frequency: str = Frequency.WEEKLY
    rides: tuple[Ride, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[tuple[When, int], ...] = ()
    more: Callable[[Road], None] | None = None
    way_out: WayOut | None = None
    ends: tuple[When, str] | None = None


def first_day(story: Story, clock: Clock) -> date:
    """Return the day of registration."""
    begins = story.begins
    return clock.ago(begins.days) if isinstance(begins, Ago) else clock.along(begins)


def tell(story: Story, cast: Cast, clock: Clock) -> Road:
    """Tell the story through the services."""
    road = Road(cast, clock, story.pilot, story.lead)
    day = first_day(story, clock)
    aged_on = clock.today if isinstance(story.begins, Ago) else day
    road.register(story.name, day, story.came, story.people, aged_on=aged_on)
    road.related(1, *story.relations)
    road.authority(1, story.holders, story.known_by)
    for holder, child in story.authority:
        road.authority(1, (holder,), story.known_by, over=child)
    _come_in(road, story)
    for ride in story.rides:
        road.ride(ride)
    if story.more is not None:
        story.more(road)
    # Last: a partner that rides along later in the story also writes in it, with the key of then.
    tale.write(road, *story.notes)
    tale.experts(road, story.expert or "samenkracht", *story.counts)
    if story.way_out is not None:
        _go_out(road, story.way_out)
    if story.ends is not None:
        tale.finish(road, *story.ends)
    return road


def _come_in(road: Road, story: Story) -> None:
    if story.triaged is not None:
        road.triage(
            story.triaged,
            story.motivation,
            *story.sat,
            contact=story.contact,
            expert=story.expert,
        )
    if story.explained is not None:
        road.explain(story.explained, story.questions)
    road.yes(story.given, *story.yes, to=story.to, sent=story.sent)
    for who, what_else in story.no:
        road.no(story.given, who, story.to, what_else)
    for who, reason in story.not_asked:
        road.leave_out(story.given, who, reason)
    if story.started is not None:
        road.start(story.started, story.frequency)


def _go_out(road: Road, out: WayOut) -> None:
    tale.leave(road, out.day, out.why, out.said, *out.sat)
    if out.ends is not None:
        tale.finish(road, out.ends, out.reason)
