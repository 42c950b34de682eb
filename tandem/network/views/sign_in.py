"""Getting in with an invitation, the second factor, and one's own sessions.

The steps of signing in themselves are allauth's (`urls/account.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from tandem.audit import web
from tandem.core import trace
from tandem.core.clock import now
from tandem.core.verdict import Refusal
from tandem.network import rules, selectors, services
from tandem.network.forms.sign_in import Accept

if TYPE_CHECKING:
    from allauth.mfa.webauthn.forms import EditWebAuthnForm
    from django.http import HttpResponse

    from tandem.network.web import Request

_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request: Request, token: str) -> HttpResponse:
    """Use an invitation: choose a password, and go on to the second factor."""
    at = now()
    invitation = selectors.usable_invitation(token, at=at)
    if invitation is None:
        return _over(request)
    form = Accept(request.POST or None, account=invitation.account)
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "account": invitation.account,
            "is_relative": selectors.is_relative(invitation.account),
        }
        return render(request, "network/accept.html", context)
    try:
        account = services.invitation.accept(
            token,
            name=form.cleaned_data.get("name", invitation.account.name),
            password=form.cleaned_data["password1"],
            at=at,
        )
    except Refusal:
        return _over(request)
    logout(request)
    request.session["by_link"] = True
    login = Login(user=account, redirect_url=reverse("account_setup"))
    answer: HttpResponse = perform_login(request, login)
    return answer


def _over(request: Request) -> HttpResponse:
    """Give one answer for a link that is unknown, used or too old."""
    context = {"rule": rules.INVITATION_WORKS}
    return render(request, "network/invitation_over.html", context, status=404)


@require_GET
@never_cache
def setup(request: Request) -> HttpResponse:
    """Choose a second factor; nothing else opens before there is one."""
    if request.session.get("second_factor"):
        return redirect("mfa_index")
    if selectors.has_second_factor(request.user):
        # Set up meanwhile in another session: this one never passed the second step.
        logout(request)
        return redirect("account_login")
    return render(request, "network/setup.html")


class RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, unless it is the only second factor."""

    def form_valid(self, form: EditWebAuthnForm) -> HttpResponse:
        """Judge before allauth removes it."""
        passkey = self.get_object()
        others = selectors.other_second_factors(self.request.user, passkey.pk).count()
        verdict = rules.may_remove_second_factor(others=others)
        if not verdict:
            messages.error(self.request, f"{verdict.reason} {verdict.now}")
            return redirect("mfa_list_webauthn")
        answer: HttpResponse = super().form_valid(form)
        return answer


@require_GET
@never_cache
def sessions(request: Request) -> HttpResponse:
    """Show where one is signed in."""
    at = now()
    key = request.session.session_key
    rows = [
        {
            "id": session.pk,
            "device": _device(session.user_agent),
            "network": trace.coarse(session.ip),
            "began": session.created_at,
            "seen": session.last_seen_at,
            "is_this": session.session_key == key,
        }
        for session in selectors.running_sessions(request.user, at=at)
    ]
    context = {
        "rows": rows,
        "others": sum(not row["is_this"] for row in rows),
        "today": localdate(at),
    }
    return render(request, "network/sessions.html", context)


def end_session(request: Request, number: int) -> HttpResponse:
    """End one session of one's own."""
    by, at, back = request.user, now(), reverse("usersessions_list")

    def do() -> str:
        session = get_object_or_404(UserSession, pk=number, user_id=by.pk)
        services.session.end(session, by=by, at=at)
        return back

    return web.answer_button(request, do, back=back, done=_("De sessie is beëindigd."))


def end_other_sessions(request: Request) -> HttpResponse:
    """End every session of one's own but this one."""
    by, at, back = request.user, now(), reverse("usersessions_list")

    def do() -> str:
        services.session.end_others(request.session.session_key or "", by=by, at=at)
        return back

    return web.answer_button(request, do, back=back, done=_("Uw andere sessies zijn beëindigd."))


def _device(user_agent: str) -> str:
    """Name a browser and system as people know them; a browser may lie about both."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), _("Onbekende browser"))
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return (
        _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
        if system
        else browser
    )
