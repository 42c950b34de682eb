"""What the file of a transition says: ground, decision, hearing, telling, complaint (REG-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.legal.selectors.requests import terms_of

if TYPE_CHECKING:
    from datetime import date

    from tandem.legal.models import CoreDecision


def transition_file(decision: CoreDecision, *, on: date) -> dict[str, Any]:
    """Gather what shows, from the side of parents and children, that a step was lawful."""
    household = decision.household
    organization = decision.organization_id
    measures = [
        one
        for one in household.measures.select_related("executed_by").order_by("decided_on", "id")
        if one.core_decision_id in {None, decision.pk}
    ]
    team = household.managed_by
    return {
        "decision": decision,
        "household": household,
        "points": list(decision.turning_points.order_by("id")),
        "reviews": list(decision.reviews.order_by("reviewed_on", "id")),
        "informed": list(
            household.informed.filter(organization=organization)
            .select_related("organization")
            .order_by("informed_on", "id")
        ),
        "involvements": list(
            household.involvements.filter(organization=organization, form=decision.regime)
            .select_related("organization", "professional")
            .order_by("since", "id")
        ),
        "tests": list(
            household.protection_tests.select_related("recorded_by").order_by("tested_on", "id")
        ),
        "terms": terms_of(measures),
        "sender": team.name,
        "dated": on,
        "place": household.pilot.municipality.name,
        "subject": _("Overgangsdossier: van vrijwillig naar verplicht"),
    }
