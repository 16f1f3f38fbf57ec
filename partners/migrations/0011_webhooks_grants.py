"""What each group may see of webhooks."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("partners", "0010_webhooks")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
