"""Who may hand in feeds of published reviews."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0038_review_imports")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
