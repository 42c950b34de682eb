"""Whether a second person is one: not only in to stand in for the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.core.verdict import YES
from tandem.legal import rules, selectors

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.network.models import Account


def judge(
    household: Household, second: Account | None, *, beside: Account, at: datetime
) -> Verdict:
    """Judge who is asked to sign, and who signs."""
    if second is None:
        return YES
    only = selectors.only_stands_in(second, beside, household, Permission.DECISION_RECORD, at=at)
    return rules.is_no_stand_in(has_own_key=not only)
