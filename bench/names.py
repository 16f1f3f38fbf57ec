"""Names: how often "same" is right on pairs written here, and linking 10,000 mentions in registries of growing size.

Registries are kept in `var/bench/` on SQLite, and with `CROSSCLAIM_BENCH_URL` also in databases made for them on that
PostgreSQL server; what is filled already is not filled again. `CROSSCLAIM_BENCH_NAMES` bounds the largest, for a quick look.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from bench._names.pairs import measure_pairs
from bench.database import databases
from bench.figures import Figure, measure_apart

SIZES = (10_000, 100_000, 1_000_000)


def measure() -> Iterator[Figure]:
    """Yield quality on the tables of pairs, pairs a second, and the cost of linking by the size of the registry.

    Each registry is filled, then measured, in new processes, so that memory is that of its own step.
    """
    yield from measure_pairs()
    largest = int(os.environ.get("CROSSCLAIM_BENCH_NAMES", SIZES[-1]))
    for size in (size for size in SIZES if size <= largest):
        for engine, database in databases(f"names_{size}"):
            for step in ("fill", "measure"):
                yield from measure_apart(
                    "bench._names.registry", step, database, str(size), suffix=engine
                )
