"""In which light a household was worked with, from the first ground until now (REG-07, REG-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import POWER_FORMS, Form
from tandem.legal import rules
from tandem.legal.enums import Answer, Regime
from tandem.legal.selectors.grounds import carrying, decision_periods

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tandem.dossier.models import Household, Involvement
    from tandem.legal.models import Consent, CoreDecision


def regime_history(household: Household, *, at: datetime) -> tuple[rules.Stretch, ...]:
    """Return the regime of a household as dated stretches, oldest first; nobody sets it."""
    carriers = [*_from_consent(household, at=at), *_from_powers(household)]
    found = rules.stretches(carriers)
    if household.ended_on is None:
        return found
    whole = Period.with_last_day(household.registered_on, household.ended_on)
    return tuple(
        rules.Stretch(one.regime, period, one.grounds, one.reasons, one.is_down)
        for one in found
        for period in rules.common([one.period], [whole])
    )


def _from_consent(household: Household, *, at: datetime) -> Iterator[rules.Carrier]:
    given = household.consents.filter(answer=Answer.YES).select_related("person")
    for consent in given.order_by("given_on", "id"):
        name = consent.person.first_name
        yield rules.Carrier(
            Regime.GREEN,
            _carried(consent, at=at),
            _("toestemming van %(name)s") % {"name": name},
            (_("%(name)s trok de toestemming in") if consent.ended_at else _ran_out())
            % {"name": name},
        )


def _ran_out() -> str:
    return _("de toestemming van %(name)s liep af")


def _carried(consent: Consent, *, at: datetime) -> Period:
    """Days that a consent carries; taken back, it carries nothing of the rest of that day."""
    if consent.ended_at is not None and consent.ended_at <= at:
        return Period(consent.given_on, day_of(consent.ended_at))
    return consent.period


def _from_powers(household: Household) -> Iterator[rules.Carrier]:
    decided = list(household.core_decisions.order_by("decided_on", "id"))
    measures = list(household.measures.order_by("id"))
    powers = household.involvements.filter(form__in=POWER_FORMS)
    for involvement in powers.select_related("organization").order_by("since", "id"):
        mine = [
            one
            for one in decided
            if one.organization_id == involvement.organization_id and one.regime == involvement.form
        ]
        grounds = [decision_periods(mine)]
        if involvement.form == Form.WITH_MEASURE:
            grounds.append(carrying(measures, mine, involvement.organization_id))
        yield from _carried_by(involvement, mine, grounds)


def _carried_by(
    involvement: Involvement, decided: list[CoreDecision], grounds: list[list[Period]]
) -> Iterator[rules.Carrier]:
    regime = Regime.RED if involvement.form == Form.WITH_MEASURE else Regime.ORANGE
    days: tuple[Period, ...] = (involvement.period,)
    for ground in grounds:
        days = rules.common(days, ground)
    for period in days:
        carrying = [one for one in decided if one.period.overlaps(period)]
        words = carrying[0].get_ground_display() if carrying else involvement.get_form_display()
        reasons = [involvement.end_reason, *(one.end_reason for one in carrying)]
        yield rules.Carrier(
            regime,
            period,
            f"{words} ({involvement.organization.name})",
            next((one for one in reasons if one), _("de grond liep af")),
        )
