"""What shows a row that was written: the things a wide touch reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from articles.models import Article
from claims.models import Claim, ClaimLink, ClaimRelation, Statement
from partners.models import Kind
from speakers.models import Membership, Speaker, Succession

# A query of the keys of things of one kind.
Keys = QuerySet[Any, Any]
Reached = Iterator[tuple[Kind, Keys]]


def _keys(queryset: QuerySet[Any], column: str = "pk") -> Keys:
    not_null = queryset if column == "pk" else queryset.exclude(**{column: None})
    return not_null.order_by().values_list(column, flat=True).distinct()


def _of_outlets(ids: Collection[int]) -> Reached:
    yield Kind.ARTICLE, _keys(Article.objects.filter(outlet__in=ids))
    yield (
        Kind.STATEMENT,
        _keys(Statement.objects.accepted().filter(version__article__outlet__in=ids)),
    )


def _of_articles(ids: Collection[int]) -> Reached:
    statements = Statement.objects.accepted().filter(version__article__in=ids)
    links = ClaimLink.objects.confirmed().filter(statement__version__article__in=ids)
    yield Kind.STATEMENT, _keys(statements)
    yield Kind.SPEAKER, _keys(statements, "speaker")
    yield Kind.CLAIM, _keys(links, "claim")


def _of_statements(ids: Collection[int]) -> Reached:
    # A speaker is there while one of the statements is.
    yield Kind.SPEAKER, _keys(Statement.objects.filter(pk__in=ids), "speaker")
    yield Kind.CLAIM, _keys(ClaimLink.objects.confirmed().filter(statement__in=ids), "claim")


def _of_speakers(ids: Collection[int]) -> Reached:
    records = records_of(ids).values("pk")
    yield Kind.STATEMENT, _keys(Statement.objects.accepted().filter(speaker__in=records))
    # Claims count the speakers behind them, and a merge makes one of two.
    links = ClaimLink.objects.confirmed().filter(statement__speaker__in=records)
    yield Kind.CLAIM, _keys(links, "claim")
    for keys in _shown_beside(records):
        yield Kind.SPEAKER, keys
    holders = Membership.objects.filter(post__organisation__in=records)
    yield Kind.SPEAKER, _keys(holders, "person")


def _shown_beside(records: Keys) -> Iterator[Keys]:
    """Yield the speakers that show one of `records` as what they are part of, were before, or became."""
    yield _keys(Speaker.objects.filter(parent__in=records))
    yield _keys(Succession.objects.filter(predecessor__in=records), "successor")
    yield _keys(Succession.objects.filter(successor__in=records), "predecessor")


def records_of(ids: Collection[int]) -> QuerySet[Speaker]:
    """Every record that is one speaker with one of `ids`, these included."""
    return Speaker.objects.filter(
        Q(pk__in=ids) | Q(canonical__in=ids) | Q(merged__in=ids) | Q(canonical__merged__in=ids)
    ).order_by()


def _of_posts(ids: Collection[int]) -> Reached:
    yield Kind.SPEAKER, _keys(Membership.objects.filter(post__in=ids), "person")


def _of_questions(ids: Collection[int]) -> Reached:
    links = ClaimLink.objects.confirmed().filter(claim__question__in=ids)
    yield Kind.CLAIM, _keys(Claim.objects.filter(question__in=ids))
    yield Kind.CLAIM, _keys(ClaimRelation.objects.filter(other__question__in=ids), "claim")
    yield Kind.STATEMENT, _keys(links, "statement")


def _of_claims(ids: Collection[int]) -> Reached:
    yield Kind.STATEMENT, _keys(ClaimLink.objects.confirmed().filter(claim__in=ids), "statement")
    yield Kind.CLAIM, _keys(ClaimRelation.objects.filter(other__in=ids), "claim")


REACHED: Mapping[str, Callable[[Collection[int]], Reached]] = {
    "outlet": _of_outlets,
    "post": _of_posts,
    Kind.ARTICLE: _of_articles,
    Kind.STATEMENT: _of_statements,
    Kind.SPEAKER: _of_speakers,
    Kind.QUESTION: _of_questions,
    Kind.CLAIM: _of_claims,
}


def touch_reached(kind: str, ids: Collection[int]) -> None:
    """Touch, narrowly, all that shows one of `ids`: a hundred thousand as quickly as a few.

    Claims are counted again too: a link that was committed while a write was under way is seen by neither's trigger.
    """
    for reached, keys in REACHED[kind](ids):
        touch_keys(reached, keys)
        if reached == Kind.CLAIM:
            _insert("INSERT INTO partners_recount(claim_id) SELECT found.*", keys)


def roots_of(ids: Collection[int]) -> list[int]:
    """Return the records that stand for those of `ids` that were merged: they show what these have."""
    return sorted(_keys(Speaker.objects.filter(pk__in=ids), "canonical")) if ids else []


def touch_children(ids: Collection[int]) -> None:
    """Touch those that are part of one of the speakers `ids`, follow it or came before, under whichever of its records."""
    if ids:
        for keys in _shown_beside(records_of(ids).values("pk")):
            touch_keys(Kind.SPEAKER, keys)


def touch_keys(kind: Kind, keys: Keys) -> None:
    """Touch the things of `kind` that the query `keys` finds, without fetching them."""
    _insert(
        "INSERT INTO partners_touch(kind, item_id, is_wide) SELECT %s, found.*, %s",
        keys,
        kind.value,
        False,
    )


def _insert(into: str, keys: Keys, *values: str | bool) -> None:
    sql, parameters = keys.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{into} FROM ({sql}) AS found", [*values, *parameters])
