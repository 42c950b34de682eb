"""The frame that every form page of this room shares: the tab it belongs to, and the kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tandem.audit.web import Page
from tandem.plan.enums import PieceKind
from tandem.plan.models import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household

KINDS = {
    "analyse": PieceKind.ANALYSIS,
    "veiligheidsplan": PieceKind.SAFETY,
    "gezinsplan": PieceKind.FAMILY,
}


def kind_of(slug: str) -> PieceKind:
    """The kind by its word in the address."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def piece_of(home: Household, number: int) -> Piece:
    """A version of this household."""
    return get_object_or_404(home.pieces.select_related("household"), pk=number)


def address_of(piece: Piece) -> str:
    """Where a version is read."""
    return reverse("desk:piece", args=[piece.household.ref, piece.pk])


def drawing_page(home: Household) -> str:
    """The address of the page on which the drawing is changed."""
    return reverse("plan:drawing", args=[home.ref])


def page_of(
    home: Household,
    back: str,
    *,
    done: str = "",
    verdict: Verdict | None = None,
    template: str = "desk/household_form.html",
    changed: Callable[[], Mapping[str, str]] | None = None,
    **words: Any,
) -> Page:
    """A page with one form; a no that is known beforehand stands above it at once."""
    known = {} if verdict is None or verdict else {"refusal": verdict}
    return Page(
        template=template,
        household=home.ref,
        done=done,
        changed=changed,
        context={"home": home, "title": "Huishouden", "back_url": back, **known, **words},
    )
