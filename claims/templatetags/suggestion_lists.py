"""Links of a question that wait for an editor, for templates that show a few of them."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from claims.models import ClaimLink, Question, Statement, WhyNot
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
def linked_unaccepted(question: Question, n: int = 5) -> list[Statement]:
    """Return the first `n` statements that an editor linked to `question` and nobody has decided, each with its links."""
    links = ClaimLink.objects.confirmed().filter(claim__question=question)
    waiting = links.filter(statement__status="proposed").order_by("pk")
    chosen = list(dict.fromkeys(waiting.values_list("statement_id", flat=True)[: 4 * n]))[:n]
    if not chosen:
        return []
    return list(Statement.objects.filter(pk__in=chosen).with_context().with_links().order_by("pk"))


@register.simple_tag
def reasons_why_not() -> list[tuple[str, str]]:
    """Return the reasons for which two statements cannot be compared, with their labels."""
    return [(value, str(label)) for value, label in WhyNot.choices]


@register.simple_tag
def stances() -> list[tuple[str, str]]:
    """Return the stances, with their labels."""
    return [(value, str(label)) for value, label in Stance.choices]
