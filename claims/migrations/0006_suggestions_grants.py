"""What each group may see of vectors, rated pairs and suggestions."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_vectors_and_suggestions")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
