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
from typing import ClassVar

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from numpy.typing import NDArray

from analysis.matching.blocks import quantise
from analysis.matching.storage import StorageError
from analysis.matching.vectors import Near, VectorIndex
from claims.models import Claim, ClaimVector, Statement, StatementVector
from claims.models.likeness import Vector

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


def decode(row: Vector) -> Floats:
    """Return the unit vector of a row, as far as int8 keeps it."""
    values = np.frombuffer(bytes(row.values), dtype=np.int8).astype(np.float32)
    return np.asarray(values * np.float32(row.scale), dtype=np.float32)


def store_statement_vectors(
    statements: Sequence[Statement], vectors: Floats, *, engine: str
) -> None:
    """Keep one vector a statement, in place of any older one.

    How an older one was rated against others goes with it: it was of other words.
    """
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


def claims_without_vector(*, engine: str, question_id: int | None = None) -> list[Claim]:
    """Return the claims without a vector of this engine; of a question named, those too whose words have changed.

    To compare all words is for `late_questions`: every claim there is would be read.
    """
    rows = Claim.objects.select_related("question", "vector").order_by("pk")
    lacking = list(rows.filter(Q(vector=None) | ~Q(vector__engine=engine)))
    if question_id is None:
        return lacking
    theirs = rows.filter(question=question_id, vector__engine=engine)
    return lacking + [row for row in theirs if not _is_fresh(row, claim_text(row), engine)]


def _is_fresh(row: Statement | Claim, text: str, engine: str) -> bool:
    vector = getattr(row, "vector", None)
    return (
        vector is not None and vector.engine == engine and vector.text_sha256 == text_sha256(text)
    )


@dataclass
class StoredIndex:
    """The nearest of what has stored vectors to a vector. Not for several threads at once."""

    engine: str
    rows: VectorIndex = field(default_factory=VectorIndex)
    last_pk: int = 0
    table: ClassVar[type[StatementVector | ClaimVector]]
    owner: ClassVar[str]

    def catch_up(self) -> int:
        """Read in the vectors stored since the last time; return how many."""
        n_read = 0
        newer = self.table._default_manager.filter(engine=self.engine)  # noqa: SLF001 - public, by its docs
        while True:
            rows = list(newer.filter(pk__gt=self.last_pk).order_by("pk")[:READ_AT_ONCE])
            if rows:
                self.rows.add([row.pk for row in rows], np.stack([decode(row) for row in rows]))
                self.last_pk = rows[-1].pk
                n_read += len(rows)
            if len(rows) < READ_AT_ONCE:
                return n_read

    def find_nearest(self, vector: Floats, n: int, *, besides: Collection[int] = ()) -> list[Near]:
        """Return the `n` nearest by the key of what the vector is of, best first, without `besides`."""
        found = self.rows.search(vector, n + len(besides) + SPARE)
        held = self.table._default_manager.filter(pk__in=[near.key for near in found])  # noqa: SLF001
        owner_of = dict(held.values_list("pk", self.owner))
        near = [Near(owner_of[f.key], f.score) for f in found if f.key in owner_of]
        return [each for each in near if each.key not in besides][:n]


@dataclass
class ClaimIndex(StoredIndex):
    """The nearest claims."""

    table = ClaimVector
    owner = "claim_id"


@dataclass
class StatementIndex(StoredIndex):
    """The nearest statements, over all that are stored."""

    table = StatementVector
    owner = "statement_id"

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
