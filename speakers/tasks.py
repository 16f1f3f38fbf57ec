"""What the worker does for the registry."""

from __future__ import annotations

import time

from speakers.services.duplicates import N_BATCH
from speakers.services.duplicates import compare_records as compare_batch


def compare_records(*, seconds: float = 20.0) -> int:
    """Find likely duplicates of records that changed, for so long at most; return how many were compared."""
    deadline = time.monotonic() + seconds
    n_compared = 0
    while (n := compare_batch()) and time.monotonic() < deadline:
        n_compared += n
        if n < N_BATCH:
            break
    return n_compared
