from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("legal", "0027_not_asked_again")]

    operations = [
        migrations.AddField(
            model_name="coredecision",
            name="same_person_said",
            field=models.TextField(
                blank=True, default="", verbose_name="wie akkoord ging en in welke woorden"
            ),
            preserve_default=False,
        ),
        # Until now only the day was asked.
        migrations.RunSQL(
            "UPDATE legal_coredecision SET same_person_said = 'De woorden zijn niet opgeschreven.'"
            " WHERE same_person_agreed_on IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="coredecision",
            constraint=models.CheckConstraint(
                condition=Q(same_person_agreed_on=None) | ~Q(same_person_said=""),
                name="decision_says_who_agreed",
            ),
        ),
    ]
