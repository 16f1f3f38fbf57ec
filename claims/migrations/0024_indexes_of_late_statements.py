from django.db import migrations, models


class Migration(migrations.Migration):
    """Statements that changed lately, and those to be looked at again, are found without reading all."""

    dependencies = [("claims", "0023_question_events_by_time")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["modified_at"], name="statement_by_change"),
        ),
        migrations.AddIndex(
            model_name="statementvector",
            index=models.Index(
                condition=models.Q(looked_at=None),
                fields=["statement"],
                name="vector_to_look_at",
            ),
        ),
    ]
