"""What stands beside a statement in the workbench: who speaks, why it was proposed, what else was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.history.comments import said_of, standing_return
from claims.models import (
    Claim,
    ClaimLink,
    Lease,
    ReviewEvent,
    Statement,
)
from claims.queue.others import Others, look_at_others
from claims.roles import RoleNote, role_note
from speakers.models import Speaker
from speakers.names import name_key

N_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """All that the workbench shows around one statement."""

    others: Others
    alias: str
    role: RoleNote
    reasons: tuple[str, ...]
    links: tuple[ClaimLink, ...]
    leases: tuple[Lease, ...]
    lease: Lease | None
    said: tuple[ReviewEvent, ...]
    sent_back: ReviewEvent | None


def look_beside(statement: Statement, *, viewer_id: int) -> Beside:
    """Return what stands beside `statement`: a fixed number of queries, whatever is stored."""
    speaker = statement.speaker and statement.speaker.root
    leases = list(Lease.objects.running().filter(statement=statement).select_related("user"))
    said = said_of(statement, viewer_id=viewer_id)
    return Beside(
        others=look_at_others(statement, speaker, viewer_id=viewer_id),
        alias=_alias(statement, speaker) if speaker else "",
        role=role_note(statement),
        reasons=tuple(explain(statement)),
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


def _alias(statement: Statement, speaker: Speaker) -> str:
    """Return the name of `speaker` that the article's words matched; empty if none did."""
    words = [selector["exact"] for selector in statement.source]
    said = [statement.speaker_name, *words]
    names = {row.key: row.name for row in speaker.all_names}
    return next((names[key] for key in map(name_key, said) if key in names), "")


def _links(statement: Statement) -> Iterable[ClaimLink]:
    """Return the claims the statement bears on, or may, each with the rival claims of its question."""
    claims = Prefetch("claim__question__claims", queryset=Claim.objects.standing().order_by("pk"))
    links = statement.links.exclude(state=ClaimLink.State.REFUSED)
    links = links.select_related("claim__question").prefetch_related(claims)
    return links.order_by("state", "-score", "pk")[:N_QUESTIONS]
