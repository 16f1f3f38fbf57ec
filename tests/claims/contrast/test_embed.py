from __future__ import annotations

import pytest

from claims.contrast.embed import build_embed
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
