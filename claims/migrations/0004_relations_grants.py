"""What each group may do with relations of claims and judgements on statements."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_relations_and_judgements")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
