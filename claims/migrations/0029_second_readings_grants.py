"""Who may send decided statements back, and who settles readings that differ."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_second_readings")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
