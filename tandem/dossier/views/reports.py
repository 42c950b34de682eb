"""A partner's report on its way into the dossier: to write, sent, attached (DOS-08..10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import ReportStatus, ShieldKind
from tandem.dossier.forms import SendReport
from tandem.dossier.models import Report
from tandem.dossier.rules import report_may_move
from tandem.dossier.selectors import sight
from tandem.dossier.services import journal
from tandem.dossier.views.page import form_page, tab

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from tandem.dossier.models import Household
    from tandem.network.models import Account
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
    if not _may_send(home, mine, by=by, at=at):
        raise Http404
    is_writer = mine.author_id == by.pk
    send = journal.send_report if is_writer else journal.take_over_report

    def do(clean: Mapping[str, Any]) -> str:
        send(mine, **clean, by=by, at=at)
        return reverse("dossier:report_read", args=[home.ref, mine.pk])

    page = form_page(
        home,
        "together",
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
        **_no(mine, ReportStatus.SENT),
    )
    return answer_form(request, SendReport, do, page)


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
        "may_send": found.status == ReportStatus.TO_WRITE and _may_send(home, found, by=by, at=at),
        "steps": _steps(found),
        "closed": sight.marks(home, at=at).get((ShieldKind.REPORT, found.pk), ()),
        "back_url": tab(home, "together"),
    }
    return render(request, "dossier/report.html", context)


def _may_send(home: Household, report: Report, *, by: Account, at: datetime) -> bool:
    """The writer, or the local team when the writer's door has closed."""
    if report.author_id == by.pk:
        return Permission.REPORT_WRITE in home.allows
    may_attach = Permission.REPORT_ATTACH in home.allows
    return may_attach and bool(journal.judge_taking_over(report, at=at))


def report_attach(request: Request, household: str, report: int) -> HttpResponse:
    """Attach a sent report to the dossier: it becomes part of the story."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.REPORT_ATTACH, at=at, page="verslag toevoegen"
    )
    found = get_object_or_404(_reports(home), pk=report)

    def do(_clean: Mapping[str, Any]) -> str:
        journal.attach_report(found, by=by, at=at)
        return tab(home, "story")

    page = form_page(
        home,
        "together",
        done=_("Het verslag staat nu in het verhaal."),
        template="dossier/report_attach.html",
        question=_("Dit verslag toevoegen aan het dossier?"),
        intro=_("Het komt dan in het verhaal te staan, op de dag van het contact."),
        submit_label=_("Toevoegen aan het dossier"),
        report=found,
        **_no(found, ReportStatus.ATTACHED),
    )
    return answer_form(request, Nothing, do, page)


def _steps(report: Report) -> list[tuple[str, str]]:
    """The road of a report: what is done, where it is, what comes."""
    at = list(ReportStatus).index(ReportStatus(report.status))
    states = ["done"] * at + ["now"] + [""] * len(ReportStatus)
    return [(str(step.label), state) for step, state in zip(ReportStatus, states, strict=False)]


def _no(report: Report, to: ReportStatus) -> dict[str, Any]:
    """The refusal that a report already carries when its page is opened, if any."""
    verdict = report_may_move(status=report.status, to=to)
    return {} if verdict else {"refusal": verdict}
