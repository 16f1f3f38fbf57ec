from __future__ import annotations

from collections import Counter
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.bm25 import K1, B, WordIndex
from analysis.matching.storage import StorageError, write_arrays

texts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=6), max_size=12)


def brute_force(held, query):
    n = len(held)
    mean = max(sum(map(len, held.values())) / n, 1) if n else 1
    scores = {}
    for key, terms in held.items():
        counts = Counter(terms)
        for term in set(query) & set(counts):
            spread = sum(term in other for other in held.values())
            rarity = log(1 + (n - spread + 0.5) / (spread + 0.5))
            back = K1 * (1 - B + B * len(terms) / mean)
            worth = rarity * counts[term] * (K1 + 1) / (counts[term] + back)
            scores[key] = scores.get(key, 0) + worth
    return scores


@settings(max_examples=80, deadline=None)
@given(texts=texts, gone=st.sets(st.integers(0, 11)), query=st.lists(st.sampled_from("abcxyz")))
def test_scores_are_those_of_the_formula(texts, gone, query):
    index, held = WordIndex(), {}
    for key, terms in enumerate(texts):
        index.add(key, terms)
        held[key] = terms
    for key in gone:
        assert index.remove(key) == (held.pop(key, None) is not None)
    index.rebuild()

    found = index.search(query, 50)

    assert {near.key: near.score for near in found} == pytest.approx(
        brute_force(held, query), rel=1e-4
    )
    assert [near.score for near in found] == sorted((near.score for near in found), reverse=True)


@settings(max_examples=40, deadline=None)
@given(texts=texts, query=st.lists(st.sampled_from("abcdefg")))
def test_a_saved_index_comes_back_the_same(texts, query, tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / "words.bin"
    index = WordIndex()
    index.add_new(range(len(texts)), texts)
    index.save(path)

    loaded = WordIndex.load(path)

    assert loaded.search(query, 50) == index.search(query, 50)
    loaded.add(99, ["new"])
    assert [near.key for near in loaded.search(["new"])] == [99]


def test_a_removed_text_is_not_found_before_the_rebuild():
    index = WordIndex()
    index.add(1, ["bridge"])
    index.add(2, ["bridge", "port"])

    index.remove(1)

    assert [near.key for near in index.search(["bridge"])] == [2]
    assert 1 not in index
    assert len(index) == 1


def test_a_text_added_again_is_replaced():
    index = WordIndex()
    index.add(1, ["bridge"])
    index.add(1, ["port"])

    assert index.search(["bridge"]) == []
    assert [near.key for near in index.search(["port"])] == [1]


def test_a_file_of_another_kind_is_refused(tmp_path):
    write_arrays(tmp_path / "words.bin", {}, meta={"kind": "vectors"})

    with pytest.raises(StorageError, match="rebuild"):
        WordIndex.load(tmp_path / "words.bin")
