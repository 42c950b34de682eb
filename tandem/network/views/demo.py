"""The front door of the demonstration: who one can be, with which code. Nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tandem.core.clock import now
from tandem.network import selectors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@never_cache
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the demonstration accounts with the codes of this moment."""
    if not settings.DEMONSTRATION:
        raise Http404
    at = now()
    context = {"accounts": selectors.one_per_role(selectors.demonstration_accounts(at=at))}
    return render(request, "network/demo.html", {**context, "seconds": 30 - at.second % 30})
