"""A partner says there was contact without the local team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.forms.contact import AnnounceReport
from tandem.legal.services import contacts
from tandem.legal.views.page import page_of
from tandem.network.models import Professional

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request


def report_announce(request: Request, household: str) -> HttpResponse:
    """A partner says there was contact without the local team: a report is due."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.REPORT_WRITE, at=at, page="verslag aankondigen"
    )
    mine = get_object_or_404(Professional.objects.select_related("employer"), account=by)
    people = selectors.people_of(home, on=day_of(at))

    def build(data: QueryDict | None) -> AnnounceReport:
        return AnnounceReport(data, people=people, today=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        contact = contacts.Contact(clean["contact_on"], list(clean["people"]), clean["others"])
        report = contacts.announce(home, mine.employer, contact, by=by, at=at)
        return reverse("legal:report_send", args=[home.ref, report.pk])

    page = page_of(
        home,
        template="legal/report_announce.html",
        done=_("Het contact is vastgelegd. U kunt het verslag nu schrijven, of later."),
        question=_("Had u contact zonder het lokaal team?"),
        intro=_("Dan schrijft u een kort verslag. Het lokaal team voegt het toe aan het dossier."),
        submit_label=_("Contact vastleggen"),
    )
    return answer_form(request, build, do, page)
