from django.db import migrations, models


class Migration(migrations.Migration):
    """Acts on questions are worded as deeds, after the name of who did them; no row changes."""

    dependencies = [("claims", "0040_unlinked_kind")]

    operations = [
        migrations.AlterField(
            model_name="questionevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("merge", "merged another question into this one"),
                    ("split", "split off a question"),
                    ("relate", "related two claims"),
                    ("unrelate", "removed a relation of claims"),
                    ("tie", "kept statements in or out"),
                    ("untie", "took back “kept in” or “kept out”"),
                    ("review", "took or refused a partner’s review"),
                    ("undo", "took back"),
                ],
                max_length=10,
                verbose_name="act",
            ),
        ),
    ]
