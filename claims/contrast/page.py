"""Loading the contrast page of a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.contrast.beside import Named, load_beside
from claims.contrast.columns import (
    FAR_AHEAD,
    ClaimColumn,
    Contrast,
    letter_of,
    n_holders_for,
    written_answer,
)
from claims.contrast.filters import Filters
from claims.contrast.holders import group_holders
from claims.contrast.kept import keep_said, standing_at
from claims.contrast.moved import Stood, stood_before
from claims.contrast.past import stand_at
from claims.contrast.said import COLUMNS, SIGNATURE, Said, Signature
from claims.models import Claim, ClaimLink, Question
from speakers.models import Membership
from speakers.partial_dates import covers
from speakers.post_words import name_post

EVERYTHING = Filters()
MOST_CHANGED = 400  # past so many, all is read


def contrast_question(
    question: Question,
    filters: Filters = EVERYTHING,
    *,
    version: str = "",
    is_public: bool = False,
) -> Contrast:
    """Return the contrast page of `question`, from confirmed links of published statements.

    In public, what waits for a second reading stays out, as it does with partners.

    Five queries, eight as of a day; four where this process has read the question at `version` before. Letters and
    order follow all that stands, so that no filter moves a claim.
    """
    stood = stood_before(question, filters.cutoff) if filters.cutoff else None
    everything: Sequence[Said]
    if version and not filters.cutoff:
        everything = keep_said(
            question.pk, version, lambda known: load_anew(question, known, version)
        )
    else:
        everything = load_said(question, cutoff=filters.cutoff, stood=stood, is_public=is_public)
    kept = filters.keep(everything)
    posts = find_posts(kept)
    by_claim, first_at = _by_claim(kept), _first_at(everything)
    claims = [
        c for c in _claims(question, stood) if _is_open(c.created_at, c.pk in first_at, filters)
    ]
    claims.sort(key=lambda claim: (first_at.get(claim.pk, FAR_AHEAD), claim.text, claim.pk))
    named = {c.pk: Named(letter_of(i), c.text, c.slug) for i, c in enumerate(claims)}
    beside = load_beside(named, cutoff=filters.cutoff)
    columns, n_holders = [], n_holders_for(len(claims))
    is_number = question.answer_kind == Question.AnswerKind.NUMBER
    for claim in claims:
        is_whole = claim.slug == filters.whole
        columns.append(
            ClaimColumn(
                claim,
                named[claim.pk].letter,
                group_holders(by_claim.get(claim.pk, ()), is_whole=is_whole, posts=posts),
                is_whole,
                beside.relations.get(claim.pk, ()),
                beside.reviews.get(claim.pk, ()),
                n_holders,
                filters.start if is_whole else 0,
                written_answer(claim.answer, is_number=is_number),
            )
        )
    return Contrast(question, tuple(columns), tuple(everything))


def load_said(
    question: Question,
    *,
    cutoff: dt.datetime | None = None,
    stood: Stood | None = None,
    is_public: bool = False,
) -> list[Said]:
    """Return what bears on `question` now, or what bore on it just before `cutoff`, when it `stood` so."""
    if cutoff is None or stood is None:
        links = ClaimLink.objects.public() if is_public else ClaimLink.objects.published()
        rows = links.filter(claim__question=question).values_list(*COLUMNS)
        return [Said.of(row) for row in rows]
    if not question.is_published:
        return []
    links = ClaimLink.objects.filter(stood.links).exclude(
        statement__version__article__state="withdrawn"
    )
    return stand_at([Said.of(row) for row in links.values_list(*COLUMNS)], cutoff, stood)


def load_anew(question: Question, known: Sequence[Said], version: str = "") -> list[Said]:
    """Return what bears on `question` now, reading whole only what is not among `known` as it stands.

    How all of it stands is not read again where this process has done so for `version`.
    """
    links = ClaimLink.objects.published().filter(claim__question=question)
    held = {one.signature: one for one in known}
    stand: Sequence[Signature] | None = standing_at(question.pk, version) if held else ()
    if stand is None:
        stand = list(links.values_list(*SIGNATURE))
    changed = [row[0] for row in stand if row not in held]
    if not held or len(changed) > MOST_CHANGED:
        return load_said(question)
    rows = links.filter(pk__in=changed).values_list(*COLUMNS) if changed else ()
    fresh = {one.link_id: one for one in map(Said.of, rows)}
    now = (held.get(row) or fresh.get(row[0]) for row in stand)
    return [one for one in now if one is not None]


def _claims(question: Question, stood: Stood | None) -> QuerySet[Claim]:
    if stood is None:
        return question.claims.standing()
    return Claim.objects.filter(pk__in=stood.claims)


def find_posts(said: Iterable[Said]) -> dict[int, tuple[str, ...]]:
    """Return, by statement, the posts that the registry knows its speaker to have held on its day. One query."""
    said = list(said)
    people = {one.speaker_id for one in said if one.registered_kind == "person"}
    mandates = Membership.objects.filter(Q(person__in=people) | Q(person__canonical__in=people))
    person = Coalesce("person__canonical_id", "person_id")
    rows = mandates.values_list(
        person, "start", "end", "post__label", "post__organisation__name"
    ).order_by("-start", "pk")
    held: dict[int, list[tuple[str, str, str]]] = {}
    for person_id, start, end, label, organisation in rows:
        held.setdefault(person_id, []).append((start, end, name_post(label, organisation)))
    return {
        one.statement_id: tuple(
            post for start, end, post in held[one.speaker_id] if covers(start, end, one.at.date())
        )
        for one in said
        if one.speaker_id is not None and one.speaker_id in held
    }


def _is_open(created_at: dt.datetime, is_spoken_on: bool, filters: Filters) -> bool:
    cutoff = filters.cutoff
    return is_spoken_on or cutoff is None or created_at < cutoff


def _by_claim(said: Sequence[Said]) -> dict[int, list[Said]]:
    groups: dict[int, list[Said]] = {}
    for one in said:
        groups.setdefault(one.claim_id, []).append(one)
    return groups


def _first_at(said: Sequence[Said]) -> dict[int, dt.datetime]:
    first: dict[int, dt.datetime] = {}
    for one in said:
        first[one.claim_id] = min(one.at, first.get(one.claim_id, one.at))
    return first
