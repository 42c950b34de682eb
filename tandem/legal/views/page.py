"""The frame that every form page of this app shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.audit.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.dossier.models import Household

FORM = "desk/household_form.html"
TOGETHER = "desk:together"
DECISIONS = "desk:decisions"
VOICES = "legal:voices"
STORY = "desk:story"


def back_to(home: Household, tab: str) -> str:
    """The address of a tab of the household."""
    return reverse(tab, args=[home.ref])


def page_of(
    home: Household,
    *,
    tab: str = TOGETHER,
    template: str = FORM,
    done: str = "",
    changed: Callable[[], Mapping[str, str]] | None = None,
    **words: Any,
) -> Page:
    """A form page about a household, with the tab it belongs to as the way back."""
    context = {"home": home, "title": "Huishouden", "back_url": back_to(home, tab), **words}
    return Page(template=template, household=home.ref, done=done, changed=changed, context=context)
