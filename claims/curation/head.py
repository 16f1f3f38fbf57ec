"""The head of the curators' queue: which list, how many wait in each, which order, which filters."""

from __future__ import annotations

from typing import Any

from claims.curation.asked import LISTS, SORTS, Asked
from claims.curation.links import count_links
from claims.curation.reading import count_waiting
from claims.queue.reading import Capped
from speakers.models import Speaker


def count(asked: Asked) -> Capped:
    """Count what is asked for, up to a bound."""
    return count_links(asked) if asked.is_links else count_waiting(asked)


def head(asked: Asked) -> dict[str, Any]:
    """Return what the page around the card shows."""
    tabs = [asked.with_(which=which) for which in LISTS]
    return {
        "tabs": [(LISTS[tab.which], tab, count(tab)) for tab in tabs],
        "sorts": SORTS,
        "kinds": Speaker.Kind.choices,
    }
