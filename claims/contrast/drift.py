"""Quote drift: nearly the same words in several outlets, with the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from rapidfuzz import fuzz

from claims.contrast.columns import Contrast
from claims.contrast.said import Said

# Of 100, on words without marks: below, two sentences only share a subject.
ALIKE = 62
N_WORDS = 4
N_GROUPS, N_IN_GROUP = 8, 6
N_COMPARED = 60
_WORD = re.compile(r"\w+|[^\w\s]+|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `is_different` if it does not stand so in the first version."""

    words: str
    is_different: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """One outlet's version."""

    said: Said
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """The versions of one saying, the earliest first."""

    label: str
    variants: tuple[Variant, ...]


def find_drifts(contrast: Contrast) -> tuple[Drift, ...]:
    """Return the sayings of one speaker, or from one origin, that outlets give in words that differ."""
    groups: dict[tuple[object, ...], list[Said]] = {}
    for one in contrast.said:
        groups.setdefault(("speaker", one.holder_key), []).append(one)
        groups.setdefault(("origin", one.origin_id), []).append(one)
    return tuple(_drift(near) for near in islice(_once(groups.values()), N_GROUPS))


def _once(groups: Iterable[list[Said]]) -> Iterator[list[Said]]:
    """Yield the sets of near words; one that speaker and origin both give comes once."""
    used: set[int] = set()
    for group in groups:
        for near in _near(_one_each(group)[:N_COMPARED]):
            ids = {s.statement_id for s in near}
            if not ids <= used:
                used |= ids
                yield near


def compare_words(first: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the pieces of both, the words marked that the other does not have in that place."""
    a, b = _WORD.findall(first), _WORD.findall(other)
    matcher = SequenceMatcher(
        None, [w.casefold() for w in a], [w.casefold() for w in b], autojunk=False
    )
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        _add(left, "".join(a[i0:i1]), is_different=tag != "equal")
        _add(right, "".join(b[j0:j1]), is_different=tag != "equal")
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], words: str, *, is_different: bool) -> None:
    if words:
        pieces.append(Piece(words, is_different and any(c.isalnum() for c in words)))


def _one_each(group: Sequence[Said]) -> list[Said]:
    """Each statement once, however many claims it bears on."""
    return list({one.statement_id: one for one in group}.values())


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _near(group: Sequence[Said]) -> list[list[Said]]:
    """Return the sets of two or more in different outlets whose words are near, but not the same."""
    left = [(one, _plain(one.words)) for one in group if len(one.words.split()) >= N_WORDS]
    sets: list[list[Said]] = []
    while left:
        (first, words), *left = left
        kept: dict[str, Said] = {words: first}
        outlets = {first.outlet_id}
        for one, other in list(left):
            if one.outlet_id in outlets or len(kept) == N_IN_GROUP:
                continue
            if other not in kept and fuzz.ratio(words, other) >= ALIKE:
                kept[other] = one
                outlets.add(one.outlet_id)
                left.remove((one, other))
        if len(kept) > 1:
            sets.append(list(kept.values()))
    return sets


def _drift(near: Sequence[Said]) -> Drift:
    first = near[0]
    compared = [compare_words(first.words, other.words) for other in near[1:]]
    variants = [Variant(first, compared[0][0] if len(near) == 2 else (Piece(first.words, False),))]
    variants += [
        Variant(other, pieces[1]) for other, pieces in zip(near[1:], compared, strict=True)
    ]
    return Drift(first.label, tuple(variants))
