"""Looks as Parquet, in the columns of the dumps. Loads Arrow: a web process imports this when somebody asks for Parquet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from partners.columns import arrow_schema, read_table
from partners.formats.tables import write_jsonl


def write_parquet(component: str, looks: Sequence[Mapping[str, Any]]) -> bytes:
    """Return looks of what the OpenAPI document calls `component`, with the members that they have.

    The same looks give the same bytes. Without a row all columns are there.
    """
    schema = arrow_schema(component)
    if looks:
        schema = pa.schema([column for column in schema if column.name in looks[0]])
    table = read_table(write_jsonl(looks).encode(), schema, may_have_more=True)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
