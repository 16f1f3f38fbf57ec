"""The files of the demo, read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

SEEDS = Path(settings.BASE_DIR) / "seeds"


def read_seed(name: str) -> Any:
    """Return the parsed JSON of `seeds/<name>`."""
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


def article_page(name: str) -> bytes:
    """Return the page `seeds/articles/<name>` as its publisher would send it."""
    return (SEEDS / "articles" / name).read_bytes()
