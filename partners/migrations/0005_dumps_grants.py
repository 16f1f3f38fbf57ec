"""What each group may see of dumps."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("partners", "0004_dumps")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
