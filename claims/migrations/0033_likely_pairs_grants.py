"""Who may see likely duplicates in the registry."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0032_imports_grants"), ("speakers", "0006_likely_pairs")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
