"""One article for each independent report: a wire story in forty outlets is one report."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from articles.models import Article

FIRST_ONLY = [("first", "first")]
INDEPENDENT = "`first`: only {} that carried their report first; later copies are left out."


def has_an_earlier_copy(article: str = "") -> Exists:
    """Return the condition that an article which still stands carried the same report before the row's `article`."""
    day, key = OuterRef(f"{article}sort_at"), OuterRef(f"{article}pk")
    earlier = Q(sort_at__lt=day) | Q(sort_at=day, pk__lt=key)
    copies = Article.objects.public().filter(earlier, origin=OuterRef(f"{article}origin_id"))
    return Exists(copies)
