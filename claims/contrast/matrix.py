"""Speakers down, claims across: who takes which stance on which claim, and since when."""

from __future__ import annotations

from dataclasses import dataclass

from claims.contrast.columns import Contrast
from claims.contrast.said import Said

N_ROWS = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """What one speaker did to one claim: the first statement of each stance, in order of time."""

    firsts: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker."""

    first: Said
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The speakers in order of their first words on the question."""

    rows: tuple[Row, ...]
    n_more: int


def build_matrix(contrast: Contrast, *, n_rows: int = N_ROWS) -> Matrix:
    """Return the matrix of the first `n_rows` speakers."""
    held: dict[tuple[int | None, str], dict[str, dict[str, Said]]] = {}
    firsts: dict[tuple[int | None, str], Said] = {}
    for one in contrast.said:
        firsts.setdefault(one.holder_key, one)
        letter = contrast.letters[one.claim_id]
        held.setdefault(one.holder_key, {}).setdefault(letter, {}).setdefault(one.stance, one)
    rows = [
        Row(first, tuple(_cell(held[key].get(c.letter, {})) for c in contrast.columns))
        for key, first in list(firsts.items())[:n_rows]
    ]
    return Matrix(tuple(rows), max(0, len(firsts) - n_rows))


def _cell(by_stance: dict[str, Said]) -> Cell:
    return Cell(tuple(sorted(by_stance.values(), key=lambda s: s.order)))
