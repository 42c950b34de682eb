"""What the form pages of the road share: the door, the words, the way back, a known no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.audit.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household


def tab(home: Household, name: str) -> str:
    """The address of a tab of the household."""
    return reverse(f"desk:{name}", args=[home.ref])


def form_page(
    home: Household,
    *,
    done: str,
    verdict: Verdict | None = None,
    changed: Callable[[], Mapping[str, str]] | None = None,
    template: str = "desk/household_form.html",
    **words: Any,
) -> Page:
    """A page with one form about a household.

    `verdict` is what the rules say before anything is filled in: a no is shown above the form at
    once, so that nobody types for nothing.
    """
    known = {} if verdict is None or verdict else {"refusal": verdict}
    return Page(
        template=template,
        household=home.ref,
        done=done,
        changed=changed,
        context={
            "home": home,
            "title": "Huishouden",
            "back_url": tab(home, "together"),
            **known,
            **words,
        },
    )
