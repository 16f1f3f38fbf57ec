"""What each group may see of acts."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_acts_complete")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
