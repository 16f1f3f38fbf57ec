"""What an open page asks every few seconds: has anything changed, and what moved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from django.core.cache import cache
from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Subquery

from articles.models import Article
from claims.contrast.columns import Contrast
from claims.contrast.figures import find_latest
from claims.contrast.kept import N_AROUND, keep_standing
from claims.contrast.said import SIGNATURE, Signature
from claims.models import Claim, ClaimLink, PartnerReview, Question, QuestionEvent, Statement
from claims.querysets_questions import IS_PUBLISHED
from speakers.models import Membership, Speaker

N_TOKEN = 2 * N_AROUND
KEEP_S = 20


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed since the page was drawn: the latest figure put forward, or how many statements came."""

    at: dt.datetime
    n_new: int
    before: str = ""
    after: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether the latest figure put forward is another one."""
        return bool(self.before and self.after and self.before != self.after)


def version_of(question: Question) -> str:
    """Return a token that changes with all that the page could show.

    That is links, acts and corrections; claims and how they stand to each other; partners' reviews; and what the
    registry says of the speakers. One quick query while nothing at all has changed since it was last asked for, three
    otherwise, of which one reads how each statement of the question stands: whoever draws the page next has that.
    """
    stamp = _stamp(question)
    key = f"contrast:version:{question.pk}"
    kept: tuple[str, str] | None = cache.get(key)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    version = _read_version(question)
    # Not for long: what was written before the stamp was taken may be committed after it.
    cache.set(key, (stamp, version), KEEP_S)
    return version


def _stamp(question: Question) -> str:
    """Return the newest of everything in the archive that a contrast page rests on; each is the end of an index."""
    newest = [
        Statement.objects.order_by("-modified_at").values("modified_at"),
        ClaimLink.objects.order_by("-pk").values("pk"),
        Claim.objects.order_by("-pk").values("pk"),
        QuestionEvent.objects.order_by("-pk").values("pk"),
        PartnerReview.objects.order_by("-modified_at").values("modified_at"),
        Speaker.history.order_by("-history_id").values("history_id"),
        Membership.history.order_by("-history_id").values("history_id"),
    ]
    unusual = Article.objects.exclude(state=Article.State.LIVE).order_by()
    counts = [
        unusual.filter(state=state).values("state").annotate(n=Count("pk")).values("n")
        for state in (Article.State.CORRECTED, Article.State.WITHDRAWN)
    ]
    ends = [Subquery(rows[:1]) for rows in [*newest, *counts]]
    return repr(Question.objects.filter(pk=question.pk).values_list("row_version", *ends).first())


# What of a link, besides its signature, a version rests on: whether partners may see it and why, and who speaks.
_BESIDES = (
    ExpressionWrapper(IS_PUBLISHED, output_field=BooleanField()),
    *("state", "statement__status", "statement__version__article__state"),
    *("statement__speaker", "statement__speaker__canonical"),
)


def _read_version(question: Question) -> str:
    links = ClaimLink.objects.filter(claim__question=question)
    rows = list(links.order_by("pk").values_list(*SIGNATURE, *_BESIDES))
    articles: Counter[str] = Counter()
    speakers: set[int | None] = set()
    published: list[Signature] = []
    for link, claim, stance, stamp, is_published, _state, _status, article, speaker, root in rows:
        articles[article] += 1
        speakers |= {speaker, root}
        if is_published:
            published.append((link, claim, stance, stamp))
    events = QuestionEvent.objects.filter(question=OuterRef("pk")).order_by("-pk")
    reviews = PartnerReview.objects.filter(claim__question=OuterRef("pk")).order_by("-modified_at")
    claims = Claim.objects.filter(question=OuterRef("pk")).order_by("-pk")
    renamed = Speaker.history.filter(id__in=speakers - {None}).order_by("-history_id")
    posted = Membership.history.filter(person__in=speakers - {None}).order_by("-history_id")
    beside = Question.objects.filter(pk=question.pk).values_list(
        "row_version",
        Subquery(claims.values("pk")[:1]),
        Subquery(events.values("pk")[:1]),
        Subquery(reviews.values("modified_at")[:1]),
        Subquery(renamed.values("history_id")[:1]),
        Subquery(posted.values("history_id")[:1]),
    )
    unusual = [articles[state] for state in (Article.State.CORRECTED, Article.State.WITHDRAWN)]
    version = _digest((unusual, beside.first())) + _digest(rows)
    keep_standing(question.pk, version, published)
    return version


def _digest(state: object) -> str:
    return hashlib.sha256(repr(state).encode()).hexdigest()[:N_AROUND]


def latest_figure(contrast: Contrast) -> str:
    """Return the figure put forward last, for people to read; empty if there is none."""
    point = find_latest(contrast)
    return point.bounds.label if point else ""


class Shown(Protocol):
    """What a page shows, as far as it can move."""

    @property
    def figure(self) -> str:
        """The figure put forward last."""

    @property
    def n_statements(self) -> int:
        """How many statements there are."""

    @property
    def last_at(self) -> dt.datetime:
        """When the last of them was linked."""


def find_moved(now: Shown, *, figure: str, n_statements: int) -> Moved | None:
    """Return what moved since the page showed `figure` and `n_statements`; None if neither did."""
    n_new = now.n_statements - n_statements
    if n_new <= 0 and now.figure == figure:
        return None
    return Moved(now.last_at, max(0, n_new), figure, now.figure)
