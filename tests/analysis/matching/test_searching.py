from __future__ import annotations

import pytest

from analysis.matching.fusion import fuse_rankings
from analysis.matching.searching import TextIndex, to_embed
from analysis.matching.storage import StorageError
from analysis.matching.vectors import Near
from tests.analysis.matching.test_vectors import ENGINE, POOL

TEXTS = ["The bridge is closed", "The port is open", "Rain fell on Norrin"]


@pytest.fixture
def index():
    index = TextIndex(engine=ENGINE)
    index.add([10, 20, 30], TEXTS, POOL[:3])
    return index


def test_words_and_meaning_both_count(index):
    found = index.search("bridges closing", POOL[1], 3)

    assert {near.key for near in found[:2]} == {10, 20}


def test_what_is_first_by_both_scores_one(index):
    assert index.search("the bridge", POOL[0])[0] == Near(10, pytest.approx(1.0))


def test_what_is_removed_is_found_by_neither(index):
    assert index.remove([10, 11]) == 1

    assert 10 not in {near.key for near in index.search("bridge", POOL[0])}
    assert 10 not in index


def test_a_text_added_again_loses_its_old_words(index):
    index.add([10], ["The mill burned"], POOL[5:6])

    assert index.search("bridge", POOL[5])[0].key == 10
    assert index.words.search(["bridg"]) == []
    assert len(index) == 3


def test_a_saved_index_comes_back_the_same(index, tmp_path):
    index.remove([20])
    index.save(tmp_path)

    loaded = TextIndex.load(tmp_path, engine=ENGINE)

    assert loaded.search("port bridge", POOL[2]) == index.search("port bridge", POOL[2])


def test_files_of_two_moments_are_refused(index, tmp_path):
    index.save(tmp_path)
    index.remove([20])
    index.words.save(tmp_path / "words.bin")

    with pytest.raises(StorageError, match="other texts"):
        TextIndex.load(tmp_path, engine=ENGINE)


def test_a_title_goes_before_the_text_and_both_are_cleaned():
    assert to_embed("It is. https://t.co/a", "Is it #Open?") == "Is it Open? It is."


def test_a_key_in_two_rankings_beats_the_first_of_one():
    fused = fuse_rankings([(1, [Near(1, 9), Near(2, 8)]), (1, [Near(3, 0.9), Near(2, 0.8)])])

    assert [near.key for near in fused] == [2, 1, 3]
