"""What each group may see of the engine's quality, and who takes corrections out."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0025_quality")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
