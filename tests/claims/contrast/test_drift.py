from __future__ import annotations

from claims.contrast.drift import compare_words, find_drifts
from tests.claims.contrast.saying import contrast_of, said

FIRST = "“We checked every building twice,” the chief said"
LATER = "“We checked every single building,” the chief told us"


def test_nearly_the_same_words_in_two_outlets_drift():
    (drift,) = find_drifts(contrast_of([said(FIRST, on=1), said(LATER, on=2)]))

    assert [variant.said.words for variant in drift.variants] == [FIRST, LATER]
    assert "single" in [
        p.words.strip() for p in drift.variants[1].pieces if p.is_different and p.words.strip()
    ]


def test_pieces_give_the_words_back():
    for pieces, words in zip(compare_words(FIRST, LATER), (FIRST, LATER), strict=True):
        assert "".join(piece.words for piece in pieces) == words


def test_the_same_words_do_not_drift():
    assert find_drifts(contrast_of([said(FIRST, on=1), said(FIRST.upper(), on=2)])) == ()


def test_one_outlet_does_not_drift_from_itself():
    pair = [said(FIRST, on=1, outlet_id=1), said(LATER, on=2, outlet_id=1)]

    assert find_drifts(contrast_of(pair)) == ()


def test_two_speakers_with_two_origins_do_not_drift():
    pair = [said(FIRST, on=1), said(LATER, on=2, speaker_id=2)]

    assert find_drifts(contrast_of(pair)) == ()


def test_one_origin_is_compared_whoever_is_credited():
    pair = [said(FIRST, on=1, origin_id=7), said(LATER, on=2, origin_id=7, speaker_id=2)]

    assert len(find_drifts(contrast_of(pair))) == 1
