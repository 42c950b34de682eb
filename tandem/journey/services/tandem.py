"""The tandem: starting, bringing a partner in, swapping seats, who sits where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import POWER_FORMS, RIDING, Form, Position, ShieldKind, Status
from tandem.dossier.models import ContactPerson, Household, Involvement, Person, Seat, SeatChange
from tandem.dossier.services import bars, keys, shields
from tandem.journey import rules
from tandem.journey.services import contacts, road
from tandem.legal import rules as legal
from tandem.legal.services import involvements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.network.models import Account, Organization


@dataclass(frozen=True, slots=True)
class Swap:
    """Who rides in front from which day, and what goes with it (TAN-07)."""

    front: Organization
    professional: Account | None
    day: date
    trigger: str
    agreed_by: str
    family_informed_on: date | None
    deviation_reason: str = ""


@transaction.atomic
def start(
    household: Household,
    rider: Account,
    contact: contacts.NewContact,
    *,
    on: date,
    by: Account,
    at: datetime,
) -> None:
    """Start the tandem: the local team in front, one fixed face for the family (INV-01, 13, 15)."""
    door.require(by, Permission.TANDEM_CHANGE, household, at=at)
    home = road.locked(household)
    first_no(
        rules.may_begin(home.status),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        road.judge_start(home, on=on),
        rules.not_before_previous(on, previous=_last_front_day(home, on=day_of(at))),
        bars.judge_naming(home, rider),
    ).or_refuse()
    if not _riders(home, on=on).exists():
        Seat.objects.create(
            household=home,
            position=Position.FRONT,
            organization_id=home.managed_by_id,
            professional=rider,
            since=on,
        )
    road.move(home, Status.STARTED, by=by, at=at)
    household.status = home.status
    _seat_who_is_here(home, on=on, by=by, at=at)
    contacts.set_contact_person(home, contact, on=on, by=by, at=at)


def _seat_who_is_here(home: Household, *, on: date, by: Account, at: datetime) -> None:
    """Give partners that were brought in before the start their seat, now that there is one."""
    here = Involvement.objects.filter(
        Q(until=None) | Q(until__gt=day_of(at)), household=home, since__lte=on, anonymous=False
    ).exclude(form=Form.ADVICE)
    for involvement in here.select_related("organization", "professional").order_by("since", "id"):
        _take_seat(home, involvement, max(involvement.since, on), by=by, at=at)


def _riders(household: Household, *, on: date) -> QuerySet[Seat]:
    return Seat.objects.open(on=on).filter(household=household).select_related("organization")


@transaction.atomic
def bring_in(
    household: Household,
    new: involvements.NewInvolvement,
    *,
    kept_from: Sequence[Person] = (),
    why: str = "",
    by: Account,
    at: datetime,
) -> Involvement:
    """Bring a partner in; it gets on the back, and rides in front when it uses powers (TAN-03, 06).

    An adviser thinks along and gets no seat. Who may not know that this partner takes part, never
    sees it come: it is closed to them in the same transaction, and `why` says the reason.
    """
    home = road.locked(household)
    if kept_from:
        shield = shields.NewShield(ShieldKind.ORGANIZATION, kept_from, why, new.organization)
        shields.close_as_well(home, shield, by=by, at=at)
    involvement = involvements.start(home, new, by=by, at=at)
    runs = new.period.has(day_of(at))
    if new.form == Form.ADVICE or home.status not in RIDING or not runs:
        return involvement
    _take_seat(home, involvement, new.period.since, by=by, at=at)
    return involvement


def _take_seat(
    home: Household, involvement: Involvement, day: date, *, by: Account, at: datetime
) -> None:
    """Sit down on the back; who uses powers then rides in front (INV-14).

    Powers that began before the last swap put nobody in front in the past: seats are history.
    """
    organization = involvement.organization
    sits = Seat.objects.filter(
        Q(until=None) | Q(until__gt=day), household=home, organization=organization
    )
    last = sits.order_by("-since", "-id").first()
    ends, until = None if last is None else last.until, involvement.until
    is_front = last is not None and last.position == Position.FRONT
    uses_power = involvement.form in POWER_FORMS
    lasts = last is not None and (ends is None or (until is not None and ends >= until))
    if last is None or (is_front and not uses_power and not lasts):
        # Who rides in front until a known day is followed there, and then sits down on the back.
        Seat.objects.create(
            household=home,
            position=Position.BACK,
            organization=organization,
            professional=involvement.professional,
            since=ends or day,
            until=until,
        )
    elif not lasts:
        if is_front:
            _forget_planned(home, day)
        sits.filter(pk=last.pk).update(until=until)
    if uses_power:
        how = involvement.get_form_display().lower()
        to_front = Swap(
            front=organization,
            professional=involvement.professional,
            day=max(day, _last_front_day(home, on=day_of(at)) or day),
            trigger=f"Het werken {how} begint.",
            agreed_by="volgt uit het kernbesluit",
            # When the family hears of the seats is a fact of its own; until then it is a task.
            family_informed_on=None,
        )
        _do_swap(home, to_front, by=by, at=at)


def _last_front_day(home: Household, *, on: date) -> date | None:
    """The day on which the last change of who rides in front began."""
    fronts = Seat.objects.filter(household=home, position=Position.FRONT, since__lte=on)
    day: date | None = fronts.aggregate(day=Max("since"))["day"]
    return day


@transaction.atomic
def let_go(
    involvement: Involvement, *, last_day: date, reason: str, by: Account, at: datetime
) -> None:
    """Let a partner go; its seat ends, and the local team rides in front again if need be."""
    home = road.locked(involvement.household)
    involvements.end(involvement, last_day=last_day, reason=reason, by=by, at=at)
    get_off(home, involvement, by=by, at=at)


def get_off(home: Household, involvement: Involvement, *, by: Account, at: datetime) -> None:
    """End the seat of an organization that is no longer involved (after its last day)."""
    until = involvement.until
    if until is None:
        return
    others = (
        Involvement.objects.filter(
            Q(until=None) | Q(until__gt=day_of(at)),
            household=home,
            organization=involvement.organization_id,
        )
        .exclude(form=Form.ADVICE)
        .exclude(pk=involvement.pk)
    )
    stays = others.exists()
    mine = Seat.objects.filter(
        Q(until=None) | Q(until__gt=until),
        household=home,
        organization=involvement.organization_id,
    )
    front = mine.filter(position=Position.FRONT).order_by("-since", "-id").first()
    for seat in () if stays else list(mine):
        seat.until = max(until, seat.since)
        seat.save(update_fields=["until"])
    had_power = involvement.form in POWER_FORMS
    if front is not None and home.status in RIDING and (had_power or not stays):
        _next_in_front(home, front, max(until, front.since), by=by, at=at)


def _next_in_front(
    home: Household, previous: Seat, day: date, *, by: Account, at: datetime
) -> None:
    """Who still uses powers rides in front, the heaviest first; else the local team (INV-14)."""
    riding = _riders(home, on=day).values("organization")
    powers = _powers(home, on=day).filter(organization__in=riding).select_related("organization")
    heaviest = max(powers, key=lambda one: (one.form == Form.WITH_MEASURE, one.since), default=None)
    front = home.managed_by if heaviest is None else heaviest.organization
    if front.pk == previous.organization_id and previous.until is None:
        return
    to_front = Swap(
        front=front,
        professional=None if heaviest is None else heaviest.professional,
        day=day,
        trigger="De inzet van bevoegdheden is klaar.",
        agreed_by="volgt uit het einde van de betrokkenheid",
        family_informed_on=None,
    )
    _do_swap(home, to_front, by=by, at=at)


def _forget_planned(home: Household, day: date) -> None:
    """Drop a swap that was written ahead for a later day: another one comes first."""
    planned = Seat.objects.filter(household=home, position=Position.FRONT, since__gt=day)
    if planned.delete()[0]:
        Seat.objects.filter(
            household=home, organization=home.managed_by_id, since__lte=day, until__gt=day
        ).update(until=None)


def _give_front_to_local_team(home: Household, day: date, change: SeatChange) -> None:
    """Let the rider of the local team move from the back to the front on a day."""
    back = Seat.objects.filter(
        Q(until=None) | Q(until__gt=day),
        household=home,
        organization=home.managed_by_id,
        position=Position.BACK,
    )
    rider = back.order_by("id").values_list("professional_id", flat=True).first()
    for seat in back:
        seat.until = max(day, seat.since)
        seat.save(update_fields=["until"])
    Seat.objects.create(
        household=home,
        position=Position.FRONT,
        organization_id=home.managed_by_id,
        professional_id=rider,
        since=day,
        change=change,
    )


@transaction.atomic
def swap(household: Household, new: Swap, *, by: Account, at: datetime) -> SeatChange:
    """Swap seats: who was in front gets on the back, and back (TAN-07, INV-13, INV-14)."""
    door.require(by, Permission.TANDEM_CHANGE, household, at=at)
    home = road.locked(household)
    seats = list(_riders(home, on=new.day).order_by("id"))
    is_local_team = new.front.pk == home.managed_by_id
    last = SeatChange.objects.filter(household=home).aggregate(day=Max("day"))["day"]
    first_no(
        rules.is_riding(home.status),
        dossier_rules.not_in_the_future(new.day, today=day_of(at)),
        rules.not_before_previous(new.day, previous=last),
        rules.swap_is_told(
            trigger=new.trigger, agreed_by=new.agreed_by, informed_on=new.family_informed_on
        ),
        rules.seats_are_filled(
            fronts=int(any(seat.organization_id == new.front.pk for seat in seats)),
            local_team=sum(seat.organization_id == home.managed_by_id for seat in seats),
        ),
        rules.front_fits_power(
            front_is_local_team=is_local_team,
            front_has_power=_powers(home, on=new.day).filter(organization=new.front).exists(),
            power_active=road.running_powers(home, on=new.day) > 0,
            reason=new.deviation_reason,
        ),
        bars.judge_naming(home, new.professional),
    ).or_refuse()
    return _do_swap(home, new, by=by, at=at)


def _do_swap(home: Household, new: Swap, *, by: Account, at: datetime) -> SeatChange:
    """Write the swap that was judged, or that follows from a ground by itself."""
    _forget_planned(home, new.day)
    change = SeatChange.objects.create(
        household=home,
        day=new.day,
        trigger=new.trigger,
        agreed_by=new.agreed_by,
        family_informed_on=new.family_informed_on,
        deviation_reason=new.deviation_reason,
        recorded_at=at,
        recorded_by=by,
    )
    _change_seats(home, list(_riders(home, on=new.day).order_by("id")), new, change)
    audit.record("seats_swapped", by=by, at=at, household=home.ref, subject=f"swap:{change.pk}")
    return change


def _powers(home: Household, *, on: date) -> QuerySet[Involvement]:
    return Involvement.objects.open(on=on).filter(household=home, form__in=POWER_FORMS)


def _change_seats(home: Household, seats: list[Seat], new: Swap, change: SeatChange) -> None:
    moving = [
        seat
        for seat in seats
        if seat.position == Position.FRONT or seat.organization_id == new.front.pk
    ]
    ends = {seat.pk: seat.until for seat in moving}
    # Everybody gets up before anybody sits down: two in front is one too many, even for a moment.
    Seat.objects.filter(pk__in=ends).update(until=new.day)
    for seat in moving:
        to_front = seat.organization_id == new.front.pk
        Seat.objects.create(
            household=home,
            position=Position.FRONT if to_front else Position.BACK,
            organization_id=seat.organization_id,
            professional_id=(new.professional and new.professional.pk) or seat.professional_id
            if to_front
            else seat.professional_id,
            since=new.day,
            until=ends[seat.pk],
            change=change,
        )
    planned = [ends[seat.pk] for seat in moving if seat.organization_id == new.front.pk]
    front_until = planned[0] if planned else None
    if front_until is not None:
        _give_front_to_local_team(home, front_until, change)


@transaction.atomic
def tell_of_swap(change: SeatChange, *, on: date, by: Account, at: datetime) -> None:
    """Record when the family was told of a swap that followed from a decision (TELL-19)."""
    household = change.household
    door.require(by, Permission.TANDEM_CHANGE, household, at=at)
    known = SeatChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        legal.bounds.stays_as_said([(known.family_informed_on, on)]),
    ).or_refuse()
    SeatChange.objects.filter(pk=change.pk).update(family_informed_on=on)
    audit.record(
        "family_told_of_swap", by=by, at=at, household=household.ref, subject=f"swap:{change.pk}"
    )


def end_all(household: Household, *, last_day: date, by: Account, at: datetime) -> None:
    """Everybody gets off: the ride is over."""
    until = Period.with_last_day(last_day, last_day).until
    if until is None:  # a period with a last day has an end
        raise AssertionError
    for seat in Seat.objects.filter(Q(until=None) | Q(until__gt=until), household=household):
        seat.until = max(until, seat.since)
        seat.save(update_fields=["until"])
    faces = list(ContactPerson.objects.filter(household=household, until=None).order_by("id"))
    for person in faces:
        person.until = max(until, person.since)
        person.save(update_fields=["until"])
    keys.follow_contact(household, [person.account_id for person in faces], by=by, at=at)
