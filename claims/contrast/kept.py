"""What bears on a long question, kept in this process between requests as long as nothing has changed.

The page of such a question and each of its parts are requests of their own, and every filter another drawing; all of
them start from the same rows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from claims.contrast.said import Said

MOST_ROWS = 20_000  # some 2.5 KB each

_lock = Lock()
_kept: OrderedDict[tuple[int, str], tuple[Said, ...]] = OrderedDict()


def keep_said(question_id: int, version: str, load: Callable[[], list[Said]]) -> tuple[Said, ...]:
    """Return the rows of a question at `version`, from `load` where this process has not read them yet."""
    key = (question_id, version)
    with _lock:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)
            return kept
    said = tuple(load())
    with _lock:
        for older in [one for one in _kept if one[0] == question_id]:
            del _kept[older]
        _kept[key] = said
        while sum(map(len, _kept.values())) > MOST_ROWS and len(_kept) > 1:
            _kept.popitem(last=False)
    return said


def forget_all() -> None:
    """Forget every row."""
    with _lock:
        _kept.clear()
