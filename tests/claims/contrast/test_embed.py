from __future__ import annotations

import pytest

from claims.contrast.embed import build_embed, find_turns
from tests.claims.contrast.saying import contrast_of, said
from tests.claims.contrast.test_said import span

CONTENT = "that it burned all night"


@pytest.mark.parametrize(
    ("limit", "lead", "words"),
    [
        (7, "again denied", CONTENT),
        (5, "again denied", "that it burned …"),
        (2, "", "that it …"),
        (0, "", "…"),
    ],
)
def test_reporting_words_count_toward_what_an_outlet_allows(limit, lead, words):
    one = said(
        CONTENT,
        cue=[span(0, "again denied")],
        content=[span(13, CONTENT)],
        excerpt_limit=limit,
    )

    [excerpt] = build_embed(contrast_of([one])).columns[0].excerpts

    assert (excerpt.lead, excerpt.words) == (lead, words)


@pytest.mark.parametrize(
    ("stances", "shown"),
    [
        pytest.param("a", [1], id="one"),
        pytest.param("aaa", [1], id="the-same-again"),
        pytest.param("aad", [1, 3], id="a-change"),
        pytest.param("ada", [1, 2, 3], id="there-and-back"),
        pytest.param("adqada", [1, 5, 6], id="many-changes"),
    ],
)
def test_a_speaker_is_shown_at_first_and_where_they_changed(stances, shown):
    names = {"a": "asserts", "d": "denies", "q": "qualifies"}
    all_said = [said(on=i, stance=names[letter]) for i, letter in enumerate(stances, start=1)]

    assert [one.at.day for one in find_turns(all_said)] == shown
