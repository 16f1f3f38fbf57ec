from __future__ import annotations

import pytest

from claims.contrast.columns import written_answer
from tests.claims.contrast.saying import contrast_of, said


@pytest.mark.parametrize(
    ("answer", "is_number", "written"),
    [
        ("900 to 1200", True, "900 to 1,200"),
        ("12", True, "12"),
        ("2026", False, "2026"),
        ("electrical fault", False, "Electrical fault"),
        ("", True, ""),
    ],
    ids=["thousands", "small", "year", "words", "none"],
)
def test_an_answer_heads_its_column(answer, is_number, written):
    assert written_answer(answer, is_number=is_number) == written


def speakers(*kinds):
    return [
        said(speaker_id=n, registered_kind=kind, registered_name=f"Speaker {n}")
        for n, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "label"),
    [
        (["person"], "1, named"),
        (["person", "ministry"], "2, all named"),
        (["anonymous"], "1, not named"),
        (["anonymous", "anonymous"], "2, none named"),
        (["person", "anonymous", "person"], "2 of 3 named"),
    ],
    ids=["one", "all", "unnamed", "none", "some"],
)
def test_a_column_says_how_many_speakers_have_a_name(kinds, label):
    [column] = contrast_of(speakers(*kinds)).columns

    assert column.named_label == label
