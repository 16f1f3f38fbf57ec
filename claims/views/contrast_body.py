"""The body of a contrast page, drawn once for each state of its question where drawing takes long."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from claims.contrast import Filters, contrast_question
from claims.contrast.changes import find_changes
from claims.contrast.drift import find_drifts
from claims.contrast.figures import draw_dots, read_points
from claims.contrast.form import Choices, query_of
from claims.contrast.live import latest_figure
from claims.contrast.matrix import build_matrix
from claims.contrast.timeline import NARROW, WIDE, draw_timeline
from claims.contrast.unheard import anonymous_only, find_unheard
from claims.models import Question

N_TABLE = 50
# A question with fewer statements is drawn at once every time.
N_KEPT = 300
KEEP_S = 60


@dataclass(frozen=True)
class Drawn:
    """The body as HTML, and what the rest of the page says of it."""

    question: Question
    filters: Filters
    version: str
    body: SafeString
    n_statements: int
    figure: str
    last_at: dt.datetime
    choices: Choices

    def context(self) -> dict[str, Any]:
        """Return what the templates around the body need."""
        return {
            "question": self.question,
            "filters": self.filters,
            "query": query_of(self.filters),
            "version": self.version,
            "body": self.body,
            "n_statements": self.n_statements,
            "figure": self.figure,
        }


def draw(question: Question, filters: Filters, version: str) -> Drawn:
    """Return the body of the page at `version`; that of a long question is kept for a minute."""
    zone, language = timezone.get_current_timezone_name(), translation.get_language()
    asked = f"{question.pk};{version};{query_of(filters)};{zone};{language}"
    key = f"contrast:{hashlib.sha256(asked.encode()).hexdigest()}"
    kept: Drawn | None = cache.get(key)
    if kept is not None:
        return kept
    drawn = _draw(question, filters, version)
    if drawn.n_statements >= N_KEPT:
        cache.set(key, drawn, KEEP_S)
    return drawn


def _draw(question: Question, filters: Filters, version: str) -> Drawn:
    contrast = contrast_question(question, filters)
    points = read_points(contrast)
    plots = [draw_timeline(contrast, size) for size in (WIDE, NARROW)]
    dots = [draw_dots(points, size) for size in (WIDE, NARROW)]
    context = {
        "question": question,
        "contrast": contrast,
        "query": query_of(filters),
        "query_without_all": query_of(filters, without="all"),
        "timelines": [plot for plot in plots if plot is not None],
        "table": contrast.said[:N_TABLE],
        "n_beyond_table": max(0, len(contrast.said) - N_TABLE),
        "points": points,
        "dot_plots": [plot for plot in dots if plot is not None],
        "matrix": build_matrix(contrast),
        "changes": find_changes(contrast),
        "drifts": find_drifts(contrast),
        "unheard": find_unheard(contrast.everything),
        "unnamed": anonymous_only(contrast.said),
    }
    return Drawn(
        question=question,
        filters=filters,
        version=version,
        body=render_to_string("claims/_contrast_body.html", context),
        n_statements=contrast.n_statements,
        figure=latest_figure(points),
        last_at=max((s.linked_at for s in contrast.said), default=question.created_at),
        choices=Choices.of(contrast.everything),
    )
