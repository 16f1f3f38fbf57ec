"""Names in articles that may mean a record: the next after a place, and what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from claims.curation.asked import SORTS, UNSURE_LINKS, Asked
from claims.curation.card import UNREAD, Side, side_of
from claims.models import LinkProposal, Statement
from claims.querysets import StatementQuerySet
from claims.queue.reading import N_COUNTED, Capped
from speakers.models import MentionJudgement, Speaker
from speakers.services.mentions import Named, standing_on

N_TICKED = 20


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A name with its unlinked statements on one side, the record that it may mean on the other."""

    proposal: LinkProposal
    side: Side
    statements: Sequence[Statement]
    n_statements: int
    judgement: MentionJudgement | None
    place: str

    @property
    def n_more(self) -> int:
        """How many statements are not shown, and not decided with these."""
        return self.n_statements - len(self.statements)


def count_links(asked: Asked) -> Capped:
    """Count what is asked for, up to a bound."""
    n = _rows(asked)[: N_COUNTED + 1].count()
    return Capped(min(n, N_COUNTED), n > N_COUNTED)


def next_link(asked: Asked, viewer: User, *, after: str = "") -> LinkCard | None:
    """Return the proposal after a place; behind the last comes the first again. None if nothing waits."""
    sort = SORTS[asked.sort]
    rows = _rows(asked).order_by(*sort.order_by())
    place = sort.read_place(after)
    row = rows.filter(sort.beyond(place)).first() if place is not None else None
    row = row or rows.first()
    return load_link(row.pk, viewer, place=sort.place_of(row)) if row else None


def load_link(key: int, viewer: User, *, place: str = "") -> LinkCard | None:
    """Return the proposal of this key as it stands; None if it is gone, or nothing is unlinked any more."""
    row = LinkProposal.objects.select_related("article").filter(pk=key).first()
    if row is None:
        return None
    statements = list(unlinked_of(row).with_context().defer(*UNREAD).order_by("-pk")[:N_TICKED])
    if not statements:
        return None
    shown = Speaker.objects.with_credited().with_names().with_roles()
    speaker = shown.select_related("parent__canonical").get(pk=row.speaker_id)
    judgement = standing_on(named_in(row), speaker)
    side = side_of(speaker, viewer, alias=row.alias)
    n_statements = unlinked_of(row).count()
    return LinkCard(row, side, statements, n_statements, judgement, place)


def named_in(proposal: LinkProposal) -> Named:
    """Return the name of a proposal as judgements keep it."""
    return Named(proposal.name, proposal.kind, proposal.affiliation, proposal.scope)


def unlinked_of(proposal: LinkProposal) -> StatementQuerySet:
    """Return the statements with the proposal's name that no record is credited for."""
    rows = Statement.objects.unlinked().filter(
        speaker_name=proposal.name,
        speaker_kind=proposal.kind,
        affiliation_words=proposal.affiliation,
    )
    return rows.filter(version__article=proposal.article_id) if proposal.article_id else rows


def _rows(asked: Asked) -> QuerySet[LinkProposal]:
    rows = LinkProposal.objects.waiting(is_unsure=asked.which == UNSURE_LINKS)
    if asked.kind:
        rows = rows.filter(speaker__kind=asked.kind)
    if asked.new:
        rows = rows.filter(speaker__is_provisional=True)
    if asked.q:
        found = Speaker.objects.matching(asked.q).values("pk")
        rows = rows.filter(Q(speaker__in=found) | Q(name__icontains=asked.q))
    return rows
