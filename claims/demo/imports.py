"""The demo's list of ministers, imported as a curator would."""

from __future__ import annotations

from django.contrib.auth.models import User

from claims.demo.files import SEEDS
from speakers.errors import RegistryError
from speakers.models import RegistryImport
from speakers.services.imports import go_on_with_import, request_import, start_import

FILE = "registry.csv"


def import_list(*, curator: User) -> int:
    """Import the demo's list into the registry; return how many records it has.

    Raises `RegistryError` when a record is refused: the demo's own list must be fit.
    """
    run = request_import(
        name=FILE,
        data=(SEEDS / FILE).read_bytes(),
        actor=curator,
        scheme="velmara-gazette",
        matches_names=True,
        is_queued=False,
    )
    _work(run)
    start_import(run=run, is_queued=False)
    _work(run)
    refused = run.lines.filter(outcome="refused").first()
    if refused is not None:
        raise RegistryError(f"{FILE}, line {refused.line}: {refused.notes_said}")
    return run.n_records


def _work(run: RegistryImport) -> None:
    while go_on_with_import(import_id=run.pk, within_s=60.0):
        pass
    run.refresh_from_db()
