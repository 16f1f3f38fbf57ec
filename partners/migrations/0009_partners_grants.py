"""What each group may see of partners."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("partners", "0008_keys_belong_to_partners")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
