"""Spelregels: every rule with its reason, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.desk.selectors import permits, rulebook

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tandem.network.web import Request

LONGEST_SEARCH = 100


@require_safe
def show_rules(request: Request) -> HttpResponse:
    """Show every house rule by subject, or what a search finds."""
    text = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    found = rulebook.find(text)
    context = {"chapters": rulebook.by_subject(found), "count": len(found), "search": text}
    return render(request, "desk/rules.html", context)


@require_safe
def show_rule(request: Request, rule: str) -> HttpResponse:
    """Show one rule; this address stays, and each refusal leads to it."""
    entry = rulebook.named(rule)
    if entry is None:
        raise Http404
    beside = [one for one in rulebook.entries() if one.subject == entry.subject]
    return render(request, "desk/rule.html", {"entry": entry, "beside": beside})


@require_safe
def show_permits(request: Request) -> HttpResponse:
    """Show in words what each key opens, why somebody has one, and what each role allows."""
    context = {"keys": permits.of_keys(), "grounds": permits.grounds(), "roles": permits.of_roles()}
    return render(request, "desk/permits.html", context)
