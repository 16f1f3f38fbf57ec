"""What the worker does for imports into the registry."""

from __future__ import annotations

from django_q.tasks import async_task

from speakers.services.imports import IMPORT_TASK, go_on_with_import

WORK_FOR_S = 120.0


def go_on(import_id: int) -> None:
    """Go on with an import; hand the rest to another job before the queue would take this one for lost."""
    if go_on_with_import(import_id=import_id, within_s=WORK_FOR_S):
        async_task(IMPORT_TASK, import_id)
