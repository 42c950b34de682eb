"""Writing a partner's report and attaching it to the dossier (DOS-08..10, DOS-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier.enums import ReportStatus
from tandem.dossier.services import journal
from tandem.legal import selectors
from tandem.legal.forms.report import SendReport
from tandem.legal.services import reports
from tandem.legal.views.page import STORY, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household, Report
    from tandem.network.web import Request


def _reports(home: Household) -> QuerySet[Report]:
    return home.reports.select_related("organization", "author", "attached_by", "household")


def report_send(request: Request, household: str, report: int) -> HttpResponse:
    """Write one's own report, or take over what a partner sent after its door closed."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="verslag schrijven"
    )
    mine = get_object_or_404(_reports(home), pk=report)
    if not journal.may_send(home, mine, by=by, at=at):
        raise Http404
    is_writer = mine.author_id == by.pk

    def do(clean: Mapping[str, Any]) -> str:
        values = dict(clean)
        consents = list(values.pop("consents"))
        reports.send(mine, journal.Written(**values), consents, by=by, at=at)
        return reverse("dossier:report_read", args=[home.ref, mine.pk])

    page = page_of(
        home,
        done=_("Verstuurd naar het lokaal team.")
        if is_writer
        else _("Het verslag is overgenomen."),
        question=_("Wat is er besproken?") if is_writer else _("Wat stuurde de partner?"),
        intro=_("Contact met %(who)s op %(day)s. Uiterlijk %(due)s.")
        % {
            "who": mine.contact_with,
            "day": f"{mine.contact_on:%d-%m-%Y}",
            "due": f"{mine.due_on:%d-%m-%Y}",
        },
        submit_label=_("Verslag versturen") if is_writer else _("Verslag overnemen"),
        **_no(journal.judge_step(mine, ReportStatus.SENT)),
    )

    def build(data: QueryDict | None) -> SendReport:
        return SendReport(data, consents=selectors.sources_of(home, at=at))

    return answer_form(request, build, do, page)


def report_attach(request: Request, household: str, report: int) -> HttpResponse:
    """Attach a sent report to the dossier: it becomes part of the story."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.REPORT_ATTACH, at=at, page="verslag toevoegen"
    )
    found = get_object_or_404(_reports(home), pk=report)

    def do(_clean: Mapping[str, Any]) -> str:
        reports.attach(found, by=by, at=at)
        return back_to(home, STORY)

    consents = selectors.sources_of_report(home, found)
    page = page_of(
        home,
        done=_("Het verslag staat nu in het verhaal."),
        template="legal/report_attach.html",
        question=_("Dit verslag toevoegen aan het dossier?"),
        intro=_("Het komt dan in het verhaal te staan, op de dag van het contact."),
        submit_label=_("Toevoegen aan het dossier"),
        report=found,
        consents=consents,
        **_no(
            first_no(
                journal.judge_step(found, ReportStatus.ATTACHED),
                reports.judge_standing(found.provenance, consents),
            )
        ),
    )
    return answer_form(request, Nothing, do, page)


def _no(verdict: Verdict) -> dict[str, Any]:
    """The refusal that a report already carries when its page is opened, if any."""
    return {} if verdict else {"refusal": verdict}
