"""What a process does once, before its first reader or its first job comes."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from django.conf import settings
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver


def load_pages() -> None:
    """Load every view and template, which the first readers would wait for."""
    _load(get_resolver().url_patterns)
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        get_template(path.relative_to(folder).as_posix())


def settle() -> None:
    """Let the garbage collector leave alone what is loaded.

    Those 150,000 and more objects stay until the process ends. A full collection that looks through them stops
    whatever it falls upon for 50 to 150 ms.
    """
    gc.collect()
    gc.freeze()


def _load(patterns: Sequence[URLPattern | URLResolver]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _load(pattern.url_patterns)
