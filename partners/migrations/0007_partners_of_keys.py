"""Open a partner for each name that keys bear; what a key could do before, it still can."""

from django.db import migrations
from django.utils.text import slugify


def open_partners(apps, schema_editor):
    keys = apps.get_model("partners", "ApiKey").objects.using(schema_editor.connection.alias)
    partners = apps.get_model("partners", "Partner").objects.using(schema_editor.connection.alias)
    for name in keys.order_by("partner_name").values_list("partner_name", flat=True).distinct():
        stem = slugify(name)[:70] or "partner"
        taken = partners.filter(slug__startswith=stem).count()
        partner, _ = partners.get_or_create(
            name=name, defaults={"slug": f"{stem}-{taken + 1}" if taken else stem}
        )
        keys.filter(partner_name=name).update(partner=partner)


def name_keys(apps, schema_editor):
    keys = apps.get_model("partners", "ApiKey").objects.using(schema_editor.connection.alias)
    for key in keys.select_related("partner"):
        keys.filter(pk=key.pk).update(partner_name=key.partner.name)


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_partners")]

    operations = [migrations.RunPython(open_partners, name_keys)]
