"""What a page with a form says and hears about drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms.utils import ErrorDict
from django.forms.widgets import PasswordInput
from django.http import QueryDict

from tandem.core import kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest

    from tandem.drafts.models import Draft


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a page carries to keep drafts: where they go, and what it begins with.

    `typed_at` is of the draft that it shows; `is_ahead` when it shows more than was kept.
    """

    token: str
    typed_at: datetime | None
    is_ahead: bool


def filled(build: Callable[[QueryDict | None], forms.Form], draft: Draft) -> forms.Form:
    """Fill the form again; nobody sent it, so nothing in it is wrong yet."""
    form = build(QueryDict(draft.text))
    form._errors = ErrorDict()  # type: ignore[attr-defined] # noqa: SLF001 - not judged yet
    return form


def place_of(request: HttpRequest) -> kept.Place | None:
    """Where the drafts go of the form that was sent; None when that is not ours to say."""
    return kept.read_place(request.POST.get(kept.DRAFT, ""), request.user.pk)


def unsent(request: HttpRequest, form: forms.Form, once: str, draft: Draft | None) -> Unsent | None:
    """Let a page keep drafts; not of a password, and not for somebody of a family.

    Theirs would be there for whoever picks up their telephone. `draft` is what there is already.
    """
    path, key = request.get_full_path(), kept.read_key(once)
    is_secret = any(isinstance(one.widget, PasswordInput) for one in form.fields.values())
    is_family = getattr(request.user, "is_family", False)
    if key is None or is_secret or is_family or not form.visible_fields():
        return None
    if len(path) > kept.LONGEST_PATH:
        return None
    sent = place_of(request)
    began = draft.typed_at if draft is not None else sent.began_with if sent is not None else None
    is_ahead = form.is_bound and (draft is None or form.data != QueryDict(draft.text))
    return Unsent(
        kept.sign_place(kept.Place(key[0], path, began), key[1]),
        draft.typed_at if draft is not None and not is_ahead else None,
        is_ahead,
    )
