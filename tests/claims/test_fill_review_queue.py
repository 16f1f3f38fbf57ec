from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from claims.models import QueueEntry
from claims.services.filing import rebuild_queue
from tests.factories import StatementFactory

migration = import_module("claims.migrations.0015_fill_review_queue")


@pytest.mark.django_db(transaction=True)
def test_the_migration_files_what_waited_before_as_the_service_would():
    StatementFactory(confidence=0.85)
    StatementFactory(confidence=0.6, exact="There was no warning")
    StatementFactory(confidence=0.2, status="accepted")
    QueueEntry.objects.all().delete()

    with connection.schema_editor() as editor:
        migration.fill(apps, editor)
    filled = list(QueueEntry.objects.order_by("pk").values())
    rebuild_queue()

    assert filled == list(QueueEntry.objects.order_by("pk").values())
    assert len(filled) == 2
