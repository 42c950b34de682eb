from django.db import migrations


class Migration(migrations.Migration):
    # Asking can become dangerous again after somebody answered.

    dependencies = [("legal", "0026_promised_to_somebody")]

    operations = [migrations.RemoveConstraint(model_name="notasked", name="not_asked_once")]
