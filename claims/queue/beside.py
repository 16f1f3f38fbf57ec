"""What stands beside a statement in the workbench: who speaks, why it was proposed, what else was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

from claims.contrast.columns import COPY_RATIO
from claims.history.comments import said_of, standing_return
from claims.models import (
    Claim,
    ClaimLink,
    Lease,
    QueueEntry,
    RatedPair,
    ReviewEvent,
    Statement,
)
from claims.models.likeness import RIVALS
from claims.querysets_reading import hidden_rows
from claims.roles import RoleNote, role_note
from speakers.models import Speaker
from speakers.names import name_key

N_EARLIER = 3
N_LOOKED_AT = (
    12  # of one speaker's newest statements, and of the likeliest rivals, to find a few that differ
)
N_RIVALS = 3
N_QUESTIONS = 2
N_CARRIED = 60
UNREAD = ("version__text", "version__raw", "version__sketch", "proposal")


@dataclass(frozen=True, slots=True)
class Rival:
    """A statement that competes with this one, how, and why an engine thinks so."""

    statement: Statement
    pair: RatedPair


@dataclass(frozen=True, slots=True)
class Beside:
    """All that the workbench shows around one statement."""

    copies: tuple[Statement, ...]
    alias: str
    role: RoleNote
    reasons: tuple[str, ...]
    earlier: tuple[Statement, ...]
    rivals: tuple[Rival, ...]
    links: tuple[ClaimLink, ...]
    leases: tuple[Lease, ...]
    lease: Lease | None
    said: tuple[ReviewEvent, ...]
    sent_back: ReviewEvent | None


def look_beside(statement: Statement, *, viewer_id: int) -> Beside:
    """Return what stands beside `statement`: a fixed number of queries, whatever is stored."""
    speaker = statement.speaker and statement.speaker.root
    leases = list(Lease.objects.running().filter(statement=statement).select_related("user"))
    copies = tuple(_copies(statement))
    said = said_of(statement, viewer_id=viewer_id)
    return Beside(
        copies=copies,
        alias=_alias(statement, speaker) if speaker else "",
        role=role_note(statement),
        reasons=tuple(explain(statement)),
        earlier=tuple(_earlier(statement, speaker, but=copies, viewer_id=viewer_id))
        if speaker
        else (),
        rivals=tuple(_rivals(statement, viewer_id)),
        links=tuple(_links(statement)),
        leases=tuple(lease for lease in leases if lease.user_id != viewer_id),
        lease=next((lease for lease in leases if lease.user_id == viewer_id), None),
        said=said,
        sent_back=standing_return(statement, said),
    )


def explain(statement: Statement) -> Iterable[str]:
    """Yield in sentences why the engine proposed the statement."""
    cue = statement.cue_words
    if cue and statement.cue_class == Statement.CueClass.OTHER:
        yield _("“%(cue)s” reports words.") % {"cue": cue}
    elif cue:
        yield _("“%(cue)s” reports words: the speaker %(act)s.") % {
            "cue": cue,
            "act": statement.act_label,
        }
    else:
        yield _("No reporting verb stands here: the words around the quotation credit it.")
    yield {
        Statement.Quotation.DIRECT: _("All of it stands in quotation marks."),
        Statement.Quotation.MIXED: _("Part of it stands in quotation marks."),
    }.get(Statement.Quotation(statement.quotation), _("It is told in the article's words."))
    if statement.modality:
        yield _("Hedged or turned: %(how)s.") % {"how": ", ".join(statement.modality)}
    in_ten = round(statement.confidence * 10)
    yield ngettext(
        "Of statements it is as sure of, about %(n)d in ten should be right.",
        "Of statements it is as sure of, about %(n)d in ten should be right.",
        in_ten,
    ) % {"n": in_ten}


def _copies(statement: Statement) -> Iterable[Statement]:
    """Return the waiting statements that carry the same words in other articles of the same report."""
    own = QueueEntry.objects.filter(pk=statement.pk)
    group = QueueEntry.objects.filter(group__in=own.values("group")).exclude(pk=statement.pk)
    rows = Statement.objects.with_context().defer(*UNREAD).filter(queued__in=group)
    return rows.order_by("pk")[:N_CARRIED]


def _alias(statement: Statement, speaker: Speaker) -> str:
    """Return the name of `speaker` that the article's words matched; empty if none did."""
    words = [selector["exact"] for selector in statement.source]
    said = [statement.speaker_name, *words]
    names = {row.key: row.name for row in speaker.all_names}
    return next((names[key] for key in map(name_key, said) if key in names), "")


def _earlier(
    statement: Statement, speaker: Speaker, *, but: Sequence[Statement], viewer_id: int
) -> list[Statement]:
    """Return the speaker's last words before these: what editors accepted, and what waits if that is little.

    What the viewer may still read blind is left out: it would tell that it was accepted.
    """
    when = statement.version.article.sort_at
    shown = [statement.pk, *(copy.pk for copy in but)]
    # Named one by one: of a single record, as most speakers are, the newest are then read off an index.
    records = list(Speaker.objects.one_with(speaker).values_list("pk", flat=True))
    said = {"speaker": records[0]} if len(records) == 1 else {"speaker__in": records}
    found: list[Statement] = []
    for status in (Statement.Status.ACCEPTED, Statement.Status.PROPOSED):
        rows = Statement.objects.filter(status=status, **said).exclude(pk__in=shown)
        rows = rows.exclude(hidden_rows(viewer_id))
        newest = rows.with_context().defer(*UNREAD).order_by("-pk")[:N_LOOKED_AT]
        before = [row for row in newest if row.version.article.sort_at <= when]
        found += sorted(before, key=lambda row: row.version.article.sort_at, reverse=True)
        found = list(_without_copies(found, of=statement))
        if len(found) >= N_EARLIER:
            break
    return found[:N_EARLIER]


def _without_copies(
    statements: Iterable[Statement], *, of: Statement | None = None
) -> Iterator[Statement]:
    """Yield each that is not one before it, or `of`, again: in another version, or in a copy of the report."""
    kept = [of] if of else []
    for statement in statements:
        if not any(_is_copy(other, statement) for other in kept):
            kept.append(statement)
            yield statement


def _is_copy(first: Statement, other: Statement) -> bool:
    is_one_report = first.version.article.origin_id == other.version.article.origin_id
    return is_one_report and fuzz.ratio(first.words, other.words) >= COPY_RATIO


def _rivals(statement: Statement, viewer_id: int) -> list[Rival]:
    sides = {"a": "b", "b": "a"}
    rows = []
    for mine, theirs in sides.items():
        pairs = RatedPair.objects.filter(**{mine: statement}, relation__in=RIVALS)
        pairs = pairs.exclude(hidden_rows(viewer_id, theirs))
        pairs = pairs.select_related(
            f"{theirs}__speaker__canonical", f"{theirs}__version__article__outlet"
        ).defer(*(f"{theirs}__{name}" for name in UNREAD))
        likeliest = pairs.order_by("-score")[:N_LOOKED_AT]
        rows += [Rival(getattr(pair, theirs), pair) for pair in likeliest]
    shown = [rival for rival in rows if rival.statement.status in {"proposed", "accepted"}]
    # Of versions of one article the newest stands for all.
    shown.sort(key=lambda rival: (-rival.pair.score, -rival.statement.pk))
    by_statement = {rival.statement: rival for rival in shown}
    return [by_statement[each] for each in islice(_without_copies(by_statement), N_RIVALS)]


def _links(statement: Statement) -> Iterable[ClaimLink]:
    """Return the claims the statement bears on, or may, each with the rival claims of its question."""
    claims = Prefetch("claim__question__claims", queryset=Claim.objects.standing().order_by("pk"))
    links = statement.links.exclude(state=ClaimLink.State.REFUSED)
    links = links.select_related("claim__question").prefetch_related(claims)
    return links.order_by("state", "-score", "pk")[:N_QUESTIONS]
