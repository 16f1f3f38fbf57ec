"""Which rows partners see, and what a write to each may change for them.

A new table that a serializer reads belongs in `WATCHED`; `tests/partners/test_watching.py` fails until it does.
"""

from __future__ import annotations

from dataclasses import dataclass

_ALWAYS = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing to look at again: its kind, and the column that holds its key.

    A wide one reaches everything that shows it. On an update that may depend: only if one of `wide_if` changed.
    """

    kind: str
    column: str = "id"
    is_wide: bool = False
    wide_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """One table. `shown` says of a row, named `{row}`, whether partners can see anything of it; empty: of every row.

    `is_item` says that the rows are things of the feed themselves.
    """

    table: str
    touches: tuple[Mark, ...]
    shown: str = ""
    events: tuple[str, ...] = _ALWAYS
    is_item: bool = False


WATCHED = (
    Watch("articles_outlet", (Mark("outlet", is_wide=True),)),
    Watch("articles_article", (Mark("article", is_wide=True),), is_item=True),
    # A version is never changed; should it be, all its statements show it.
    Watch("articles_articleversion", (Mark("article", "article_id", is_wide=True),)),
    Watch(
        "speakers_speaker",
        (Mark("speaker", is_wide=True), Mark("speaker", "canonical_id", is_wide=True)),
        is_item=True,
    ),
    Watch(
        "speakers_succession",
        (Mark("speaker", "predecessor_id"), Mark("speaker", "successor_id")),
    ),
    Watch("speakers_speakername", (Mark("speaker", "speaker_id"),)),
    Watch("speakers_post", (Mark("speaker", "organisation_id"), Mark("post", is_wide=True))),
    Watch("speakers_membership", (Mark("speaker", "person_id"),)),
    Watch(
        "claims_statement",
        (
            # Claims count the statements and speakers behind them.
            Mark("statement", is_wide=True, wide_if=("status", "speaker_id", "version_id")),
            Mark("speaker", "speaker_id"),
        ),
        shown="{row}.status = 'accepted'",
        is_item=True,
    ),
    Watch(
        "claims_reviewevent",
        (Mark("statement", "statement_id"),),
        shown="{row}.act = 'accept'",
        events=("INSERT",),
    ),
    # While a second reading waits, the statement stays in, and claims do not count it.
    Watch(
        "claims_readingdue",
        (Mark("statement", "statement_id", is_wide=True),),
        events=("INSERT", "DELETE"),
    ),
    Watch(
        "claims_claimlink",
        (Mark("statement", "statement_id"), Mark("claim", "claim_id")),
        shown="{row}.state = 'confirmed'",
    ),
    Watch("claims_claimrelation", (Mark("claim", "claim_id"), Mark("claim", "other_id"))),
    Watch("claims_partnerreview", (Mark("claim", "claim_id"),), shown="{row}.state = 'confirmed'"),
    Watch("claims_question", (Mark("question", is_wide=True),), is_item=True),
    Watch(
        "claims_claim",
        (Mark("claim", is_wide=True), Mark("question", "question_id")),
        is_item=True,
    ),
)
