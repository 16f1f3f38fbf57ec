import django.db.models.deletion
from django.db import migrations, models

from partners.triggers import drop_triggers


def leave_no_trigger(apps, schema_editor):
    """Without their tables the triggers would refuse every write; the next `migrate` makes those there should be."""
    drop_triggers(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """What speaks to each claim is kept; the worker counts it, and until it has, claims are counted as they are read."""

    dependencies = [
        ("claims", "0041_question_acts_as_deeds"),
        ("partners", "0013_keyed_requests_grants"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimCount",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                ("statements", models.PositiveIntegerField(verbose_name="statements")),
                ("asserting", models.PositiveIntegerField(verbose_name="asserting")),
                ("denying", models.PositiveIntegerField(verbose_name="denying")),
                ("qualifying", models.PositiveIntegerField(verbose_name="qualifying")),
                ("origins", models.PositiveIntegerField(verbose_name="independent reports")),
                ("speakers", models.PositiveIntegerField(verbose_name="speakers")),
            ],
            options={
                "verbose_name": "counts of a claim",
                "verbose_name_plural": "counts of claims",
            },
        ),
        migrations.CreateModel(
            name="Recount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("claim_id", models.BigIntegerField(db_index=True, verbose_name="claim")),
            ],
            options={
                "verbose_name": "claim to be counted",
                "verbose_name_plural": "claims to be counted",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, leave_no_trigger),
    ]
