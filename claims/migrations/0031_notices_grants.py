"""What each group may do with notices."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0030_notices")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
