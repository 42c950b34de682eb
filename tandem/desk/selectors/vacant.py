"""What lost its person and waits for another: chosen by the local team, with the family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.urls import reverse

from tandem.access.roles import Scope
from tandem.core.periods import day_of
from tandem.desk.selectors.deadlines import Task
from tandem.dossier.door import KEY_OPENS

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account

# Somebody was there and is not any more: with who never was there, another task begins.
_VACANT = f"""
WITH mine AS (
  SELECT DISTINCT k.household_id AS id FROM dossier_key k
   WHERE k.scope = %(team)s AND {KEY_OPENS})
SELECT t.since, t.kind, h.ref, h.name, t.id, t.words FROM (
  SELECT max(c.until) AS since, 'contact' AS kind, c.household_id AS household, 0 AS id,
         '' AS words
    FROM dossier_contactperson c WHERE c.household_id IN (SELECT id FROM mine)
   GROUP BY c.household_id
  HAVING bool_and(c.until IS NOT NULL AND c.until <= %(day)s)
  UNION ALL
  SELECT s.since, 'seat', s.household_id, s.id, o.name
    FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
   WHERE s.professional_id IS NULL AND s.since <= %(day)s
     AND (s.until IS NULL OR s.until > %(day)s) AND s.household_id IN (SELECT id FROM mine)
     AND EXISTS (SELECT FROM dossier_seat b WHERE b.household_id = s.household_id
       AND b.organization_id = s.organization_id AND b.professional_id IS NOT NULL
       AND b.until = s.since)
  UNION ALL
  SELECT %(day)s, 'partner', i.household_id, i.id, o.name
    FROM dossier_involvement i JOIN network_organization o ON o.id = i.organization_id
   WHERE i.professional_id IS NULL AND i.since <= %(day)s
     AND (i.until IS NULL OR i.until > %(day)s) AND i.household_id IN (SELECT id FROM mine)
     AND EXISTS (SELECT FROM dossier_key k WHERE k.involvement_id = i.id
       AND k.ground = 'involvement' AND k.request_id IS NULL)
  UNION ALL
  SELECT d.decided_on, 'sign', d.household_id, d.id, o.name
    FROM legal_coredecision d JOIN network_organization o ON o.id = d.organization_id
   WHERE d.co_signer_id IS NULL AND d.co_signed_at IS NULL AND d.origin = 'screen'
     AND (d.until IS NULL OR d.until > d.decided_on) AND d.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT r.due_on, 'report', r.household_id, r.id, o.name
    FROM dossier_report r JOIN network_organization o ON o.id = r.organization_id
   WHERE r.status = 'to_write' AND r.household_id IN (SELECT id FROM mine)
     AND EXISTS (SELECT FROM dossier_bar b WHERE b.household_id = r.household_id
       AND b.account_id = r.author_id AND b.lifted_at IS NULL)
) t JOIN dossier_household h ON h.id = t.household
WHERE h.status <> 'ended' AND (t.kind NOT IN ('contact', 'seat')
  OR h.status IN ('started', 'reconsidering', 'leaving'))
ORDER BY t.since, h.id, t.kind, t.id LIMIT 50
"""  # noqa: S608 - our own words
_KINDS = {
    "contact": ("Kies een ander vast contactpersoon", "er is nu geen vast gezicht"),
    "seat": ("Kies wie er meefietst", "{words} fietst mee, zonder naam"),
    "partner": ("Kies iemand anders van {words}", "niemand doet het nu"),
    "sign": ("Kies wie het kernbesluit meetekent", "{words} wacht op een tweede handtekening"),
    "report": ("Verslag van {words} overnemen", "wie het zou schrijven, kan dat niet meer"),
}
_PLACES = {
    "contact": "journey:contact",
    "seat": "journey:rider",
    "partner": "legal:professional",
    "sign": "legal:ask_to_sign",
    "report": "dossier:report_read",
}


def todo(by: Account, *, at: datetime) -> list[Task]:
    """Where somebody is to be chosen, in the households that the local team looks after."""
    values: dict[str, Any] = {
        "by": by.pk,
        "at": at,
        "day": day_of(at),
        "team": Scope.LOCAL_TEAM.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_VACANT, values)
        rows = cursor.fetchall()
    found = []
    for since, kind, ref, name, id_, words in rows:
        title, why = _KINDS[kind]
        args = [ref, id_] if id_ else [ref]
        found.append(
            Task(
                title.format(words=words),
                f"Gezin {name} · {why.format(words=words)}",
                since,
                reverse(_PLACES[kind], args=args),
                ref,
            )
        )
    return found
