"""The signed key of a form, and what was typed in it when a session ended.

A form belongs to one account. When its session has ended, `keep` puts what was typed aside in the
new, anonymous session; after the same account has signed in, `take_back` gives it to the page of
that form, once. Another account gets nothing, and what is kept for somebody else is thrown away.

A page that keeps drafts also carries a signed `Place`: what is typed can only be kept for a form
that we gave out ourselves, to the account that we gave it to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict

if TYPE_CHECKING:
    from django.http import HttpRequest

SALT = "once"
FIELD = "once"
MOST_CHARACTERS = 100_000
MOST_FORMS = 5
LONGEST_PATH = 200
DRAFT, AS_DRAFT = "draft", "as_draft"  # the signed place, and the button without script

_SESSION_KEY = "kept_forms"
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", FIELD, DRAFT, AS_DRAFT})
_PLACE_SALT = "draft"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody types: the key of the page, its address, and the draft that it began with."""

    key: UUID
    path: str
    began_with: datetime | None = None


def new_key(account_id: int) -> str:
    """Make the hidden key that a writing form carries: unique, and bound to the account."""
    return signing.dumps({"k": str(uuid4()), "a": account_id}, salt=SALT)


def read_key(value: str) -> tuple[UUID, int] | None:
    """Read a form's key: its number and account; None when it is not one of ours."""
    try:
        found = signing.loads(value, salt=SALT)
        return UUID(found["k"]), int(found["a"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def sign_place(place: Place, account_id: int) -> str:
    """Say to a page where its drafts go; bound to the account."""
    began = None if place.began_with is None else place.began_with.isoformat()
    said = {"k": str(place.key), "a": account_id, "p": place.path, "d": began}
    return signing.dumps(said, salt=_PLACE_SALT)


def read_place(value: str, account_id: int | None) -> Place | None:
    """Read where a draft goes; None when it is not one of ours, or of another account."""
    try:
        found = signing.loads(value, salt=_PLACE_SALT)
        began = None if found["d"] is None else datetime.fromisoformat(found["d"])
        place = Place(UUID(found["k"]), str(found["p"]), began)
        return place if int(found["a"]) == account_id else None
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def typed(request: HttpRequest) -> str:
    """What was typed in a form that was sent: no passwords, keys of the form, or files."""
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in _NEVER_KEPT and "password" not in name:
            fields.setlist(name, values)
    return fields.urlencode()


def keep(request: HttpRequest, account_id: int) -> bool:
    """Keep what was typed for the account, under the address of the form; say whether it fitted."""
    text = typed(request)
    if not text:
        return True
    if len(text) > MOST_CHARACTERS:
        return False
    kept = [
        item
        for item in request.session.get(_SESSION_KEY, [])
        if item["account"] == account_id and item["path"] != request.get_full_path()
    ]
    kept.append({"account": account_id, "path": request.get_full_path(), "fields": text})
    request.session[_SESSION_KEY] = kept[-MOST_FORMS:]
    return True


def take_back(request: HttpRequest) -> QueryDict | None:
    """Give back, once, what the signed-in account had typed on this address; else None."""
    kept = request.session.get(_SESSION_KEY)
    if not kept:
        return None
    mine = [item for item in kept if item["account"] == getattr(request.user, "pk", None)]
    here = [item for item in mine if item["path"] == request.get_full_path()]
    left = [item for item in mine if item not in here]
    if left:
        request.session[_SESSION_KEY] = left
    else:
        del request.session[_SESSION_KEY]
    return QueryDict(here[-1]["fields"]) if here else None
