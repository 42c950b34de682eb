"""Judging looks: who watches over a pilot says of each point whether it was right, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.audit import services as audit
from tandem.audit.enums import Purpose, Way
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.forms import JudgeLook
from tandem.desk.selectors import looks as selectors
from tandem.dossier.enums import LookSignal
from tandem.dossier.services import looks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.dossier.models import LookReview
    from tandem.network.web import Request


@require_safe
def show_looks(request: Request) -> HttpResponse:
    """Show what waits to be judged, and what came of the months before."""
    by, at = request.user, now()
    if selectors.WATCHES.isdisjoint(by.roles):
        raise Http404
    entry = audit.Entry("looks_listed", way=Way.LIST, purpose=Purpose.SUPERVISION)
    audit.record_look(entry, by=by, at=at)
    context = {
        "looks": [(look, _reasons(look)) for look in selectors.to_judge(by, at=at)],
        "months": selectors.months(by, at=at),
        "today": day_of(at),
    }
    return render(request, "desk/looks.html", context)


def judge_look(request: Request, look: int) -> HttpResponse:
    """Judge one point."""
    by, at = request.user, now()
    watches = not selectors.WATCHES.isdisjoint(by.roles)
    found = selectors.one_to_judge(look, by=by, at=at) if watches else None
    if found is None:
        raise Http404
    entry = audit.Entry(
        "look_review_looked_at",
        subject=f"look:{found.pk}",
        purpose=Purpose.SUPERVISION,
    )
    audit.record_look(entry, by=by, at=at)

    def do(clean: Mapping[str, Any]) -> str:
        looks.judge(found, **clean, by=by, at=at)
        return reverse("desk:looks")

    page = Page(
        template="desk/look_form.html",
        household=found.reference,
        done=_("Het oordeel is vastgelegd."),
        context={
            "title": _("Inzage nakijken"),
            "question": _("Keek %(who)s hier terecht?") % {"who": found.account.name},
            "submit_label": _("Oordeel vastleggen"),
            "back_url": reverse("desk:looks"),
            "point": found,
            "reasons": _reasons(found),
        },
    )
    return answer_form(request, JudgeLook, do, page)


def _reasons(look: LookReview) -> list[str]:
    return [str(LookSignal(signal).label) for signal in look.signals]
