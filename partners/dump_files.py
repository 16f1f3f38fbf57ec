"""The files of a dump, written page by page. Only the worker imports this: it loads Arrow."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq

from partners.catalogue import Look
from partners.columns import arrow_schema, read_table

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_files(
    component: str, pages: Iterable[tuple[Sequence[int], Sequence[Look]]], paths: Sequence[Path]
) -> tuple[int | None, int]:
    """Write pages of keys and looks as packed JSON lines to the first path, and as Parquet to the second.

    Returns the last key, None if there was no row, and the number of rows. The same rows give the same bytes.
    """
    last_id, n_rows = None, 0
    schema = arrow_schema(component)
    with ExitStack() as stack:
        raw = stack.enter_context(paths[0].open("wb"))
        lines = stack.enter_context(
            gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0)
        )
        table = stack.enter_context(pq.ParquetWriter(paths[1], schema, compression="zstd"))
        for keys, looks in pages:
            written = "".join(f"{_to_json(look)}\n" for look in looks).encode()
            lines.write(written)
            table.write_table(read_table(written, schema))
            last_id, n_rows = keys[-1], n_rows + len(keys)
    return last_id, n_rows
