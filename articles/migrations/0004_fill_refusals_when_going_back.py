"""Going back, what was refused is written out in English; going forward, a stored text stays as it is.

A text stored before is a message without values, and is shown as it stands. Before `reason_values` and
`last_error_values` are dropped, the values are put into their places, or the reasons would be lost.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import translation

from articles.errors import say

KEPT = {"IngestAttempt": "reason", "Feed": "last_error"}


def fill_in(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write every refusal out, in English."""
    with translation.override("en"):
        for model, field in KEPT.items():
            rows = apps.get_model("articles", model).objects.exclude(**{f"{field}_values": {}})
            for pk, message, values in rows.values_list("pk", field, f"{field}_values"):
                rows.filter(pk=pk).update(**{field: say(message, values), f"{field}_values": {}})


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_keep_values_of_refusals")]

    operations = [migrations.RunPython(migrations.RunPython.noop, fill_in)]
