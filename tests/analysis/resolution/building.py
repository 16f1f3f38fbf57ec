"""Attributions built by finding words in a text, for tables of sentences."""

from __future__ import annotations

from analysis.types import Attribution, CueClass, Quotation, Span


def span_of(text: str, words: str, *, after: int = 0) -> Span:
    """Return the first span of `words` in `text` at or after an offset; the words must be there."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def attribution(
    text: str,
    source: str | None,
    cue: str,
    content: str,
    *,
    after: str = "",
    quotation: Quotation = Quotation.INDIRECT,
) -> Attribution:
    """Return an attribution whose parts are found in `text`, searched after the words `after`."""
    offset = text.index(after) if after else 0
    return Attribution(
        source=(span_of(text, source, after=offset),) if source else (),
        cue=(span_of(text, cue, after=offset),),
        content=(span_of(text, content, after=offset),),
        quotation=quotation,
        cue_class=CueClass.ASSERT,
        modality=(),
        confidence=1.0,
    )
