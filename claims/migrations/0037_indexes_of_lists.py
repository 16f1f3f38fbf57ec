from django.db import migrations, models


class Migration(migrations.Migration):
    """Statements are found by article, speech act and kind of speaker without reading all."""

    dependencies = [("claims", "0036_link_proposals_grants")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["version", "status", "id"], name="statement_by_version"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["status", "cue_class", "id"], name="statement_by_act"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(speaker=None),
                fields=["status", "speaker_kind", "id"],
                name="statement_unlinked_kind",
            ),
        ),
    ]
