"""Sitting together about a household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.journey import selectors
from tandem.journey.forms.meetings import Consult
from tandem.journey.selectors import slowing
from tandem.journey.services import meetings
from tandem.journey.views.page import form_page, tab
from tandem.legal import selectors as legal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request


def consultation(request: Request, household: str) -> HttpResponse:
    """Record a consultation: advice, a talk among professionals, an MDO or the MDA++ (WP-19)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.JOURNAL_WRITE, at=at, page="overleg")
    today = day_of(at)

    def build(data: QueryDict | None) -> Consult:
        return Consult(
            data,
            table=selectors.table_of(home),
            riders=slowing.riders_by_name(home, on=today),
            family=slowing.family_on(home, on=today),
            has_minors=legal.has_minors(home, on=today),
            today=today,
        )

    def do(clean: Mapping[str, Any]) -> str:
        meetings.record(home, meetings.NewConsultation(**clean), by=by, at=at)
        return f"{tab(home, 'together')}#overleg"

    page = form_page(
        home,
        done=_("Het overleg is vastgelegd."),
        template="journey/consultation.html",
        question=_("Wat besprak u samen?"),
        intro=_("Met het gezin erbij als het kan. Anders staat er hoe het gezin meedacht."),
        submit_label=_("Overleg vastleggen"),
        may_bring_in=Permission.INVOLVEMENT_RECORD in home.allows,
    )
    return answer_form(request, build, do, page)
