"""One stretch of the archive: articles with their texts, statements, and all that stands on these, as rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from articles.models import Article, ArticleVersion, IngestAttempt, Origin
from bench.archive.registry import FIRST, LAST, N_OUTLETS, Registry, Voice
from bench.archive.wording import CUES, PROPOSITIONS, claim_answered
from claims.models import Act, ClaimLink, ExtractionRun, ReviewEvent, Statement

MOST_IN_ARTICLE = 40
COPIES = 0.15  # share of articles that carry another one's story
N_AROUND = 32
STATUSES = ("proposed",) * 32 + ("accepted",) * 55 + ("rejected",) * 10 + ("withdrawn",) * 3
LINKED = 0.25  # share of shown statements that a link ties to a claim
LINK_STATES = ("confirmed",) * 7 + ("suggested",) * 2 + ("refused",)

Rows = list[tuple[Any, ...]]
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    Origin: ("id", "name", "created_at"),
    Article: (
        *("id", "outlet_id", "origin_id", "canonical_url", "title", "published_at"),
        *("published_known_from", "first_seen_at", "state"),
    ),
    ArticleVersion: ("id", "article_id", "text", "text_sha256", "cleaner", "fetched_at"),
    IngestAttempt: (
        "kind",
        "state",
        "url",
        "article_id",
        "version_id",
        "created_at",
        "state_at",
        "finished_at",
    ),
    ExtractionRun: (
        *("id", "version_id", "engine", "state", "n_found", "seconds"),
        *("queued_at", "started_at", "finished_at"),
    ),
    Statement: (
        *(
            "id",
            "version_id",
            "run_id",
            "proposal",
            "content",
            "cue",
            "source",
            "words",
            "start",
            "end",
        ),
        *(
            "quotation",
            "cue_class",
            "confidence",
            "speaker_name",
            "speaker_kind",
            "role_words",
            "relayed_by",
        ),
        *("engine_speaker_id", "speaker_id", "status", "row_version", "created_at", "modified_at"),
        *("touched_at", "decided_by_id"),
    ),
    Act: ("id", "kind", "actor_id", "at", "article_id", "n_statements", "n_events"),
    ReviewEvent: (
        *("statement_id", "part_of_id", "act", "actor_id", "at"),
        *("before", "after", "row_version"),
    ),
    ClaimLink: (
        "id",
        "statement_id",
        "claim_id",
        "stance",
        "state",
        "score",
        "created_at",
        "created_by_id",
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement before it stands in a text."""

    topic: int
    proposition: int
    words: str
    cue: str
    cue_class: str
    voice: Voice | None
    named: str
    role: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What the rest of a shard needs of a stored statement."""

    pk: int
    article: int
    said: Said
    status: str
    at: dt.datetime
    copy_of: int | None


@dataclass
class Shard:
    """The rows of one stretch, by table.

    Keys follow `first_key`; no row of a shard needs one beyond its number of statements, pairs twice as many.
    `n_first` of its statements are confirmed on the first question.
    """

    registry: Registry
    number: int
    n_shards: int
    first_key: int
    n_statements: int
    n_first: int
    editors: tuple[int, ...]
    rng: Random
    rows: dict[type[Any], Rows] = field(default_factory=lambda: {model: [] for model in COLUMNS})
    stored: list[Stored] = field(default_factory=list)
    topics: tuple[float, ...] = ()
    first_share: float = field(init=False)

    def __post_init__(self) -> None:
        # five times as many as are wanted: about half are accepted
        self.first_share = 5 * self.n_first / self.n_statements

    def build(self) -> None:
        """Make every row."""
        n_articles = 0
        stories: list[tuple[int, list[Said], list[int]]] = []
        while len(self.stored) < self.n_statements:
            n_articles += 1
            key = self.first_key + n_articles
            room = self.n_statements - len(self.stored)
            if stories and self.rng.random() < COPIES:
                origin, story, first = self.rng.choice(stories[-20:])
                self._add_article(key, origin, story[:room], first)
                continue
            story = self._tell(min(room, self.rng.randint(10, MOST_IN_ARTICLE)))
            self.rows[Origin].append((key, story[0].words[:80], FIRST))
            begun = len(self.stored)
            self._add_article(key, key, story, [])
            stories.append((key, story, [one.pk for one in self.stored[begun:]]))

    def _tell(self, n: int) -> list[Said]:
        """Return the statements of a story: most are on one topic, a few on another."""
        wording, rng = self.registry.wording, self.rng
        main, other = rng.choices(range(len(wording.topics)), cum_weights=self.topics, k=2)
        told = []
        for _ in range(n):
            topic = main if rng.random() < 0.8 else other
            proposition = rng.randrange(len(PROPOSITIONS))
            if rng.random() < self.first_share:
                topic, proposition = 0, proposition % 2
            cue, cue_class = rng.choice(CUES)
            voice = None
            if rng.random() < 0.7:
                voice = rng.choices(self.registry.voices, cum_weights=self.registry.cumulated)[0]
            named = (
                voice.name
                if voice
                else (f"a resident of {wording.name(rng)}" if rng.random() < 0.6 else "")
            )
            role = f"head of the {wording.name(rng)} office" if voice and rng.random() < 0.3 else ""
            words = wording.say(topic, proposition, rng)
            told.append(Said(topic, proposition, words, cue, cue_class, voice, named, role))
        return told

    def _add_article(self, key: int, origin: int, story: list[Said], first: list[int]) -> None:
        rng = self.rng
        at = self._moment()
        topic = self.registry.wording.topics[story[0].topic]
        title = f"{topic[0].upper()}{topic[1:]}: {rng.choice(('what is known', 'more questions', 'voices', 'a dispute'))}"
        state = rng.choices(("live", "corrected", "withdrawn"), (96, 3, 1))[0]
        url = f"https://outlet{rng.randint(1, N_OUTLETS)}.example/{key}"
        outlet = int(url.partition("outlet")[2].partition(".")[0])
        self.rows[Article].append(
            (key, outlet, origin, url, title, at, "page", at + dt.timedelta(minutes=20), state)
        )
        text = self._write(key, title, story, at, first)
        sha = hashlib.sha256(text.encode()).hexdigest()
        later = at + dt.timedelta(minutes=21)
        self.rows[ArticleVersion].append((key, key, text, sha, "archive", later))
        self.rows[IngestAttempt].append(("url", "stored", url, key, key, later, later, later))
        self.rows[ExtractionRun].append(
            (key, key, "crossclaim-attribution@1.1.0", "done", len(story), 0.8, later, later, later)
        )

    def _write(
        self, key: int, title: str, story: list[Said], at: dt.datetime, first: list[int]
    ) -> str:
        """Return the article's text; its statements are stored on the way."""
        parts = [title, "\n\n"]
        length = len(title) + 2
        spans = []
        for number, said in enumerate(story):
            source = (said.named or "it")[:1].upper() + (said.named or "it")[1:]
            cue = said.cue if said.named else "was said"
            before = f"{source} {cue} that "
            spans.append((length, length + len(source) + 1, length + len(before), len(cue)))
            sentence = f"{before}{said.words}.{chr(10) if number % 3 == 2 else ' '}"
            parts.append(sentence)
            length += len(sentence)
        text = "".join(parts)
        for number, (said, span) in enumerate(zip(story, spans, strict=True)):
            self._add_statement(key, text, said, span, at, first[number] if first else None)
        return text

    def _add_statement(
        self,
        article: int,
        text: str,
        said: Said,
        span: tuple[int, int, int, int],
        at: dt.datetime,
        copy_of: int | None,
    ) -> None:
        rng = self.rng
        pk = self.first_key + len(self.stored) + 1
        source_at, cue_at, start, n_cue = span
        end = start + len(said.words)
        content, cue = _selector(text, start, end), _selector(text, cue_at, cue_at + n_cue)
        source = _selector(text, source_at, cue_at - 1) if said.named else "[]"
        status = rng.choice(STATUSES)
        is_decided = status != "proposed"
        seen = at + dt.timedelta(minutes=21)
        acted = seen + dt.timedelta(minutes=rng.randrange(5, 3_000)) if is_decided else None
        editor = rng.choice(self.editors) if is_decided else None
        speaker = said.voice.pk if said.voice else None
        kind = said.voice.kind if said.voice else ("collective" if said.named else "")
        confidence = round(rng.betavariate(5, 2), 4)
        proposal = f'{{"content": [[{start}, {end}]], "confidence": {confidence}}}'
        self.rows[Statement].append(
            (
                *(pk, article, article, proposal, content, cue, source, said.words, start, end),
                *(
                    rng.choice(("direct", "indirect", "indirect", "mixed")),
                    said.cue_class,
                    confidence,
                ),
                *(said.named, kind, said.role, "another outlet" if rng.random() < 0.1 else ""),
                *(
                    speaker,
                    speaker,
                    status,
                    2 if is_decided else 1,
                    seen,
                    acted or seen,
                    acted,
                    editor,
                ),
            )
        )
        if acted:
            act = {"accepted": "accept", "rejected": "reject", "withdrawn": "withdraw"}[status]
            self.rows[Act].append((pk, act, editor, acted, article, 1, 1))
            before = '{"status": "proposed", "decided_by": null}'
            after = f'{{"status": "{status}", "decided_by": {editor}}}'
            self.rows[ReviewEvent].append((pk, pk, act, editor, acted, before, after, 2))
        self.stored.append(Stored(pk, article, said, status, acted or seen, copy_of))
        self._link(self.stored[-1])

    def _link(self, stored: Stored) -> None:
        said, rng = stored.said, self.rng
        if stored.status not in ("proposed", "accepted"):
            return
        question, claim = claim_answered(
            self.registry.asked[said.topic], said.proposition, said.words
        )
        is_first = (said.topic, question) == (0, 0)
        if is_first and (stored.status != "accepted" or self.n_first == 0):
            return  # the first question has exactly as many as were asked for
        if is_first:
            self.n_first -= 1
        elif rng.random() >= LINKED:
            return
        state = "confirmed" if is_first else rng.choice(LINK_STATES)
        if state == "confirmed" and stored.status != "accepted":
            state = "suggested"
        score = None if state == "confirmed" else round(rng.uniform(0.45, 1.0), 4)
        stance = (
            "denies" if said.cue_class == "deny" else rng.choice(("asserts",) * 9 + ("qualifies",))
        )
        key = self.registry.claims[said.topic, question, claim]
        self.rows[ClaimLink].append(
            (stored.pk, stored.pk, key, stance, state, score, stored.at, rng.choice(self.editors))
        )

    def _moment(self) -> dt.datetime:
        """Return when an article appeared: later shards are later, with days of disorder."""
        share = (self.number + len(self.stored) / self.n_statements) / self.n_shards
        at = FIRST + share * (LAST - FIRST) + dt.timedelta(hours=self.rng.gauss(0, 24))
        return min(at, LAST).replace(microsecond=0)


def _selector(text: str, start: int, end: int) -> str:
    """Return a list of one selector as JSON."""
    exact, prefix = json.dumps(text[start:end]), json.dumps(text[max(0, start - N_AROUND) : start])
    suffix = json.dumps(text[end : end + N_AROUND])
    return f'[{{"start": {start}, "end": {end}, "exact": {exact}, "prefix": {prefix}, "suffix": {suffix}}}]'
