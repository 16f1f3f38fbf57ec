"""The files of a dump, written page by page. Only the worker imports this: it loads Arrow."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from partners.catalogue import Look
from partners.columns import arrow_schema, to_arrow


def write_files(
    component: str, pages: Iterable[tuple[Sequence[int], Sequence[Look]]], paths: Sequence[Path]
) -> tuple[int | None, int]:
    """Write pages of keys and looks as packed JSON lines to the first path, and as Parquet to the second.

    Returns the last key, None if there was no row, and the number of rows. The same rows give the same bytes.
    """
    last_id, n_rows = None, 0
    schema = arrow_schema(component)
    row = pa.struct(schema)
    with ExitStack() as stack:
        raw = stack.enter_context(paths[0].open("wb"))
        packed = stack.enter_context(
            gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0)
        )
        lines: IO[str] = stack.enter_context(
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
        )
        table = stack.enter_context(pq.ParquetWriter(paths[1], schema, compression="zstd"))
        for keys, looks in pages:
            for look in looks:
                lines.write(json.dumps(look, ensure_ascii=False, separators=(",", ":")) + "\n")
            rows = [to_arrow(look, row) for look in looks]
            table.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))
            last_id, n_rows = keys[-1], n_rows + len(keys)
    return last_id, n_rows
