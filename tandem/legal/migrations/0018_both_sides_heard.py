from django.db import migrations, models

# What was tested before this was asked does not say it, and says so.
NOT_SAID = """
UPDATE public.legal_protectiontest SET {side}_not_heard = 'Niet vastgelegd.'
WHERE {side}_heard = '';
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0017_measure_ends")]

    operations = [
        migrations.AddField(
            model_name="protectiontest",
            name="children_not_heard",
            field=models.TextField(
                blank=True, default="", verbose_name="waarom de kinderen niet zijn gehoord"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="protectiontest",
            name="parents_not_heard",
            field=models.TextField(
                blank=True, default="", verbose_name="waarom de ouders niet zijn gehoord"
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(NOT_SAID.format(side="children"), migrations.RunSQL.noop),
        migrations.RunSQL(NOT_SAID.format(side="parents"), migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="protectiontest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("children_heard", ""), ("children_not_heard", ""), _negated=True
                ),
                name="children_are_heard_or_it_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectiontest",
            constraint=models.CheckConstraint(
                condition=models.Q(("parents_heard", ""), ("parents_not_heard", ""), _negated=True),
                name="parents_are_heard_or_it_says_why_not",
            ),
        ),
    ]
