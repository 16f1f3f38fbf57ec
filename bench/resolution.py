"""Resolution: mentions in GUM's news, interviews, speeches and court documents to the named entity they mean.

`CROSSCLAIM_GUM` names a checkout of github.com/amir-zeldes/gum (`dep/` and `splits.md`), `CROSSCLAIM_SPACY` the folder
of a spaCy model for the second baseline. `CROSSCLAIM_GUM_SPLIT` (test) and `CROSSCLAIM_GUM_GENRES` choose documents.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.extraction import extract
from analysis.resolution import resolve_speakers
from analysis.types import Attribution, CueClass, Quotation, Span
from bench._gum import Document, GoldMention, read_document, read_splits
from bench.figures import Figure

GENRES = "news interview speech court"
KINDS = ("pronoun", "nominal", "name")
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_PERSONAL = frozenset(["PERSON"])
_BODIES = frozenset(["ORG", "GPE", "NORP"])

Answer = Callable[[Document, GoldMention], Sequence[Span]]


def measure() -> Iterator[Figure]:
    """Yield the share of mentions resolved to the right name, by kind, for this engine and both baselines."""
    corpus = os.environ.get("CROSSCLAIM_GUM")
    if not corpus:
        return
    split = os.environ.get("CROSSCLAIM_GUM_SPLIT", "test")
    documents = read_documents(Path(corpus), split)
    systems: dict[str, Answer] = {"this engine": Engine(), "nearest preceding name": nearest_name}
    if model := os.environ.get("CROSSCLAIM_SPACY"):
        systems["spaCy rules alone"] = SpacyRules(model)
    for name, answer in systems.items():
        started = time.process_time()
        right, asked, answered = _score(documents, answer)
        seconds = time.process_time() - started
        for kind in (*KINDS, "he, she", "they", "it"):
            note = f"{right[kind]} of {asked[kind]}, {answered[kind]} answered; {len(documents)} documents, {split}"
            yield Figure(f"{kind}: {name}", 100 * right[kind] / max(1, asked[kind]), "%", "", note)
        yield Figure(f"time: {name}", seconds, "CPU s", "", "reading the documents included")


def read_documents(corpus: Path, split: str) -> list[Document]:
    """Return the documents of one split in the genres asked for."""
    genres = os.environ.get("CROSSCLAIM_GUM_GENRES", GENRES).split()
    titles = [title for title, said in read_splits(corpus).items() if said == split]
    wanted = [title for title in titles if title.split("_")[1] in genres]
    return [read_document(corpus / "dep" / f"{title}.conllu") for title in wanted]


def cases(document: Document) -> Iterator[tuple[str, GoldMention]]:
    """Yield what is asked: later mentions of an entity that was named before, and their kind.

    Third person pronouns, definite noun phrases without a name of the entity in them, and names in other words
    than any before.
    """
    named: dict[str, list[GoldMention]] = {}
    for mention in document.mentions:
        earlier = [one for one in named.get(mention.entity, ()) if not one.span.overlaps(mention.span)]  # fmt: skip
        if mention.is_name:
            named.setdefault(mention.entity, []).append(mention)
        kind = _kind(document, mention, earlier)
        if earlier and kind is not None:
            yield kind, mention


def _kind(document: Document, mention: GoldMention, earlier: Sequence[GoldMention]) -> str | None:
    if mention.head.upos == "PRON":
        return "pronoun" if "Person=3" in mention.head.features else None
    if mention.link == "appos":
        return None
    if mention.is_name:
        said = mention.span.of(document.text)
        return None if any(one.span.of(document.text) == said for one in earlier) else "name"
    holds_name = any(
        one.is_name and one.entity == mention.entity and one.span.overlaps(mention.span)
        for one in document.mentions
    )
    is_asked = (
        mention.head.upos == "NOUN" and mention.first.text.lower() in _DEFINITE and not holds_name
    )
    return "nominal" if is_asked else None


def _pronoun_class(word: str) -> str:
    low = word.lower()
    if low in {"he", "him", "his", "himself", "she", "her", "hers", "herself"}:
        return "he, she"
    return "it" if low in {"it", "its", "itself"} else "they"


def _score(documents: Sequence[Document], answer: Answer) -> tuple[Counter[str], ...]:
    """Return how many mentions of each kind are right, asked, and answered at all."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for document in documents:
        for kind, mention in cases(document):
            spans = answer(document, mention)
            is_right = is_entity(document, mention, spans)
            parts = [kind]
            if kind == "pronoun":
                parts.append(_pronoun_class(mention.head.text))
            for part in parts:
                asked[part] += 1
                answered[part] += bool(spans)
                right[part] += is_right
    return right, asked, answered


def is_entity(document: Document, mention: GoldMention, spans: Sequence[Span]) -> bool:
    """Tell whether the names that a system takes for a mention are, most of them, names of its entity."""
    found: Counter[bool] = Counter()
    for span in spans:
        named = [
            one
            for one in document.mentions
            if one.is_name and one.span != mention.span and span.overlaps(one.core)
        ]
        if named:  # of names inside one another the one that fits best
            best = max(named, key=lambda one: _likeness(span, one.core))
            found[best.entity == mention.entity] += 1
    return found[True] > found[False]


def _likeness(a: Span, b: Span) -> float:
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


class Engine:
    """The engine: each mention as a source of its own beside the attributions that it finds in the text."""

    def __init__(self) -> None:
        self._attributions: dict[str, tuple[Attribution, ...]] = {}

    def __call__(self, document: Document, mention: GoldMention) -> Sequence[Span]:
        """Return every mention of the speaker found, the one asked about left out."""
        if document.title not in self._attributions:
            self._attributions[document.title] = extract(document.text).attributions
        asked = Attribution((mention.span,), (), (), Quotation.INDIRECT, CueClass.OTHER, (), 1.0)
        found = resolve_speakers(document.text, [*self._attributions[document.title], asked])[-1]
        if found is None:
            return ()
        return [span for span in found.mentions if not span.overlaps(mention.head.span)]


def nearest_name(document: Document, mention: GoldMention) -> Sequence[Span]:
    """Return the nearest name before a mention, as the corpus has it; for a name the nearest that shares a word."""
    words = set(mention.span.of(document.text).split()) if mention.is_name else set()
    before = [
        one
        for one in document.mentions
        if one.is_name
        and one.span.end <= mention.span.start
        and (not words or words & set(one.span.of(document.text).split()))
    ]
    return [max(before, key=lambda one: one.span.start).span] if before else ()


class SpacyRules:
    """spaCy's entities and rules: the nearest of a fitting label; for names and nominals one that shares a word."""

    def __init__(self, model: str) -> None:
        import spacy

        self._load: Any = spacy.load(model)
        self._entities: dict[str, list[tuple[Span, str]]] = {}

    def __call__(self, document: Document, mention: GoldMention) -> Sequence[Span]:
        """Return the entity chosen, none when nothing fits."""
        if document.title not in self._entities:
            read = self._load(document.text)
            self._entities[document.title] = [
                (Span(one.start_char, one.end_char), one.label_)
                for one in read.ents
                if one.label_ in _PERSONAL | _BODIES
            ]
        before = [
            pair for pair in self._entities[document.title] if pair[0].end <= mention.span.start
        ]
        if mention.head.upos == "PRON":
            is_person = _pronoun_class(mention.head.text) == "he, she"
            labels = _PERSONAL if is_person else _BODIES
            return [span for span, label in before if label in labels][-1:]
        words = {word.lower() for word in mention.span.of(document.text).split()} - _DEFINITE
        shared = [span for span, _ in before if words & set(span.of(document.text).lower().split())]
        return shared[-1:] or ([] if mention.is_name else [span for span, _ in before][-1:])
