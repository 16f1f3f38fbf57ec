"""Arbitrary text and spans: nothing crashes, and mentions stay inside the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.resolution import resolve_speakers
from analysis.types import Attribution, CueClass, Quotation, Span

WORDS = st.sampled_from(
    [
        "He",
        "they",
        "Ada",
        "Brook",
        "Brook’s",
        "the",
        "ministry",
        "of",
        "Foreign",
        "Affairs",
        "said",
        ",",
        ".",
        "“",
        "”",
        "\n",
        "who",
        "which",
        "Reuters",
        "China’s",
        "Chinese",
        "statement",
        "from",
        "a",
        "The",
        "report",
        "Mr.",
        "officials",
        "and",
        "I",
        "told",
        "(",
        ")",
        "LRU",
        "al-Noor",
        "de",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@st.composite
def articles(draw):
    text = draw(TEXTS)
    places = st.integers(min_value=0, max_value=max(len(text), 1))

    def spans(least):
        pairs = draw(st.lists(st.tuples(places, places), min_size=least, max_size=2))
        found = sorted({Span(min(a, b), max(a, b) + 1) for a, b in pairs})
        return tuple(found) or (Span(0, 1),) * least

    attributions = [
        Attribution(spans(0), spans(0), spans(1), quotation, CueClass.ASSERT, (), 0.5)
        for quotation in draw(st.lists(st.sampled_from(Quotation), max_size=5))
    ]
    return text, attributions


@settings(deadline=None, max_examples=300)
@given(articles())
def test_any_spans_resolve_without_error(article):
    text, attributions = article

    speakers = resolve_speakers(text, attributions)

    assert len(speakers) == len(attributions)
    for speaker, attribution in zip(speakers, attributions, strict=True):
        assert attribution.source or speaker is None
        if speaker is not None:
            assert speaker.name
            assert 0.0 <= speaker.score <= 1.0
            assert list(speaker.mentions) == sorted(speaker.mentions)


@settings(deadline=None, max_examples=100)
@given(articles())
def test_resolving_twice_gives_the_same(article):
    text, attributions = article

    assert resolve_speakers(text, attributions) == resolve_speakers(text, attributions)
