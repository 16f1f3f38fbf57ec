"""Who may see proposed links and judgements on names."""

from django.db import migrations

from claims.groups import grant_groups


class Migration(migrations.Migration):
    dependencies = [("claims", "0035_link_proposals"), ("speakers", "0008_mention_judgements")]

    operations = [migrations.RunPython(grant_groups, migrations.RunPython.noop)]
