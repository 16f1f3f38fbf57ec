"""Which decided statements a second editor reads: drawn at the verdict, and always alike for one statement.

The draw goes by the statement's key and by nothing else, so that undoing a verdict and giving it again draws the
same, and a larger share keeps all that a smaller one had drawn. It costs a look at the desks' shares, and nothing
more while none is set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from claims.models import ClaimLink, Desk, ReadingDue, Statement, Story
from claims.services.desks import load_routes
from claims.services.filing import place_of, rank_of

VERDICTS = (Statement.Status.ACCEPTED, Statement.Status.REJECTED)
N_DRAWS = 10_000
N_AT_ONCE = 500
# What an act has to change for a draw: nothing else makes a statement wait for a second reading, or not any more.
DRAWN_BY = frozenset({"status", "decided_by", "reading"})


def is_drawn(statement_id: int, *, share: int) -> bool:
    """Tell whether the statement falls into a sample of `share` per cent."""
    digest = hashlib.sha256(f"second reading of {statement_id}".encode()).digest()
    return int.from_bytes(digest[:8]) % N_DRAWS < share * (N_DRAWS // 100)


def sample_statements(statement_ids: Collection[int]) -> None:
    """Let those of the statements wait for a second reading that are decided and drawn, and no others.

    Left out are those that were read twice already, those an editor added or made (there is no proposal to read
    blind), and those of no desk. What somebody has marked of one that goes on waiting is kept.
    """
    due = ReadingDue.objects.filter(pk__in=statement_ids)
    shares = dict(Desk.objects.filter(second_share__gt=0).values_list("pk", "second_share"))
    if not shares:
        due.delete()
        return
    routes, drawn = load_routes(), []
    for row in _decided(statement_ids):
        desk = routes.desk_of(row.version.article)
        if desk in shares and is_drawn(row.pk, share=shares[desk]):
            drawn.append((row, desk))
    due.exclude(pk__in=[row.pk for row, _desk in drawn]).delete()
    ReadingDue.objects.bulk_create(
        _list_due(drawn),
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=["first_reader", "desk", "rank", "place"],
    )


def trim_sample(desk: Desk) -> int:
    """Let those second readings of the desk go that its share, if it was lowered, leaves out; return how many."""
    waiting = ReadingDue.objects.filter(desk=desk).values_list("pk", flat=True)
    out = [pk for pk in waiting if not is_drawn(pk, share=desk.second_share)]
    for n in range(0, len(out), N_AT_ONCE):
        ReadingDue.objects.filter(pk__in=out[n : n + N_AT_ONCE]).delete()
    return len(out)


def _decided(statement_ids: Collection[int]) -> list[Statement]:
    rows = Statement.objects.filter(
        pk__in=statement_ids,
        status__in=VERDICTS,
        decided_by__isnull=False,
        proposal__has_key="content",
        second_reading=None,
    )
    return list(
        rows.select_related("version__article")
        .defer("version__text", "version__raw", "version__furniture", "version__sketch", "proposal")
        .order_by("pk")
    )


def _list_due(drawn: Sequence[tuple[Statement, int]]) -> list[ReadingDue]:
    """Return the rows for the statements, each with its desk, ranked as they were in the review queue."""
    if not drawn:
        return []
    origins = {row.version.article.origin_id for row, _desk in drawn}
    breaking = Story.objects.filter(origin__in=origins, is_breaking=True)
    links = ClaimLink.objects.filter(statement__in=[row.pk for row, _desk in drawn])
    hot = set(breaking.values_list("origin_id", flat=True))
    disputed = set(links.exclude(state="refused").values_list("statement_id", flat=True))
    return [
        ReadingDue(
            statement=row,
            first_reader_id=row.decided_by_id or 0,
            desk_id=desk,
            article=row.version.article,
            rank=rank_of(
                said_at=row.version.article.sort_at,
                confidence=row.confidence,
                is_breaking=row.version.article.origin_id in hot,
                is_disputed=row.pk in disputed,
            ),
            place=place_of(row),
        )
        for row, desk in drawn
    ]
