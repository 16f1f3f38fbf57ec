"""Who may judge records of the registry: curators and up."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0026_quality_grants"), ("speakers", "0004_judgements")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
