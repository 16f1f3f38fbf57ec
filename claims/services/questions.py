"""Opening questions and adding the claims that answer them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, Question
from claims.services.question_events import touch_question

N_SLUG = 80
N_TRIES = 50

Row = TypeVar("Row", Question, Claim)


def open_question(
    *,
    text: str,
    answer_kind: str,
    actor: User | None,
    unit: str = "",
    summary: str = "",
    slug: str = "",
) -> Question:
    """Open a question; its slug is made from the text unless given."""

    def create(name: str) -> Question:
        return Question.objects.create(
            text=text,
            slug=name,
            answer_kind=answer_kind,
            unit=unit,
            summary=summary,
            created_by=actor,
        )

    return _with_free_slug(slug or slugify(text)[:N_SLUG], create)


def add_claim(*, question: Question, text: str, answer: str = "", slug: str = "") -> Claim:
    """Add one answer to `question`; raises `ReviewError` if the same answer stands there, or the question was merged."""
    if question.claims.filter(text__iexact=text).exists():
        raise ReviewError(_("This claim stands on the question already."))

    def create(name: str) -> Claim:
        return Claim.objects.create(question=question, slug=name, text=text, answer=answer)

    touch_question(question.pk)
    return _with_free_slug(slug or slugify(text)[:N_SLUG], create)


def _with_free_slug(slug: str, create: Callable[[str], Row]) -> Row:
    """Return what `create` makes under `slug`, or under the first of slug-2, slug-3, ... that is free."""
    name, n = slug, 1
    while True:
        try:
            with transaction.atomic():
                return create(name)
        except IntegrityError:
            n += 1
            if n > N_TRIES:
                raise
            name = f"{slug}-{n}"
