-- What the monitor counts from: dates, kinds and numbers of the pilots that are the reader's to
-- see, without a name, a reference, a birth date or a word that somebody wrote.
CREATE SCHEMA figures;

CREATE VIEW figures.household WITH (security_barrier) AS
SELECT h.id, h.pilot_id, h.registered_on, h.ended_on,
    EXISTS (
        SELECT FROM dossier_person x
        WHERE x.household_id = h.id AND x.born_on <= h.registered_on
          AND x.born_on > (h.registered_on - INTERVAL '18 years')::date
          AND (x.left_on IS NULL OR x.left_on > h.registered_on)
    ) AS has_minors
FROM dossier_household h
WHERE h.pilot_id = ANY((SELECT tandem.pilots())::bigint[]);

CREATE VIEW figures.involvement WITH (security_barrier) AS
SELECT i.id, i.household_id, i.form, i.since, i.until
FROM dossier_involvement i JOIN figures.household h ON h.id = i.household_id;

CREATE VIEW figures.hours WITH (security_barrier) AS
SELECT x.involvement_id, x.day, x.hours
FROM dossier_hours x JOIN figures.involvement i ON i.id = x.involvement_id;

CREATE VIEW figures.intake WITH (security_barrier) AS
SELECT n.household_id, n.measure_considered
FROM journey_intake n JOIN figures.household h ON h.id = n.household_id;

CREATE VIEW figures.measure WITH (security_barrier) AS
SELECT m.household_id, m.kind, m.initiated_by_pilot, m.running_at_intake, m.decided_on
FROM legal_measure m JOIN figures.household h ON h.id = m.household_id;

-- Which phase of safety a household was in from which day: a number and a day.
CREATE VIEW figures.phase WITH (security_barrier) AS
SELECT f.household_id, f.phase, f.begun_on
FROM journey_phasechange f JOIN figures.household h ON h.id = f.household_id;

-- How often somebody went in without a key, and what came of it: days and words from a list only.
CREATE VIEW figures.emergency WITH (security_barrier) AS
SELECT h.pilot_id, (e.opened_at AT TIME ZONE 'Europe/Amsterdam')::date AS opened_on, e.outcome,
    e.told_on IS NOT NULL AS is_told
FROM dossier_emergency e JOIN figures.household h ON h.id = e.household_id;
