"""The acts of events that were logged before acts had rows of their own: one for each bulk act or single event."""

from django.db import migrations
from django.db.models import Count, Min, OuterRef, Subquery

from claims.triggers import thaw_log

N_CHUNK = 1000


def make_acts(apps, schema_editor):
    """Make one act for each `batch` of the log, in the order of their first events, and tie the events to it."""
    Act, Event = apps.get_model("claims", "Act"), apps.get_model("claims", "ReviewEvent")
    thaw_log(schema_editor.connection)
    batches = Event.objects.order_by().values("batch").annotate(
        first=Min("pk"),
        n_events=Count("pk", distinct=True),
        n_statements=Count("statement", distinct=True),
        n_articles=Count("statement__version__article", distinct=True),
        n_undone=Count("undone_by", distinct=True),
    )
    waiting = []
    for row in batches.order_by("first").iterator(N_CHUNK):
        waiting.append(row)
        if len(waiting) == N_CHUNK:
            _store(Act, Event, waiting)
            waiting = []
    _store(Act, Event, waiting)
    own = Act.objects.filter(batch=OuterRef("batch")).values("pk")[:1]
    Event.objects.filter(part_of=None).update(part_of=Subquery(own))
    taken = Event.objects.filter(part_of=OuterRef("pk"), undoes__isnull=False).order_by("pk")
    Act.objects.filter(kind="undo").update(
        undoes=Subquery(taken.values("undoes__part_of")[:1])
    )


def _store(Act, Event, rows):
    firsts = Event.objects.select_related("statement__version").defer(
        "statement__version__text", "statement__version__raw"
    ).in_bulk([row["first"] for row in rows])
    Act.objects.bulk_create(
        Act(
            kind=(first := firsts[row["first"]]).act,
            actor_id=first.actor_id,
            at=first.at,
            why=first.why,
            batch=row["batch"],
            article_id=first.statement.version.article_id if row["n_articles"] == 1 else None,
            n_statements=row["n_statements"],
            n_events=row["n_events"],
            n_undone=row["n_undone"],
        )
        for row in rows
    )


def give_batches_back(apps, schema_editor):
    """Write into each event the handle of its act, as the log had it before."""
    Act, Event = apps.get_model("claims", "Act"), apps.get_model("claims", "ReviewEvent")
    thaw_log(schema_editor.connection)
    own = Act.objects.filter(pk=OuterRef("part_of")).values("batch")[:1]
    Event.objects.update(batch=Subquery(own))


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_acts")]

    operations = [migrations.RunPython(make_acts, give_batches_back)]
