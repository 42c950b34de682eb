"""Who sat where on the tandem, worked out from who took part. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import Period
from tandem.dossier.enums import Form, Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Ride:
    """An involvement as far as seats go: who, in which form, on which days."""

    organization_id: int
    form: str
    period: Period


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place on the tandem for a period."""

    position: str
    organization_id: int
    period: Period


def places(*, local_team_id: int, whole: Period, rides: Sequence[Ride]) -> tuple[Place, ...]:
    """Work out who sat where from start to end, for a household brought in from elsewhere.

    The local team is on the tandem the whole time. On days with powers the partner with the
    heaviest power rides in front (red before orange, then the latest); otherwise the local team
    does. Advisers do not ride along.
    """
    riding = [ride for ride in rides if ride.form != Form.ADVICE]
    cuts = _cuts(whole, (ride.period for ride in riding))
    result: list[Place] = []
    for since, until in zip(cuts, [*cuts[1:], None], strict=True):
        end = until if until is not None else whole.until
        piece = Period(since, end)
        if piece.is_empty:
            continue
        present = [ride for ride in riding if ride.period.has(since)]
        front = _front(present, local_team_id)
        on_the_back = {ride.organization_id for ride in present} | {local_team_id}
        seats = [(Position.FRONT, front)]
        seats += [(Position.BACK, org) for org in sorted(on_the_back - {front})]
        for position, organization_id in seats:
            _lengthen(result, Place(position, organization_id, piece))
    return tuple(result)


def _cuts(whole: Period, periods: Iterable[Period]) -> list[date]:
    days = {whole.since}
    for period in periods:
        days |= {day for day in (period.since, period.until) if day is not None and whole.has(day)}
    return sorted(days)


def _front(present: Collection[Ride], local_team_id: int) -> int:
    powers = [ride for ride in present if ride.form in {Form.WITH_POWERS, Form.WITH_MEASURE}]
    if not powers:
        return local_team_id
    heaviest = max(powers, key=lambda r: (r.form == Form.WITH_MEASURE, r.period.since))
    return heaviest.organization_id


def _lengthen(result: list[Place], place: Place) -> None:
    for index, earlier in enumerate(result):
        same = (earlier.position, earlier.organization_id) == (
            place.position,
            place.organization_id,
        )
        if same and earlier.period.until == place.period.since:
            longer = Period(earlier.period.since, place.period.until)
            result[index] = Place(place.position, place.organization_id, longer)
            return
    result.append(place)
