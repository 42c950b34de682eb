"""What the form pages about the drawing share: the words, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.audit.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.dossier.models import Household


def drawing_page(home: Household) -> str:
    """The address of the page on which the drawing is changed."""
    return reverse("plan:drawing", args=[home.ref])


def form_page(
    home: Household,
    *,
    done: str,
    changed: Callable[[], Mapping[str, str]] | None = None,
    template: str = "desk/household_form.html",
    **words: Any,
) -> Page:
    """A page with one form about the drawing of a household."""
    return Page(
        template=template,
        household=home.ref,
        done=done,
        changed=changed,
        context={"home": home, "title": "Huishouden", "back_url": drawing_page(home), **words},
    )
