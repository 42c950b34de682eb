-- The second log (Logboek dataverwerkingen): one line per processing of a household, read from the
-- rows of the trail, without a name, a reference or anything about who did it. The trace id leads
-- an auditor to the row of the trail, and to what another organization wrote of the same exchange.

-- What makes an alias of a household. References can be tried one by one, so whoever could have an
-- alias made could turn one back: there is no function for it, and only the view reads the key.
CREATE TABLE tandem.alias_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    inner_pad bytea NOT NULL, outer_pad bytea NOT NULL
);

-- For the function below only: its moment is exact, and with that a line could be laid beside what
-- somebody signed at that very moment.
CREATE VIEW tandem.processing WITH (security_barrier) AS
SELECT e.at, e.trace_id,
    -- The salt is secret; what is made of it is as good as drawn by lot, and stays the same.
    left(encode(sha256('span'::bytea || uuid_send(e.salt)), 'hex'), 16) AS span_id,
    CASE e.outcome WHEN 0 THEN 'Ok' ELSE 'Error' END AS status,
    e.event AS name,
    (extract(epoch FROM e.at) * 1000)::bigint AS start_time,
    (extract(epoch FROM e.at) * 1000)::bigint AS end_time,
    CASE
        WHEN e.is_emergency THEN '{{urgent}}'
        WHEN e.purpose = 'supervision' THEN '{{supervise}}'
        WHEN e.way IN ('export', 'print', 'api') THEN '{{provide}}'
        WHEN e.way IN ('list', 'search') THEN '{{find}}'
        WHEN e.action = 'R' THEN '{{consult}}'
        ELSE '{{keep}}'
    END AS activity,
    left(encode(sha256(k.outer_pad || sha256(
        k.inner_pad || convert_to(e.household_ref, 'UTF8'))), 'hex'), 32) AS data_subject_id,
    'household' AS data_subject_type
FROM public.audit_event e CROSS JOIN tandem.alias_key k
-- Who knocked without a key processed nothing of anybody.
WHERE e.household_ref <> '' AND e.outcome <> 8;

-- The lines of some time. It finds the months that it needs by their moment.
CREATE FUNCTION tandem.processings(since timestamptz, until timestamptz)
RETURNS TABLE (trace_id varchar, span_id text, status text, name varchar, start_time bigint,
    end_time bigint, activity text, data_subject_id text, data_subject_type text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.trace_id, p.span_id, p.status, p.name, p.start_time, p.end_time, p.activity,
        p.data_subject_id, p.data_subject_type
    FROM tandem.processing p WHERE p.at >= since AND p.at < until
    ORDER BY p.start_time, p.span_id;
END;
