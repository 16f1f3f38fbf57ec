from __future__ import annotations

from claims.contrast.changes import find_changes
from claims.contrast.matrix import build_matrix
from tests.claims.contrast.saying import contrast_of, said


def test_asserting_a_rival_later_is_a_change():
    contrast = contrast_of([said("twelve", on=1)], [said("nineteen", claim=2, on=8)])

    (change,) = find_changes(contrast)

    assert [step.first.words for step in change.steps] == ["twelve", "nineteen"]


def test_denying_what_was_asserted_is_a_change():
    contrast = contrast_of([said(on=1), said(on=8, stance="denies")])

    assert len(find_changes(contrast)) == 1


def test_denying_a_rival_is_no_change():
    contrast = contrast_of([said(on=1)], [said(claim=2, on=8, stance="denies")])

    assert find_changes(contrast) == ()


def test_two_speakers_are_not_one_who_changed():
    contrast = contrast_of([said(on=1)], [said(claim=2, on=8, speaker_id=2)])

    assert find_changes(contrast) == ()


def test_a_speaker_nobody_registered_may_be_two_people():
    nobody = {"speaker_id": None, "speaker_name": "residents", "article_id": 1}
    contrast = contrast_of([said(on=1, **nobody)], [said(claim=2, on=8, **nobody)])

    assert find_changes(contrast) == ()


def test_one_article_is_one_position():
    contrast = contrast_of([said(on=1, article_id=4)], [said(claim=2, on=1, article_id=4)])

    assert find_changes(contrast) == ()


def test_the_matrix_names_the_first_statement_of_each_stance():
    contrast = contrast_of(
        [said("first", on=1), said("again", on=2), said("no", on=3, stance="denies")],
        [said("other", claim=2, on=4, speaker_id=2)],
    )

    matrix = build_matrix(contrast)

    assert [one.words for one in matrix.rows[0].cells[0].firsts] == ["first", "no"]
    assert matrix.rows[1].cells[0].firsts == ()


def test_a_long_matrix_says_how_many_it_leaves_out():
    contrast = contrast_of([said(speaker_id=i) for i in range(9)])

    assert build_matrix(contrast, n_rows=5).n_more == 4
