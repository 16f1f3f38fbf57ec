"""Statements for the tests of the contrast page: as rows, and as plain values without a database."""

from __future__ import annotations

import datetime as dt
import itertools
import json

from claims.contrast.columns import ClaimColumn, Contrast, letter_of
from claims.contrast.holders import group_holders
from claims.contrast.said import Said
from claims.models import Claim, Question
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimLinkFactory,
    OriginFactory,
    StatementFactory,
)

_ids = itertools.count(1)


def day(number, hour=9):
    return dt.datetime(2026, 3, number, hour, 0, tzinfo=dt.UTC)


def say(claim, *, on=1, at=None, origin=None, stance="asserts", speaker=None, text="", **changes):
    """Store a statement with its article, linked to `claim`."""
    article = ArticleFactory(
        published_at=at or day(on), first_seen_at=day(on, 10), origin=origin or OriginFactory()
    )
    version = {"article": article} | ({"text": text} if text else {})
    exact = {"exact": text} if text else {}
    state = changes.pop("state", "confirmed")
    linked_at = changes.pop("linked_at", day(on, 11))
    statement = StatementFactory(
        version=ArticleVersionFactory(**version),
        status=changes.pop("status", "accepted"),
        speaker=speaker,
        engine_speaker=speaker,
        **exact,
        **changes,
    )
    return ClaimLinkFactory(
        statement=statement, claim=claim, stance=stance, state=state, created_at=linked_at
    )


def said(words="twelve people died", *, claim=1, on=1, hour=9, stance="asserts", **changes):
    """Return a statement as plain values; a field not named has a harmless one."""
    number = next(_ids)
    values = {
        "link_id": number,
        "claim_id": claim,
        "stance": stance,
        "state": "confirmed",
        "linked_at": day(on, hour),
        "statement_id": number,
        "status": "accepted",
        "words": words,
        "selectors": "[]",
        "cues": "[]",
        "cue_class": "assert",
        "quotation": "indirect",
        "speaker_name": "",
        "speaker_kind": "ministry",
        "role_words": "",
        "relayed_by": "",
        "speaker_id": 9001,
        "registered_name": "Harbour Ministry",
        "speaker_slug": "harbour-ministry",
        "registered_kind": "ministry",
        "speaker_parent_id": None,
        "article_id": number,
        "title": "An article",
        "url": None,
        "language": "en",
        "article_state": "live",
        "at": day(on, hour),
        "first_seen_at": day(on, hour),
        "origin_id": number,
        "outlet_id": number,
        "outlet_name": f"Outlet {number}",
        "excerpt_limit": 60,
        "stamp": "",
    }
    for column, name in (("selectors", "content"), ("cues", "cue")):
        if name in changes:
            changes[column] = json.dumps(changes.pop(name))
    return Said(**(values | changes))


def contrast_of(*columns, kind="number", unit="dead", answers=()):
    """Return a page whose claims 1, 2, ... hold `columns`, without a database."""
    drawn = []
    for i, column in enumerate(columns):
        answer = answers[i] if i < len(answers) else ""
        claim = Claim(pk=i + 1, slug=f"claim-{i + 1}", text=f"Claim {i + 1}.", answer=answer)
        holders = group_holders(column, is_whole=False, posts={})
        drawn.append(ClaimColumn(claim, letter_of(i), holders))
    everything = tuple(one for column in columns for one in column)
    question = Question(text="How many?", slug="how-many", answer_kind=kind, unit=unit)
    return Contrast(question, tuple(drawn), everything)
