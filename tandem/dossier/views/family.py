"""A page of their own for somebody of the family: given, frozen, ended; words released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.forms import Page, ReleaseWords
from tandem.dossier.services import family
from tandem.dossier.views.page import form_page, shield_page
from tandem.network import selectors as network

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import FamilyAccess, Household
    from tandem.network.models import Account
    from tandem.network.web import Request

FRESH = "fresh_family_link"


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.FAMILY_ACCESS_EDIT, at=at, page=page)


def _show_link(request: Request, home: Household, access: FamilyAccess, token: str) -> str:
    """Put the link where the page shows it once, for who gave it."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    request.session[FRESH] = {"access": access.pk, "link": link}
    return reverse("dossier:family_link", args=[home.ref, access.pk])


def give(request: Request, household: str, person: int) -> HttpResponse:
    """Give somebody of the family a page of their own."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen bladzijde")
    somebody = get_object_or_404(home.persons.select_related("household"), pk=person)

    def do(clean: Mapping[str, Any]) -> str:
        access, token = family.give_page(somebody, level=clean["level"], by=by, at=at)
        return _show_link(request, home, access, token)

    page = form_page(
        home,
        "family",
        done="",
        template="dossier/family_page.html",
        question=_("Krijgt %(name)s een eigen bladzijde?") % {"name": somebody.name},
        intro=_("U krijgt een inlognaam en een link. Die geeft u zelf, van mens tot mens."),
        submit_label=_("Bladzijde geven"),
    )
    return answer_form(request, Page, do, page)


def link(request: Request, household: str, access: int) -> HttpResponse:
    """Show the link once, right after it was made; afterwards only a new one can be made."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="link eigen bladzijde")
    found = _access(home, access)
    fresh = request.session.get(FRESH) or {}
    is_fresh = fresh.get("access") == found.pk
    if is_fresh and request.method == "GET":
        del request.session[FRESH]

    def do(_clean: Mapping[str, Any]) -> str:
        return _show_link(request, home, found, family.renew_link(found, by=by, at=at))

    page = form_page(
        home,
        "family",
        done="",
        template="dossier/family_link.html",
        question=_("Link voor %(name)s") % {"name": found.person.name},
        link=fresh.get("link") if is_fresh else "",
        access=found,
        waiting=network.waiting_link(found.account, at=at),
        today=day_of(at),
        submit_label=_("Nieuwe link maken"),
    )
    return answer_form(request, Nothing, do, page)


def confirm(request: Request, household: str, access: int) -> HttpResponse:
    """Let a new link work at once, as a second professional."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="link bevestigen")
    found = _access(home, access)

    def act() -> str:
        family.confirm_link(found, by=by, at=at)
        return shield_page(home)

    verdict = family.judge_confirming(found, by=by, at=at)
    return _step(
        request,
        home,
        act,
        done=_("De nieuwe link werkt nu."),
        question=_("Is de nieuwe link van %(name)s veilig?") % {"name": found.person.name},
        intro=_("Sprak u zelf met wie erom vroeg, en was er niemand bij? Bevestig dan."),
        submit_label=_("Bevestigen"),
        **({} if verdict else {"refusal": verdict}),
    )


def _access(home: Household, access: int) -> FamilyAccess:
    found: FamilyAccess = get_object_or_404(
        home.family_accesses.filter(ended_at=None).select_related("person", "account", "household"),
        pk=access,
    )
    return found


def level(request: Request, household: str, access: int) -> HttpResponse:
    """Show more or less on somebody's page."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen bladzijde")
    found = _access(home, access)

    def do(clean: Mapping[str, Any]) -> str:
        family.set_level(found, clean["level"], by=by, at=at)
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("Dat is bewaard."),
        template="dossier/family_page.html",
        question=_("Wat laat de bladzijde van %(name)s zien?") % {"name": found.person.name},
        submit_label=_("Bewaren"),
    )
    initial = {"level": found.level}
    return answer_form(request, lambda data: Page(data, initial=initial), do, page)


def _step(
    request: Request,
    home: Household,
    act: Callable[[], str],
    **words: Any,
) -> HttpResponse:
    """Ask for a yes, and do it."""
    page = form_page(home, "family", template="core/confirm.html", **words)
    return answer_form(request, Nothing, lambda _clean: act(), page)


def freeze(request: Request, household: str, access: int) -> HttpResponse:
    """Close somebody's page at once; open it again with a new link."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen bladzijde stilzetten")
    found = _access(home, access)
    name = {"name": found.person.name}
    if found.frozen_at is not None:
        return _step(
            request,
            home,
            lambda: _show_link(request, home, found, family.thaw(found, by=by, at=at)),
            done="",
            question=_("Bladzijde van %(name)s weer openzetten?") % name,
            intro=_("De oude manier van inloggen werkt niet meer. U geeft een nieuwe link."),
            submit_label=_("Weer openzetten"),
        )

    def act() -> str:
        family.freeze(found, by=by, at=at)
        return shield_page(home)

    return _step(
        request,
        home,
        act,
        done=_("De bladzijde staat stil. Alle sessies zijn beëindigd."),
        question=_("Bladzijde van %(name)s stilzetten?") % name,
        intro=_("Wie nu is ingelogd, ziet meteen niets meer. Telefoon, app en codes werken niet."),
        submit_label=_("Stilzetten"),
        look="danger",
    )


def end(request: Request, household: str, access: int) -> HttpResponse:
    """End somebody's page for good."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen bladzijde beëindigen")
    found = _access(home, access)

    def act() -> str:
        family.end_page(found, by=by, at=at)
        return shield_page(home)

    return _step(
        request,
        home,
        act,
        done=_("De bladzijde is beëindigd."),
        question=_("Bladzijde van %(name)s beëindigen?") % {"name": found.person.name},
        submit_label=_("Beëindigen"),
        look="danger",
    )


def release(request: Request, household: str, person: int) -> HttpResponse:
    """Open a child's own words for a parent with authority."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen woorden vrijgeven")
    teller = get_object_or_404(home.persons.select_related("household"), pk=person)
    readers = home.persons.exclude(pk=teller.pk).order_by("born_on", "id")

    def do(clean: Mapping[str, Any]) -> str:
        family.release_words(
            teller,
            clean["reader"],
            agrees=clean["agrees"],
            reason=clean["reason"],
            by=by,
            at=at,
        )
        return shield_page(home)

    page = form_page(
        home,
        "family",
        done=_("Vrijgegeven."),
        question=_("Wie mag lezen wat %(name)s vertelde?") % {"name": teller.first_name},
        intro=_("Wat een kind vertelt, is van het kind. Een afscherming gaat altijd voor."),
        submit_label=_("Vrijgeven"),
    )
    return answer_form(request, lambda data: ReleaseWords(data, readers=readers), do, page)


def release_end(request: Request, household: str, release: int) -> HttpResponse:
    """Close somebody's own words again."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="eigen woorden sluiten")
    found = get_object_or_404(
        home.releases.filter(ended_at=None).select_related("teller", "reader", "household"),
        pk=release,
    )

    def act() -> str:
        family.end_release(found, by=by, at=at)
        return shield_page(home)

    names = {"teller": found.teller.first_name, "reader": found.reader.first_name}
    return _step(
        request,
        home,
        act,
        done=_("De woorden zijn weer dicht."),
        question=_("Woorden van %(teller)s weer sluiten voor %(reader)s?") % names,
        submit_label=_("Sluiten"),
    )
