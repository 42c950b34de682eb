"""The six prepared statements: who asks, the door, the audit rows, and what a page shows."""

SESSION = """
SELECT a.id, array_agg(s.role)
  FROM django_session d
  JOIN usersessions_usersession u ON u.session_key = d.session_key
  JOIN network_account a ON a.id = u.user_id AND a.is_active
  JOIN network_professional p ON p.account_id = a.id
  JOIN network_organization o ON o.id = p.employer_id
  LEFT JOIN network_assignment s ON s.account_id = a.id AND s.since <= %(day)s
       AND (s.until IS NULL OR s.until > %(day)s)
 WHERE d.session_key = %(session)s AND d.expire_date > %(at)s
 GROUP BY a.id, a.name, o.name
"""
DOOR = """
SELECT h.id, h.name, h.status, h.ended_on, p.name, o.name, h.source_ref,
       (SELECT array_agg(k.scope || ' ' || k.ground) FROM dossier_key k
         WHERE k.account_id = %(by)s AND k.household_id = h.id
           AND k.since <= %(at)s AND (k.until IS NULL OR k.until > %(at)s))
  FROM dossier_household h JOIN network_pilot p ON p.id = h.pilot_id
  JOIN network_organization o ON o.id = h.managed_by_id
 WHERE h.ref = %(ref)s
"""
AUDIT = """
INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)
VALUES (%(at)s, 'look', %(event)s, %(by)s, %(ref)s, %(subject)s, %(ground)s, '')
"""
# No audit, no answer: a list tells in the trail of every household that its name was shown.
AUDIT_LIST = """
WITH list AS (
  INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)
  VALUES (%(at)s, 'look', %(event)s, %(by)s, '', '', '', ''))
INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule, scope)
SELECT DISTINCT ON (h.ref) %(at)s, 'look', 'household_listed', %(by)s, h.ref, %(where)s, k.ground,
       '', k.scope
  FROM dossier_household h JOIN dossier_key k ON k.household_id = h.id
 WHERE h.id = ANY(%(listed)s) AND k.account_id = %(by)s AND k.since <= %(at)s
   AND (k.until IS NULL OR k.until > %(at)s)
 ORDER BY h.ref, k.id
"""
HEAD = """
SELECT
  (SELECT json_agg(json_build_array(p.id, p.name, p.born_on) ORDER BY p.born_on, p.id)
     FROM dossier_person p
    WHERE p.household_id = %(id)s AND (p.left_on IS NULL OR p.left_on > %(day)s)),
  (SELECT json_agg(json_build_array(c.person_id, c.answer, c.given_on,
            (c.until IS NULL OR c.until > %(day)s) AND (c.ended_at IS NULL OR c.ended_at > %(at)s),
            c.until - 1, ARRAY(SELECT o.name FROM legal_consent_organizations n
              JOIN network_organization o ON o.id = n.organization_id
              WHERE n.consent_id = c.id ORDER BY o.name, o.id)) ORDER BY c.given_on, c.id)
     FROM legal_consent c WHERE c.household_id = %(id)s),
  (SELECT json_agg(json_build_array(i.form, i.since) ORDER BY i.form, i.since)
     FROM dossier_involvement i
    WHERE i.household_id = %(id)s AND i.form IN ('with_powers', 'with_measure')
      AND i.since <= %(day)s AND (i.until IS NULL OR i.until > %(day)s)),
  (SELECT json_agg(json_build_array(s.position, o.name, s.since, s.since <= %(day)s
            AND (s.until IS NULL OR s.until > %(day)s)) ORDER BY s.since, s.id)
     FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
    WHERE s.household_id = %(id)s AND (s.until IS NULL OR s.until > s.since)),
  (SELECT json_agg(json_build_array(a.name, k.reach, k.frequency) ORDER BY k.since, k.id)
     FROM dossier_contactperson k JOIN network_account a ON a.id = k.account_id
    WHERE k.household_id = %(id)s AND k.since <= %(day)s
      AND (k.until IS NULL OR k.until > %(day)s))
"""
STORY = """
SELECT day, kind, place, id, text, a, b, c, d, e FROM (
(SELECT e.happened_on AS day, e.kind, 9 AS place, e.id, e.text, e.source AS a, e.provenance AS b,
        e.contact AS c, w.name AS d,
        (SELECT string_agg(split_part(p.name, ' ', 1), ', ' ORDER BY p.born_on)
           FROM dossier_entry_about m JOIN dossier_person p ON p.id = m.person_id
          WHERE m.entry_id = e.id) AS e
   FROM dossier_entry e JOIN network_account w ON w.id = e.written_by_id
  WHERE e.household_id = %(id)s ORDER BY e.happened_on DESC, e.id DESC LIMIT 26)
UNION ALL SELECT registered_on, 'registered', 0, id, name, '', '', '', '', ''
  FROM dossier_household WHERE id = %(id)s
UNION ALL SELECT ended_on, 'ended', 8, id, end_reason, '', '', '', '', ''
  FROM dossier_household WHERE id = %(id)s AND ended_on IS NOT NULL
UNION ALL SELECT held_on, 'triage', CASE direction WHEN 'in' THEN 1 ELSE 6 END, id, motivation,
  outcome, '', '', '', '' FROM journey_triage WHERE household_id = %(id)s
UNION ALL SELECT explained_on, 'explained', 2, id, '', '', '', '', '', ''
  FROM legal_explanation WHERE household_id = %(id)s
UNION ALL (SELECT given_on, 'consent', 3, min(id), string_agg(name, '|' ORDER BY id), answer,
    '', '', '', ''
  FROM (SELECT c.id, c.given_on, c.answer, split_part(p.name, ' ', 1) AS name FROM legal_consent c
    JOIN dossier_person p ON p.id = c.person_id WHERE c.household_id = %(id)s) g
  GROUP BY given_on, answer)
UNION ALL SELECT (x.received_at AT TIME ZONE 'Europe/Amsterdam')::date, 'withdrawn', 3, x.id,
  p.name, x.outcome, '', '', '', '' FROM legal_withdrawal x
  JOIN legal_consent c ON c.id = x.consent_id JOIN dossier_person p ON p.id = c.person_id
  WHERE c.household_id = %(id)s
UNION ALL SELECT x.since, 'involved', 4, x.id, o.name, x.form, '', '', '', ''
  FROM dossier_involvement x JOIN network_organization o ON o.id = x.organization_id
  WHERE x.household_id = %(id)s
UNION ALL SELECT x.until - 1, 'let_go', 5, x.id, o.name, x.form, '', '', '', ''
  FROM dossier_involvement x JOIN network_organization o ON o.id = x.organization_id
  WHERE x.household_id = %(id)s AND x.until IS NOT NULL
UNION ALL SELECT day, 'swapped', 5, id, trigger, '', '', '', '', ''
  FROM dossier_seatchange WHERE household_id = %(id)s
UNION ALL SELECT x.informed_on, 'told', 3, x.id, o.name, '', '', '', '', ''
  FROM legal_familyinformed x JOIN network_organization o ON o.id = x.organization_id
  WHERE x.household_id = %(id)s
UNION ALL SELECT x.decided_on, 'decided', 4, x.id, o.name, x.regime, '', '', '', ''
  FROM legal_coredecision x JOIN network_organization o ON o.id = x.organization_id
  WHERE x.household_id = %(id)s
UNION ALL SELECT decided_on, 'measure', 4, id, kind, '', '', '', '', ''
  FROM legal_measure WHERE household_id = %(id)s
UNION ALL SELECT held_on, 'evaluated', 6, id, family_view, '', '', '', '', ''
  FROM journey_evaluation WHERE household_id = %(id)s AND held_on IS NOT NULL
) lines ORDER BY day DESC, place DESC, id DESC LIMIT 26
"""
_ROWS = """
SELECT h.id, h.ref, h.name, h.status, p.name,
  (SELECT i.form FROM dossier_involvement i WHERE i.household_id = h.id
      AND i.form IN ('with_powers', 'with_measure') AND i.since <= %(day)s
      AND (i.until IS NULL OR i.until > %(day)s) ORDER BY i.form LIMIT 1),
  EXISTS (SELECT FROM legal_consent c WHERE c.household_id = h.id AND c.answer = 'yes'
      AND c.given_on <= %(day)s AND (c.until IS NULL OR c.until > %(day)s)
      AND (c.ended_at IS NULL OR c.ended_at > %(at)s)),
  (SELECT array_agg(s.position || ' ' || o.name)
     FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
    WHERE s.household_id = h.id AND s.since <= %(day)s
      AND (s.until IS NULL OR s.until > %(day)s)),
  (SELECT e.happened_on FROM dossier_entry e WHERE e.household_id = h.id AND e.contact <> 'none'
    ORDER BY e.happened_on DESC, e.id DESC LIMIT 1)
  FROM mine JOIN dossier_household h ON h.id = mine.id JOIN network_pilot p ON p.id = h.pilot_id
 ORDER BY h.id DESC
"""
_KEY = """k.account_id = %(by)s AND k.scope IN ('local_team', 'partner') AND k.since <= %(at)s
   AND (k.until IS NULL OR k.until > %(at)s)"""
LIST = f"""
WITH mine AS (
  SELECT DISTINCT k.household_id AS id FROM dossier_key k
    JOIN dossier_household h2 ON h2.id = k.household_id
   WHERE {_KEY} AND h2.status <> 'ended' AND k.household_id < %(before)s ORDER BY 1 DESC LIMIT 26)
{_ROWS}"""
SEARCH = f"""
WITH mine AS (SELECT DISTINCT id FROM (
  SELECT w.household_id AS id FROM dossier_searchword w
   WHERE w.word ~>=~ %(word)s AND w.word ~<~ %(beyond)s
     AND EXISTS (SELECT FROM dossier_key k WHERE k.household_id = w.household_id AND {_KEY})
   ORDER BY w.word USING ~<~, w.household_id LIMIT 26) found)
{_ROWS}"""
