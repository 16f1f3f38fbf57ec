"""Who may see and set what bodies became."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0033_likely_pairs_grants"), ("speakers", "0007_successions")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
