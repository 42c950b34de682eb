"""Whether who is named may do it: works there, is known to the family, and does not do both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, first_no
from tandem.legal import rules, selectors
from tandem.legal.selectors import listeners
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tandem.core.periods import Period
    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.legal.services.involvements import NewInvolvement
    from tandem.network.models import Account, Organization


def _employer(account: Account | None) -> Organization | None:
    professional = getattr(account, "professional", None)
    return None if professional is None else professional.employer


def _rvdk(new: NewInvolvement) -> Organization | None:
    """Return the RvdK, when it takes part: by the organization, or by who works for it."""
    for one in (new.organization, _employer(new.professional)):
        if one is not None and one.kind == OrganizationKind.RVDK:
            return one
    return None


def judge_employer(new: NewInvolvement) -> Verdict:
    """Judge whether who is named works for the organization (LEGAL-91)."""
    if new.professional is None:
        return YES
    employer = _employer(new.professional)
    return rules.mandate.works_for_it(
        is_employed=employer is not None and employer.pk == new.organization.pk,
        is_safety_team=new.organization.kind == OrganizationKind.RVT,
        uses_powers=new.uses_powers,
    )


def judge_known(household: Household, new: NewInvolvement, *, on: date) -> Verdict:
    """Judge whether the family knows of the RvdK, also of who works for it (INV-08)."""
    rvdk = None if new.anonymous else _rvdk(new)
    return rules.family_knows(
        is_rvdk=rvdk is not None,
        since=on,
        told_on=()
        if rvdk is None
        else selectors.told_of(household, rvdk, due=listeners.due(household, on=on)),
    )


def judge_both(
    household: Household,
    new: NewInvolvement,
    *,
    does_both: Callable[[Household, Account, Period], bool],
) -> Verdict:
    """Judge whether the one who is named would ride along and use powers (INV-09)."""
    agreed_on, said, who = new.same_person_agreed_on, new.same_person_said, new.professional
    return first_no(
        rules.is_somebody_else(
            rode_along=who is not None and does_both(household, who, new.period),
            is_rvdk=_rvdk(new) is not None,
            agreed_on=agreed_on,
            since=new.period.since,
        ),
        rules.agreed.agreement_is_whole(agreed_on=agreed_on, said=said),
    )


def judge(household: Household, new: NewInvolvement, *, on: date) -> Verdict:
    """Judge who is named: of the organization, and the RvdK only when the family knows."""
    return first_no(judge_employer(new), judge_known(household, new, on=on))
