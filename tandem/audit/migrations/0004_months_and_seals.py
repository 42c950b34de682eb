"""The trail in a part per month, and what sealing it needs.

`xid`, `epoch` and `salt` are columns of the table only: no page reads them. `audit_make_month`
makes the part of a month, with the triggers that keep it append-only and closed to direct reading
(row-level security without a policy: only through the whole table, under the policies of that).
"""

from typing import ClassVar

from django.db import migrations

FORWARD = """
ALTER TABLE audit_event RENAME TO audit_event_before;
CREATE TABLE audit_event (
    LIKE audit_event_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    epoch integer NOT NULL DEFAULT 1,
    salt uuid NOT NULL DEFAULT gen_random_uuid()
) PARTITION BY RANGE (at);

ALTER TABLE audit_processing RENAME TO audit_processing_before;
CREATE TABLE audit_processing (
    LIKE audit_processing_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS
) PARTITION BY RANGE (start_time);

CREATE OR REPLACE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION audit_lock(part regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only()', part);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only()', part);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', part);
END
$$;

CREATE FUNCTION audit_make_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    since timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    until timestamptz := (date_trunc('month', month::timestamp) + interval '1 month')
                         AT TIME ZONE 'UTC';
    suffix text := to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass('audit_event_' || suffix) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)',
                   'audit_event_' || suffix, since, until);
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_processing FOR VALUES FROM (%L) TO (%L)',
                   'audit_processing_' || suffix,
                   (extract(epoch FROM since) * 1000)::bigint,
                   (extract(epoch FROM until) * 1000)::bigint);
    PERFORM audit_lock(('audit_event_' || suffix)::regclass),
            audit_lock(('audit_processing_' || suffix)::regclass);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', 'audit_event_' || suffix);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', 'audit_processing_' || suffix);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION audit_make_month(date), audit_lock(regclass) FROM PUBLIC;

SELECT audit_make_month(month::date) FROM (
    SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC') AS month FROM audit_event_before
    UNION SELECT generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
                                 date_trunc('month', now() AT TIME ZONE 'UTC')
                                 + interval '12 months', interval '1 month')
) AS months;
-- A moment outside every month that was made still gets its row: no audit, no answer.
CREATE TABLE audit_event_other PARTITION OF audit_event DEFAULT;
CREATE TABLE audit_processing_other PARTITION OF audit_processing DEFAULT;
ALTER TABLE audit_event_other ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_processing_other ENABLE ROW LEVEL SECURITY;

INSERT INTO audit_event SELECT * FROM audit_event_before ORDER BY id;
DROP TABLE audit_event_before;
DROP TABLE audit_processing_before;

CREATE SEQUENCE audit_event_number OWNED BY audit_event.id;
SELECT setval('audit_event_number', coalesce(max(id), 0) + 1, false) FROM audit_event;
ALTER TABLE audit_event ALTER id SET DEFAULT nextval('audit_event_number');
ALTER TABLE audit_event ADD PRIMARY KEY (id, at);
CREATE SEQUENCE audit_processing_number OWNED BY audit_processing.id;
ALTER TABLE audit_processing ALTER id SET DEFAULT nextval('audit_processing_number');
ALTER TABLE audit_processing ADD PRIMARY KEY (id, start_time);

CREATE INDEX events_of_a_household ON audit_event (household_ref, at DESC, id DESC)
    WHERE NOT household_ref = '';
CREATE INDEX events_to_seal ON audit_event (xid);
CREATE INDEX events_by_moment ON audit_event USING brin (at);

SELECT audit_lock('audit_event'), audit_lock('audit_event_other'),
       audit_lock('audit_processing'), audit_lock('audit_processing_other');
"""


class Migration(migrations.Migration):
    """Divide the trail, and make it ready to be sealed."""

    dependencies: ClassVar = [("audit", "0003_nen_7513")]
    operations: ClassVar = [migrations.RunSQL(FORWARD)]
