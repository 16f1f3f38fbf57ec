"""The page as a table: one row for each statement on each claim."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.contrast.columns import Contrast
from claims.contrast.said import Said

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "\N{BYTE ORDER MARK}"


class _Echo:
    """A file that hands each written line straight back."""

    def write(self, line: str) -> str:
        return line


def safe_cell(value: object) -> str:
    """Return `value` as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def stream_csv(contrast: Contrast, *, base: str) -> Iterator[str]:
    """Yield the lines of the table; `base` is put before the addresses of our own pages."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(_head())
    for column in contrast.columns:
        for one in column.said:
            yield writer.writerow(
                [safe_cell(v) for v in _row(column.letter, column.claim.text, one, base)]
            )


def _head() -> list[str]:
    return [
        _("claim"),
        _("claim in words"),
        _("stance"),
        _("speaker"),
        _("kind of speaker"),
        _("role in the article"),
        _("exact words"),
        _("published"),
        _("outlet"),
        _("article"),
        _("origin"),
        _("relayed by"),
        _("at the publisher"),
        _("here"),
    ]


def _row(letter: str, claim: str, one: Said, base: str) -> list[object]:
    return [
        letter,
        claim,
        one.stance_label,
        one.label,
        one.kind,
        one.role_words,
        one.words,
        one.at.isoformat(),
        one.outlet_name,
        one.title,
        one.origin_id,
        one.relayed_by,
        one.url,
        base + one.href,
    ]
