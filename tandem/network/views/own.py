"""One's own details."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.audit import web
from tandem.core.clock import now
from tandem.network import selectors, services
from tandem.network.forms.sign_in import OwnDetails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def details(request: Request) -> HttpResponse:
    """Show and change one's own name and telephone number."""
    by, at = request.user, now()

    def do(cleaned: Mapping[str, Any]) -> str:
        services.account.change_own(name=cleaned["name"], phone=cleaned["phone"], by=by, at=at)
        return reverse("account")

    context = {"assignments": selectors.assignments_of(by)}
    return web.answer_form(
        request,
        partial(OwnDetails, initial={"name": by.name, "phone": by.phone}),
        do,
        web.Page("network/own.html", context, done=_("Uw gegevens zijn bewaard.")),
    )
