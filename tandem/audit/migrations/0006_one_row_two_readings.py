"""One row per look or change: the second log is read from it, instead of written beside it.

The table of the second log goes; `tandem.processing` (config/second_lock/second_log.sql) gives its
lines from the rows of the trail, also those of before. Of the trail, two indexes go: the primary key
is in the order of sealing, and what is asked by moment is asked of a household, of who knocked, or
once a day of a whole month.
"""

from typing import ClassVar

from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION audit_make_month(month date) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    since timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    until timestamptz := (date_trunc('month', month::timestamp) + interval '1 month')
                         AT TIME ZONE 'UTC';
    part text := 'audit_event_' || to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)',
                   part, since, until);
    PERFORM audit_lock(part::regclass);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION audit_make_month(date) FROM PUBLIC;
DROP INDEX events_by_moment, events_to_seal;
ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey;
ALTER TABLE audit_event ADD PRIMARY KEY (xid, id, at);
"""


class Migration(migrations.Migration):
    """Let the second log go as a table."""

    dependencies: ClassVar = [("audit", "0005_leaves_and_seals")]
    operations: ClassVar = [
        migrations.RunSQL(FORWARD),
        migrations.DeleteModel("Processing"),
        # Thought out anew for every row, it cost a tenth of the speed of writing; the policies of
        # those who add say it too.
        migrations.RemoveConstraint("event", "event_kind_is_known"),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["actor_id", "at"],
                condition=models.Q(event="household_refused"),
                name="knocks_of_an_account",
            ),
        ),
    ]
