"""What each group may see of requests under keys of their own."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("partners", "0012_keyed_requests")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
