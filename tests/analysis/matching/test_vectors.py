from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching import vectors as vectors_module
from analysis.matching.blocks import WIDTH, quantise, sign_codes
from analysis.matching.storage import StorageError
from analysis.matching.vectors import Near, VectorIndex

ENGINE = "test@1"


def unit_vectors(n, seed=0):
    drawn = np.random.default_rng(seed).normal(size=(n, WIDTH)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


POOL = unit_vectors(40)


def brute_force(held, query, n):
    """Return what the index should find: the int8 cosines, best first, ties in order of arrival."""
    if not held:
        return []
    values, scales = quantise(np.stack([POOL[row] for row in held.values()]))
    scores = (values.astype(np.float32) @ query) * scales
    order = np.argsort(-np.round(scores, 6), kind="stable")[:n]
    keys = list(held)
    return [(keys[i], pytest.approx(float(scores[i]), abs=1e-5)) for i in order]


acts = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 12), st.integers(0, 39)),
        st.tuples(st.just("remove"), st.integers(0, 12)),
        st.tuples(st.just("rebuild")),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(acts=acts, asked=st.integers(0, 39), n=st.integers(1, 15))
def test_any_acts_leave_what_brute_force_finds(acts, asked, n):
    index, held = VectorIndex(), {}
    for act in acts:
        if act[0] == "add":
            index.add([act[1]], POOL[act[2]][None])
            held.pop(act[1], None)
            held[act[1]] = act[2]
        elif act[0] == "remove":
            assert index.remove([act[1]]) == (held.pop(act[1], None) is not None)
        else:
            index.rebuild()

    found = index.search(POOL[asked], n, is_exact=True)

    assert [(near.key, near.score) for near in found] == brute_force(held, POOL[asked], n)
    assert len(index) == len(held)
    assert index.keys().tolist() == list(held)


def test_signs_and_rescoring_find_what_the_exact_search_finds(monkeypatch):
    monkeypatch.setattr(vectors_module, "BLOCK", 512)
    monkeypatch.setattr(vectors_module, "LEAST_RESCORED", 200)
    rows = unit_vectors(3_000)
    index = VectorIndex()
    index.add(range(3_000), rows)
    near = rows[:20] + 0.02 * unit_vectors(20, seed=1)
    index.remove([5])

    for number, query in enumerate(near / np.linalg.norm(near, axis=1, keepdims=True)):
        by_signs = index.search(query, 5)
        exact = index.search(query, 5, is_exact=True)

        assert by_signs[0] == exact[0]
        assert (by_signs[0].key == number) == (number != 5)


def test_only_some_keys_are_searched():
    index = VectorIndex()
    index.add([1, 2, 3], POOL[:3])

    found = index.search(POOL[0], 5, only=[3, 2, 99])

    assert {near.key for near in found} == {2, 3}


def test_a_key_added_again_is_replaced():
    index = VectorIndex()
    index.add([7], POOL[:1])
    index.add([7], POOL[1:2])

    assert [near.key for near in index.search(POOL[1], 5)] == [7]
    assert index.search(POOL[1])[0].score > 0.99
    assert index.n_gone == 1


def test_nothing_to_search_and_nothing_wanted_find_nothing():
    index = VectorIndex()
    assert index.search(POOL[0]) == []

    index.add([1], POOL[:1])

    assert index.search(POOL[0], 0) == []


def test_a_vector_of_zeros_is_kept_and_scores_nothing():
    index = VectorIndex()
    index.add([1], np.zeros((1, WIDTH), dtype=np.float32))

    assert index.search(POOL[0]) == [Near(1, 0.0)]


@pytest.mark.parametrize(
    ("keys", "rows", "complaint"),
    [
        pytest.param([1, 1], POOL[:2], "twice", id="key-twice"),
        pytest.param([1], POOL[:2], "expected 1 vectors", id="too-many-vectors"),
        pytest.param([1], POOL[:1, :10], "expected 1 vectors", id="too-narrow"),
        pytest.param([1], np.full((1, WIDTH), np.nan, dtype=np.float32), "finite", id="nan"),
    ],
)
def test_bad_rows_are_refused_and_nothing_is_added(keys, rows, complaint):
    index = VectorIndex()

    with pytest.raises(ValueError, match=complaint):
        index.add(keys, rows)

    assert len(index) == 0


def test_vectors_come_back_in_the_order_asked_for():
    index = VectorIndex()
    index.add([4, 2, 9], POOL[:3])

    given_back = index.vectors([9, 4])

    assert (given_back * POOL[[2, 0]]).sum(axis=1) == pytest.approx([1, 1], abs=0.01)
    with pytest.raises(KeyError, match="5"):
        index.vectors([4, 5])


def test_a_saved_index_comes_back_the_same(tmp_path):
    index = VectorIndex()
    index.add(range(30), POOL[:30])
    index.remove([3])
    index.save(tmp_path / "vectors.bin", engine=ENGINE)

    loaded = VectorIndex.load(tmp_path / "vectors.bin", engine=ENGINE)

    found, wanted = loaded.search(POOL[3], 30), index.search(POOL[3], 30)
    assert [near.key for near in found] == [near.key for near in wanted]
    assert [near.score for near in found] == pytest.approx(
        [near.score for near in wanted], abs=1e-6
    )
    assert loaded.n_gone == 0


def test_an_empty_index_can_be_saved(tmp_path):
    VectorIndex().save(tmp_path / "vectors.bin", engine=ENGINE)

    assert len(VectorIndex.load(tmp_path / "vectors.bin", engine=ENGINE)) == 0


def test_vectors_of_another_engine_are_refused(tmp_path):
    VectorIndex().save(tmp_path / "vectors.bin", engine="old@1")

    with pytest.raises(StorageError, match="rebuild"):
        VectorIndex.load(tmp_path / "vectors.bin", engine=ENGINE)


def test_codes_hold_one_bit_a_sign():
    codes = sign_codes(POOL[:2])

    assert int(np.bitwise_count(codes[:, 0]).sum()) == int((POOL[0] > 0).sum())
