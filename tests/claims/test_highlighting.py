from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.types import Span
from articles.models import Article, ArticleVersion
from claims.highlighting import mark_around, mark_version
from claims.models import Statement
from claims.selectors import cut_selectors


def version_of(text, furniture=(), title="A title"):
    return ArticleVersion(
        text=text, furniture=[list(pair) for pair in furniture], article=Article(title=title)
    )


def statement_on(text, *, pk=7, content=(), cue=(), source=(), status="proposed"):
    cut = {
        role: cut_selectors(text, spans)
        for role, spans in (("content", content), ("cue", cue), ("source", source))
    }
    return Statement(pk=pk, **cut, start=content[0].start, end=content[-1].end, status=status)


def shown(paragraphs):
    return "\n".join(p.html for p in paragraphs)


def words_shown(paragraphs):
    without_numbers = re.sub(r'<a class="mark-number".*?</a>', "", shown(paragraphs))
    return re.sub(r"<[^>]+>", "", without_numbers)


def test_every_slice_is_escaped():
    text = "He said <script>alert(1)</script> & left"

    html = shown(mark_version(version_of(text), [statement_on(text, content=[Span(8, 33)])]))

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_roles_carry_their_own_class():
    text = "Ada said no."

    html = shown(
        mark_version(
            version_of(text),
            [statement_on(text, content=[Span(9, 11)], cue=[Span(4, 8)], source=[Span(0, 3)])],
        )
    )

    for role in ("content", "cue", "source"):
        assert f"mark-{role}" in html


def test_an_overlap_carries_both_classes():
    text = "all of this is marked twice"

    html = shown(
        mark_version(
            version_of(text), [statement_on(text, content=[Span(0, 27)], cue=[Span(7, 11)])]
        )
    )

    assert 'class="mark mark-content mark-cue"' in html


def test_furniture_is_told_apart():
    paragraphs = mark_version(version_of("A story.\nLoad more", [(9, 18)]), [])

    assert [p.is_furniture for p in paragraphs] == [False, True]


def test_only_the_neighbourhood_is_shown_around_a_statement():
    text = "\n".join(f"Paragraph {i} stands here." for i in range(9))
    start = text.index("Paragraph 4")

    paragraphs = mark_around(
        version_of(text), statement_on(text, content=[Span(start, start + 11)]), n_around=1
    )

    assert [p.html[:1] for p in paragraphs] == ["P", "<", "P"]


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_marking_never_changes_the_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    statement = statement_on(text, content=[Span(start, end)])

    paragraphs = mark_version(version_of(text), [statement])

    assert unescape(words_shown(paragraphs)) == "\n".join(
        line for line in text.split("\n") if line.strip()
    )


@pytest.mark.parametrize(("status", "is_solid"), [("proposed", False), ("accepted", True)])
def test_accepted_words_are_underlined_solidly(status, is_solid):
    text = "no warning"

    html = shown(
        mark_version(version_of(text), [statement_on(text, content=[Span(0, 10)], status=status)])
    )

    assert ("mark-accepted" in html) == is_solid


def test_the_headline_is_left_to_the_page():
    paragraphs = mark_version(version_of("Port fire\n\nIt burned.", title="Port  fire"), [])

    assert [p.html for p in paragraphs] == ["It burned."]
