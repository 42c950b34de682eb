"""The signed key of a form, and what was typed in it when a session ended.

A form belongs to one account. When its session has ended, `keep` puts what was typed aside in the
new, anonymous session; after the same account has signed in, `take_back` gives it to the page of
that form, once. Another account gets nothing, and what is kept for somebody else is thrown away.
"""

from __future__ import annotations

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

_SESSION_KEY = "kept_forms"
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", FIELD})


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


def keep(request: HttpRequest, account_id: int) -> bool:
    """Keep what was typed for the account, under the address of the form; say whether it fitted.

    Passwords, the form's own keys and files are never kept.
    """
    fields = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in _NEVER_KEPT and "password" not in name:
            fields.setlist(name, values)
    text = fields.urlencode()
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
