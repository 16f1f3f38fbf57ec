"""What is said of a transfer: how many things a second, and how much memory it took at most."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Speed:
    """One line of the table: `n` things in so many seconds; `peak_mib` is the most memory the process had."""

    name: str
    n: int
    seconds: float
    peak_mib: float
    note: str = ""

    @property
    def per_s(self) -> float:
        """Things a second."""
        return self.n / self.seconds

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


def own_peak_mib() -> float:
    """Return the most memory, in MiB, that this process has had resident since it began."""
    return _peak_of(os.getpid())


def served_peak_mib() -> float:
    """Return the same of that process, of those this one started, which had the most."""
    return max(map(_peak_of, _descendants(os.getpid())), default=0.0)


def _peak_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return 0.0
    found = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(next(found, "0")) / 1024


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child
            yield from _descendants(child)
