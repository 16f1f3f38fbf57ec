"""What a curator has judged in the queue since signing in here: that alone the key of undo takes back."""

from __future__ import annotations

from django.http import HttpRequest

from claims.models import Act
from claims.services.curation_undo import Done
from speakers.models import RegistryEvent

KEY = "curation-done"
N_KEPT = 200


def note_done(request: HttpRequest, done: RegistryEvent | Act | None) -> None:
    """Remember a judgement, or an act on statements; nothing was done if it is None."""
    if done is None:
        return
    events, acts = request.session.get(KEY, ([], []))
    (acts if isinstance(done, Act) else events).append(done.pk)
    request.session[KEY] = (events[-N_KEPT:], acts[-N_KEPT:])


def read_done(request: HttpRequest) -> Done:
    """Return what was remembered."""
    return Done(*request.session.get(KEY, ([], [])))
