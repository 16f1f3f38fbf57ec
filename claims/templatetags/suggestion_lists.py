"""Suggested links for templates that show a few of them."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from claims.models import ClaimLink, Question, WhyNot
from claims.models.question import Stance

register = template.Library()


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The likeliest suggestions of a question, and how many there are in all."""

    links: tuple[ClaimLink, ...]
    n_all: int


@register.simple_tag
def suggested_links(question: Question, n: int = 5) -> Shortlist:
    """Return the `n` likeliest suggestions of `question`."""
    waiting = ClaimLink.objects.suggested().filter(claim__question=question)
    n_all = waiting.count()
    return Shortlist(tuple(waiting.ranked()[:n]) if n_all else (), n_all)


@register.simple_tag
def reasons_why_not() -> list[tuple[str, str]]:
    """Return the reasons for which two statements cannot be compared, with their labels."""
    return [(value, str(label)) for value, label in WhyNot.choices]


@register.simple_tag
def stances() -> list[tuple[str, str]]:
    """Return the stances, with their labels."""
    return [(value, str(label)) for value, label in Stance.choices]
