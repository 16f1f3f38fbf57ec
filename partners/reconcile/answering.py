"""Candidates for reconciliation queries: found as the engine finds speakers, and as careful about a match."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from analysis.names import Verdict, judge_names
from partners.reconcile.asked import Query
from partners.reconcile.vocabulary import types_of
from partners.visibility import public_speakers
from speakers.candidates import Candidate, Mention, find_candidates
from speakers.models import Speaker
from speakers.services.linking import SpeakerMatch, find_speakers

_ITEM = re.compile(r"Q[1-9]\d{0,18}")
Answer = dict[str, Any]


def answer_batch(queries: Mapping[str, Query]) -> dict[str, Answer]:
    """Return the result of every query under its key; a few queries of the database for a whole batch."""
    mentions = {key: _mention(query) for key, query in queries.items()}
    asked = [mention for mention in mentions.values() if mention.name]
    matches = find_speakers(asked)
    wide = find_candidates(
        [m for m, match in matches.items() if match.speaker is None], is_wide=True
    )
    named = _by_identifier(queries)
    found = {
        key: _found(query, matches.get(mentions[key]), wide.get(mentions[key], ()), named)
        for key, query in queries.items()
    }
    known = _public({pk for scored in found.values() for pk in scored})
    return {key: {"result": _result(query, found[key], known)} for key, query in queries.items()}


def describe(speaker: Speaker) -> str:
    """Return what tells a speaker from namesakes."""
    return speaker.summary


def _mention(query: Query) -> Mention:
    """Return the query as a name in an article, with what its properties tell."""
    kind = next(iter(query.kinds)) if len(query.kinds) == 1 else ""
    country = query.first("country").upper()
    return Mention(
        query.words,
        kind if kind in Speaker.Kind.values else "",
        country if len(country) == 2 else "",
        query.first("organisation"),
        query.first("role"),
        query.first("on"),
    )


def _by_identifier(queries: Mapping[str, Query]) -> dict[str, list[Speaker]]:
    """Return the standing records that carry an identifier named in a query: a Wikidata item, or a slug."""
    words = {query.words for query in queries.values()} - {""}
    items = {q.first("wikidata").upper() for q in queries.values()} | {w.upper() for w in words}
    items = {item for item in items if _ITEM.fullmatch(item)}
    found: dict[str, list[Speaker]] = {}
    rows = Speaker.objects.select_related("canonical")
    for row in rows.filter(wikidata__in=items) if items else ():
        found.setdefault(row.wikidata, []).append(row.root)
    for row in rows.filter(slug__in=words) if words else ():
        found.setdefault(row.slug, []).append(row.root)
    return found


# By speaker: the score from 0 to 100, whether it is surely meant, and what speaks for it.
Scored = dict[int, tuple[float, bool, dict[str, Any]]]


def _found(
    query: Query,
    match: SpeakerMatch | None,
    wide: Collection[Candidate],
    named: Mapping[str, list[Speaker]],
) -> Scored:
    """Return who may be meant; at most one of them is surely."""
    scored: Scored = {}
    for candidate in (*wide, *(match.proposals if match else ())):
        features = {"name": candidate.score, "holds_post": candidate.holds_post}
        _put(scored, candidate.speaker_id, 100 * candidate.score, is_sure=False, **features)
    if match is not None:
        for speaker in match.candidates:
            if not any(p.speaker_id == speaker.pk for p in match.proposals):
                _put(scored, speaker.pk, 100.0, is_sure=False, registered_name=True)
        if match.speaker is not None:
            _put(scored, match.speaker.pk, 100.0, is_sure=True, linked=True)
    item = query.first("wikidata").upper() or query.words.upper()
    carriers = {speaker.pk: speaker for speaker in named.get(item, ())}
    if carriers:
        scored = {pk: (score, False, features) for pk, (score, _sure, features) in scored.items()}
        for pk, speaker in carriers.items():
            is_sure = len(carriers) == 1 and not _is_other(query, speaker)
            _put(scored, pk, 100.0, is_sure=is_sure, identifier=True)
    for speaker in named.get(query.words, ()):
        _put(scored, speaker.pk, 100.0, is_sure=False, identifier=True)
    return scored


def _put(scored: Scored, pk: int, score: float, *, is_sure: bool, **features: Any) -> None:
    before = scored.get(pk, (0.0, False, {}))
    best = max(before[0], score)
    scored[pk] = (best, is_sure or before[1], {**before[2], **features})


def _is_other(query: Query, speaker: Speaker) -> bool:
    """Tell whether the name asked for is surely none of the speaker's: then the identifier alone does not decide."""
    if not query.words or _ITEM.fullmatch(query.words.upper()):
        return False
    names = [speaker.name, *speaker.names.values_list("name", flat=True)]
    return all(judge_names(query.words, name).verdict is Verdict.DIFFERENT for name in names)


def _public(ids: Collection[int]) -> dict[int, Speaker]:
    return {speaker.pk: speaker for speaker in public_speakers().filter(pk__in=ids)} if ids else {}


def _result(query: Query, scored: Scored, known: Mapping[int, Speaker]) -> list[Answer]:
    rows = [
        (known[pk], score, is_sure, features)
        for pk, (score, is_sure, features) in scored.items()
        if pk in known and (not query.kinds or known[pk].kind in query.kinds)
    ]
    rows.sort(key=lambda row: (not row[2], -row[1], row[0].name, row[0].pk))
    return [
        {
            "id": speaker.slug,
            "name": speaker.name,
            "description": describe(speaker),
            "type": types_of(speaker.kind),
            "score": round(score if is_sure else min(score, 99.0), 1),
            "match": is_sure,
            "features": [{"id": name, "value": value} for name, value in sorted(features.items())],
        }
        for speaker, score, is_sure, features in rows[: query.limit]
    ]
