"""What an open page asks every few seconds: has anything changed, and what moved."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from claims.contrast.columns import Contrast
from claims.contrast.figures import read_points
from claims.models import ClaimLink, Question

N_TOKEN = 16


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
    """Return a token that changes with every link, act or correction that the page could show. One query."""
    links = ClaimLink.objects.filter(claim__question=question)
    corrected = Q(statement__version__article__state="corrected")
    withdrawn = Q(statement__version__article__state="withdrawn")
    state = links.aggregate(
        last=Max("pk"),
        n=Count("pk"),
        n_confirmed=Count("pk", filter=Q(state="confirmed")),
        n_accepted=Count("pk", filter=Q(statement__status="accepted")),
        n_corrected=Count("pk", filter=corrected),
        n_withdrawn=Count("pk", filter=withdrawn),
        touched=Max("statement__modified_at"),
    )
    state["claims"] = question.claims.count()
    written = ";".join(f"{key}={value}" for key, value in sorted(state.items()))
    return hashlib.sha256(written.encode()).hexdigest()[:N_TOKEN]


def latest_figure(contrast: Contrast) -> str:
    """Return the figure put forward last, for people to read; empty if there is none."""
    points = read_points(contrast)
    return points[-1].bounds.label if points else ""


def find_moved(contrast: Contrast, *, figure: str, n_statements: int) -> Moved | None:
    """Return what moved since the page showed `figure` and `n_statements`; None if neither did."""
    n_new = contrast.n_statements - n_statements
    now = latest_figure(contrast)
    if n_new <= 0 and now == figure:
        return None
    at = max((one.linked_at for one in contrast.said), default=contrast.question.created_at)
    return Moved(at, max(0, n_new), figure, now)
