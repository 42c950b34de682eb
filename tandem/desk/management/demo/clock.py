"""Days of the demonstration: all relative to today, on workdays and within office hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tandem.core.periods import AMSTERDAM, day_of
from tandem.core.workdays import is_workday

# The way of working began on 1 June 2024; the first household came in a month later.
FIRST_DAY = date(2024, 7, 4)
OFFICE_OPENS = time(8, 50)
STEP = timedelta(minutes=17)
# Minutes over which the work of a day begins; the last steps still fall before six.
SPREAD = 240


@dataclass(frozen=True, slots=True)
class Ago:
    """So many days before today."""

    days: int


TODAY = Ago(0)

# A day of a household: counted from its registration, or back from today.
type When = int | Ago


def workday(day: date) -> date:
    """Return the day itself, or the last workday before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


class Clock:
    """Gives days and moments; no two steps of one household fall on the same minute."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = day_of(now)
        self._steps: dict[date, int] = {}
        self._households = 0

    def ago(self, days: int) -> date:
        """Return the workday so many days ago; zero is today, whatever day that is."""
        return self.today if days == 0 else workday(self.today - timedelta(days=days))

    def along(self, part: float) -> date:
        """Return the workday at a part of the way from the first day until today."""
        whole = (self.today - FIRST_DAY).days
        return workday(FIRST_DAY + timedelta(days=round(whole * part)))

    def new_household(self) -> None:
        """Begin counting the steps of a day anew, at another hour of it."""
        self._steps.clear()
        self._households += 1

    def moment(self, day: date) -> datetime:
        """Return the next moment of work on the day, never later than now."""
        step = self._steps[day] = self._steps.get(day, 0) + 1
        begin = datetime.combine(day, OFFICE_OPENS, tzinfo=AMSTERDAM)
        later = timedelta(minutes=(day.toordinal() * 37 + self._households * 53) % SPREAD)
        return min(begin + later + step * STEP, self.now)
