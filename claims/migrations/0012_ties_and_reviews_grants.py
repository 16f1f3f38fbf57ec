"""What each group may do with ties to questions and reviews by partners."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_reviews_by_partners")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
