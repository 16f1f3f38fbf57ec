"""File what waits already. Copies of one report are joined by `manage.py rebuild_queue`, not here."""

import datetime as dt

from django.db import migrations

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
N_AT_ONCE = 2_000
PLACES = 1_000_000


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    statements = apps.get_model("claims", "Statement").objects.using(using)
    waiting = statements.filter(status="proposed").select_related("version__article")
    waiting = waiting.defer("version__text", "version__raw").order_by("pk")
    last = 0
    while rows := list(waiting.filter(pk__gt=last)[:N_AT_ONCE]):
        apps.get_model("claims", "QueueEntry").objects.using(using).bulk_create(
            [entry(apps, row) for row in rows]
        )
        last = rows[-1].pk


def entry(apps, row):
    article = row.version.article
    said_at = article.published_at or article.first_seen_at
    sureness = 720 if row.confidence >= 0.8 else 360 if row.confidence >= 0.5 else 0
    return apps.get_model("claims", "QueueEntry")(
        statement_id=row.pk,
        group=row.pk,
        article_id=article.pk,
        origin_id=article.origin_id,
        outlet_id=article.outlet_id,
        speaker_id=row.speaker_id,
        cue_class=row.cue_class,
        confidence=row.confidence,
        is_sure=row.confidence >= 0.8,
        said_at=said_at,
        rank=(said_at - EPOCH) // dt.timedelta(minutes=1) + sureness,
        place=row.version_id * PLACES + min(row.start, PLACES - 1),
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_review_queue_grants")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
