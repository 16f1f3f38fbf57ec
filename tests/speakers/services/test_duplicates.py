"""Likely duplicates: which pairs of records a person is shown, and when they are looked for again."""

from __future__ import annotations

import pytest

from speakers.models import Judgement, LikelyPair, Speaker
from speakers.services.duplicates import compare_pair, compare_records
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.registry import add_name, create_speaker, rename_speaker
from tests.factories import StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def make(name, kind="person", **more):
    return create_speaker(name=name, kind=kind, slug=f"s-{Speaker.objects.count()}", **more)


def waiting():
    return [(pair.a.name, pair.b.name) for pair in LikelyPair.objects.waiting().order_by("pk")]


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        pytest.param(("Jon Bell", "person"), ("Jon Bell", "person"), True, id="namesakes"),
        pytest.param(("Nadia Feld", "person"), ("Nadja Feld", "person"), True, id="one-letter"),
        pytest.param(("Nadia Feld", "person"), ("Feld, Nadia", "expert"), True, id="order"),
        pytest.param(("A. Kovan", "person"), ("Ada Kovan", "person"), True, id="initial"),
        pytest.param(
            ("Ministry of Harbours", "ministry"), ("Harbours Ministry", "agency"), True, id="turned"
        ),
        pytest.param(
            ("Navy of Velmara", "military"),
            ("Navy of the Republic of Velmara", "military"),
            True,
            id="a-word-more",
        ),
        pytest.param(("Ada Kovan", "person"), ("Boris Kovan", "person"), False, id="surname-alone"),
        pytest.param(("Ada Kovan", "person"), ("Kovan", "person"), False, id="one-word"),
        pytest.param(("Ardesse", "government"), ("Ardesse Bank", "company"), False, id="held-word"),
        pytest.param(("Ada Kovan", "person"), ("Ada Kovan", "company"), False, id="kinds"),
        pytest.param(
            ("Foreign Ministry", "ministry"), ("Foreign Ministry", "ministry"), False, id="generic"
        ),
        pytest.param(("Villagers", "collective"), ("Villagers", "collective"), False, id="nobody"),
    ],
)
def test_which_pairs_are_shown(one, other, is_likely):
    make(*one)
    make(*other)

    assert compare_records() == 2

    assert bool(waiting()) is is_likely


def test_a_pair_says_which_names_are_alike_and_why():
    kept = make("Harbour Ministry", "ministry", names=["Ministry of Ports and Canals"])
    other = make("Ports and Canals Ministry", "ministry")
    StatementFactory(speaker=other, engine_speaker=other)

    compare_records()

    pair = LikelyPair.objects.get()
    assert (pair.a, pair.b) == (kept, other)
    assert (pair.alias_a, pair.alias_b) == (
        "Ministry of Ports and Canals",
        "Ports and Canals Ministry",
    )
    assert pair.reasons_said == [
        "the same words, turned about",
        "many bodies go by these words: whose it is, is not said",
    ]
    assert pair.n_statements == 1


@pytest.mark.parametrize(("one", "other"), [("FR", "DE"), ("FR", "FR"), ("FR", "")])
def test_another_country_is_another_speaker(one, other):
    make("Jon Bell", country=one)
    make("Jon Bell", country=other)

    compare_records()

    assert bool(waiting()) is (one == other or not other)


def test_a_part_and_its_whole_are_never_a_pair():
    whole = make("Harbour Ministry of Senn", "ministry")
    make("Press Office of the Harbour Ministry of Senn", "agency", parent=whole)

    compare_records()

    assert waiting() == []


def test_nothing_is_compared_twice_until_it_changes():
    one, other = make("Ada Kovan"), make("Boris Tarn")
    compare_records()
    assert compare_records() == 0

    rename_speaker(speaker=other, name="Ada Kovann")
    assert compare_records() == 1
    assert waiting() == [("Ada Kovan", "Ada Kovann")]

    rename_speaker(speaker=other, name="Carla Moor")
    other.names.filter(name="Ada Kovann").delete()
    add_name(speaker=other, name="Carla Moor")
    rename_speaker(speaker=one, name="Dora Ilves")
    compare_records()
    assert waiting() == []


def test_comparing_one_side_again_keeps_what_the_other_side_found():
    make("Jon Bell")
    other = make("Jon Bell")
    compare_records()

    Speaker.objects.filter(pk=other.pk).update(compared_at=None)
    compare_records()

    assert len(waiting()) == 1


@pytest.mark.parametrize("verdict", ["not_same", "unsure"])
def test_what_was_judged_is_never_suggested_again(verdict):
    one, other = make("Jon Bell"), make("Jon Bell")
    compare_records()

    judge_pair(one=one.pk, other=other.pk, verdict=verdict, actor=UserFactory())
    assert waiting() == []
    Speaker.objects.update(compared_at=None)
    compare_records()
    assert waiting() == []

    take_back_judgement(judgement_id=Judgement.objects.get().pk, actor=UserFactory())
    Speaker.objects.update(compared_at=None)
    compare_records()
    assert len(waiting()) == 1


def test_not_the_same_holds_for_whatever_is_merged_into_either():
    first, second, third = make("Jon Bell"), make("Jon Bell"), make("Jon Bell")
    by = UserFactory()
    judge_pair(one=first.pk, other=second.pk, verdict="not_same", actor=by)
    judge_pair(one=third.pk, other=second.pk, verdict="same", kept=third.pk, actor=by)

    compare_records()

    assert waiting() == []


def test_a_merge_and_its_undoing_are_looked_at_again():
    first, second, third = make("Jon Bell"), make("Jon Bell"), make("Jon Bell")
    by = UserFactory()
    compare_records()
    assert len(waiting()) == 3

    event = judge_pair(one=first.pk, other=second.pk, verdict="same", kept=first.pk, actor=by)
    compare_records()
    assert len(waiting()) == 1

    take_back_judgement(judgement_id=Judgement.objects.get().pk, actor=by)
    compare_records()
    assert len(waiting()) == 3
    assert event is not None
    assert third in Speaker.objects.standing()


def test_the_cost_of_a_batch_does_not_grow_with_its_size(django_assert_max_num_queries):
    for n in range(30):
        make(f"Jon Bell{'abcdefghijklmnopqrstuvwxyzäöüß'[n]}")

    with django_assert_max_num_queries(25):
        assert compare_records() == 30


def test_two_records_are_compared_by_hand_too():
    one, other = make("Nadia Feld"), make("Nadja Feld")
    likeness = compare_pair(one, other)

    assert likeness is not None
    assert (likeness.own_name, likeness.other_name) == ("Nadia Feld", "Nadja Feld")
    assert compare_pair(one, make("Boris Tarn")) is None
