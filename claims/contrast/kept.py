"""What bears on a long question, kept in this process between requests.

The page of such a question and each of its parts are requests of their own, and every filter another drawing; all of
them start from the same rows. When a statement of the question changes, that row is read again and not the thousands
beside it.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from claims.contrast.said import Said, Signature

MOST_ROWS = 20_000  # some 2.5 KB each
# How many characters of a version speak of what stands around the statements; the rest is of the statements.
N_AROUND = 8
# After so long all is read anew: no version tells that an outlet was renamed.
WHOLE_S = 600.0
MOST_STANDING = 16


@dataclass(frozen=True, slots=True)
class _Kept:
    version: str
    read_at: float
    said: tuple[Said, ...]


_lock = Lock()
_kept: OrderedDict[int, _Kept] = OrderedDict()
_standing: OrderedDict[int, tuple[str, Sequence[Signature]]] = OrderedDict()


def keep_said(
    question_id: int, version: str, load: Callable[[Sequence[Said]], list[Said]]
) -> tuple[Said, ...]:
    """Return the rows of a question at `version`, from `load` where this process has not read them yet.

    `load` is given the rows of an earlier version if nothing but statements and their links has changed since.
    """
    now = time.monotonic()
    with _lock:
        older = _kept.get(question_id)
        if older is not None:
            _kept.move_to_end(question_id)
            if older.version == version:
                return older.said
    known = older if older is not None and _is_of_use(older, version, now) else None
    read = _Kept(
        version,
        known.read_at if known else now,
        tuple(load(known.said if known else ())),
    )
    with _lock:
        _kept[question_id] = read
        _kept.move_to_end(question_id)
        while sum(len(one.said) for one in _kept.values()) > MOST_ROWS and len(_kept) > 1:
            _kept.popitem(last=False)
    return read.said


def _is_of_use(older: _Kept, version: str, now: float) -> bool:
    return older.version[:N_AROUND] == version[:N_AROUND] and now - older.read_at < WHOLE_S


def keep_standing(question_id: int, version: str, signatures: Sequence[Signature]) -> None:
    """Keep which published rows a question has at `version`; of each question the last."""
    with _lock:
        _standing[question_id] = version, signatures
        _standing.move_to_end(question_id)
        while len(_standing) > MOST_STANDING:
            _standing.popitem(last=False)


def standing_at(question_id: int, version: str) -> Sequence[Signature] | None:
    """Return what was kept for that version; None if this process has not read it."""
    with _lock:
        kept = _standing.get(question_id)
    return kept[1] if kept is not None and kept[0] == version else None


def forget_all() -> None:
    """Forget every row."""
    with _lock:
        _kept.clear()
        _standing.clear()
