"""Runs: asking for one, and storing what it found without touching what editors did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from analysis.names.reasons import Reason
from analysis.types import Attribution, Extraction, ResolvedSpeaker, Span, SpeakerKind
from articles.models import ArticleVersion
from claims.models import ExtractionRun, Statement
from claims.selectors import is_same_words, spans_of
from claims.services.filing import file_statements
from claims.services.review import span_columns
from speakers.candidates import Mention
from speakers.models import Speaker
from speakers.reasons import stored
from speakers.services.linking import propose_speakers

# Speakers of these kinds are credited as said and never tied to a registry row by an engine.
UNNAMED_KINDS = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.COLLECTIVE})
# A run that has waited or run for so long was lost: reading the longest article ends well before.
LEASE = dt.timedelta(minutes=15)


def request_run(*, version: ArticleVersion, is_queued: bool = True) -> ExtractionRun:
    """Return a run of `version` that waits for a worker; one that already waits is returned again.

    With `is_queued` false the caller performs it.
    """
    with transaction.atomic():
        waiting = ExtractionRun.objects.filter(
            version=version, state=ExtractionRun.State.QUEUED
        ).first()
        run = waiting or ExtractionRun.objects.create(version=version)
        if is_queued:
            _queue(run)
    return run


def rescue_runs() -> int:
    """Queue again the runs that a killed worker or a lost message left unfinished; return how many."""
    lost = ExtractionRun.objects.filter(
        state__in=[ExtractionRun.State.QUEUED, ExtractionRun.State.RUNNING],
        queued_at__lt=timezone.now() - LEASE,
    )
    n_rescued = 0
    for run in lost:
        with transaction.atomic():
            held = ExtractionRun.objects.filter(pk=run.pk, state=run.state, queued_at=run.queued_at)
            if held.update(state=ExtractionRun.State.QUEUED, queued_at=timezone.now()):
                _queue(run)
                n_rescued += 1
    return n_rescued


def _queue(run: ExtractionRun) -> None:
    # Inside the transaction: the queue lies in the same database, so that row and message stand or fall together.
    async_task("claims.tasks.perform_run", run.pk)


def store_extraction(
    *, run: ExtractionRun, extraction: Extraction, seconds: float
) -> ExtractionRun:
    """Store what a pass found as proposed statements, and mark the run done.

    Rows that a person has touched stay as they are, and nothing is proposed over their words. An untouched
    row with the same words is brought up to date; an untouched row that the engine no longer finds goes.
    Headlines and furniture never become statements. Storing a run that is done already changes nothing.
    """
    with transaction.atomic():
        version = ArticleVersion.objects.select_for_update().get(pk=run.version_id)
        if ExtractionRun.objects.filter(pk=run.pk, state=ExtractionRun.State.DONE).exists():
            return run
        kept = list(Statement.objects.of(version).exclude(touched_at=None))
        registered = _registered(extraction.speakers, version=version)
        stale = {spans_of(s.content): s for s in Statement.objects.of(version).untouched()}
        for attribution, resolved in zip(extraction.attributions, extraction.speakers, strict=True):
            if not _is_in_article(attribution, version):
                continue
            if any(is_same_words(attribution.content, spans_of(row.content)) for row in kept):
                continue
            _store(
                attribution,
                resolved,
                run=run,
                registered=registered,
                engine=extraction.engine,
                old=stale.pop(attribution.content, None),
            )
        Statement.objects.filter(pk__in=[s.pk for s in stale.values()]).delete()
        _drop_superseded(version)
        file_statements(list(Statement.objects.of(version).proposed().values_list("pk", flat=True)))
        _finish(run, extraction, n_kept=len(kept), seconds=seconds)
    return run


def _drop_superseded(version: ArticleVersion) -> None:
    """Drop what was merely proposed of earlier versions: the newer text has proposals of its own.

    What a person has touched stays with the version it was read in.
    """
    earlier = Statement.objects.filter(
        version__article=version.article_id, version__number__lt=version.number
    )
    earlier.untouched().delete()


def fail_run(*, run: ExtractionRun, error: str) -> None:
    """Mark the run failed, with the reason an editor will read; one that another worker finished stays done."""
    now = timezone.now()
    ExtractionRun.objects.filter(pk=run.pk).exclude(state=ExtractionRun.State.DONE).update(
        state=ExtractionRun.State.FAILED, error=error, finished_at=now
    )


def _store(
    attribution: Attribution,
    resolved: ResolvedSpeaker | None,
    *,
    run: ExtractionRun,
    registered: Mapping[ResolvedSpeaker, Speaker | None],
    engine: str,
    old: Statement | None,
) -> None:
    text = run.version.text
    speaker = registered.get(resolved) if resolved else None
    columns = span_columns(
        text, content=attribution.content, cue=attribution.cue, source=attribution.source
    ) | {
        "run": run,
        "proposal": proposal_of(attribution, resolved, engine=engine),
        "quotation": attribution.quotation.value,
        "cue_class": attribution.cue_class.value,
        "modality": [m.value for m in attribution.modality],
        "confidence": attribution.confidence,
        "engine_speaker": speaker,
        "speaker": speaker,
        "speaker_name": resolved.name[:300] if resolved else "",
        "speaker_kind": resolved.kind.value if resolved else "",
        "role_words": (resolved.role or "")[:500] if resolved else "",
        "affiliation_words": (resolved.affiliation or "")[:500] if resolved else "",
        "relayed_by": (resolved.relayed_by or "")[:300] if resolved else "",
    }
    if old is None:
        Statement.objects.create(version=run.version, **columns)
    else:
        held = Statement.objects.filter(pk=old.pk, row_version=old.row_version)
        held.update(**columns, modified_at=timezone.now(), row_version=old.row_version + 1)


def proposal_of(
    attribution: Attribution, resolved: ResolvedSpeaker | None, *, engine: str
) -> dict[str, object]:
    """Return the engine's output as the row keeps it for ever: spans, labels, speaker and reasons."""
    plain = attribution.plain_confidence
    return {
        "engine": engine,
        **({} if plain is None else {"plain_confidence": plain}),
        "content": _pairs(attribution.content),
        "cue": _pairs(attribution.cue),
        "source": _pairs(attribution.source),
        "quotation": attribution.quotation.value,
        "cue_class": attribution.cue_class.value,
        "modality": [m.value for m in attribution.modality],
        "confidence": attribution.confidence,
        "speaker": resolved
        and {
            "name": resolved.name,
            "kind": resolved.kind.value,
            "role": resolved.role,
            "affiliation": resolved.affiliation,
            "mentions": _pairs(resolved.mentions),
            "relayed_by": resolved.relayed_by,
            "reasons": list(resolved.reasons),
            "said": stored(one for one in resolved.reasons if isinstance(one, Reason)),
            "score": resolved.score,
        },
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _registered(
    speakers: Iterable[ResolvedSpeaker | None], *, version: ArticleVersion
) -> dict[ResolvedSpeaker, Speaker | None]:
    """Return the registry's speaker of each name, a provisional one if it is new; None for unnamed sources."""
    published_at = version.article.published_at
    on = published_at.date().isoformat() if published_at else ""
    named = {
        s: Mention(s.name, s.kind.value, "", s.affiliation or "", s.role or "", on)
        for s in speakers
        if s is not None and s.kind not in UNNAMED_KINDS
    }
    known = propose_speakers(named.values())
    return {resolved: known[asked] for resolved, asked in named.items()}


def _is_in_article(attribution: Attribution, version: ArticleVersion) -> bool:
    """Tell whether the content stands in the text proper: a headline sums up, and furniture is not the article."""
    outside = [Span(start, end) for start, end in version.furniture]
    is_furniture = any(c.overlaps(line) for c in attribution.content for line in outside)
    return attribution.content[0].start >= version.headline_end and not is_furniture


def _finish(run: ExtractionRun, extraction: Extraction, *, n_kept: int, seconds: float) -> None:
    run.engine = extraction.engine
    run.state = ExtractionRun.State.DONE
    run.n_found = len(extraction.attributions)
    run.n_kept = n_kept
    run.n_skipped = extraction.n_skipped
    run.seconds = seconds
    run.error = ""
    run.finished_at = timezone.now()
    run.save(
        update_fields=[
            "engine",
            "state",
            "n_found",
            "n_kept",
            "n_skipped",
            "seconds",
            "error",
            "finished_at",
        ]
    )
