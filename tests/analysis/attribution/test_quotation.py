from __future__ import annotations

import pytest

from analysis.attribution.quotation import classify_quotation
from analysis.types import Quotation, Span


def content_of(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        pytest.param("“We will not pay,” she said.", ["“We will not pay,”"], "direct", id="curly"),
        pytest.param('"We won\'t," she said.', ['"We won\'t,"'], "direct", id="straight"),
        pytest.param("«Wir zahlen nicht», sagte sie.", ["«Wir zahlen nicht»"], "direct", id="guillemets"),
        pytest.param("‘It’s over,’ she said.", ["‘It’s over,’"], "direct", id="single-with-apostrophe"),
        pytest.param("She said it’s over and that’s it.", ["it’s over and that’s it"], "indirect", id="apostrophes-only"),
        pytest.param("She said the bill was “dead”.", ["the bill was “dead”"], "mixed", id="one-word-quoted"),
        pytest.param("She said the bill was dead.", ["the bill was dead"], "indirect", id="indirect"),
        pytest.param("She said: “We go on\nThe end.", ["“We go on"], "direct", id="never-closed"),
        pytest.param("“One,” she said. “Two.”", ["“One,”", "“Two.”"], "direct", id="two-spans"),
        pytest.param("“One,” she said, adding it was late.", ["“One,”", "it was late"], "mixed", id="quoted-and-not"),
        pytest.param("She said “we pay” today", ["we pay"], "direct", id="span-without-its-marks"),
    ],
)  # fmt: skip
def test_quotation_by_share_of_quoted_words(text, parts, expected):
    assert classify_quotation(text, content_of(text, *parts)) is Quotation(expected)
