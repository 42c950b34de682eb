"""How a writing form is answered: once, filled again after a no, and nothing lost.

The four moves of every form page: show it, check what came, do it exactly once, go on. A refusal
shows the same page with everything that was typed, the rule, and what to do now. What was typed and
not sent is there again when the page is opened anew (docs/decisions/0030).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from tandem.audit import services
from tandem.audit.models import Receipt
from tandem.core import kept
from tandem.core.clock import now
from tandem.core.verdict import Refusal
from tandem.drafts import selectors, web
from tandem.drafts.services import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django import forms
    from django.http import QueryDict

    from tandem.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class Page:
    """A page with one form: its template, its words, and where it belongs.

    `household` is the reference for the audit trail when a rule refuses; `changed` tells, for a
    form that somebody else overtook, what stands there now per field.
    """

    template: str = "core/form_page.html"
    context: Mapping[str, Any] = field(default_factory=dict)
    household: str = ""
    done: str = ""
    changed: Callable[[], Mapping[str, str]] | None = None


def answer_form(
    request: HttpRequest,
    build: Callable[[QueryDict | None], forms.Form],
    do: Callable[[Mapping[str, Any]], str],
    page: Page,
) -> HttpResponse:
    """Answer a form page.

    `build` makes the form, empty or from what was sent; `do` gets the clean values, calls one
    service and returns the address to go to.
    """
    if request.method != "POST":
        return _open(request, build, page)
    form = build(request.POST)
    key = _own_key(request)
    if key is None:
        messages.warning(request, _("Deze pagina stond lang open. Kijk na en bewaar opnieuw."))
        return _show(request, form, page, status=409)
    if kept.AS_DRAFT in request.POST:
        return _keep(request)
    if not form.is_valid():
        return _show(request, form, page, status=422)

    def send() -> str:
        location = do(form.cleaned_data)
        if place := web.place_of(request):
            finish(place, by=_actor(request), at=now())
        return location

    try:
        location, is_new = services.do_once(
            key, send, by=_actor(request), at=now(), path=request.path
        )
    except Refusal as refusal:
        return _refuse(request, form, page, refusal)
    _say(request, page.done, is_new=is_new)
    return HttpResponseRedirect(location, status=303)


def _open(
    request: HttpRequest, build: Callable[[QueryDict | None], forms.Form], page: Page
) -> HttpResponse:
    """Show a form that was asked for: as it was typed before, or else empty."""
    taken = kept.take_back(request)
    draft = selectors.draft_at(request.get_full_path(), by=_actor(request))
    if taken is not None:
        messages.info(request, _("U was uitgelogd. Wat u had getypt staat er nog."))
        form = build(taken)
    else:
        form = build(None) if draft is None else web.filled(build, draft)
    return _show(request, form, page, draft=draft)


def _keep(request: HttpRequest) -> HttpResponse:
    """Keep what was typed, for who has no script; the page comes back with it."""
    place = web.place_of(request)
    if place is not None:
        services.keep_draft(place, kept.typed(request), by=_actor(request), at=now())
        messages.success(request, _("Uw concept is bewaard. Alleen u ziet het."))
    return HttpResponseRedirect(request.get_full_path(), status=303)


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """Answer a form that was handled before: where the answer is; None when it is new.

    Before the view looks: what the form was about may be over because of that very form, and who
    clicked twice must not be told that it does not exist.
    """
    key = _own_key(request) if request.method == "POST" and "once" in request.POST else None
    if key is None:
        return None
    known = Receipt.objects.filter(
        key=key, actor_id=_actor(request).pk, path=request.path[: services.LONGEST_PATH]
    )
    location = known.values_list("location", flat=True).first()
    if not location:
        return None
    _say(request, "", is_new=False)
    return HttpResponseRedirect(location, status=303)


def _actor(request: HttpRequest) -> AbstractBaseUser:
    """Whoever is signed in; the middleware lets no other through."""
    if not isinstance(request.user, AbstractBaseUser):  # pragma: no cover - see SignedIn
        raise PermissionDenied
    return request.user


def _own_key(request: HttpRequest) -> UUID | None:
    found = kept.read_key(request.POST.get("once", ""))
    return found[0] if found is not None and found[1] == _actor(request).pk else None


def _refuse(request: HttpRequest, form: forms.Form, page: Page, refusal: Refusal) -> HttpResponse:
    services.record_refusal(
        refusal, by=_actor(request), at=now(), household=page.household, subject=request.path
    )
    if refusal.rule.id == "DOSSIER-07" and page.changed is not None:
        form.changed = dict(page.changed())  # type: ignore[attr-defined]
    return _show(request, form, page, status=409, refusal=refusal)


def _show(
    request: HttpRequest,
    form: forms.Form,
    page: Page,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    draft: Draft | None = None,
) -> HttpResponse:
    """Show the form; a page that was only asked for, and whose no is known, has none to send."""
    sent = request.POST.get("once", "") if refusal is not None or status == 422 else ""  # noqa: PLR2004
    # The same key comes back after a no: nothing was done with it yet.
    once = sent or kept.new_key(_actor(request).pk)
    context = {
        "form": form,
        "once": once,
        "unsent": web.unsent(request, form, once, draft),
        "refusal": refusal.verdict if refusal is not None else None,
        # What was typed is shown, also when it cannot be sent now.
        "is_closed": not form.is_bound and "refusal" in page.context,
        **page.context,
    }
    return render(request, page.template, context, status=status)


def answer_button(
    request: HttpRequest, do: Callable[[], str], *, back: str, household: str = "", done: str = ""
) -> HttpResponse:
    """Answer a form that is only a button (POST): do it once; a no becomes its own page."""
    key = _own_key(request)
    if request.method != "POST" or key is None:
        messages.warning(request, _("Deze pagina stond lang open. Probeer het nog een keer."))
        return HttpResponseRedirect(back, status=303)
    try:
        location, is_new = services.do_once(
            key, do, by=_actor(request), at=now(), path=request.path
        )
    except Refusal as refusal:
        services.record_refusal(
            refusal, by=_actor(request), at=now(), household=household, subject=request.path
        )
        context = {"refusal": refusal.verdict, "back_url": back}
        return render(request, "409.html", context, status=409)
    _say(request, done, is_new=is_new)
    return HttpResponseRedirect(location, status=303)


def _say(request: HttpRequest, done: str, *, is_new: bool) -> None:
    """Say that it is done; who comes back with an old form, hears that it was done before."""
    if not is_new:
        already = _("Dit formulier was al bewaard. Wilt u nog iets bewaren? Begin dan opnieuw.")
        messages.info(request, already)
    elif done:
        messages.success(request, done)
