"""Whatever curators judge, take back and undo, in any order: the records stand as the log says."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from speakers.errors import RegistryError
from speakers.log import NOTHING, BrokenLogError, replay, roots_of
from speakers.models import Judgement, MentionJudgement, RegistryEvent, Speaker
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.mentions import Named, judge_mention
from speakers.services.pairs import Following, state_of
from speakers.services.undoing import undo_registry_event
from tests.factories import SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db

N_STEPS = 80


class Desk:
    """Curators who judge at random whatever can be judged; what is refused counts as done."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not a secret
        self.curators = UserFactory.create_batch(2)
        self.keys = [row.pk for row in SpeakerFactory.create_batch(6, kind="ministry")]

    def act(self) -> None:
        step = self.chance.choice(
            [
                self.merge,
                self.merge,
                self.part,
                self.follow,
                self.name,
                self.take_back,
                self.undo,
            ]
        )
        try:
            with transaction.atomic():
                step()
        except RegistryError:
            return

    @property
    def actor(self):
        return self.chance.choice(self.curators)

    def merge(self) -> None:
        one, other = self.chance.sample(self.keys, 2)
        judge_pair(one=one, other=other, verdict="same", kept=other, actor=self.actor)

    def part(self) -> None:
        one, other = self.chance.sample(self.keys, 2)
        verdict = self.chance.choice(["not_same", "unsure"])
        judge_pair(one=one, other=other, verdict=verdict, actor=self.actor)

    def follow(self) -> None:
        one, other = self.chance.sample(self.keys, 2)
        following = Following(one, self.chance.choice(["renamed", "split"]), "2020")
        judge_pair(one=one, other=other, verdict="successor", following=following, actor=self.actor)

    def name(self) -> None:
        judge_mention(
            named=Named(self.chance.choice(["the ministry", "A. Kovan"]), "ministry"),
            speaker_id=self.chance.choice(self.keys),
            verdict=self.chance.choice(["not_same", "unsure"]),
            actor=self.actor,
        )

    def take_back(self) -> None:
        standing = list(Judgement.objects.standing())
        if standing:
            key = self.chance.choice(standing).pk
            take_back_judgement(judgement_id=key, actor=self.actor)

    def undo(self) -> None:
        events = list(RegistryEvent.objects.all())
        if events:
            undo_registry_event(event_id=self.chance.choice(events).pk, actor=self.actor)


def stands():
    """Return what the rows say: the judgements that stand, and which record stands for which."""
    judged = {(row.a_id, row.b_id): state_of(row) for row in Judgement.objects.standing()}
    judged |= {
        (row.speaker_id, (row.name, row.kind, row.affiliation, row.scope)): {"verdict": row.verdict}
        for row in MentionJudgement.objects.standing()
    }
    merged = Speaker.objects.exclude(canonical=None).values_list("pk", "canonical")
    return judged, dict(merged)


def replayed():
    """Return what the log says, in the same shape."""
    states = replay(RegistryEvent.objects.order_by("pk"))
    return states, roots_of(states)


@pytest.mark.parametrize("seed", range(10))
def test_the_state_is_the_replay_of_the_log(seed):
    desk = Desk(seed)

    for _step in range(N_STEPS):
        desk.act()
        assert stands() == replayed()

    done = set(RegistryEvent.objects.values_list("act", flat=True))
    assert done == set(RegistryEvent.Act.values)


@pytest.mark.parametrize("seed", range(4))
def test_undoing_everything_from_the_newest_brings_back_the_start(seed):
    desk = Desk(seed)
    for _step in range(N_STEPS):
        desk.act()

    for event in list(RegistryEvent.objects.order_by("-pk")):
        undo_registry_event(event_id=event.pk, actor=desk.curators[0])

    assert stands() == ({}, {})
    assert replayed() == ({}, {})


def test_a_row_written_past_the_log_breaks_the_replay():
    desk = Desk(0)
    one, other = desk.keys[:2]
    judge_pair(one=one, other=other, verdict="unsure", actor=desk.curators[0])
    Judgement.objects.update(verdict="not_same")
    judge_pair(one=one, other=other, verdict="unsure", actor=desk.curators[0])

    with pytest.raises(BrokenLogError, match="found"):
        replay(RegistryEvent.objects.order_by("pk"))


def test_nothing_between_two_records_is_no_state():
    desk = Desk(1)
    one, other = desk.keys[:2]
    judge_pair(one=one, other=other, verdict="unsure", actor=desk.curators[0])
    take_back_judgement(judgement_id=Judgement.objects.get().pk, actor=desk.curators[0])

    assert replay(RegistryEvent.objects.order_by("pk")) == {}
    assert RegistryEvent.objects.first().after == NOTHING
