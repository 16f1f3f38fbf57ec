"""A newsroom at work, at random but the same every time: each act writes what partners may see, or hides it."""

from __future__ import annotations

import random
from collections.abc import Callable

from articles.models import Article, Outlet
from claims.models import Claim, ClaimLink, ClaimRelation, PartnerReview, Question, Statement
from speakers.models import Membership, Post, Speaker, SpeakerName
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    OriginFactory,
    PostFactory,
    QuestionFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)

STATUSES = [Statement.Status.ACCEPTED, Statement.Status.PROPOSED, Statement.Status.WITHDRAWN]


class Newsroom:
    """Does one act after another on the rows it finds."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same acts every time
        self.deeds: list[Callable[[], object]] = [
            getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")
        ]
        for deed in (self.do_add_statement, self.do_add_claim, self.do_link) * 2:
            deed()

    def act(self) -> str:
        """Do one act; return its name. One that finds nothing to act on does nothing."""
        deed = self.random.choice(self.deeds)
        deed()
        return deed.__name__

    def pick(self, model, **conditions):
        keys = list(model.objects.filter(**conditions).order_by("pk").values_list("pk", flat=True))
        return model.objects.get(pk=self.random.choice(keys)) if keys else None

    def set(self, model, **columns):
        row = self.pick(model)
        if row is not None:
            model.objects.filter(pk=row.pk).update(
                **{name: value() if callable(value) else value for name, value in columns.items()}
            )

    def word(self):
        return f"word {self.random.randrange(1000)}"

    def coin(self):
        return self.random.random() < 0.5

    def do_add_article(self):
        StatementFactory(
            version=ArticleVersionFactory(article=ArticleFactory(outlet=self.pick(Outlet))),
            status=self.random.choice(STATUSES),
        )

    def do_add_statement(self):
        speaker = SpeakerFactory(is_provisional=self.coin(), parent=self.pick(Speaker))
        StatementFactory(status="accepted", speaker=speaker, editor_speaker=speaker)

    def do_add_text(self):
        article = self.pick(Article)
        if article is not None:
            number = article.versions.count() + 1
            ArticleVersionFactory(article=article, number=number, text=f"Text {number}.")

    def do_add_claim(self):
        ClaimFactory(question=self.pick(Question) or QuestionFactory())

    def do_link(self):
        statement, claim = self.pick(Statement), self.pick(Claim)
        if statement and claim and not statement.links.filter(claim=claim).exists():
            ClaimLinkFactory(statement=statement, claim=claim)

    def do_change_link(self):
        self.set(ClaimLink, state=lambda: self.random.choice(ClaimLink.State.values))

    def do_turn_stance(self):
        self.set(ClaimLink, stance=lambda: self.random.choice(["asserts", "denies"]))

    def do_unlink(self):
        link = self.pick(ClaimLink)
        if link is not None:
            link.delete()

    def do_decide(self):
        self.set(Statement, status=lambda: self.random.choice(STATUSES))

    def do_credit(self):
        speaker = self.pick(Speaker)
        self.set(Statement, speaker=speaker, editor_speaker=speaker)

    def do_retitle(self):
        self.set(Article, title=self.word)

    def do_withdraw_article(self):
        self.set(Article, state=lambda: self.random.choice(Article.State.values))

    def do_merge_origins(self):
        self.set(Article, origin=OriginFactory)

    def do_move_outlet(self):
        self.set(Article, outlet=lambda: self.pick(Outlet))

    def do_limit_outlet(self):
        self.set(Outlet, excerpt_limit=lambda: self.random.choice([2, 60]), name=self.word)

    def do_rename_speaker(self):
        self.set(Speaker, name=self.word)

    def do_check_speaker(self):
        self.set(Speaker, is_provisional=self.coin)

    def do_merge_speakers(self):
        kept = self.pick(Speaker, canonical=None)
        merged = self.pick(Speaker, canonical=None)
        if kept != merged:
            Speaker.objects.filter(canonical=merged).update(canonical=kept)
            Speaker.objects.filter(pk=merged.pk).update(canonical=kept)

    def do_part_speakers(self):
        self.set(Speaker, canonical=None)

    def do_name_speaker(self):
        speaker = self.pick(Speaker)
        if speaker is not None:
            SpeakerNameFactory(speaker=speaker, name=f"{self.word()} {speaker.names.count()}")

    def do_drop_name(self):
        name = self.pick(SpeakerName)
        if name is not None:
            name.delete()

    def do_fill_post(self):
        person, post = self.pick(Speaker), self.pick(Post) or PostFactory()
        if person is not None and not person.memberships.filter(post=post).exists():
            MembershipFactory(person=person, post=post)

    def do_rename_post(self):
        self.set(Post, label=self.word)

    def do_leave_post(self):
        self.set(Membership, end="2026-05")

    def do_end_membership(self):
        membership = self.pick(Membership)
        if membership is not None:
            membership.delete()

    def do_hide_question(self):
        self.set(Question, is_published=self.coin)

    def do_reword_claim(self):
        self.set(Claim, text=self.word)

    def do_relate(self):
        claim, other = self.pick(Claim), self.pick(Claim)
        if claim != other and not claim.relations.filter(other=other).exists():
            ClaimRelation.objects.create(claim=claim, other=other, kind="contradicts")

    def do_unrelate(self):
        relation = self.pick(ClaimRelation)
        if relation is not None:
            relation.delete()

    def do_review(self):
        claim = self.pick(Claim)
        if claim is not None:
            url = f"https://factcheck.example/{self.random.randrange(10**6)}"
            state = self.random.choice(PartnerReview.State.values)
            PartnerReview.objects.create(
                claim=claim, partner="Facts", rating=self.word(), url=url, state=state
            )

    def do_decide_review(self):
        self.set(PartnerReview, state=lambda: self.random.choice(PartnerReview.State.values))

    def do_fold_claim(self):
        claim = self.pick(Claim)
        self.set(Claim, folded_into=claim)

    def do_move_claim(self):
        self.set(Claim, question=lambda: self.pick(Question))

    def do_erase_claim(self):
        claim = self.pick(Claim, folded=None, links=None)
        if claim is not None:
            claim.delete()

    def do_erase_statement(self):
        statement = self.pick(Statement, events=None)
        if statement is not None:
            statement.delete()
