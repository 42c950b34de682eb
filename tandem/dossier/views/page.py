"""What the form pages of a household share: the template, the words, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.audit.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.dossier.models import Household


def tab(home: Household, name: str) -> str:
    """The address of a tab of the household."""
    return reverse(f"desk:{name}", args=[home.ref])


def shield_page(home: Household) -> str:
    """The address of the page with addresses, shields and pages of the family."""
    return reverse("dossier:shields", args=[home.ref])


def form_page(
    home: Household,
    back: str,
    *,
    done: str,
    changed: Callable[[], Mapping[str, str]] | None = None,
    template: str = "desk/household_form.html",
    **words: Any,
) -> Page:
    """A page with one form about a household; `back` is the tab it belongs to."""
    return Page(
        template=template,
        household=home.ref,
        done=done,
        changed=changed,
        context={"home": home, "title": "Huishouden", "back_url": tab(home, back), **words},
    )
