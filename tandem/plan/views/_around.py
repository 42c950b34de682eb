"""What the pages of the tab Gezin share: the frame, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.audit.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household


def family_tab(home: Household, part: str = "") -> str:
    """The address of the tab Gezin, or of a part of it."""
    return reverse("desk:family", args=[home.ref]) + (f"#{part}" if part else "")


def around_page(
    home: Household,
    *,
    done: str,
    back: str = "",
    verdict: Verdict | None = None,
    changed: Callable[[], Mapping[str, str]] | None = None,
    template: str = "desk/household_form.html",
    **words: Any,
) -> Page:
    """A page with one form about what we know around a family; a known no is shown at once."""
    known = {} if verdict is None or verdict else {"refusal": verdict}
    return Page(
        template=template,
        household=home.ref,
        done=done,
        changed=changed,
        context={
            "home": home,
            "title": "Huishouden",
            "back_url": back or family_tab(home),
            **known,
            **words,
        },
    )
