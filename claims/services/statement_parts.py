"""One statement made two, and two made one; each is one act, taken back whole."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analysis.types import Span
from claims.errors import ReviewError
from claims.marking import Marking
from claims.models import ClaimLink, ReviewEvent, Statement
from claims.selectors import spans_of
from claims.services.events import Deed, change_statement, load_statement, log_new_statement
from claims.services.linking import link_statement
from claims.services.review import marked_columns

Act = ReviewEvent.Act
Status = Statement.Status
STANDING = frozenset({Status.PROPOSED, Status.ACCEPTED})
# What the second half has from the first besides its words: who spoke, how, and what was decided.
INHERITED = (
    "quotation",
    "cue_class",
    "modality",
    "confidence",
    "speaker_name",
    "speaker_kind",
    "role_words",
    "affiliation_words",
    "relayed_by",
    "engine_speaker",
    "editor_speaker",
    "speaker",
    "status",
    "decided_by",
    "is_unsure",
)


def split_statement(
    *,
    statement_id: int,
    row_version: int,
    actor: User,
    marking: Marking,
    at: int,
    why: str = "",
) -> tuple[Statement, Statement]:
    """Return the statement with the first `at` content spans of `marking`, and a new one with the others.

    The first keeps its row and its links to claims. The second has source, cue, labels, speaker and verdict of
    the first, names it in `split_from`, and has no links yet. Raises `ConflictError` on a stale row,
    `ReviewError` when either half is empty, spans overlap or the statement does not stand.
    """
    if not 0 < at < len(marking.content):
        raise ReviewError(_("A split needs words on both sides: cut the content in two first."))
    statement = load_statement(statement_id, row_version=row_version)
    _check_stands(statement)
    text, batch = statement.version.text, uuid.uuid4()
    marked_columns(text, **marking.columns)  # refuses halves that overlap
    left, right = (
        marked_columns(text, **replace(marking, content=half).columns)
        for half in (marking.content[:at], marking.content[at:])
    )
    now = timezone.now()
    with transaction.atomic():
        kept = change_statement(statement, left, deed=Deed(Act.SPLIT, actor, why, batch))
        inherited = {name: getattr(statement, name) for name in INHERITED}
        made = Statement.objects.create(
            version=statement.version,
            split_from=statement,
            **right,
            **inherited,
            touched_at=now,
            created_at=now,
            modified_at=now,
        )
        log_new_statement(made, deed=Deed(Act.SPLIT, actor, why, batch))
    return kept, Statement.objects.with_context().get(pk=made.pk)


def join_statements(
    *,
    statement_id: int,
    row_version: int,
    other_id: int,
    other_row_version: int,
    actor: User,
    why: str = "",
) -> Statement:
    """Return the statement with the words of the other as well; the other is dropped and names it.

    Spans of the two that touch or overlap become one. The speaker and the labels are those of the statement
    that stays; it is accepted if one of the two was. Links of the other to claims that the statement is
    not linked to are set on it too. Raises `ConflictError` when either row is stale, `ReviewError` when they are of
    different texts, are one and the same, or one of them does not stand.
    """
    statement = load_statement(statement_id, row_version=row_version)
    other = load_statement(other_id, row_version=other_row_version)
    if statement.pk == other.pk or statement.version_id != other.version_id:
        raise ReviewError(_("Only two statements of one text can be joined."))
    _check_stands(statement)
    _check_stands(other)
    batch = uuid.uuid4()
    with transaction.atomic():
        kept = change_statement(
            statement, _joined(statement, other, actor), deed=Deed(Act.JOIN, actor, why, batch)
        )
        dropped = {"status": Status.DROPPED, "joined_into": kept}
        change_statement(other, dropped, deed=Deed(Act.JOIN, actor, why, batch))
        return _take_links(kept, other, actor=actor, batch=batch)


def _joined(statement: Statement, other: Statement, actor: User) -> dict[str, object]:
    """Return the columns of `statement` with the words of `other` in it."""
    text = statement.version.text
    roles = {
        role: merge_spans(
            text, [*spans_of(getattr(statement, role)), *spans_of(getattr(other, role))]
        )
        for role in ("content", "cue", "source")
    }
    columns = marked_columns(text, **roles)
    if statement.status != Status.ACCEPTED and other.status == Status.ACCEPTED:
        columns |= {"status": Status.ACCEPTED, "decided_by": actor}
    return columns


def merge_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans in text order; those that overlap, or have only white space between, are one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1].end : span.start].strip():
            last = merged.pop()
            merged.append(Span(last.start, max(last.end, span.end)))
        else:
            merged.append(span)
    return merged


def _take_links(kept: Statement, other: Statement, *, actor: User, batch: uuid.UUID) -> Statement:
    """Link `kept` to the claims that only `other` was linked to; the other's own links lie with its row."""
    known = set(kept.links.filter(state=ClaimLink.State.CONFIRMED).values_list("claim", flat=True))
    links = other.links.filter(state=ClaimLink.State.CONFIRMED).exclude(claim__in=known)
    for link in links.select_related("claim"):
        kept = link_statement(
            statement_id=kept.pk,
            row_version=kept.row_version,
            claim=link.claim,
            stance=link.stance,
            actor=actor,
            batch=batch,
        )
    return kept


def _check_stands(statement: Statement) -> None:
    if statement.status not in STANDING:
        raise ReviewError(
            _("A statement that is %(status)s cannot be split or joined: accept it first.")
            % {"status": statement.get_status_display()}
        )
