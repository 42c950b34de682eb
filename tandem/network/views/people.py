"""What an administrator does for people: invite, let in again, assign, end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit import web
from tandem.core.clock import now
from tandem.network import door, selectors, services
from tandem.network.forms.network import (
    Assign,
    ChangeProfessional,
    EndAssignment,
    Invite,
    Nothing,
)
from tandem.network.models import Account, Assignment
from tandem.network.services.account import Details
from tandem.network.services.invitation import Newcomer
from tandem.network.views.network import FRESH_LINK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.network.web import Request


def invite(request: Request) -> HttpResponse:
    """Invite a colleague; the link is shown once, on the colleague's page."""
    by, at = request.user, now()
    regions = list(selectors.regions_with(by, Permission.ACCOUNT_INVITE, at=at))
    if not regions:
        raise door.NotFound

    def do(cleaned: Mapping[str, Any]) -> str:
        newcomer = Newcomer(**{**cleaned, "expertise": tuple(cleaned["expertise"])})
        account, token = services.invitation.invite(newcomer, by=by, at=at)
        return _show_link(request, account, token)

    words = {
        "title": "Netwerk",
        "question": _("Wie wilt u uitnodigen?"),
        "intro": _("U krijgt een link. Die geeft u persoonlijk aan uw collega."),
        "submit_label": _("Uitnodigen"),
        "back_url": reverse("network"),
    }
    build = partial(Invite, employers=selectors.employers_in(regions))
    return web.answer_form(request, build, do, web.Page(context=words))


def renew(request: Request, number: int) -> HttpResponse:
    """Let in again a colleague who is locked out; every old way in is closed."""
    by, at = request.user, now()
    account = _account(number, by=by, at=at)

    def do(_clean: Mapping[str, Any]) -> str:
        return _show_link(request, account, services.invitation.renew(account, by=by, at=at))

    words = {
        "question": _("Nieuwe link voor %(name)s?") % {"name": account.name},
        "intro": _(
            "Het oude wachtwoord, de app, de passkeys en de noodcodes werken dan niet meer, en "
            "lopende sessies stoppen meteen. Geef de link alleen aan de collega zelf, van mens tot "
            "mens."
        ),
        "submit_label": _("Nieuwe link maken"),
    }
    return _confirm(request, account, do, words)


def confirm(request: Request, number: int) -> HttpResponse:
    """Confirm as a second person that an account is for who it says (NETWORK-16)."""
    by, at = request.user, now()
    account = _account(number, by=by, at=at, to=Permission.ACCOUNT_CONFIRM)

    def do(_clean: Mapping[str, Any]) -> str:
        services.invitation.confirm(account, by=by, at=at)
        return _page(account)

    verdict = services.invitation.judge_confirming(account, by=by, at=at)
    words = {
        "question": _("Werkt %(name)s echt bij %(employer)s?")
        % {"name": account.name, "employer": account.professional.employer.name},
        "intro": _(
            "Vraag het na bij de organisatie zelf. Daarna werkt de link, en kan deze collega een "
            "wachtwoord en een tweede stap kiezen."
        ),
        "submit_label": _("Link bevestigen"),
        "look": "",
        **({} if verdict else {"refusal": verdict}),
    }
    return _confirm(request, account, do, words)


def change(request: Request, number: int) -> HttpResponse:
    """Change what colleagues can know of a professional."""
    by, at = request.user, now()
    account = _account(number, by=by, at=at)
    known = account.professional

    def do(cleaned: Mapping[str, Any]) -> str:
        details = Details(**{**cleaned, "expertise": tuple(cleaned["expertise"])})
        services.account.change_professional(account, details, by=by, at=at)
        return _page(account)

    initial = {
        "phone": account.phone,
        "job_title": known.job_title,
        "skj_number": known.skj_number,
        "skj_until": known.skj_until,
        "expertise": known.expertise,
    }
    words = {
        "title": "Netwerk",
        "eyebrow": known.employer.name,
        "question": _("Gegevens van %(name)s") % {"name": account.name},
        "back_url": _page(account),
    }
    page = web.Page(context=words, done=_("De gegevens zijn bewaard."))
    return web.answer_form(request, partial(ChangeProfessional, initial=initial), do, page)


def assign(request: Request, number: int, do_assign: Callable[..., Assignment]) -> HttpResponse:
    """Let a colleague work somewhere; `do_assign` is the service that also cuts keys."""
    by, at = request.user, now()
    account = _account(number, by=by, at=at)
    region = account.professional.employer.region

    def do(cleaned: Mapping[str, Any]) -> str:
        place = cleaned["pilot"] or region
        do_assign(account, role=cleaned["role"], place=place, since=cleaned["since"], by=by, at=at)
        return _page(account)

    words = {
        "title": "Netwerk",
        "eyebrow": account.professional.employer.name,
        "question": _("Wat gaat %(name)s doen?") % {"name": account.name},
        "submit_label": _("Inzetten"),
        "back_url": _page(account),
    }
    build = partial(Assign, region=region, today=localdate(at))
    return web.answer_form(
        request, build, do, web.Page(context=words, done=_("De inzet is bewaard."))
    )


def end_assignment(request: Request, number: int, do_end: Callable[..., None]) -> HttpResponse:
    """End an assignment; `do_end` is the service that also ends keys."""
    by, at = request.user, now()
    assignment = get_object_or_404(
        Assignment.objects.select_related("account", "region", "pilot"), pk=number
    )
    door.require(by, Permission.ACCOUNT_INVITE, region=assignment.region, at=at)

    def do(cleaned: Mapping[str, Any]) -> str:
        do_end(assignment, until=cleaned["last_day"] + timedelta(days=1), by=by, at=at)
        return _page(assignment.account)

    words = {
        "title": "Netwerk",
        "question": _("Inzet beëindigen?"),
        "facts": [
            (_("Collega"), assignment.account.name),
            (_("Rol"), assignment.get_role_display()),
            (_("Waar"), str(assignment.pilot or assignment.region)),
        ],
        "submit_label": _("Inzet beëindigen"),
        "back_url": _page(assignment.account),
    }
    return web.answer_form(
        request,
        partial(EndAssignment, initial={"last_day": localdate(at)}),
        do,
        web.Page("core/confirm.html", words, done=_("De inzet eindigt.")),
    )


def end_account(request: Request, number: int, do_end: Callable[..., None]) -> HttpResponse:
    """End an account; `do_end` is the service that also ends keys."""
    by, at = request.user, now()
    account = _account(number, by=by, at=at)

    def do(_clean: Mapping[str, Any]) -> str:
        do_end(account, by=by, at=at)
        return _page(account)

    words = {
        "question": _("Account van %(name)s beëindigen?") % {"name": account.name},
        "intro": _("De collega ziet en doet meteen niets meer. Wat is opgeschreven, blijft staan."),
        "submit_label": _("Account beëindigen"),
    }
    return _confirm(request, account, do, words)


def _confirm(
    request: Request,
    account: Account,
    do: Callable[[Mapping[str, Any]], str],
    words: dict[str, Any],
) -> HttpResponse:
    """Ask for a yes about an account."""
    context = {"title": "Netwerk", "look": "danger", "back_url": _page(account), **words}
    return web.answer_form(request, Nothing, do, web.Page("core/confirm.html", context))


def _account(
    number: int, *, by: Account, at: datetime, to: Permission = Permission.ACCOUNT_INVITE
) -> Account:
    """Find an account that somebody administers."""
    account = get_object_or_404(
        Account.objects.select_related("professional__employer__region"),
        pk=number,
        professional__isnull=False,
    )
    region = account.professional.employer.region
    door.require(by, to, region=region, at=at)
    return account


def _show_link(request: Request, account: Account, token: str) -> str:
    """Put the link where the colleague's page shows it once."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    request.session[FRESH_LINK] = {"account": account.pk, "link": link}
    return _page(account)


def _page(account: Account) -> str:
    return reverse("network_person", args=[account.pk])
