"""What is submitted stays: no row of a submission is ever changed or taken away (INV-35).

The owner may lift the triggers in a migration, and then the migration says so.
"""

from typing import ClassVar

from django.db import migrations

FREEZE = """
CREATE FUNCTION monitor_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is frozen: % refused. Submit a next version.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER submission_no_change BEFORE UPDATE OR DELETE ON monitor_submission
    FOR EACH STATEMENT EXECUTE FUNCTION monitor_is_frozen();
CREATE TRIGGER submission_no_truncate BEFORE TRUNCATE ON monitor_submission
    FOR EACH STATEMENT EXECUTE FUNCTION monitor_is_frozen();
CREATE TRIGGER submittedfigure_no_change BEFORE UPDATE OR DELETE ON monitor_submittedfigure
    FOR EACH STATEMENT EXECUTE FUNCTION monitor_is_frozen();
CREATE TRIGGER submittedfigure_no_truncate BEFORE TRUNCATE ON monitor_submittedfigure
    FOR EACH STATEMENT EXECUTE FUNCTION monitor_is_frozen();
REVOKE UPDATE, DELETE, TRUNCATE ON monitor_submission, monitor_submittedfigure FROM PUBLIC;
"""

THAW = """
DROP TRIGGER submission_no_change ON monitor_submission;
DROP TRIGGER submission_no_truncate ON monitor_submission;
DROP TRIGGER submittedfigure_no_change ON monitor_submittedfigure;
DROP TRIGGER submittedfigure_no_truncate ON monitor_submittedfigure;
DROP FUNCTION monitor_is_frozen();
"""


class Migration(migrations.Migration):
    """Freeze what is submitted."""

    dependencies: ClassVar = [("monitor", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FREEZE, THAW)]
