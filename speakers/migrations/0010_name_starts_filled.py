"""Give every name what it is looked up by while somebody types."""

from typing import Any

from django.db import migrations

N_BATCH = 2000
MAX_START = 40


def starts_of(key: str) -> set[str]:
    """Return the key from the beginning of each of its words on."""
    words = key.split()
    return {" ".join(words[i:])[:MAX_START] for i in range(len(words))}


def fill(apps: Any, schema_editor: Any) -> None:
    """Make the starts of all names, some thousand names at a time."""
    names = apps.get_model("speakers", "SpeakerName")
    start_model = apps.get_model("speakers", "NameStart")
    last = 0
    while True:
        rows = names.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "key")
        batch = list(rows[:N_BATCH])
        if not batch:
            return
        start_model.objects.bulk_create(
            [start_model(name_id=pk, key=start) for pk, key in batch for start in starts_of(key)],
            batch_size=N_BATCH,
            ignore_conflicts=True,
        )
        last = batch[-1][0]


class Migration(migrations.Migration):
    """Reversible: the starts go with their table."""

    dependencies = [("speakers", "0009_name_starts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
