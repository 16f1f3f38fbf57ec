"""Whatever several editors do and take back, one by one or in bulk: the rows stand as the log says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import transaction

from analysis.types import Span
from articles.models import ArticleVersion
from claims.errors import ReviewError
from claims.log import BrokenLogError, part_name, replay
from claims.marking import Marking
from claims.models import (
    Act,
    ClaimLink,
    ReadingDue,
    ReviewEvent,
    SecondReading,
    Statement,
    StatementJudgement,
)
from claims.services.adding import add_statement
from claims.services.beside import judge_in_act, logged_judgement, logged_link
from claims.services.bulk import Asked, decide_statements
from claims.services.comments import add_comment
from claims.services.correcting import Labels, correct_labels
from claims.services.linking import link_statement, unlink_statement
from claims.services.returning import return_statement
from claims.services.review import accept_statement, correct_speaker, reject_statement
from claims.services.second_reading import give_reading
from claims.services.settling import settle_difference
from claims.services.statement_parts import join_statements, split_statement
from claims.services.undo_plan import plan_undo
from claims.services.undoing import undo_act
from tests.claims.quality.rows import propose
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    DeskFactory,
    SpeakerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

N_STEPS = 40


class Newsroom:
    """Editors who do at random whatever can be done; what is refused counts as done."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not a secret
        self.editors = UserFactory.create_batch(3)
        version = ArticleVersionFactory()
        desk: Any = DeskFactory(second_share=100)
        desk.routes.create(article=version.article)
        self.version = ArticleVersion.objects.get()
        for _ in range(5):
            propose(version=version)
        self.claims = ClaimFactory.create_batch(2)
        self.speakers = [None, *SpeakerFactory.create_batch(2)]
        self.start = {one.pk: one.state() for one in Statement.objects.all()}

    @property
    def keys(self) -> list[int]:
        return list(Statement.objects.order_by("pk").values_list("pk", flat=True))

    def act(self) -> None:
        step = self.chance.choice(
            [
                self.decide,
                self.decide_many,
                self.credit,
                self.link,
                self.unlink,
                self.read_again,
                self.settle,
                self.comment,
                self.send_back,
                self.undo,
                self.undo,
                self.undo,
            ]
        )
        try:
            with transaction.atomic():
                step()
        except ReviewError:
            return

    def at(self) -> dict[str, Any]:
        row = Statement.objects.get(pk=self.chance.choice(self.keys))
        return {
            "statement_id": row.pk,
            "row_version": row.row_version,
            "actor": self.chance.choice(self.editors),
        }

    def decide(self) -> None:
        self.chance.choice([accept_statement, reject_statement])(**self.at())

    def decide_many(self) -> None:
        rows = Statement.objects.filter(pk__in=self.chance.sample(self.keys, 3))
        decide_statements(
            asked=[Asked(row.pk, row.row_version) for row in rows],
            status=self.chance.choice(["accepted", "rejected", "withdrawn"]),
            actor=self.chance.choice(self.editors),
        )

    def read_again(self) -> None:
        give_reading(
            statement_id=self.chance.choice(self.keys),
            verdict=self.chance.choice(["accepted", "rejected", "unsure"]),
            actor=self.chance.choice(self.editors),
        )

    def settle(self) -> None:
        settle_difference(**self.at(), choice=self.chance.choice(["first", "second", "neither"]))

    def comment(self) -> None:
        at = self.at()
        add_comment(statement_id=at["statement_id"], actor=at["actor"], text="Who is he?")

    def send_back(self) -> None:
        return_statement(**self.at(), why="Wrong words")

    def credit(self) -> None:
        correct_speaker(**self.at(), speaker=self.chance.choice(self.speakers))

    def relabel(self) -> None:
        correct_labels(**self.at(), labels=self.labels())

    def labels(self) -> Labels:
        return Labels("direct", self.chance.choice(["deny", "ask"]), ("hedged",))

    def span(self) -> Span:
        start = self.chance.randrange(len(self.version.text) - 20)
        return Span(start, start + 20)

    def add(self) -> None:
        add_statement(
            version=self.version,
            text_sha256=self.version.text_sha256,
            marking=Marking(content=(self.span(),)),
            labels=self.labels(),
            speaker=None,
            actor=self.chance.choice(self.editors),
        )

    def split(self) -> None:
        split_statement(**self.at(), marking=Marking(content=(Span(0, 5), Span(6, 15))), at=1)

    def join(self) -> None:
        at, other = self.at(), Statement.objects.get(pk=self.chance.choice(self.keys))
        join_statements(**at, other_id=other.pk, other_row_version=other.row_version)

    def link(self) -> None:
        at = self.at()
        one, other = (Statement.objects.get(pk=pk) for pk in self.chance.sample(self.keys, 2))
        at |= {"statement_id": one.pk, "row_version": one.row_version}
        verdict = self.chance.choice(["same", "rival", ""])
        link_statement(
            **at,
            claim=self.chance.choice(self.claims),
            stance=self.chance.choice(["asserts", "denies"]),
            beside=judge_in_act(statement=one, other=other, verdict=verdict, actor=at["actor"])
            if verdict
            else None,
        )

    def unlink(self) -> None:
        unlink_statement(**self.at(), claim=self.chance.choice(self.claims))

    def undo(self) -> None:
        acts = list(Act.objects.undoable())
        if not acts:
            return
        plan = plan_undo(self.chance.choice(acts))
        over = [item.event.pk for item in plan.contested if self.chance.random() < 0.5]
        undo_act(
            act_id=plan.act.pk,
            actor=self.chance.choice(self.editors),
            seen=plan.seen,
            over=over,
        )


def stands() -> dict[int, dict[str, object]]:
    """Return how the rows stand, in the parts of the log."""
    states = {row.pk: dict(row.state()) for row in Statement.objects.all()}
    for link in ClaimLink.objects.filter(state="confirmed"):
        value = logged_link(link, claim_id=link.claim_id)
        states[link.statement_id][part_name("link", value)] = value
    for reading in SecondReading.objects.all():
        states[reading.pk]["reading:2"] = reading.logged()
    for pair in StatementJudgement.objects.standing():
        judged = logged_judgement(pair, other_id=pair.b_id)
        states[pair.a_id][f"judgement:{pair.b_id}"] = judged["verdict"]
    return states


def replayed(start: dict[int, dict[str, object]]) -> dict[int, dict[str, object]]:
    """Return what the log says, in the same shape: the last word on a pair is either's."""
    pairs: dict[tuple[int, int], object] = {}
    for event in ReviewEvent.objects.order_by("pk"):
        if "judgement" in event.after:
            pair = sorted((event.statement_id, event.after["judgement"]["other"]))
            pairs[pair[0], pair[1]] = event.after["judgement"]["verdict"]
    states = replay(ReviewEvent.objects.order_by("pk"), start=start)
    said = {
        pk: {
            part: value
            for part, value in state.items()
            if not part.startswith("judgement:")
            and not (part.startswith("link:") and value["stance"] is None)
            and not (part == "reading:2" and value["reader"] is None)
        }
        for pk, state in states.items()
    }
    for (one, other), verdict in pairs.items():
        if verdict:
            said[one][f"judgement:{other}"] = verdict
    return said


def waits_for_a_second_reading() -> set[int]:
    """Return what should wait for one, where everything is read twice: what editors decided of the proposals."""
    decided = Statement.objects.filter(
        status__in=["accepted", "rejected"], decided_by__isnull=False, second_reading=None
    )
    return {row.pk for row in decided if row.proposal}


@pytest.mark.parametrize("seed", range(12))
def test_the_state_is_the_replay_of_the_log(seed):
    newsroom = Newsroom(seed)

    for _step in range(N_STEPS):
        newsroom.act()
        assert stands() == replayed(newsroom.start)
        assert set(ReadingDue.objects.values_list("pk", flat=True)) == waits_for_a_second_reading()
    assert Act.objects.filter(kind="undo").count() > 3


@pytest.mark.parametrize("seed", range(3))
def test_undoing_every_act_from_the_newest_brings_back_the_start(seed):
    newsroom = Newsroom(seed)
    for _step in range(N_STEPS):
        newsroom.act()

    for act in Act.objects.exclude(kind="undo").order_by("-pk"):
        plan = plan_undo(act)
        if plan.items:
            everything = [item.event.pk for item in plan.items]
            undo_act(act_id=act.pk, actor=newsroom.editors[0], seen=plan.seen, over=everything)

    assert stands() == replayed(newsroom.start)
    assert all(act.n_undone <= act.n_events for act in Act.objects.all())
    assert not any(plan_undo(act).items for act in Act.objects.exclude(kind="undo"))


def test_a_row_written_past_the_log_breaks_the_replay():
    newsroom = Newsroom(0)
    key = newsroom.keys[0]
    Statement.objects.filter(pk=key).update(status="withdrawn")
    accept_statement(statement_id=key, row_version=1, actor=newsroom.editors[0])

    with pytest.raises(BrokenLogError, match="found status"):
        replay(ReviewEvent.objects.order_by("pk"), start=newsroom.start)
