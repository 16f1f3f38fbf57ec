"""The attributions of one article in the order of their sources, each linked once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

from analysis.resolution.article import Article, Found
from analysis.resolution.phrases import Phrase, parse_source
from analysis.resolution.pronouns import (
    ALL_PRONOUNS,
)
from analysis.resolution.relay import find_enclosing
from analysis.resolution.singular import PERSONAL_KINDS
from analysis.types import Attribution, Quotation, SpeakerKind

_MAX_DEPTH: Final = 12


class Links(ABC):
    """Links the attributions of one article; remembers what it linked."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.attributions = attributions
        self.enclosing = find_enclosing(attributions)
        self.order = sorted(
            (i for i, a in enumerate(attributions) if a.source),
            key=lambda i: attributions[i].source[0].start,
        )
        self.rank = {i: rank for rank, i in enumerate(self.order)}
        self._found: dict[int, Found | None] = {}
        self._busy: set[int] = set()
        self.history: list[tuple[int, Found]] = []

    def link_all(self) -> dict[int, Found | None]:
        """Return the speaker of each attribution that has a source, by its index."""
        for i in self.order:
            found = self.link(i)
            if found is not None:
                self.history.append((self.attributions[i].source[0].start, found))
        return self._found

    def link(self, i: int) -> Found | None:
        """Return the speaker of one attribution; None while it is being linked, or for none."""
        if i in self._found:
            return self._found[i]
        if i in self._busy or len(self._busy) >= _MAX_DEPTH:
            return None
        self._busy.add(i)
        found = self._link_spans(i)
        self._busy.discard(i)
        self._found[i] = found
        return found

    def _link_spans(self, i: int) -> Found | None:
        """Link the first span of a source that is more than a pronoun, else its first span."""
        phrases = [
            phrase
            for span in self.attributions[i].source
            if (phrase := parse_source(self.article.text, self.article.tokens, span))
        ]
        if not phrases:
            return None
        phrase = next((p for p in phrases if p.head not in ALL_PRONOUNS), phrases[0])
        return self.link_phrase(phrase, i)

    def thing_before(self, i: int) -> tuple[Found, int] | None:
        """Return the document that spoke last, if nobody but people spoke since: "it" may be it."""
        rank = self.rank[i]
        for j in reversed(self.order[max(0, rank - 3) : rank]):
            found = self.link(j)
            if found is None or found.kind in PERSONAL_KINDS:
                continue
            is_document = found.kind is SpeakerKind.DOCUMENT
            return (found, self.attributions[j].source[0].start) if is_document else None
        return None

    def quoting(self, i: int) -> frozenset[str]:
        """Return the keys of those quoted word for word around attribution `i`: no "he" there is theirs."""
        keys: set[str] = set()
        outer = self.enclosing[i]
        for _ in range(_MAX_DEPTH):
            if outer is None:
                break
            found = self.link(outer) if self.attributions[outer].source else None
            if found is not None and self.attributions[outer].quotation is Quotation.DIRECT:
                keys.add(found.key)
            outer = self.enclosing[outer]
        return frozenset(keys)

    def previous(self, i: int) -> tuple[Found, int] | None:
        """Return the speaker that a pronoun most likely goes on from, and where it was named.

        Inside somebody's words that is whoever they are credited to, else the attribution before.
        """
        outer = self.enclosing[i]
        start = self.attributions[i].source[0].start
        if outer is not None and self.attributions[outer].source:
            found = self.link(outer)
            if found is not None and found.kind is not SpeakerKind.MEDIA:
                return found, start
        rank = self.rank[i]
        for j in reversed(self.order[max(0, rank - 6) : rank]):
            if self.enclosing[j] is not None and self.enclosing[j] != outer:
                continue
            found = self.link(j)
            if found is not None:
                return found, self.attributions[j].source[0].start
        return None

    @abstractmethod
    def link_phrase(self, phrase: Phrase, i: int) -> Found | None:
        """Return the speaker that a phrase names as the source of attribution `i`."""
