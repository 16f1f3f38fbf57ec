"""A dateline before what is said: where and by whom a report was written is nobody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.attribution.drafts import Draft
from analysis.types import Span

_CAPITALS: Final = r"[^\W\d_a-z][^\W\d_a-z.]+(?:[ -][^\W\d_a-z][^\W\d_a-z.]+){0,2}"
_TOWN: Final = r"[^\W\d_a-z]\w+(?:[ -][^\W\d_a-z]\w+){0,2}"
_STATE_OR_DAY: Final = r"(?:, [^\W\d_a-z][\w.]*(?: [\w.]+)?)?"
_AGENCY: Final = r" \([^)\n]{2,40}\)"
# "SEOUL - ", "NAIROBI, Kenya (AP) — ", "Mexico City (Wire) – "; a town that is not in capitals needs an agency.
_DATELINE: Final = re.compile(
    rf"(?:{_CAPITALS}{_STATE_OR_DAY}(?:{_AGENCY})?|{_TOWN}{_STATE_OR_DAY}{_AGENCY}) (?:--|[-–—]) (?=[^\W_a-z]|[“\"‘'])"
)
_SECOND_DASH: Final = re.compile(r" (?:--|[-–—]) ")


def trim_datelines(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts whose contents, where a paragraph begins, begin after its dateline."""
    return [
        replace(draft, content=tuple(_without_dateline(text, span) for span in draft.content))
        for draft in drafts
    ]


def _without_dateline(text: str, span: Span) -> Span:
    found = _DATELINE.match(text, span.start, span.end)
    if found is None or not _opens_line(text, span.start):
        return span
    if _SECOND_DASH.search(text, found.end(), span.end):
        return span  # "NATO – Europe's shield – is dead"
    return Span(found.end(), span.end)


def _opens_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t":
        start -= 1
    return start == 0 or text[start - 1] == "\n"
