"""Article text as marked-up HTML. This is the one place where it becomes markup, and every slice is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import ArticleVersion
from claims.marking import Marking
from claims.models import Statement

ROLES = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one role of one statement; `number` is the statement's place in the list beside.

    What is marked and not saved belongs to no statement and has no number.
    """

    start: int
    end: int
    role: str
    statement_id: int | None = None
    number: int = 0
    is_accepted: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text, ready to show; `is_furniture` if it is not part of the article.

    `start` is where it begins in the text: scripts count from there.
    """

    start: int
    html: SafeString
    is_heading: bool
    is_furniture: bool


def mark_version(version: ArticleVersion, statements: Sequence[Statement]) -> list[Paragraph]:
    """Return the paragraphs of `version`, without its headline, with the spans of `statements` marked.

    Statements are numbered from 1 in the order given. Spans may overlap: a stretch that plays several roles
    carries a class for each.
    """
    return _paragraphs(version, _marks(statements))


def mark_draft(
    version: ArticleVersion, marking: Marking, *, n_around: int | None = None
) -> list[Paragraph]:
    """Return the paragraphs with what is marked and not saved yet; all, or `n_around` on either side of it."""
    marks = [Mark(s.start, s.end, role) for role in ROLES for s in marking.spans(role)]
    paragraphs = _paragraphs(version, marks)
    if n_around is None or not marks:
        return paragraphs
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    return _around(version, paragraphs, first, last, n_around)


def _paragraphs(version: ArticleVersion, unsorted: Iterable[Mark]) -> list[Paragraph]:
    marks = sorted(unsorted, key=lambda m: (m.start, m.end))
    furniture = [tuple(pair) for pair in version.furniture]
    paragraphs = []
    for start, end in _lines(version):
        inside = [m for m in marks if m.start < end and start < m.end]
        paragraphs.append(
            Paragraph(
                start=start,
                html=_marked(version.text, start, end, inside),
                is_heading=_is_heading(version.text[start:end], is_marked=bool(inside)),
                is_furniture=any(a < end and start < b for a, b in furniture),
            )
        )
    return paragraphs


def mark_around(
    version: ArticleVersion, statement: Statement, *, n_around: int = 2
) -> list[Paragraph]:
    """Return the marked paragraphs of `statement` with `n_around` paragraphs before and after."""
    paragraphs = mark_version(version, [statement])
    return _around(version, paragraphs, statement.start, statement.end, n_around)


def _around(
    version: ArticleVersion, paragraphs: list[Paragraph], start: int, end: int, n_around: int
) -> list[Paragraph]:
    """Return the paragraphs that `[start, end)` reaches into, and `n_around` on either side; all if none."""
    hit = [i for i, (a, b) in enumerate(_lines(version)) if start < b and a < end]
    return paragraphs[max(0, hit[0] - n_around) : hit[-1] + n_around + 1] if hit else paragraphs


def _marks(statements: Sequence[Statement]) -> Iterator[Mark]:
    for number, statement in enumerate(statements, start=1):
        is_accepted = statement.status == Statement.Status.ACCEPTED
        for role in ROLES:
            for i, selector in enumerate(getattr(statement, role)):
                is_first = role == "content" and i == 0
                yield Mark(
                    selector["start"],
                    selector["end"],
                    role,
                    statement.pk,
                    number,
                    is_accepted,
                    is_first,
                )


def _lines(version: ArticleVersion) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of each line after the headline that holds more than white space."""
    start, headline_end = 0, version.headline_end
    for line in version.text.split("\n"):
        if line.strip() and start >= headline_end:
            yield start, start + len(line)
        start += len(line) + 1


def _is_heading(line: str, *, is_marked: bool) -> bool:
    return not is_marked and len(line) < 90 and line.rstrip()[-1].isalnum()


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    """Return `text[start:end]` escaped, cut wherever a mark begins or ends."""
    cuts = sorted({start, end, *(c for m in marks for c in (m.start, m.end) if start < c < end)})
    pieces = []
    for a, b in pairwise(cuts):
        here = [m for m in marks if m.start < b and a < m.end]
        pieces.append(_piece(text[a:b], [m for m in here if m.is_first and m.start == a], here))
    return _joined(pieces)


def _piece(words: str, beginning: Sequence[Mark], here: Sequence[Mark]) -> SafeString:
    if not here:
        return format_html("{}", words)
    classes = ["mark", *sorted({f"mark-{m.role}" for m in here})]
    if any(m.is_accepted for m in here):
        classes.append("mark-accepted")
    ids = dict.fromkeys(str(m.statement_id) for m in here if m.statement_id is not None)
    if not ids:
        return format_html('<mark class="{}">{}</mark>', " ".join(classes), words)
    numbers = _joined(
        format_html(
            '<a class="mark-number" id="s{}" href="#statement-{}">{}</a>',
            m.statement_id,
            m.statement_id,
            m.number,
        )
        for m in beginning
    )
    return format_html(
        '{}<mark class="{}" data-statement="{}">{}</mark>',
        numbers,
        " ".join(classes),
        " ".join(ids),
        words,
    )


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped by format_html
