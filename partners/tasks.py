"""What the worker does for partners."""

from __future__ import annotations

import time

from partners.services.feed import publish_changes


def keep_feed(*, within_s: float = 1.0) -> int:
    """Number what was written lately, for as long as there is something and time; return how many touches were taken."""
    end_s = time.monotonic() + within_s
    n_all = 0
    while n_touches := publish_changes():
        n_all += n_touches
        if time.monotonic() > end_s:
            break
    return n_all
