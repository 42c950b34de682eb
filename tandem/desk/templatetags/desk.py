"""Tags of the desk: the head of a household, for every page that is about one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from tandem.desk.selectors.head import head_of

if TYPE_CHECKING:
    from tandem.dossier.models import Household

register = template.Library()


@register.inclusion_tag("desk/line.html")
def household_line(home: Household) -> dict[str, Any]:
    """Name, regime and who consents, in one line above a form (CONS-16)."""
    return {"home": home, "head": head_of(home, at=home.opened_at)}
