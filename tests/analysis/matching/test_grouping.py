from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.grouping import Grouping
from tests.analysis.matching.test_vectors import POOL

BRIDGE = "The Kestrel bridge was closed after a crack was found."
BRIDGE_TOO = "A crack was found and the Kestrel bridge closed."
TAXES = "The council will raise the tax on boats next spring."


def leaning(a, b, share):
    """Return a unit vector between two rows of the pool."""
    mixed = POOL[a] * share + POOL[b] * (1 - share)
    return (mixed / np.linalg.norm(mixed)).astype(np.float32)


@pytest.fixture
def grouping():
    grouping = Grouping()
    grouping.place(1, BRIDGE, POOL[0])
    grouping.place(2, TAXES, POOL[1])
    return grouping


def test_like_items_share_a_group_and_unlike_ones_do_not(grouping):
    placement = grouping.place(3, BRIDGE_TOO, leaning(0, 5, 0.7))

    assert (placement.group, placement.is_new) == (1, False)
    assert grouping.groups == {1: (1, 3), 2: (2,)}


def test_an_item_placed_twice_is_refused(grouping):
    with pytest.raises(ValueError, match="stays"):
        grouping.place(1, BRIDGE, POOL[0])


def place_a_line(grouping, groups):
    """Place texts of two topics in this order, each following the one before."""
    texts = [BRIDGE, TAXES]
    for key, number in enumerate(groups):
        follows = key - 1 if key else None
        vector = leaning(number, 5 + key % 30, 0.8)
        grouping.place(key, texts[number], vector, follows=follows)


def test_what_follows_joins_more_easily_once_order_has_shown_to_tell():
    told, untold = Grouping(), Grouping()
    place_a_line(told, [0] * 12 + [1] * 12 + [0] * 12)
    place_a_line(untold, [0, 1, 1, 0, 0, 1] * 6)
    text, vector = "Drivers were told to wait.", leaning(0, 38, 0.5)

    before = untold.place(98, text, vector, follows=35)
    after = told.place(98, text, vector, follows=35)

    assert after.score > before.score


def test_an_item_that_follows_nothing_gains_nothing_from_the_order():
    grouping, other = Grouping(), Grouping()
    for each in (grouping, other):
        place_a_line(each, [0] * 12 + [1] * 12 + [0] * 12)
    text, vector = "Drivers were told to wait.", leaning(0, 38, 0.5)

    alone = grouping.place(98, text, vector)
    following = other.place(98, text, vector, follows=35)

    assert alone.score < following.score


def test_an_editor_may_put_an_item_anywhere(grouping):
    assert grouping.place(3, TAXES, POOL[1], with_item=1).group == 1


def test_an_item_kept_apart_begins_a_group(grouping):
    assert grouping.place(3, BRIDGE, POOL[0], apart_from=[1]).is_new


def test_joined_groups_take_the_older_number_and_go_on_together(grouping):
    assert grouping.join_groups(2, 1) == 1

    assert grouping.groups == {1: (1, 2)}
    assert grouping.place(3, TAXES, POOL[1]).group == 1


def test_groups_kept_apart_cannot_be_joined_until_allowed(grouping):
    grouping.keep_apart(1, 2)

    with pytest.raises(ValueError, match="kept apart"):
        grouping.join_groups(1, 2)
    grouping.allow(2, 1)

    assert grouping.join_groups(1, 2) == 1


def test_what_was_kept_apart_from_one_is_kept_apart_from_both(grouping):
    grouping.place(3, "Rain fell on Norrin.", POOL[2])
    grouping.keep_apart(2, 3)

    grouping.join_groups(1, 2)

    assert grouping.kept_apart() == {frozenset((1, 3))}


def test_the_likeliest_join_is_proposed_first_and_a_refused_one_never_again(grouping):
    grouping.place(3, BRIDGE_TOO, leaning(0, 5, 0.7), apart_from=[1])

    first = grouping.propose_joins()[0]
    grouping.keep_apart(first.a, first.b)

    assert (first.a, first.b) == (1, 3)
    assert (1, 3) not in [(pair.a, pair.b) for pair in grouping.propose_joins()]


def test_a_restored_grouping_goes_on_as_the_first_would(grouping):
    again = Grouping()
    again.restore(1, BRIDGE, POOL[0], group=1)
    again.restore(2, TAXES, POOL[1], group=2)

    vector = leaning(0, 5, 0.6)

    assert again.place(3, BRIDGE_TOO, vector) == grouping.place(3, BRIDGE_TOO, vector)


def test_bad_judgements_are_refused(grouping):
    with pytest.raises(ValueError, match="itself"):
        grouping.keep_apart(1, 1)
    with pytest.raises(KeyError):
        grouping.keep_apart(1, 9)
    with pytest.raises(KeyError):
        grouping.place(3, BRIDGE, POOL[0], with_item=9)
    assert 3 not in grouping


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=25))
def test_no_item_ever_moves(rows):
    grouping, told = Grouping(), {}
    texts = [BRIDGE, TAXES, BRIDGE_TOO, "Rain fell on Norrin."]
    for key, (number, share) in enumerate(rows):
        follows = key - 1 if key else None
        placed = grouping.place(key, texts[number], leaning(number, 9, share), follows=follows)
        told[key] = placed.group

        assert {key: grouping.group_of(key) for key in told} == told
        assert placed.group in told
