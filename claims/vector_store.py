"""Vectors in the database, and the index over them that a process keeps in memory.

The database is the truth. The file that `manage.py rebuild_index` writes only spares a process the reading of
a million rows when it starts: rows made after the file are read in from the database, rows that are gone are
dropped when found. Needs numpy, and no model.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction
from numpy.typing import NDArray

from analysis.matching.blocks import quantise
from analysis.matching.storage import StorageError
from analysis.matching.vectors import Near, VectorIndex
from claims.models import Claim, ClaimVector, Statement, StatementVector

logger = logging.getLogger(__name__)

Floats = NDArray[np.float32]
READ_AT_ONCE = 20_000
SPARE = 4  # rows asked for beyond those wanted: some found may be gone from the database


def text_sha256(text: str) -> str:
    """Return the digest by which a vector knows the text it was made of."""
    return hashlib.sha256(text.encode()).hexdigest()


def claim_text(claim: Claim) -> str:
    """Return the words a claim's vector is made of: a claim means something only under its question."""
    return f"{claim.question.text} {claim.text}"


def decode(row: StatementVector | ClaimVector) -> Floats:
    """Return the unit vector of a row, as far as int8 keeps it."""
    values = np.frombuffer(bytes(row.values), dtype=np.int8).astype(np.float32)
    return np.asarray(values * np.float32(row.scale), dtype=np.float32)


def store_statement_vectors(
    statements: Sequence[Statement], vectors: Floats, *, engine: str
) -> None:
    """Keep one vector a statement, in place of any older one."""
    values, scales = quantise(vectors)
    rows = [
        StatementVector(
            statement=statement,
            engine=engine,
            text_sha256=text_sha256(statement.words),
            values=value.tobytes(),
            scale=float(scale),
        )
        for statement, value, scale in zip(statements, values, scales, strict=True)
    ]
    with transaction.atomic():
        StatementVector.objects.filter(statement__in=statements).delete()
        StatementVector.objects.bulk_create(rows)


def store_claim_vectors(claims: Sequence[Claim], vectors: Floats, *, engine: str) -> None:
    """Keep one vector a claim, in place of any older one."""
    values, scales = quantise(vectors)
    rows = [
        ClaimVector(
            claim=claim,
            engine=engine,
            text_sha256=text_sha256(claim_text(claim)),
            values=value.tobytes(),
            scale=float(scale),
        )
        for claim, value, scale in zip(claims, values, scales, strict=True)
    ]
    with transaction.atomic():
        ClaimVector.objects.filter(claim__in=claims).delete()
        ClaimVector.objects.bulk_create(rows)


def statements_without_vector(statement_ids: Collection[int], *, engine: str) -> list[Statement]:
    """Return those of the statements whose vector is missing, of another engine, or of older words."""
    rows = Statement.objects.filter(pk__in=statement_ids).select_related("vector").order_by("pk")
    return [row for row in rows if not _is_fresh(row, row.words, engine)]


def claims_without_vector(*, engine: str) -> list[Claim]:
    """Return the claims whose vector is missing, of another engine, or of older words."""
    rows = Claim.objects.select_related("question", "vector").order_by("pk")
    return [row for row in rows if not _is_fresh(row, claim_text(row), engine)]


def _is_fresh(row: Statement | Claim, text: str, engine: str) -> bool:
    vector = getattr(row, "vector", None)
    return (
        vector is not None and vector.engine == engine and vector.text_sha256 == text_sha256(text)
    )


@dataclass
class StatementIndex:
    """The nearest statements to a vector, over all that are stored. Not for several threads at once."""

    engine: str
    rows: VectorIndex = field(default_factory=VectorIndex)
    last_pk: int = 0

    def catch_up(self) -> int:
        """Read in the vectors stored since the last time; return how many."""
        n_read = 0
        newer = StatementVector.objects.filter(engine=self.engine, pk__gt=self.last_pk)
        while rows := list(newer.filter(pk__gt=self.last_pk).order_by("pk")[:READ_AT_ONCE]):
            vectors = np.stack([decode(row) for row in rows])
            self.rows.add([row.pk for row in rows], vectors)
            self.last_pk = rows[-1].pk
            n_read += len(rows)
        return n_read

    def find_nearest(self, vector: Floats, n: int, *, besides: Collection[int] = ()) -> list[Near]:
        """Return the `n` nearest statements by key, best first, without `besides`."""
        found = self.rows.search(vector, n + len(besides) + SPARE)
        held = StatementVector.objects.filter(pk__in=[near.key for near in found])
        statement_of = dict(held.values_list("pk", "statement_id"))
        near = [Near(statement_of[f.key], f.score) for f in found if f.key in statement_of]
        return [each for each in near if each.key not in besides][:n]

    def save(self) -> Path:
        """Write the file that the next process starts from."""
        path = index_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.rows.save(path, engine=self.engine)
        return path


def index_path() -> Path:
    """Return where the index file lies."""
    return Path(settings.VAR_DIR) / "index" / "statements.bin"


def open_index(*, engine: str) -> StatementIndex:
    """Return an index that knows every stored vector, from the file as far as it goes."""
    index = StatementIndex(engine)
    try:
        index.rows = VectorIndex.load(index_path(), engine=engine)
    except FileNotFoundError:
        pass
    except StorageError as error:
        logger.warning("the index is made anew from the database: %s", error)
    if len(index.rows):
        _drop_foreign_rows(index)
    index.catch_up()
    return index


def _drop_foreign_rows(index: StatementIndex) -> None:
    """Forget the file if its newest row is not the database's: it belongs to another database."""
    keys = index.rows.keys()
    newest = int(keys.max())
    row = StatementVector.objects.filter(pk=newest, engine=index.engine).first()
    held = index.rows.vectors([newest])[0]
    if row is None or float(np.abs(held - decode(row)).max()) > 1e-3:
        index.rows = VectorIndex()
        return
    index.last_pk = newest


def vectors_of(statement_ids: Collection[int]) -> dict[int, Floats]:
    """Return the stored vectors of these statements; those without one are left out."""
    rows = StatementVector.objects.filter(statement__in=statement_ids)
    return {row.statement_id: decode(row) for row in rows}


def mark_looked_at(statement_ids: Collection[int], *, at: dt.datetime) -> None:
    """Note that links were suggested for these statements as they stood `at` that time."""
    StatementVector.objects.filter(statement__in=statement_ids).update(looked_at=at)


def mark_claims_looked_at(question_id: int | None, *, at: dt.datetime) -> None:
    """Note that the archive was searched for the claims of a question; of every question if None."""
    rows = ClaimVector.objects.all()
    if question_id is not None:
        rows = rows.filter(claim__question=question_id)
    rows.update(looked_at=at)
