"""Keys that names are looked up by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from analysis.names import Verdict, judge_names
from analysis.names.keys import MAX_KEY, asked_keys, rare_keys, stored_keys
from analysis.types import SpeakerKind
from tests.analysis.names.test_judging import KINDS, NAMES, read_pairs


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        pytest.param(*row.values[:3], id=row.id)
        for row in read_pairs()
        if row.values[4] == "same" and row.values[2] == row.values[3]
    ],
)
def test_names_of_one_speaker_meet(a, b, kind):
    if judge_names(a, b, one_kind=kind, other_kind=kind).verdict is Verdict.SAME:
        assert stored_keys(a, kind) & asked_keys(b, kind)
        assert stored_keys(b, kind) & asked_keys(a, kind)


@settings(deadline=None)
@given(NAMES, KINDS)
def test_keys_are_short_whatever_the_name(name, kind):
    for key in stored_keys(name, kind) | asked_keys(name, kind) | rare_keys(name, kind):
        assert 0 < len(key) <= MAX_KEY


def test_nobody_has_no_keys():
    assert not stored_keys("residents", SpeakerKind.COLLECTIVE)
    assert not asked_keys("he", SpeakerKind.PERSON)
    assert not rare_keys("he", SpeakerKind.PERSON)
