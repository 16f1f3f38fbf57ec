from django.db import migrations, models


class Migration(migrations.Migration):
    """Articles that were corrected or withdrawn are counted without reading the others."""

    dependencies = [("articles", "0004_fill_refusals_when_going_back")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=~models.Q(state="live"), fields=["state"], name="article_not_live"
            ),
        ),
    ]
