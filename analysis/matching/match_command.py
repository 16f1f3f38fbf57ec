"""Read queries, write for each the 20 texts of a corpus that say the same, best first."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.matching.embedding import ENGINE, embed
from analysis.matching.rows import Row, read_rows
from analysis.matching.searching import TextIndex, to_embed

N_MATCHES = 20
BATCH = 2_048


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    parser.add_argument(
        "--corpus", type=Path, required=True, help='lines {"id", "text", "title"?} to look in'
    )


def run(args: argparse.Namespace) -> int:
    """Write a line a query, in the order given, each at once; return 1 if any row failed."""
    try:
        index, corpus, status = read_corpus(args.corpus)
    except OSError as error:
        sys.stderr.write(f"cannot read {args.corpus}: {error.strerror}\n")
        return 2
    for query in read_rows(sys.stdin.buffer, "-"):
        status = 1 if query.error else status
        sys.stdout.write(json.dumps(answer(query, index, corpus)) + "\n")
        sys.stdout.flush()
    return status


def read_corpus(path: Path) -> tuple[TextIndex, list[Any], int]:
    """Return an index of the corpus, the ids of its rows, and 1 if a row was passed over."""
    index, status = TextIndex(engine=ENGINE), 0
    ids: list[Any] = []
    with path.open("rb") as stream:
        rows = read_rows(stream, str(path))
        while some := list(islice(rows, BATCH)):
            good = [row for row in some if not row.error]
            for row in some:
                if row.error:
                    sys.stderr.write(f"{row.error}\n")
                    status = 1
            keys = range(len(ids), len(ids) + len(good))
            texts = [to_embed(row.text, row.title) for row in good]
            index.add(keys, texts, embed(texts))
            ids.extend(row.id for row in good)
    return index, ids, status


def answer(query: Row, index: TextIndex, corpus: list[Any]) -> dict[str, Any]:
    """Return the row to write for one query."""
    if query.error:
        return {"id": query.id, "error": query.error}
    text = to_embed(query.text, query.title)
    found = index.search(text, embed([text])[0], N_MATCHES)
    matches = [{"id": corpus[near.key], "score": round(near.score, 4)} for near in found]
    return {"id": query.id, "matches": matches}
