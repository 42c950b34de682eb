"""Break-glass in a history: somebody comes in, and the family hears of it, or later."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from tandem.dossier.models import Emergency
from tandem.dossier.services import emergencies
from tests.access.oracle import TWO_HOURS, Door
from tests.access.oracle_pages import Glass
from tests.access.relatives import Relatives

if TYPE_CHECKING:
    from tests.access.histories import Step


class Breaking(Relatives):
    """The part of a history in which somebody has to come in."""

    def _glass(self, step: Step) -> None:
        home = self.homes[step.home]
        need = emergencies.Need(
            "danger", "Er wordt nu geslagen.", ref=home.ref, article="conflict_of_duties"
        )
        if emergencies.break_glass(need, by=self.people[step.who], at=self.at):
            # Later on the clock of the world, also in the night in which ours changes.
            until = self.at.astimezone(UTC) + TWO_HOURS
            self.facts.doors.append(Door(self.at, until, step.who, step.home, "emergency"))
            # In the hour that comes twice, moments of two zones are never equal (PEP 495).
            since = self.at.astimezone(UTC)
            self.facts.glasses.append(Glass(since, until, step.who, step.home))

    def _broken(self, step: Step) -> tuple[Emergency, Glass]:
        """A broken glass that the family did not hear of: of here, or else of somewhere."""
        untold = Emergency.objects.select_related("household").filter(told_on=None)
        here = self.homes[step.home].pk
        found = self.one_of(untold.order_by("-id"), step, lambda one: one.household_id == here)
        names = {account.pk: name for name, account in self.people.items()}
        who, since = names[found.opened_by_id], found.opened_at
        known = next(g for g in self.facts.glasses if (g.who, g.since) == (who, since))
        return found, known

    def _postpone(self, step: Step) -> None:
        """The family hears of it in two days, if somebody then tells them."""
        (glass, known), until = self._broken(step), localdate(self.at) + timedelta(days=2)
        reason, by = "Eerst met Pim alleen.", self.by(known.home)
        emergencies.postpone(glass, until=until, reason=reason, by=by, at=self.at)

    def _tell(self, step: Step) -> None:
        """The family hears of it now: everybody, or only the first of them."""
        glass, known = self._broken(step)
        everybody = list(glass.household.persons.order_by("id"))
        heard, day = everybody[: 1 if step.thing % 2 else None], localdate(self.at)
        emergencies.tell(glass, on=day, to=heard, by=self.by(known.home), at=self.at)
        known.told |= {person.pk: day for person in heard}
