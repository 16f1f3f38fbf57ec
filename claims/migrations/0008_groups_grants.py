"""What each group of users may do with groups of statements."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_groups_of_statements")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
