"""Give every name of the registry its look-up keys."""

from typing import Any

from django.db import migrations

from analysis.names.keys import stored_keys
from analysis.types import SpeakerKind

N_BATCH = 2000


def fill(apps: Any, schema_editor: Any) -> None:
    """Make the keys of all names, some thousand at a time."""
    names = apps.get_model("speakers", "SpeakerName")
    key_model = apps.get_model("speakers", "NameKey")
    last = 0
    while True:
        rows = names.objects.filter(pk__gt=last).order_by("pk")
        batch = list(rows.values_list("pk", "name", "speaker__kind")[:N_BATCH])
        if not batch:
            return
        key_model.objects.bulk_create(
            [
                key_model(name_id=pk, key=key)
                for pk, name, kind in batch
                for key in sorted(stored_keys(name, SpeakerKind(kind)))
            ],
            batch_size=N_BATCH,
            ignore_conflicts=True,
        )
        last = batch[-1][0]


class Migration(migrations.Migration):
    """Reversible: the keys go with their table."""

    dependencies = [("speakers", "0002_name_keys")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
