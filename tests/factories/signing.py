"""Who decides about powers, and a key that is lent for a moment to do so."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q

from tandem.dossier.enums import KeyGround, KeyScope
from tandem.dossier.models import Bar, Key
from tandem.network.models import Account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Organization


def deciding(
    home: Household, organization: Organization, co_signer: Account, by: Account
) -> Account:
    """Say who decides: somebody of the organization, when neither of the two works there.

    Is there nobody, then it is who would have: the rule says no.
    """
    works_there = Account.objects.filter(professional__employer=organization, is_active=True)
    if works_there.filter(pk__in=(co_signer.pk, by.pk)).exists():
        return by
    barred = Bar.objects.filter(household=home, lifted_at=None).values("account")
    return works_there.exclude(pk__in=barred).order_by("-id").first() or by


@contextmanager
def let_in(home: Household, who: Account, *, at: datetime) -> Iterator[None]:
    """Lend somebody without a key one for a moment."""
    running = Key.objects.filter(
        Q(until=None) | Q(until__gt=at),
        since__lte=at,
        household=home,
        account=who,
        scope__in=(KeyScope.LOCAL_TEAM, KeyScope.PARTNER),
    )
    if running.exists():
        yield
        return
    lent = loose_key(who, home, since=at, scope=KeyScope.PARTNER)
    try:
        yield
    finally:
        lent.delete()


def loose_key(account: Account, home: Household, **more: Any) -> Key:
    """A key that stands on nothing, for tests of what a key does; the database would refuse it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossier_key DISABLE TRIGGER key_has_its_ground")
        found = Key.objects.create(
            account=account,
            household=home,
            **{"scope": KeyScope.LOCAL_TEAM, "ground": KeyGround.LOCAL_TEAM, **more},
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossier_key ENABLE TRIGGER key_has_its_ground")
    return found
