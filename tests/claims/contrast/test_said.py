from __future__ import annotations

import pytest

from tests.claims.contrast.saying import said


def span(start, exact):
    return {"start": start, "end": start + len(exact), "exact": exact, "prefix": "", "suffix": ""}


DENIED = {"cue": [span(0, "denied")], "content": [span(7, "that it burned")]}


def test_what_is_not_quoted_is_led_by_the_reporting_words():
    assert said("that it burned", **DENIED).lead == "denied"


def test_a_quotation_speaks_for_itself():
    assert said("that it burned", quotation="direct", **DENIED).lead == ""


@pytest.mark.parametrize(
    ("relayed_by", "is_relayed"),
    [("", False), ("Meridian Wire", True), ("the quay review", False)],
    ids=["nobody", "another outlet", "its own reporters"],
)
def test_what_an_outlet_was_told_itself_is_first_hand(relayed_by, is_relayed):
    one = said(outlet_name="The Quay Review", relayed_by=relayed_by)

    assert one.is_relayed is is_relayed


@pytest.mark.parametrize(
    ("name", "article_id", "is_one"),
    [
        ("the Uyghur leaders", 5, True),
        ("uyghur leaders", 5, True),
        ("exiled Uyghur leaders", 5, False),
        ("Uyghur leaders", 6, False),
    ],
    ids=["article", "case", "other words", "another article"],
)
def test_an_article_and_capitals_make_no_other_speaker(name, article_id, is_one):
    one = said(speaker_id=None, speaker_name="Uyghur leaders", article_id=5)
    other = said(speaker_id=None, speaker_name=name, article_id=article_id)

    assert (one.holder_key == other.holder_key) is is_one
