"""Times gathered by name, and what is said of them."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from math import ceil
from threading import Lock


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: percentiles in milliseconds of `n` requests."""

    name: str
    aim: str
    n: int
    median: float
    p95: float
    p99: float
    note: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


@dataclass
class Times:
    """Seconds by name; several threads may add to it."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _lock: Lock = field(default_factory=Lock)

    def add(self, name: str, seconds: float) -> None:
        """Keep one time."""
        with self._lock:
            self.seconds[name].append(seconds)

    @contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """Keep how long the block took."""
        started = time.perf_counter()
        yield
        self.add(name, time.perf_counter() - started)

    def row(self, name: str, *, aim: str, note: str = "", label: str = "") -> Row:
        """Return the line of one name. Raises `ValueError` when nothing was measured."""
        if not self.seconds[name]:
            raise ValueError(f"nothing was measured of “{name}”")
        taken = sorted(1000 * one for one in self.seconds[name])
        median, p95, p99 = (percentile(taken, share) for share in (0.5, 0.95, 0.99))
        return Row(label or name, aim, len(taken), median, p95, p99, note)


def percentile(ordered: list[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed."""
    return ordered[ceil(share * len(ordered)) - 1]
