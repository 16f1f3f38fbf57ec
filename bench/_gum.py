"""GUM documents as plain text with their entities: the corpus is read where it lies, nothing of it is kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.types import Span

_PART = re.compile(r"\((?P<open>[^()]+)(?P<shut>\))?|(?P<close>\d+(?:\[\d+/\d+\])?)\)")
_SPEAKING = frozenset(["person", "organization"])


@dataclass(frozen=True)
class Word:
    """One token of a document, where it stands and its tags."""

    text: str
    span: Span
    upos: str
    features: str
    is_space_after: bool = True


@dataclass(frozen=True)
class GoldMention:
    """One mention of an entity: its words' span, the core of them and the word that is its head."""

    entity: str
    span: Span
    core: Span
    head: Word
    first: Word
    link: str

    @property
    def is_name(self) -> bool:
        return self.head.upos == "PROPN"


@dataclass(frozen=True)
class Document:
    """A text and its mentions of people and organisations in order."""

    title: str
    text: str
    mentions: tuple[GoldMention, ...]


def read_splits(corpus: Path) -> dict[str, str]:
    """Return for each document of the corpus the split that it belongs to."""
    splits: dict[str, str] = {}
    split = ""
    for line in (corpus / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            split = line.removeprefix("## ").strip()
        elif line.strip().startswith("* "):
            splits[line.strip().removeprefix("* ")] = split
    return splits


def read_document(path: Path) -> Document:
    """Return one document: paragraphs as lines, mentions in the order of their first word."""
    words: list[Word] = []
    text = ""
    opened: list[tuple[str, list[str], int]] = []
    mentions: list[GoldMention] = []
    for row in _rows(path):
        if row is None:
            text = f"{text.rstrip()}\n" if text else ""
            continue
        start = len(text)
        word = Word(row[1], Span(start, start + len(row[1])), row[3], row[5])
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        words.append(word)
        mentions += _closed(row[9], opened, words)
    mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    return Document(path.stem, text.rstrip(), tuple(mentions))


def _rows(path: Path) -> Iterator[list[str] | None]:
    """Yield the columns of each token, None where a paragraph begins; joined forms give their last blank."""
    joined: tuple[int, str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "_block" not in line:
            yield None
        if not line[:1].isdigit():
            continue
        row = line.split("\t")
        if "-" in row[0]:
            joined = (int(row[0].partition("-")[2]), row[9])
        elif "." not in row[0]:
            if joined and int(row[0]) <= joined[0]:
                is_last = int(row[0]) == joined[0]
                if not is_last or "SpaceAfter=No" in joined[1]:
                    row[9] += "|SpaceAfter=No"
                joined = None if is_last else joined
            yield row


def _closed(
    misc: str, opened: list[tuple[str, list[str], int]], words: list[Word]
) -> Iterator[GoldMention]:
    """Open and close the mentions that a token's notes tell; yield those closed here."""
    notes = next((note for note in misc.split("|") if note.startswith("Entity=")), "Entity=")
    at = len(words) - 1
    for part in _PART.finditer(notes.removeprefix("Entity=")):
        if part["open"]:
            number, *fields = part["open"].split("-")
            if part["shut"]:
                yield from _mention(number, fields, words[at:])
            else:
                opened.append((number, fields, at))
            continue
        k = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == part["close"]), None)
        if k is not None:
            number, fields, first = opened.pop(k)
            yield from _mention(number, fields, words[first:])


def _mention(number: str, fields: list[str], words: list[Word]) -> Iterator[GoldMention]:
    kind, minspan, link = fields[0], fields[4], fields[5]
    if kind not in _SPEAKING or "[" in number:
        return
    core = [words[int(place) - 1] for place in minspan.split(",")]
    span = Span(words[0].span.start, words[-1].span.end)
    own = Span(core[0].span.start, core[-1].span.end)
    yield GoldMention(number, span, own, core[0], words[0], link)
