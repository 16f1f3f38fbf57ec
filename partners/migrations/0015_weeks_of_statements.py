import django.db.models.deletion
from django.db import migrations, models

from partners.triggers import drop_triggers


def leave_no_trigger(apps, schema_editor):
    """Without its table the triggers would refuse every statement; the next `migrate` makes those there should be."""
    drop_triggers(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """The week in which each statement's article was published is kept; `partners.triggers` fills it after the migration."""

    dependencies = [
        ("claims", "0041_question_acts_as_deeds"),
        ("partners", "0014_claim_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementWeek",
            fields=[
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="dated",
                        serialize=False,
                        to="claims.statement",
                        verbose_name="statement",
                    ),
                ),
                ("week", models.IntegerField(verbose_name="week")),
            ],
            options={
                "verbose_name": "week of a statement",
                "verbose_name_plural": "weeks of statements",
                "indexes": [models.Index(fields=["week", "statement"], name="statement_by_week")],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, leave_no_trigger),
    ]
