"""Who is away, who takes over, and who is back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import Period, day_of
from tandem.dossier.forms import rights as forms
from tandem.dossier.selectors import lists as selectors
from tandem.dossier.selectors import possible_deputies
from tandem.dossier.services import absences
from tandem.network import door as network_door
from tandem.network.models import Account

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.network.web import Request


@require_safe
def show_absences(request: Request) -> HttpResponse:
    """Who is away of one's own team, whom one replaces, and where to say that one is away."""
    by, at = request.user, now()
    _works_with_families(by, at)
    audit.record_look(audit.Entry("absences_looked_at"), by=by, at=at)
    team = selectors.team_of(by, at=at)
    context = {
        "absences": selectors.absences_for(by, at=at),
        "team": team,
        "may_end": {by.pk, *(one.pk for one in team)},
        "today": day_of(at),
    }
    return render(request, "dossier/absences.html", context)


def _works_with_families(by: Account, at: datetime) -> None:
    if not network_door.assignments_with(by, Permission.ACCESS_ASK, at=at).exists():
        raise network_door.NotFound


def absence_report(request: Request, number: int) -> HttpResponse:
    """Say that somebody is away: oneself, or a colleague of the team one leads."""
    by, at = request.user, now()
    _works_with_families(by, at)
    reached = [by.pk, *(one.pk for one in selectors.team_of(by, at=at))]
    account = get_object_or_404(
        Account.objects.filter(pk__in=reached).select_related("professional__employer"), pk=number
    )

    def do(clean: Mapping[str, Any]) -> str:
        days = Period.with_last_day(clean["since"], clean["last_day"])
        absences.report(account, clean["deputy"], days, by=by, at=at)
        return reverse("dossier:absences")

    is_self = account.pk == by.pk
    page = Page(
        context={
            "title": "Mijn account",
            "question": _("Wanneer bent u er niet?")
            if is_self
            else _("Wanneer is %(name)s er niet?") % {"name": account.name},
            "intro": _(
                "De vervanger krijgt op die dagen een sleutel van de huishoudens waar %(name)s "
                "betrokken of vast contactpersoon is. Daarna stopt die vanzelf."
            )
            % {"name": _("u") if is_self else account.name},
            "submit_label": _("Afwezigheid bewaren"),
            "back_url": reverse("dossier:absences"),
        },
        done=_("Bewaard. De vervanger heeft op die dagen een sleutel."),
    )
    build = partial(forms.Away, deputies=possible_deputies(account, at=at), today=day_of(at))
    return answer_form(request, build, do, page)


def absence_end(request: Request, absence: int) -> HttpResponse:
    """Say that somebody is back earlier, or does not go."""
    by, at = request.user, now()
    _works_with_families(by, at)
    found = get_object_or_404(selectors.absences_for(by, at=at), pk=absence)
    if found.account_id not in {by.pk, *(one.pk for one in selectors.team_of(by, at=at))}:
        raise Http404

    def do(_clean: Mapping[str, Any]) -> str:
        absences.end(found, by=by, at=at)
        return reverse("dossier:absences")

    page = Page(
        template="core/confirm.html",
        context={
            "title": "Mijn account",
            "question": _("Is %(name)s er weer?") % {"name": found.account.name},
            "intro": _("De sleutels van %(name)s als vervanger stoppen dan meteen.")
            % {"name": found.deputy.name},
            "submit_label": _("Afwezigheid stoppen"),
            "back_url": reverse("dossier:absences"),
        },
        done=_("De vervanging is gestopt."),
    )
    return answer_form(request, Nothing, do, page)
