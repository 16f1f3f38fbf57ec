
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Statements of nobody registered are found by kind, however many have nobody."""

    dependencies = [
        ('articles', '0005_articles_not_live'),
        ('claims', '0039_review_imports_grants'),
        ('speakers', '0011_imports_of_successions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_unlinked_kind',
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(models.Case(models.When(speaker=None, then=models.F('speaker_kind'))), models.F('status'), models.F('id'), name='statement_kind_unlinked'),
        ),
    ]
