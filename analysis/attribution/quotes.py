"""Where the words of a paragraph stand between double quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING = "“„«"
CLOSING = "”»"
MARKS = re.compile(f'["{OPENING}{CLOSING}]')


def find_quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the quoted stretches of the paragraph `text[start:end]`, marks included, in order.

    A quotation that is never closed runs to the end of its paragraph, as newspapers leave it open
    when the next paragraph goes on with the same speaker.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in MARKS.finditer(text, start, end):
        at = match.start()
        if match.group() in OPENING:
            opened = at if opened is None else opened
        elif match.group() in CLOSING:
            found.append((at if opened is None else opened, at + 1))
            opened = None
        elif opened is None:
            opened = at
        elif not _opens_again(text, at, start, end):
            found.append((opened, at + 1))
            opened = None
    if opened is not None:
        found.append((opened, end))
    return found


def _opens_again(text: str, at: int, start: int, end: int) -> bool:
    """Tell whether a straight mark stands before a word: then the last one was never closed."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before.isspace() and not after.isspace()


def find_all_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Return the quoted stretches of a whole text, paragraph by paragraph."""
    for start, end in find_lines(text):
        yield from find_quotations(text, start, end)


def find_lines(text: str) -> Iterator[tuple[int, int]]:
    """Return the lines of `text` that hold more than blanks: an article's paragraphs."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and not text[start:end].isspace():
            yield start, end
        start = end + 1
