"""What each group may see of the change feed."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_change_feed"), ("claims", "0026_quality_grants")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
