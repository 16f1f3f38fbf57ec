from django.db import migrations, models


class Migration(migrations.Migration):
    """Statements of nobody registered are found by kind, however many have nobody."""

    dependencies = [("claims", "0039_review_imports_grants")]

    operations = [
        migrations.RemoveIndex(model_name="statement", name="statement_unlinked_kind"),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                models.Case(models.When(speaker=None, then=models.F("speaker_kind"))),
                models.F("status"),
                models.F("id"),
                name="statement_kind_unlinked",
            ),
        ),
    ]
