"""What each group of users may do with desks and with the queue."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_review_queue")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
