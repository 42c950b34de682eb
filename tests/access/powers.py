"""What carries powers in a history: core decisions, looked at again, and measures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from tandem.dossier.enums import Form
from tandem.journey.services import powers
from tandem.legal.enums import DecisionRegime, MeasureKind
from tandem.legal.models import CoreDecision, Measure
from tandem.legal.services import signatures
from tests.access import oracle
from tests.access.relatives import Relatives
from tests.factories import dossier, power

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Involvement
    from tests.access.histories import Step
    from tests.factories.world import World

DAY = timedelta(days=1)


class Powers(Relatives):
    """The part of a history in which somebody may do what a family does not want."""

    def __init__(self, world: World, at: datetime) -> None:
        super().__init__(world, at)
        self.decided: dict[int, oracle.Decision] = {}

    def brought(self, step: Step, form: str) -> Involvement:
        """Let somebody of an organization ride along from today."""
        raise NotImplementedError

    def rides(self, made: Involvement, step: Step, *, form: str) -> None:
        """Tell the oracle that somebody of an organization rides along."""
        raise NotImplementedError

    # Core decisions -------------------------------------------------------------------------------

    def _decide(self, step: Step) -> None:
        """A decision by which an organization may use powers, signed by two."""
        self._told_decision(self._signed(step, DecisionRegime.WITH_POWERS), step)

    def _signed(self, step: Step, regime: str) -> CoreDecision:
        organization, home = getattr(self.world, step.organization), self.homes[step.home]
        signer = self.world.outsider if step.home == "iep" else self.world.ruben
        by = self.by(step.home)
        return dossier.decided(home, organization, signer, regime=regime, by=by, at=self.at)

    def _told_decision(self, made: CoreDecision, step: Step) -> None:
        day, form = localdate(self.at), str(made.regime)
        fact = oracle.Decision(step.home, step.organization, form, day)
        self.decided[made.pk] = fact
        self.facts.decisions.append(fact)

    def _look_again(self, step: Step) -> None:
        """A decision is over today, was over yesterday, or is needed for longer."""
        found = self.one_of(
            CoreDecision.objects.select_related("household")
            .filter(pk__in=self.decided)
            .order_by("-id"),
            step,
            lambda one: one.household_id == self.homes[step.home].pk,
        )
        known, day = self.decided[found.pk], localdate(self.at)
        before, is_needed = self.facts.ends(known.home), step.thing % 3 == 2
        last = day - step.thing % 3 % 2 * DAY
        new = signatures.Review(last, is_needed, "Het is nu veilig.", day + 30 * DAY)
        powers.review_decision(found, new, by=self.by(known.home), at=self.at)
        if not is_needed:
            known.is_over(last)
        self.facts.followed(known.home, before, self.at)

    def _force(self, step: Step) -> None:
        """Somebody rides along with powers."""
        self.rides(self.brought(step, Form.WITH_POWERS), step, form=Form.WITH_POWERS)

    # Measures -------------------------------------------------------------------------------------

    def _measure(self, step: Step) -> None:
        """A supervision order that lasts a few days from today."""
        before, until = self.facts.ends(step.home), self._ordered(step)
        self._measured(step, until, before)

    def _ordered(self, step: Step) -> date:
        day = localdate(self.at)
        until = day + (2 + step.thing % 3) * DAY
        home = self.homes[step.home]
        new = power.measure(MeasureKind.OTS, day, self.world.gi, until=until, home=home)
        by, second = self.by(step.home), self.by(step.home, not_who="mila")
        made = powers.record_measure(self.homes[step.home], new, by=by, at=self.at)
        first = self.people["ruben"] if second == by else by  # who left since
        Measure.objects.filter(pk=made.pk).update(recorded_by=first)
        powers.confirm_measure(made, by=second, at=self.at)
        return until

    def _measured(self, step: Step, until: date, before: set[date]) -> None:
        self.facts.measures.append(oracle.Measure(step.home, localdate(self.at), until))
        self.facts.followed(step.home, before, self.at)

    def _enforce(self, step: Step) -> None:
        """Somebody works with a measure: the whole road to it, or nothing of it, on one day."""
        before, form = self.facts.ends(step.home), Form.WITH_MEASURE
        decided = self._signed(step, DecisionRegime.WITH_MEASURE)
        until = self._ordered(step)
        made = self.brought(step, form)
        self._told_decision(decided, step)
        self._measured(step, until, before)
        self.rides(made, step, form=form)

    def _end_measure(self, step: Step) -> None:
        """Today is the last day of the measure that ends last."""
        day = localdate(self.at)
        running = Measure.objects.filter(until__gt=day + DAY)
        found = self.one_of(
            running.select_related("household").order_by("-until", "-id"),
            step,
            lambda one: one.household_id == self.homes[step.home].pk,
        )
        [home] = [name for name, one in self.homes.items() if one.pk == found.household_id]
        before = self.facts.ends(home)
        powers.end_measure(found, last_day=day, reason="veilig", by=self.by(home), at=self.at)
        known = (home, found.decided_on, found.until)
        ends = next(m for m in self.facts.measures if (m.home, m.since, m.until) == known)
        ends.until = day + DAY
        self.facts.followed(home, before, self.at)
