"""Give the groups the permissions of saved searches."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    """Grants only; going back leaves what was granted."""

    dependencies = [
        ("tracker", "0002_saved_searches"),
        ("claims", "0008_groups_grants"),
    ]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
