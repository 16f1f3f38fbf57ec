"""Judgements on pairs of records: what they write, what they refuse, and how they are taken back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from speakers.errors import RegistryError, StaleJudgementError
from speakers.models import Judgement, RegistryEvent, Speaker
from speakers.sentences import sentence_of
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.undoing import undo_registry_event
from tests.factories import SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory(username="anna")


@pytest.fixture
def records():
    return [SpeakerFactory(name=f"Ministry {n}", kind="ministry") for n in "ABCD"]


def merge(merged, kept, by):
    return judge_pair(one=merged.pk, other=kept.pk, verdict="same", kept=kept.pk, actor=by)


def judge(one, other, verdict, by, **more):
    return judge_pair(one=one.pk, other=other.pk, verdict=verdict, actor=by, **more)


def pointers():
    """Return by name which record stands for which."""
    merged = Speaker.objects.exclude(canonical=None).order_by("name")
    return {name[-1]: root[-1] for name, root in merged.values_list("name", "canonical__name")}


def test_a_merge_sets_one_pointer_and_keeps_who_and_when(anna, records):
    a, b, *_rest = records

    event = merge(a, b, anna)

    assert pointers() == {"A": "B"}
    judgement = Judgement.objects.standing().get()
    assert (judgement.verdict, judgement.kept, judgement.actor) == ("same", b, anna)
    assert (event.actor, event.before) == (anna, {"verdict": None})
    assert event.after == {"verdict": "same", "kept": b.pk}
    assert sentence_of(event) == "merged “Ministry A” into “Ministry B”"


def test_what_was_merged_into_a_merged_record_follows(anna, records):
    a, b, c, d = records

    merge(a, b, anna)
    merge(c, d, anna)
    merge(b, d, anna)

    assert pointers() == {"A": "D", "B": "D", "C": "D"}


def test_taking_a_merge_back_brings_back_what_it_had_brought_in(anna, records):
    a, b, c, d = records
    merge(a, b, anna)
    merge(c, d, anna)
    merge(b, d, anna)

    take_back_judgement(judgement_id=Judgement.objects.on(b.pk, d.pk).get().pk, actor=anna)

    assert pointers() == {"A": "B", "C": "D"}


def test_the_same_verdict_twice_writes_one_event(anna, records):
    a, b, *_rest = records
    merge(a, b, anna)

    assert merge(a, b, UserFactory()) is None
    assert judge(a, b, "unsure", anna) is not None
    assert judge(b, a, "unsure", anna) is None
    assert RegistryEvent.objects.count() == 2


def test_not_the_same_undoes_a_merge_of_the_two(anna, records):
    a, b, *_rest = records
    merge(a, b, anna)

    judge(a, b, "not_same", anna)

    assert pointers() == {}
    assert Judgement.objects.standing().get().verdict == "not_same"
    assert Judgement.objects.count() == 2


@pytest.mark.parametrize(
    ("act", "message"),
    [
        pytest.param(lambda r, by: judge(r[0], r[0], "unsure", by), "against itself", id="itself"),
        pytest.param(
            lambda r, by: judge(r[0], r[1], "same", by), "Say which of the two", id="nothing-kept"
        ),
        pytest.param(
            lambda r, by: judge(r[0], r[1], "same", by, kept=r[2].pk),
            "Say which of the two",
            id="a-third-kept",
        ),
        pytest.param(lambda r, by: judge(r[0], r[1], "twin", by), "Say what", id="no-verdict"),
        pytest.param(lambda r, by: merge(r[3], r[0], by), "one record already", id="cycle"),
        pytest.param(lambda r, by: merge(r[0], r[2], by), "take that back first", id="merged"),
        pytest.param(
            lambda r, by: judge(r[0], r[3], "not_same", by),
            "one record by other judgements",
            id="apart-within-one",
        ),
        pytest.param(
            lambda r, by: merge(r[2], r[1], by),
            "anna judged that “Ministry A” and “Ministry C” are not the same",
            id="against-a-judgement-on-a-merged-one",
        ),
        pytest.param(
            lambda r, by: merge(r[2], SpeakerFactory(kind="person"), by),
            "A ministry and a person cannot be one",
            id="kinds",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_and_writes_nothing(anna, records, act, message):
    a, b, c, d = records
    merge(a, b, anna)
    merge(b, d, anna)
    judge(a, c, "not_same", anna)
    before = (pointers(), RegistryEvent.objects.count(), Judgement.objects.count())

    with pytest.raises(RegistryError, match=message):
        act(records, anna)

    after = (pointers(), RegistryEvent.objects.count(), Judgement.objects.count())
    assert after == before


def test_two_curators_at_once_are_told(anna, records):
    a, b, *_rest = records
    judge(a, b, "not_same", anna, seen=0)

    with pytest.raises(StaleJudgementError, match="anna judged these two"):
        judge_pair(one=a.pk, other=b.pk, verdict="same", kept=a.pk, actor=UserFactory(), seen=0)

    assert pointers() == {}


def test_an_undo_brings_back_what_stood_and_can_be_undone(anna, records):
    a, b, *_rest = records
    judge(a, b, "unsure", anna)
    event = merge(a, b, anna)

    undo = undo_registry_event(event_id=event.pk, actor=anna)

    assert pointers() == {}
    assert Judgement.objects.standing().get().verdict == "unsure"
    assert sentence_of(undo) == "undid: merged “Ministry A” into “Ministry B”"

    undo_registry_event(event_id=undo.pk, actor=anna)

    assert pointers() == {"A": "B"}
    with pytest.raises(RegistryError, match="undone already"):
        undo_registry_event(event_id=undo.pk, actor=anna)
    undo_registry_event(event_id=event.pk, actor=anna)
    assert pointers() == {}


def test_an_undo_never_overwrites_a_later_judgement(anna, records):
    a, b, *_rest = records
    event = judge(a, b, "unsure", anna)
    judge(a, b, "not_same", UserFactory(username="ben"))

    with pytest.raises(RegistryError, match="ben judged these two since"):
        undo_registry_event(event_id=event.pk, actor=anna)

    assert Judgement.objects.standing().get().verdict == "not_same"


def test_a_judgement_is_taken_back_once(anna, records):
    a, b, *_rest = records
    judge(a, b, "not_same", anna)
    key = Judgement.objects.get().pk

    event = take_back_judgement(judgement_id=key, actor=anna)

    assert sentence_of(event) == "took back: judged “Ministry A” and “Ministry B” not the same"
    with pytest.raises(RegistryError, match="taken back already"):
        take_back_judgement(judgement_id=key, actor=anna)


def test_the_log_is_written_once(anna, records):
    event = judge(records[0], records[1], "unsure", anna)

    for write in (
        lambda: RegistryEvent.objects.filter(pk=event.pk).update(why="Because"),
        lambda: RegistryEvent.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            write()
