"""The body of a contrast page: the claims side by side, and under them the parts that are drawn from all of it.

A question of a few hundred statements is drawn whole. A longer one is drawn in pieces, each of which is quick: the
claims first, and a place for each part, which the page then asks for by itself. Without scripts a link leads to
the page with that part drawn in. What was drawn of a long question is kept for its `version`.
"""

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
from claims.contrast.columns import Contrast
from claims.contrast.form import Choices, query_of
from claims.contrast.live import latest_figure
from claims.models import Question
from claims.views.contrast_parts import PARTS, Part

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


@dataclass(frozen=True)
class DrawnPart:
    """One part as HTML; nothing where there is nothing to show."""

    body: SafeString
    n_statements: int


def draw(question: Question, filters: Filters, version: str, *, part: str = "") -> Drawn:
    """Return the body of the page at `version`; of a long question only the part that is named is drawn in."""
    key = _key(question, filters, version, f"body;{part if part in PARTS else ''}")
    kept: Drawn | None = cache.get(key)
    if kept is not None:
        return kept
    drawn = _draw(question, filters, version, part)
    if drawn.n_statements >= N_KEPT:
        cache.set(key, drawn, KEEP_S)
    return drawn


def draw_part(question: Question, filters: Filters, version: str, name: str) -> SafeString:
    """Return one part of the page at `version`; raises `KeyError` for a name that is none."""
    part = PARTS[name]
    key = _key(question, filters, version, f"part;{name}")
    kept: DrawnPart | None = cache.get(key)
    if kept is None:
        contrast = contrast_question(question, filters, version=version)
        kept = DrawnPart(_render_part(part, contrast, filters), contrast.n_statements)
        if kept.n_statements >= N_KEPT:
            cache.set(key, kept, KEEP_S)
    return kept.body


def _key(question: Question, filters: Filters, version: str, what: str) -> str:
    zone, language = timezone.get_current_timezone_name(), translation.get_language()
    asked = f"{question.pk};{version};{query_of(filters)};{zone};{language};{what}"
    return f"contrast:{hashlib.sha256(asked.encode()).hexdigest()}"


def _draw(question: Question, filters: Filters, version: str, part: str) -> Drawn:
    contrast = contrast_question(question, filters, version=version)
    is_long = contrast.n_statements >= N_KEPT
    context = {
        "question": question,
        "contrast": contrast,
        "as_of": filters.as_of,
        "query": query_of(filters),
        "query_without_all": query_of(filters, without="all"),
        "parts": [
            _stand_in(name, one, contrast, filters)
            if is_long and name != part
            else _render_part(one, contrast, filters)
            for name, one in PARTS.items()
            if contrast.said and one.fits(question)
        ],
    }
    return Drawn(
        question=question,
        filters=filters,
        version=version,
        body=render_to_string("claims/_contrast_body.html", context),
        n_statements=contrast.n_statements,
        figure=latest_figure(contrast),
        last_at=max((s.linked_at for s in contrast.said), default=question.created_at),
        choices=Choices.of(contrast.everything),
    )


def _render_part(part: Part, contrast: Contrast, filters: Filters) -> SafeString:
    found = part.find(contrast)
    if not found:
        return SafeString()
    query = query_of(filters)
    return render_to_string(part.template, {"question": contrast.question, "query": query} | found)


def _stand_in(name: str, part: Part, contrast: Contrast, filters: Filters) -> SafeString:
    context = {
        "question": contrast.question,
        "name": name,
        "title": part.title,
        "query": query_of(filters),
    }
    return render_to_string("claims/_contrast_part.html", context)
