"""Ways to ask for questions, their claims and links, as words that chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from claims.querysets_reading import unread_rows

if TYPE_CHECKING:
    from claims.models import Claim, ClaimLink, Question  # noqa: F401 - named in strings below

N_WORDS = 8  # of what is typed: each is a look at every question


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions."""

    def standing(self) -> QuestionQuerySet:
        """Questions that were not merged into another."""
        return self.filter(merged_into=None)

    def published(self) -> QuestionQuerySet:
        """Questions that partners may see."""
        return self.standing().filter(is_published=True)

    def holding(self, words: str) -> QuestionQuerySet:
        """Questions that hold each of the words, in their own text or in that of a claim; all when blank."""
        found = self
        for word in words.split()[:N_WORDS]:
            claims = apps.get_model("claims", "Claim").objects.standing()
            own = claims.filter(question=models.OuterRef("pk"), text__icontains=word)
            found = found.filter(Q(text__icontains=word) | models.Exists(own))
        return found

    def with_counts(self) -> QuestionQuerySet:
        """Those that stand, newest first, with `n_claims` and `n_statements`, the confirmed links to accepted statements."""
        confirmed = Q(claims__links__state="confirmed", claims__links__statement__status="accepted")
        return (
            self.standing()
            .annotate(
                n_claims=Count("claims", distinct=True),
                n_statements=Count("claims__links__statement", filter=confirmed, distinct=True),
            )
            .order_by("-created_at", "-pk")
        )

    def with_claims(self) -> QuestionQuerySet:
        """With the claims that stand at hand, as `shown_claims`, in the order in which they were written down."""
        claims = apps.get_model("claims", "Claim").objects.standing().order_by("pk")
        return self.prefetch_related(
            models.Prefetch("claims", queryset=claims, to_attr="shown_claims")
        )


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims."""

    def published(self) -> ClaimQuerySet:
        """Claims of published questions."""
        return self.standing().filter(question__is_published=True)

    def standing(self) -> ClaimQuerySet:
        """Claims that were not folded into another."""
        return self.filter(folded_into=None)

    def holding(self, words: str) -> ClaimQuerySet:
        """Claims that hold `words`, or whose question does, newest question first; all when blank."""
        claims = self.standing().order_by("-question__created_at", "-question", "pk")
        if not words.strip():
            return claims
        words = words.strip()
        return claims.filter(Q(text__icontains=words) | Q(question__text__icontains=words))


# Of a link: an editor stands behind it, and behind the statement; the article still stands.
COUNTS = Q(state="confirmed", statement__status="accepted") & ~Q(
    statement__version__article__state="withdrawn"
)
# Of a link: it counts, and the question is open to partners.
IS_PUBLISHED = COUNTS & Q(claim__question__is_published=True)
# Of a confirmed link: what it links was taken back, by editors or with its article.
IS_WITHDRAWN = Q(statement__status="withdrawn") | Q(
    statement__status="accepted", statement__version__article__state="withdrawn"
)


class ClaimLinkQuerySet(models.QuerySet["ClaimLink"]):
    """Links of statements to claims."""

    def confirmed(self) -> ClaimLinkQuerySet:
        """Links an editor stands behind."""
        return self.filter(state="confirmed")

    def published(self) -> ClaimLinkQuerySet:
        """Confirmed links of published statements to published questions."""
        return self.filter(IS_PUBLISHED)

    def public(self) -> ClaimLinkQuerySet:
        """Published links that anybody may see: of statements that no second reader has yet to see."""
        return self.published().exclude(unread_rows("statement"))

    def withdrawn(self) -> ClaimLinkQuerySet:
        """Confirmed links of statements that were withdrawn, by editors or with their article."""
        return self.confirmed().filter(IS_WITHDRAWN)

    def counting(self) -> ClaimLinkQuerySet:
        """Confirmed links of published statements, whatever the question."""
        return self.filter(COUNTS)

    def suggested(self) -> ClaimLinkQuerySet:
        """Links of an engine that wait for an editor, on statements that stand."""
        return self.filter(state="suggested", statement__status__in=["proposed", "accepted"])

    def ranked(self) -> ClaimLinkQuerySet:
        """The likeliest first, with all that a line of the list shows."""
        return (
            self.select_related("claim__question", "statement__speaker__canonical")
            .select_related(
                "statement__version__article__outlet", "suggestion__against__speaker__canonical"
            )
            .defer("statement__version__text", "statement__version__raw")
            .order_by("-score", "pk")
        )
