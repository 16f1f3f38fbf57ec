"""Who may import files into the registry: curators and up."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0031_notices_grants"), ("speakers", "0005_imports")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
