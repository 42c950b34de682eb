"""What asks for attention about keys: break-glass, who asks for one, and rights to look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.access.roles import Scope, roles_with
from tandem.core.periods import day_of
from tandem.dossier.door import KEY_OPENS
from tandem.dossier.selectors import lists
from tandem.network import selectors as network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tandem.network.models import Account

AHEAD = timedelta(days=7)
ROLES_THAT_CONFIRM = frozenset(roles_with(Permission.ACCOUNT_CONFIRM))
ROLES_THAT_REVIEW = frozenset(roles_with(Permission.RIGHTS_REVIEW))


class Todo(NamedTuple):
    """One thing to do, as the page Vandaag says it."""

    title: str
    about: str
    due_on: date
    url: str
    household: str = ""


# Break-glass is reviewed within a day: on the day itself it is there, and a day later it is late;
# by who had just been let go, it is for the day itself.
_OF_HOUSEHOLDS = f"""
WITH mine AS (
  SELECT DISTINCT k.household_id AS id FROM dossier_key k
   WHERE k.scope = %(team)s AND {KEY_OPENS})
SELECT t.due, t.kind, h.ref, h.name, t.id, a.name FROM (
  SELECT (g.opened_at AT TIME ZONE 'Europe/Amsterdam')::date
           + CASE WHEN g.after_leaving OR g.opened_at + interval '24 hours' <= %(at)s
               THEN 0 ELSE 1 END AS due,
         CASE WHEN g.after_leaving THEN 'review_first' ELSE 'review' END AS kind,
         g.household_id AS household, g.id, g.opened_by_id AS who
    FROM dossier_emergency g
   WHERE g.reviewed_at IS NULL AND g.opened_by_id <> %(by)s
     AND g.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT coalesce(g.postponed_until, (g.opened_at AT TIME ZONE 'Europe/Amsterdam')::date + 1),
         'tell', g.household_id, g.id, g.opened_by_id
    FROM dossier_emergency g
   WHERE g.told_on IS NULL AND g.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT (q.asked_at AT TIME ZONE 'Europe/Amsterdam')::date + 1, 'answer', q.household_id, q.id,
         q.asked_by_id
    FROM dossier_accessrequest q
   WHERE q.answered_at IS NULL AND q.household_id IN (SELECT id FROM mine)
) t JOIN dossier_household h ON h.id = t.household JOIN network_account a ON a.id = t.who
ORDER BY t.due, h.id, t.kind, t.id LIMIT 50
"""  # noqa: S608 - our own words
_KINDS = {
    "review": (
        "Noodtoegang beoordelen",
        "{who} was hier zonder sleutel",
        "dossier:emergency_review",
    ),
    "review_first": (
        "Nu beoordelen: noodtoegang na een nee, of kort na een intrekking of einde",
        "{who} was hier zonder sleutel",
        "dossier:emergency_review",
    ),
    "tell": (
        "Noodtoegang vertellen aan het gezin",
        "{who} was hier zonder sleutel",
        "dossier:emergency_tell",
    ),
    "answer": (
        "Vraag om toegang beantwoorden",
        "{who} vraagt een sleutel",
        "dossier:access_answer",
    ),
}


def todo(by: Account, *, at: datetime) -> list[Todo]:
    """Everything about keys that waits for somebody."""
    return [*_of_households(by, at), *_answers(by, at), *_rights(by, at), *_links(by, at)]


def _of_households(by: Account, at: datetime) -> Iterator[Todo]:
    with connection.cursor() as cursor:
        cursor.execute(_OF_HOUSEHOLDS, {"by": by.pk, "at": at, "team": Scope.LOCAL_TEAM.value})
        rows = cursor.fetchall()
    for due, kind, ref, name, id_, who in rows:
        title, why, page = _KINDS[kind]
        about = f"Gezin {name} · {why.format(who=who)}"
        yield Todo(title, about, due, reverse(page, args=[ref, id_]), ref)


def _answers(by: Account, at: datetime) -> Iterator[Todo]:
    """What the local team said to my asking for a key, as long as it is news."""
    fresh = lists.own_requests(by).filter(answered_at__gt=at - AHEAD, answered_at__lte=at)
    for one in fresh:
        title = f"Antwoord op uw vraag om toegang: {one.get_answer_display()}"
        url = reverse("dossier:access_answered", args=[one.pk])
        yield Todo(title, f"{one.answered_by} antwoordde", day_of(at), url)


def _links(by: Account, at: datetime) -> Iterator[Todo]:
    """Links to accounts that wait for a second person (NETWORK-16)."""
    if ROLES_THAT_CONFIRM.isdisjoint(by.roles):
        return
    for one in network.links_to_confirm(by, at=at)[:50]:
        about = f"{one.account.name} · gemaakt door {one.invited_by}"
        url = reverse("network_confirm", args=[one.account_id])
        yield Todo("Link naar een account bevestigen", about, day_of(one.invited_at), url)


def _rights(by: Account, at: datetime) -> Iterator[Todo]:
    """Places where somebody's rights are to be looked at within a week, for who does that."""
    if ROLES_THAT_REVIEW.isdisjoint(by.roles):
        return
    for place, count, first in lists.reviews_due(by, ahead=day_of(at) + AHEAD, at=at):
        people = "1 collega" if count == 1 else f"{count} collega's"
        yield Todo("Rechten nakijken", f"{place} · {people}", first, reverse("dossier:rights"))
