"""What needs attention today: derived from the work, never stored, so it is always right.

Each task is a fact that is missing: a confirmation not sent, a report not attached, an evaluation
not held. Doing the work makes it disappear.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.urls import reverse

from tandem.access.roles import Scope
from tandem.core.periods import day_of
from tandem.core.workdays import after_workdays
from tandem.desk.selectors import keepers, looks, unsent, vacant
from tandem.desk.selectors.deadlines import Task, power_tasks
from tandem.desk.selectors.planned import plan_tasks
from tandem.desk.selectors.safety import TOO_LONG_AGO
from tandem.dossier.door import KEY_OPENS
from tandem.legal.rules import ADULT, DECIDES_TOO
from tandem.monitor.selectors.waiting import quarters_to_submit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.network.models import Account

MOST = 50
AHEAD = timedelta(days=7)
SUBMIT_WITHIN_WORKDAYS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that are equally pressing, under one heading."""

    heading: str
    tasks: tuple[Task, ...]


def by_urgency(tasks: Sequence[Task], *, on: date) -> list[Group]:
    """Put tasks under Te laat, Vandaag, Deze week and Later; an empty heading is left out."""
    week = on + AHEAD
    groups = (
        ("Te laat", [task for task in tasks if task.due_on < on]),
        ("Vandaag", [task for task in tasks if task.due_on == on]),
        ("Deze week", [task for task in tasks if on < task.due_on <= week]),
        ("Later", [task for task in tasks if task.due_on > week]),
    )
    return [Group(heading, tuple(found)) for heading, found in groups if found]


# Whom asking would endanger now: until they answer after that, as `legal.selectors.left_out` says.
_LEFT_OUT = """(SELECT n.person_id FROM legal_notasked n WHERE NOT EXISTS (
  SELECT 1 FROM legal_consent c
   WHERE c.person_id = n.person_id AND c.recorded_at >= n.recorded_at)) u"""

# Each row: due day, kind, household ref, household name, id of the thing, words.
_TASKS = f"""
WITH mine AS (
  SELECT DISTINCT k.household_id AS id FROM dossier_key k
   WHERE k.scope = %(team)s AND {KEY_OPENS})
SELECT t.due, t.kind, h.ref, h.name, t.id, t.words FROM (
  SELECT f.due_on AS due, 'confirmation' AS kind, c.household_id AS household, c.id AS id,
         p.name AS words
    FROM legal_confirmation f JOIN legal_consent c ON c.id = f.consent_id
    JOIN dossier_person p ON p.id = c.person_id
   WHERE f.sent_on IS NULL AND c.ended_at IS NULL AND c.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT r.due_on, 'attach', r.household_id, r.id, o.name
    FROM dossier_report r JOIN network_organization o ON o.id = r.organization_id
   WHERE r.status = 'sent' AND r.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT r.due_on, 'expected', r.household_id, r.id, o.name
    FROM dossier_report r JOIN network_organization o ON o.id = r.organization_id
   WHERE r.status = 'to_write' AND r.due_on < %(day)s AND r.author_id <> %(by)s
     AND r.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT r.due_on, 'write', r.household_id, r.id, r.contact_with
    FROM dossier_report r
   WHERE r.status = 'to_write' AND r.author_id = %(by)s
     AND EXISTS (SELECT 1 FROM dossier_key k WHERE k.household_id = r.household_id AND {KEY_OPENS})
  UNION ALL
  SELECT e.due_on, 'evaluation_' || e.kind, e.household_id, e.id, ''
    FROM journey_evaluation e
   WHERE e.held_on IS NULL AND e.due_on <= %(ahead)s AND e.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT (w.received_at AT TIME ZONE 'Europe/Amsterdam')::date + 7,
         CASE WHEN w.explored_on IS NULL THEN 'explore' ELSE 'conclude' END,
         c.household_id, w.id, p.name
    FROM legal_withdrawal w JOIN legal_consent c ON c.id = w.consent_id
    JOIN dossier_person p ON p.id = c.person_id
   WHERE w.outcome = '' AND c.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT (d.denied_at AT TIME ZONE 'Europe/Amsterdam')::date,
         CASE WHEN d.household_id IN (SELECT id FROM mine) THEN 'not_me' ELSE 'not_me_face' END,
         d.household_id, d.id, p.name
    FROM legal_withdrawaldenial d JOIN legal_withdrawal w ON w.id = d.withdrawal_id
    JOIN legal_consent c ON c.id = w.consent_id JOIN dossier_person p ON p.id = c.person_id
   WHERE d.spoken_at IS NULL AND (d.household_id IN (SELECT id FROM mine) OR EXISTS (
     SELECT 1 FROM dossier_contactperson f JOIN dossier_key k ON k.household_id = f.household_id
      WHERE f.household_id = d.household_id AND f.account_id = %(by)s AND f.since <= %(day)s
        AND (f.until IS NULL OR f.until > %(day)s) AND {KEY_OPENS}))
  UNION ALL
  SELECT (p.born_on + interval '12 years')::date, 'twelve', p.household_id, p.id, p.name
    FROM dossier_person p JOIN dossier_household x ON x.id = p.household_id
   WHERE p.household_id IN (SELECT id FROM mine) AND x.status IN ('started', 'reconsidering')
     AND p.left_on IS NULL
     AND p.born_on > %(thirteen)s AND p.born_on <= %(twelve)s
     AND NOT EXISTS (SELECT 1 FROM legal_consent c WHERE c.person_id = p.id)
  UNION ALL
  SELECT min(i.since), 'reconsent', i.household_id, p.id, p.name
    FROM dossier_involvement i JOIN dossier_person p ON p.household_id = i.household_id
   WHERE i.form NOT IN ('with_powers', 'with_measure') AND NOT i.anonymous AND i.origin = 'screen'
     AND i.since <= %(day)s AND (i.until IS NULL OR i.until > %(day)s) AND p.left_on IS NULL
     AND i.household_id IN (SELECT id FROM mine)
     AND (p.born_on <= %(thirteen)s OR p.born_on <= %(twelve)s AND EXISTS (
         SELECT 1 FROM legal_consent c WHERE c.person_id = p.id))
     AND NOT EXISTS (SELECT 1 FROM {_LEFT_OUT} WHERE u.person_id = p.id)
     AND NOT EXISTS (SELECT 1 FROM legal_consent c JOIN legal_consent_organizations n
       ON n.consent_id = c.id WHERE c.person_id = p.id AND n.organization_id = i.organization_id)
   GROUP BY i.household_id, p.id, p.name
  UNION ALL
  SELECT f.given_on, 'not_free', f.household_id, f.person_id, p.name
    FROM legal_freedommark m JOIN legal_consent f ON f.id = m.consent_id
    JOIN dossier_person p ON p.id = f.person_id
   WHERE m.is_not_free AND f.answer = 'yes' AND f.ended_at IS NULL
     AND (f.until IS NULL OR f.until > %(day)s) AND f.household_id IN (SELECT id FROM mine)
     AND NOT EXISTS (SELECT 1 FROM legal_consent n
       WHERE n.person_id = f.person_id AND (n.given_on, n.id) > (f.given_on, f.id))
  UNION ALL
  SELECT c.review_on, 'look_again', c.household_id, p.id, p.name
    FROM legal_careconsent c JOIN dossier_person p ON p.id = c.person_id
   WHERE c.answer = 'yes' AND c.ended_at IS NULL AND c.review_on <= %(ahead)s
     AND (c.until IS NULL OR c.until > %(day)s) AND c.household_id IN (SELECT id FROM mine)
     AND NOT EXISTS (SELECT 1 FROM legal_careconsent n
       WHERE n.person_id = c.person_id AND n.given_by_id = c.given_by_id
         AND lower(trim(n.help)) = lower(trim(c.help)) AND (n.given_on, n.id) > (c.given_on, c.id))
  UNION ALL
  SELECT c.until, 'consent_ends', c.household_id, p.id, p.name
    FROM legal_consent c JOIN dossier_person p ON p.id = c.person_id
    JOIN dossier_household x ON x.id = c.household_id
   WHERE c.answer = 'yes' AND c.ended_at IS NULL AND c.until <= %(soon)s
     AND x.status IN ('started', 'reconsidering') AND c.household_id IN (SELECT id FROM mine)
     AND NOT EXISTS (SELECT 1 FROM legal_consent n
       WHERE n.person_id = c.person_id AND n.given_on > c.given_on)
  UNION ALL
  SELECT %(day)s::date, 'no_ground', x.id, x.id, ''
    FROM dossier_household x
   WHERE x.status IN ('started', 'leaving') AND x.id IN (SELECT id FROM mine)
     AND NOT EXISTS (SELECT 1 FROM legal_consent c
       WHERE c.household_id = x.id AND c.answer = 'yes' AND c.given_on <= %(day)s
         AND (c.until IS NULL OR c.until > %(day)s) AND (c.ended_at IS NULL OR c.ended_at > %(at)s))
     AND NOT EXISTS (SELECT 1 FROM dossier_involvement i
       WHERE i.household_id = x.id AND i.form IN ('with_powers', 'with_measure')
         AND i.since <= %(day)s AND (i.until IS NULL OR i.until > %(day)s))
  UNION ALL
  SELECT %(day)s::date, 'measure_over', i.household_id, i.id, o.name
    FROM dossier_involvement i JOIN network_organization o ON o.id = i.organization_id
   WHERE i.form = 'with_measure' AND i.since <= %(day)s
     AND (i.until IS NULL OR i.until > %(day)s) AND i.household_id IN (SELECT id FROM mine)
     AND NOT EXISTS (SELECT 1 FROM legal_measure m
       WHERE m.household_id = i.household_id AND m.kind <> 'rvdk_test_request'
         AND (m.confirmed_at IS NOT NULL OR m.origin = 'case_file')
         AND greatest(m.since, m.decided_on) <= %(day)s
         AND (m.until IS NULL OR m.until > %(day)s))
  UNION ALL
  SELECT h2.registered_on + 14, h2.status, h2.id, h2.id, ''
    FROM dossier_household h2
   WHERE h2.status IN ('registered', 'admitted') AND h2.origin = 'screen'
     AND h2.id IN (SELECT id FROM mine)
  UNION ALL
  SELECT s.day, 'tell_swap', s.household_id, s.id, ''
    FROM dossier_seatchange s
   WHERE s.family_informed_on IS NULL AND s.household_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT x.tell_by, 'tell_sharing', x.household_id, x.id, x.recipient
    FROM legal_exchange x
   WHERE x.told_on IS NULL AND x.tell_by <= %(ahead)s
     AND (x.household_id IN (SELECT id FROM mine)
       OR (x.shared_by_id = %(by)s AND EXISTS (SELECT 1 FROM dossier_key k
         WHERE k.account_id = %(by)s AND k.household_id = x.household_id AND k.since <= %(at)s
           AND (k.until IS NULL OR k.until > %(at)s))))
  UNION ALL
  SELECT q.due_on, 'tell_points', q.household_id, q.id, ''
    FROM legal_tellpromise q
   WHERE q.due_on <= %(ahead)s AND q.household_id IN (SELECT id FROM mine)
     AND EXISTS (SELECT 1 FROM dossier_person h
       WHERE h.household_id = q.household_id AND h.left_on IS NULL
         AND (h.id = q.person_id OR q.person_id IS NULL AND h.born_on <= %(twelve)s
           AND NOT EXISTS (SELECT 1 FROM {_LEFT_OUT} WHERE u.person_id = h.id))
         AND NOT q.points <@ ARRAY(SELECT p.point FROM legal_toldpoint p
           WHERE p.person_id = h.id))
  UNION ALL
  {TOO_LONG_AGO}
) t JOIN dossier_household h ON h.id = t.household
WHERE h.status <> 'ended' OR t.kind = 'tell_sharing'
ORDER BY t.due, h.id, t.kind, t.id LIMIT %(limit)s
"""  # noqa: S608 - our own words

_TITLES = {
    "confirmation": ("Bevestiging van toestemming versturen", "{words} gaf toestemming"),
    "attach": ("Verslag van {words} toevoegen", "het verslag is binnen"),
    "expected": ("Verslag van {words} is er nog niet", "vraag ernaar"),
    "write": ("Verslag schrijven", "contact met {words}, zonder het lokaal team"),
    "evaluation_interim": ("Evaluatie houden", "samen met het gezin"),
    "evaluation_end": ("Eindevaluatie houden", "samen met het gezin"),
    "explore": ("Oplossing bespreken", "een toestemming is ingetrokken"),
    "conclude": ("Uitkomst van de intrekking vastleggen", "een toestemming is ingetrokken"),
    "not_me": ("{words} bellen", "zegt: ik trok mijn toestemming niet in"),
    "not_me_face": ("{words} bellen", "zegt: ik trok mijn toestemming niet in"),
    "twelve": ("{words} is 12: vraag om toestemming", "vanaf 12 jaar beslist een kind mee"),
    "reconsent": (
        "{words} vragen over wie erbij kwam",
        "er doet een organisatie mee zonder antwoord",
    ),
    "not_free": ("Iemand nog een keer alleen spreken", "vraag opnieuw"),
    "look_again": ("Hulp voor {words} opnieuw bekijken", "gevraagd zonder ja van de ouders"),
    "no_ground": ("Er is geen grond meer", "vraag toestemming of rond af"),
    "measure_over": ("Maatregel is voorbij: {words} laten stoppen", "of leg de verlenging vast"),
    "consent_ends": ("Toestemming loopt af", "vraag {words} of het nog goed is"),
    "registered": ("Gezamenlijke triage houden", "aangemeld, nog niet besproken"),
    "admitted": ("Toestemming vragen en starten", "toegelaten, nog niet gestart"),
    "safety": ("Al {words} weken niet over veiligheid gesproken", "vraag hoe veilig het thuis is"),
    "tell_sharing": ("Vertellen wat er is gedeeld", "zonder toestemming"),
    "tell_points": ("Vertellen wat eerder niet kon", "nog niet alles is verteld"),
    "tell_swap": ("Wisseling vertellen aan het gezin", "wie voorop zit is veranderd"),
}
_PLACES = {
    "confirmation": "legal:confirmation",
    "attach": "dossier:report_read",
    "expected": "dossier:report_read",
    "write": "legal:report_send",
    "evaluation_interim": "journey:evaluation_hold",
    "evaluation_end": "journey:evaluation_hold",
    "explore": "journey:explore",
    "conclude": "journey:conclude",
    "not_me": "legal:denial",
    "not_me_face": "desk:together",
    "twelve": "legal:consent",
    "reconsent": "legal:consent",
    "not_free": "legal:consent",
    "look_again": "legal:help",
    "no_ground": "desk:together",
    "measure_over": "journey:let_go",
    "consent_ends": "legal:consent",
    "registered": "journey:triage_in",
    "admitted": "desk:together",
    "safety": "legal:entry_add",
    "tell_sharing": "legal:exchange_told",
    "tell_points": "legal:talk",
    "tell_swap": "journey:tell_swap",
}
# Names of organizations are said whole, people by their first name.
_FULL_WORDS = frozenset({"attach", "expected", "write", "measure_over", "tell_sharing"})
_WHOLE = frozenset({"not_me_face", "registered", "admitted", "no_ground", "safety", "tell_points"})


def tasks_for(by: Account, *, at: datetime) -> list[Task]:
    """What asks for attention, by deadline; at most MOST of a household, and the quarters."""
    day = day_of(at)
    values: dict[str, Any] = {
        "by": by.pk,
        "at": at,
        "team": Scope.LOCAL_TEAM.value,
        "day": day,
        "ahead": day + AHEAD,
        "soon": day + 2 * AHEAD,
        "twelve": _years_before(day, DECIDES_TOO),
        "thirteen": _years_before(day, ADULT),
        "limit": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TASKS, values)
        found = [_task(row) for row in cursor.fetchall()]
    found += [*power_tasks(by, at=at), *_quarters(by, at=at), *_looks(by, at=at)]
    found += [*_keys(by, at=at), *vacant.todo(by, at=at), *unsent.todo(by, at=at)]
    found += plan_tasks(by, at=at)
    return sorted(found, key=lambda task: task.due_on)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: who is born on it has a birthday on 1 March
        return day.replace(year=day.year - years, day=28)


def _task(row: Sequence[Any]) -> Task:
    due, kind, ref, name, id_, words = row
    title, why = _TITLES[kind]
    first = words if kind in _FULL_WORDS else words.partition(" ")[0]
    args = [ref] if kind in _WHOLE else [ref, id_]
    return Task(
        title=title.format(words=first),
        about=f"Gezin {name} · {why.format(words=first)}",
        due_on=due,
        url=reverse(_PLACES[kind], args=args),
        household=ref,
    )


def _looks(by: Account, *, at: datetime) -> list[Task]:
    """Looks that wait to be judged, for who watches over a pilot (NEN 7513)."""
    waiting = looks.waiting_for(by, at=at)
    if waiting is None:
        return []
    about = "één punt" if waiting.count == 1 else f"{waiting.count} punten"
    return [
        Task(
            title="Inzage nakijken",
            about=f"{about}: keek iemand terecht?",
            due_on=waiting.due_on,
            url=reverse("desk:looks"),
        )
    ]


def _quarters(by: Account, *, at: datetime) -> list[Task]:
    """Quarters that are over and not submitted, for who submits them (MON-08, INV-44)."""
    return [
        Task(
            title="Kwartaal indienen",
            about=f"{one.pilot} · {one.label}" + (f" en nog {one.more}" if one.more else ""),
            due_on=after_workdays(one.last_day, SUBMIT_WITHIN_WORKDAYS),
            url=reverse("monitor_submit", args=[one.quarter, one.slug]),
        )
        for one in quarters_to_submit(by, at=at)
    ]


def _keys(by: Account, *, at: datetime) -> list[Task]:
    """What keys ask of somebody: who watches over them, and who asked for one."""
    return [Task(*todo) for todo in keepers.todo(by, at=at)]
