"""A shield keeps the places it stands for; an address says to whom the team opened it."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tandem.dossier.rules.places import place_of


def know_places(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Spell every place as it is compared from now on, and give every shield its place."""
    shields = apps.get_model("dossier", "Shield").objects
    for address in apps.get_model("dossier", "Address").objects.order_by("id"):
        address.place = place_of(address.lines)
        address.save(update_fields=["place"])
        shields.filter(address=address).update(places=[address.place])


# A shield is lifted by two; its places do not slip away by one either.
KEEP = """
CREATE FUNCTION shield_keeps_its_places() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF NOT NEW.places @> OLD.places OR NEW.address_id IS DISTINCT FROM OLD.address_id THEN
        RAISE check_violation USING MESSAGE = 'a shield keeps its places';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER shield_keeps_its_places
    BEFORE UPDATE OF places, address_id ON dossier_shield
    FOR EACH ROW EXECUTE FUNCTION shield_keeps_its_places();
"""
LET_GO = """
DROP TRIGGER shield_keeps_its_places ON dossier_shield;
DROP FUNCTION shield_keeps_its_places();
"""


class Migration(migrations.Migration):
    """Two lists more, filled from what there is, and a trigger."""

    dependencies: ClassVar = [("dossier", "0007_entry_kinds")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="address",
            name="opened_to",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="bewust open voor",
            ),
        ),
        migrations.AddField(
            model_name="shield",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=400),
                blank=True,
                default=list,
                size=None,
                verbose_name="afgeschermde plekken",
            ),
        ),
        migrations.RunPython(know_places, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(KEEP, LET_GO),
    ]
