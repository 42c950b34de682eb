from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossier", "0010_after_leaving"),
        ("legal", "0016_who_uses_powers"),
        ("network", "0004_second_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Not of what stood here before it was asked: that gets a last day when somebody comes by.
        AddConstraintNotValid(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "case_file"),
                    ("kind", "rvdk_test_request"),
                    models.Q(("kind", "authority_termination"), ("provisional", False)),
                    ("until__isnull", False),
                    _connector="OR",
                ),
                name="measure_on_screen_says_until_when",
            ),
        ),
    ]
