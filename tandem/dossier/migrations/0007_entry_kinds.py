"""An entry keeps its kind, and nothing else becomes a fact or a report (INV-42)."""

from typing import ClassVar

from django.db import migrations, models

KEEP = """
CREATE FUNCTION entry_keeps_its_kind() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    was text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.kind <> OLD.kind THEN
        RAISE check_violation USING MESSAGE = 'an entry keeps its kind';
    END IF;
    SELECT e.kind INTO was FROM public.dossier_entry e WHERE e.id = NEW.replaces_id;
    IF was <> NEW.kind AND (NEW.kind IN ('fact', 'report') OR was = 'report') THEN
        RAISE check_violation USING MESSAGE = 'what was said as ' || was
            || ' never becomes a ' || NEW.kind;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_keeps_its_kind
    BEFORE INSERT OR UPDATE OF kind, replaces_id ON dossier_entry
    FOR EACH ROW EXECUTE FUNCTION entry_keeps_its_kind();
"""
LET_GO = """
DROP TRIGGER entry_keeps_its_kind ON dossier_entry;
DROP FUNCTION entry_keeps_its_kind();
"""


class Migration(migrations.Migration):
    """Two kinds more, and a trigger."""

    dependencies: ClassVar = [("dossier", "0006_look_reviews")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("fact", "feit"),
                    ("opinion", "mening"),
                    ("concern", "zorg"),
                    ("going_well", "wat goed gaat"),
                    ("agreement", "afspraak"),
                    ("reaction", "reactie"),
                    ("report", "verslag van een partner"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
