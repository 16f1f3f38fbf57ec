"""What may leave the house: every list and every look-up of the API starts from one of these.

What a second editor is still to read stays in until they have: partners, too, would tell them how the first decided.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from articles.models import Article, ArticleVersion
from claims.models import (
    Claim,
    ClaimLink,
    ClaimRelation,
    PartnerReview,
    Question,
    ReviewEvent,
    Statement,
)
from claims.querysets_reading import unread_rows
from partners.counts import counts_of_claim
from speakers.models import Membership, Post, Speaker, Succession

Status = Statement.Status


def published_articles(*, withdrawn: bool = False) -> QuerySet[Article]:
    """Articles that still stand, with outlet and newest version (as `newest`) at hand; and withdrawn ones if asked for."""
    newest = (
        ArticleVersion.objects.latest_of_each()
        .order_by()
        .only("article_id", "number", "text_sha256", "fetched_at")
    )
    articles = Article.objects.all() if withdrawn else Article.objects.public()
    return articles.select_related("outlet").prefetch_related(
        Prefetch("versions", queryset=newest, to_attr="newest")
    )


def published_statements(*, withdrawn: bool = False) -> QuerySet[Statement]:
    """Published statements, with `accepted_at` and their published links (as `published_links`) at hand.

    If asked for, also those that were published until an editor withdrew them, or the publisher their article.
    Article and speaker are fetched once for all statements that show them: an article has dozens.
    """
    found = Statement.objects.published()
    if withdrawn:
        found = Statement.objects.filter(status__in=[Status.ACCEPTED, Status.WITHDRAWN])
    # Of a statement that is shown, a link is published if its question is.
    links = ClaimLink.objects.confirmed().filter(claim__question__is_published=True)
    links = links.select_related("claim__question").order_by("pk")
    versions = ArticleVersion.objects.select_related("article__outlet")
    versions = versions.defer("text", "raw", "furniture", "sketch")
    accepted = ReviewEvent.objects.filter(
        statement=OuterRef("pk"), act=ReviewEvent.Act.ACCEPT
    ).order_by("-pk")
    statements: QuerySet[Statement] = (
        found.exclude(unread_rows())
        .defer("proposal")
        .annotate(accepted_at=Subquery(accepted.values("at")[:1]))
        .prefetch_related(
            Prefetch("version", queryset=versions),
            Prefetch("speaker", queryset=Speaker.objects.select_related("canonical")),
            Prefetch("links", queryset=links, to_attr="published_links"),
        )
    )
    return statements


def public_speakers() -> QuerySet[Speaker]:
    """Speakers with a published statement, and checked ones that hold a post or have posts to fill.

    Whatever is of a record that was merged into another is of that one.
    """
    return Speaker.objects.standing().filter(_is_public())


def _is_public(of: str = "") -> Q:
    """Whether the speaker is public, or, with `of`, the one that this relation leads to."""
    key = of or "pk"
    told = Statement.objects.published().exclude(unread_rows())
    speaks = _of_any_record(told, "speaker", key)
    holds_post = _of_any_record(Membership.objects.all(), "person", key)
    has_posts = _of_any_record(Post.objects.all(), "organisation", key)
    is_checked = Q(**{f"{of}__is_provisional" if of else "is_provisional": False})
    return speaks | (is_checked & (holds_post | has_posts))


def _of_any_record(rows: QuerySet[Any], field: str, key: str) -> Q:
    """Whether one of `rows` is of the speaker, or of a record merged into it: two look-ups, each by an index."""
    own, merged = ({name: OuterRef(key)} for name in (field, f"{field}__canonical"))
    return Q(Exists(rows.filter(**own))) | Q(Exists(rows.filter(**merged)))


def described_speakers() -> QuerySet[Speaker]:
    """Public speakers, with names, posts (as `held`), successions, merged records and parent (as `public_parent`) at hand."""
    return _described_speakers().all()


@cache
def _described_speakers() -> QuerySet[Speaker]:
    """Put the query together, once a process: that takes longer than to run it."""
    held = (
        Membership.objects.filter(post__organisation__is_provisional=False)
        .select_related("post__organisation__canonical")
        .order_by("start", "pk")
    )
    of_each = (
        "names",
        Prefetch("memberships", queryset=held, to_attr="held"),
        Prefetch("follows", queryset=_steps("predecessor"), to_attr="public_follows"),
        Prefetch("followed_by", queryset=_steps("successor"), to_attr="public_followed_by"),
    )
    parents = Speaker.objects.select_related("canonical").filter(
        (Q(canonical=None) & _is_public()) | _is_public("canonical")
    )
    merged = Speaker.objects.order_by("pk").prefetch_related(*of_each)
    return public_speakers().prefetch_related(
        *of_each,
        Prefetch("merged", queryset=merged),
        Prefetch("parent", queryset=parents, to_attr="public_parent"),
    )


def _steps(side: str) -> QuerySet[Succession]:
    """Successions whose body at that end is public, by its standing record."""
    is_merged = {f"{side}__canonical": None}
    public = (Q(**is_merged) & _is_public(side)) | _is_public(f"{side}__canonical")
    steps = Succession.objects.filter(public).select_related(f"{side}__canonical")
    return steps.order_by("on", "pk")


def published_questions() -> QuerySet[Question]:
    """Published questions, with their claims at hand."""
    return Question.objects.published().prefetch_related(
        Prefetch("claims", queryset=Claim.objects.order_by("pk"))
    )


def published_claims() -> QuerySet[Claim]:
    """Claims of published questions, with relations, partners' reviews, and what speaks to them counted.

    `counts` is an object, None where nothing speaks to a claim; its `origins` are independent reports, so one wire
    story in forty outlets counts once.
    """
    return _published_claims().all()


@cache
def _published_claims() -> QuerySet[Claim]:
    """Put the query together, once a process."""
    others = ClaimRelation.objects.filter(
        other__folded_into=None, other__question__is_published=True
    )
    relations = others.select_related("other__question").order_by("pk")
    reviews = PartnerReview.objects.confirmed().order_by("pk")
    claims: QuerySet[Claim] = (
        Claim.objects.published()
        .select_related("question")
        .prefetch_related(
            Prefetch("relations", queryset=relations, to_attr="published_relations"),
            Prefetch("partner_reviews", queryset=reviews, to_attr="published_reviews"),
        )
        .annotate(counts=counts_of_claim())
    )
    return claims
