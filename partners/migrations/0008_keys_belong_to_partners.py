"""A key belongs to a partner; the name stands there alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0007_partners_of_keys")]

    operations = [
        migrations.AlterField(
            "apikey",
            "partner",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="keys",
                to="partners.partner",
                verbose_name="partner",
            ),
        ),
        migrations.RemoveField("apikey", "partner_name"),
    ]
