"""A partner's report on its way into the dossier: to write, sent, attached (DOS-08..10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import ReportStatus, ShieldKind
from tandem.dossier.models import Report
from tandem.dossier.selectors import sight
from tandem.dossier.services import journal
from tandem.dossier.views.page import tab

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from tandem.dossier.models import Household
    from tandem.network.web import Request


def _reports(home: Household) -> QuerySet[Report]:
    return home.reports.select_related("organization", "author", "attached_by", "household")


def report_read(request: Request, household: str, report: int) -> HttpResponse:
    """Read a report; before it is attached only who wrote it and the local team can."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="verslag"
    )
    found = get_object_or_404(_reports(home), pk=report)
    may_attach = Permission.REPORT_ATTACH in home.allows
    is_mine = found.author_id == by.pk
    if found.status != ReportStatus.ATTACHED and not (may_attach or is_mine):
        raise Http404
    context = {
        "home": home,
        "report": found,
        "today": day_of(at),
        "may_attach": may_attach and found.status == ReportStatus.SENT,
        "may_send": found.status == ReportStatus.TO_WRITE
        and journal.may_send(home, found, by=by, at=at),
        "steps": _steps(found),
        "closed": sight.marks(home, at=at).get((ShieldKind.REPORT, found.pk), ()),
        "back_url": tab(home, "together"),
    }
    return render(request, "dossier/report.html", context)


def _steps(report: Report) -> list[tuple[str, str]]:
    """The road of a report: what is done, where it is, what comes."""
    at = list(ReportStatus).index(ReportStatus(report.status))
    states = ["done"] * at + ["now"] + [""] * len(ReportStatus)
    return [(str(step.label), state) for step, state in zip(ReportStatus, states, strict=False)]
