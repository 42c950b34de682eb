"""What partners write of their contacts in a history, and who of the family may not read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.dossier.enums import Provenance, ShieldKind
from tandem.dossier.models import Report
from tandem.dossier.services import journal, shields
from tests.access.relatives import TICK, Relatives
from tests.dossier import oracle as law

if TYPE_CHECKING:
    from tests.access.histories import Step


class Reports(Relatives):
    """The part of a history in which partners report."""

    def _report(self, step: Step) -> None:
        """Somebody had contact, and writes about it, or says that they will."""
        by, home = self.people[step.who], self.homes[step.home]
        made = journal.announce_report(
            home,
            by.professional.employer,
            contact_on=day_of(self.at),
            contact_with="Lotte",
            by=by,
            at=self.at,
        )
        if step.thing % 2:
            told = journal.Written(
                "Zij sliep slecht.", own_system=False, provenance=Provenance.FAMILY
            )
            journal.send_report(made, told, by=by, at=self.at)

    def _last_report(self, who: str) -> Report:
        home = self.homes[self._home(who)]
        return Report.objects.filter(household=home).order_by("-id")[0]

    def _shield_report(self, step: Step) -> None:
        """The last report is closed to somebody, or to the eldest of the others as well."""
        report = self._last_report(step.who)
        closed = [self.persons[step.who], *self._others(step.who)[: step.thing % 2]]
        new = shields.NewShield(ShieldKind.REPORT, closed, "Gevaar.", report)
        home, by = self.homes[self._home(step.who)], self._team(step.who)
        made = shields.close(home, new, by=by, at=self.at)
        named = frozenset(one.pk for one in closed)
        told = law.Shield("report", named, report.pk, self.at, id=made.pk)
        self.facts.family.shields.append(told)

    def _shield_report_soon(self, step: Step) -> None:
        """The last report is closed from a tick later until a tick after that, says the table."""
        report = self._last_report(step.who)
        self._closed_row(step, self.at + TICK, self.at + 2 * TICK, "report", report)
