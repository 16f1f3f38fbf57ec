"""Ways to ask for statements, and for what is done with them, as words that chain."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.models import Article, ArticleVersion
    from claims.models import (  # noqa: F401 - named in strings below
        Act,
        Lease,
        PartnerReview,
        Question,
        QuestionEvent,
        QuestionTie,
        QueueEntry,
        Statement,
        StatementGroup,
        StatementJudgement,
    )
    from speakers.models import Speaker


SHOWN = ("proposed", "accepted")
SIDE_CONTEXT = ("speaker__canonical", "version__article__outlet")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements."""

    def proposed(self) -> StatementQuerySet:
        """Statements nobody has decided."""
        return self.filter(status="proposed")

    def accepted(self) -> StatementQuerySet:
        """Statements an editor has accepted."""
        return self.filter(status="accepted")

    def published(self) -> StatementQuerySet:
        """Accepted statements of articles that still stand: all that partners may see."""
        return self.accepted().exclude(version__article__state="withdrawn")

    def shown(self) -> StatementQuerySet:
        """Statements that an article page marks: all but rejected and withdrawn ones."""
        return self.filter(status__in=["proposed", "accepted"])

    def unlinked(self) -> StatementQuerySet:
        """Shown statements that name a source, and that no record of the registry is credited for."""
        return self.shown().filter(speaker=None).exclude(speaker_name="")

    def untouched(self) -> StatementQuerySet:
        """Statements no person has acted on; only these may an engine replace."""
        return self.filter(touched_at=None)

    def by(self, speaker: Speaker) -> StatementQuerySet:
        """Statements credited to `speaker`, under whichever of their records."""
        return self.by_records([speaker.canonical_id or speaker.pk])

    def by_records(self, roots: Collection[int]) -> StatementQuerySet:
        """Statements credited to the speakers of these standing records, under whichever of their records."""
        records = apps.get_model("speakers", "Speaker").objects
        same = records.filter(Q(pk__in=roots) | Q(canonical__in=roots))
        return self.filter(speaker__in=same.values("pk"))

    def of_kind(self, kind: str) -> StatementQuerySet:
        """Statements whose speaker is of the kind: the registered one, else the one in the article."""
        return self.filter(
            Q(speaker__canonical__kind=kind)
            | Q(speaker__canonical=None, speaker__kind=kind)
            | Q(speaker=None, speaker_kind=kind)
        )

    def of(self, version: ArticleVersion) -> StatementQuerySet:
        """Statements of one version, in text order."""
        return self.filter(version=version).order_by("start", "pk")

    def in_article(self, article: Article) -> StatementQuerySet:
        """Statements of any version of `article`."""
        return self.filter(version__article=article)

    def with_context(self) -> StatementQuerySet:
        """With article, outlet and speaker at hand."""
        return self.select_related(
            "version__article__outlet", "version__article__origin", "speaker__canonical"
        )

    def with_links(self) -> StatementQuerySet:
        """With the links to claims that an editor stands behind at hand, as `shown_links`."""
        links = (
            apps.get_model("claims", "ClaimLink")
            .objects.filter(state="confirmed")
            .select_related("claim__question")
        )
        return self.prefetch_related(Prefetch("links", queryset=links, to_attr="shown_links"))

    def holding(self, words: str) -> StatementQuerySet:
        """Statements whose words, or whose speaker's name, hold `words`; all when blank."""
        words = words.strip()
        if not words:
            return self
        named = Q(speaker__name__icontains=words) | Q(speaker__canonical__name__icontains=words)
        return self.filter(Q(words__icontains=words) | named)


class StatementJudgementQuerySet(models.QuerySet["StatementJudgement"]):
    """Judgements on pairs of statements."""

    def standing(self) -> StatementJudgementQuerySet:
        """Judgements nobody has taken back."""
        return self.filter(taken_back_at=None)

    def on(self, one: int, other: int) -> StatementJudgementQuerySet:
        """Judgements on the pair of statements with these keys, in either order."""
        return self.filter(a=min(one, other), b=max(one, other))

    def about(self, statements: Collection[int]) -> StatementJudgementQuerySet:
        """Judgements on pairs with at least one of these statements."""
        return self.filter(Q(a__in=statements) | Q(b__in=statements))


class StatementGroupQuerySet(models.QuerySet["StatementGroup"]):
    """Groups of statements."""

    def worth_a_question(self, *, least: float) -> StatementGroupQuerySet:
        """Groups with two statements that may compete, none of which bears on a question yet, likeliest first."""
        shown = {"rivals__a__status__in": SHOWN, "rivals__b__status__in": SHOWN}
        linked = apps.get_model("claims", "ClaimLink").objects.filter(
            statement__placed__group=models.OuterRef("pk"), state="confirmed"
        )
        tied = apps.get_model("claims", "QuestionTie").objects.filter(
            group=models.OuterRef("pk"), kind="belongs", taken_back_at=None
        )
        return (
            self.filter(state="open", score__gte=least, **shown)
            .exclude(models.Exists(linked) | models.Exists(tied))
            .order_by("-score", "-pk")
        )

    def with_rivals(self) -> StatementGroupQuerySet:
        """With the two rivals and the number of members, `n_members`, at hand."""
        sides = [f"rivals__{side}" for side in "ab"]
        related = [f"{side}__{name}" for side in sides for name in SIDE_CONTEXT]
        texts = [f"{side}__version__{name}" for side in sides for name in ("text", "raw")]
        return self.select_related(*related).defer(*texts).annotate(n_members=Count("members"))


class QuestionEventQuerySet(models.QuerySet["QuestionEvent"]):
    """Acts on questions."""

    def on(self, question: Question) -> QuestionEventQuerySet:
        """Acts on `question`, whichever of the two it was, newest first."""
        return (
            self.filter(Q(question=question) | Q(other=question))
            .select_related("actor", "question", "other", "undone_by", "undoes")
            .order_by("-pk")
        )


class QuestionTieQuerySet(models.QuerySet["QuestionTie"]):
    """Ties of statements and groups to questions."""

    def standing(self) -> QuestionTieQuerySet:
        """Ties nobody has taken back, of questions that stand."""
        return self.filter(taken_back_at=None, question__merged_into=None)

    def about(self, statement: int) -> QuestionTieQuerySet:
        """Ties of one statement, and of the group it is in."""
        return self.filter(Q(statement=statement) | Q(group__members__statement=statement))


class PartnerReviewQuerySet(models.QuerySet["PartnerReview"]):
    """Partners' reviews of claims."""

    def confirmed(self) -> PartnerReviewQuerySet:
        """Reviews that an editor has said to be about their claim."""
        return self.filter(state="confirmed")

    def suggested(self) -> PartnerReviewQuerySet:
        """Reviews that wait for an editor."""
        return self.filter(state="suggested")


class QueueEntryQuerySet(models.QuerySet["QueueEntry"]):
    """Waiting statements."""

    def leads(self) -> QueueEntryQuerySet:
        """One entry a decision."""
        return self.filter(is_lead=True)

    def unskipped(self, user: User) -> QueueEntryQuerySet:
        """What `user` has not put at the end."""
        skips = apps.get_model("claims", "Skip").objects
        skipped = skips.filter(user=user, statement=models.OuterRef("pk"))
        return self.exclude(models.Exists(skipped))


class LeaseQuerySet(models.QuerySet["Lease"]):
    """Leases."""

    def running(self) -> LeaseQuerySet:
        """Leases whose time is not up, the earliest first."""
        return self.filter(until__gt=timezone.now()).order_by("opened_at", "pk")


class ActQuerySet(models.QuerySet["Act"]):
    """Acts, newest first."""

    def undoable(self) -> ActQuerySet:
        """Acts of which something stands that can be taken back."""
        return self.exclude(kind="comment").filter(n_undone__lt=models.F("n_events"))

    def on_statement(self, key: int) -> ActQuerySet:
        """Acts that did something to the statement of this key."""
        events = apps.get_model("claims", "ReviewEvent").objects
        return self.filter(pk__in=events.filter(statement=key).order_by().values("part_of"))

    def on_article(self, key: int) -> ActQuerySet:
        """Acts that did something to a statement of the article of this key."""
        events = apps.get_model("claims", "ReviewEvent").objects
        of_article = events.filter(statement__version__article=key)
        return self.filter(pk__in=of_article.order_by().values("part_of"))
