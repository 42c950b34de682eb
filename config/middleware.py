"""Who is signed in, for how long, and how far; the first thing every request meets.

Everything needs a signed-in account with a second factor, except the views that say they do not
(`login_not_required`). A session ends by itself after half an hour without a click and after ten
hours; what was typed in a form that arrives too late is kept for the same account.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config.transactions import settle
from tandem.audit.web import answered_before
from tandem.core import identity, kept, trace
from tandem.core.clock import now
from tandem.network import selectors, services

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponseBase

    from tandem.network.web import Request

# What somebody without a second factor may do: set one up, or leave.
_SETTING_UP = frozenset(
    {
        "account_logout",
        "account_setup",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
    }
)
# What is there for somebody of a family; everything else is as absent as what never was.
_FAMILY = frozenset(
    {
        "account_logout",
        "desk:leave",
        "desk:mine",
        "desk:mine_file",
        "desk:mine_list",
        "desk:not_me",
    }
)
# Where the way in ends for them: their own page.
_TO_OWN_PAGE = frozenset({"desk:today", "account_setup", "mfa_index", "mfa_view_recovery_codes"})
_KEPT_SECONDS = 2 * 60 * 60


class Traced:
    """Give every request a trace id of its own, and say from which network it came.

    A trace id that a browser sends along is not taken over: whoever asks must not choose which
    rows of the trail belong together.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what comes after us."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Begin and end with the request."""
        token = trace.begin("web", network=trace.coarse(_address(request)))
        try:
            return self.get_response(request)
        finally:
            trace.end(token)


def _address(request: HttpRequest) -> str:
    """Where a request came from, as far as a trusted proxy says so."""
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(hops) >= proxies:
        return hops[-proxies].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


class SignedIn:
    """Let nobody through who is not signed in, and end sessions that lasted long enough."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what comes after us."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the decision falls when the view is known."""
        answer = self.get_response(request)
        if answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            settle()
        if request.method == "POST" and _name(request) == "account_logout":
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Decide whether the view may answer."""
        must_be_in = getattr(view, "login_required", True)
        self._load(request, to_act=must_be_in)
        if request.user.is_authenticated:
            trace.act_as(request.user.roles, request.user.employer_number)
        if not must_be_in:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.session.get("second_factor") and _name(request) not in _SETTING_UP:
            return _go(request, redirect("account_setup"))
        if not cast("Request", request).user.acts:
            identity.act_as(cast("Request", request).user.pk, at=now())
        if request.user.is_family and request.session.get("second_factor"):
            return _family(request)
        return answered_before(request)

    def _load(self, request: HttpRequest, *, to_act: bool) -> None:
        """Load who is signed in; who passed both steps acts from there on, unless it was over."""
        self._let_stand_at_the_door(request)
        number = request.session.get(SESSION_KEY)
        begins = to_act and number is not None and bool(request.session.get("second_factor"))
        with identity.beginning(now() if begins else None):
            is_known = request.user.is_authenticated
        if is_known:
            self._end_when_over(cast("Request", request))
        if begins and not request.user.is_authenticated:
            identity.act_as_nobody()
            identity.stand_at_the_door(url_str_to_user_pk(number), at=now())

    @staticmethod
    def _let_stand_at_the_door(request: HttpRequest) -> None:
        """Between the two steps of signing in: whose first step it was stands in the session."""
        pending = request.session.get(LOGIN_SESSION_KEY)
        number = pending.get("user_pk") if isinstance(pending, dict) else None
        if number is not None and not request.user.is_authenticated:
            identity.stand_at_the_door(url_str_to_user_pk(number), at=now())

    @staticmethod
    def _end_when_over(request: Request) -> None:
        by, at = request.user, now()
        key = request.session.session_key or ""
        if selectors.session_is_over(request.session, by, at=at):
            logout(request)
            services.session.lapse(key, by=by, at=at)
        else:
            services.session.touch(request.session, by=by, at=at)


def _family(request: HttpRequest) -> HttpResponse | None:
    """Let somebody of a family through to their own page, and to nothing else."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in _FAMILY:
        return None
    if name in _TO_OWN_PAGE and request.method == "GET":
        return redirect("desk:mine")
    raise Http404


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is too old: show it again, filled, to its own account.

    The token changes when somebody signs in, so a form that was still open in another tab arrives
    with an old one. Nothing is written; the signed `once` says whose form it was.
    """
    key = kept.read_key(request.POST.get(kept.FIELD, ""))
    if key is None:
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    if key[1] == request.user.pk:
        kept.keep(request, key[1])
    return redirect(request.get_full_path())


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask to sign in, and come back here afterwards; keep what was typed."""
    key = kept.read_key(request.POST.get(kept.FIELD, "")) if request.method == "POST" else None
    if key is not None:
        request.session.set_expiry(_KEPT_SECONDS)
        if kept.keep(request, key[1]):
            messages.info(
                request, _("U was uitgelogd. Wat u had getypt is bewaard. Log opnieuw in.")
            )
        else:
            messages.warning(
                request,
                _(
                    "U was uitgelogd. De tekst was te lang om te bewaren. Ga terug in uw browser, "
                    "kopieer de tekst en log dan in."
                ),
            )
    return _go(request, redirect_to_login(request.get_full_path()))


def _go(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Move the whole page, also when htmx asked for a piece of it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""
