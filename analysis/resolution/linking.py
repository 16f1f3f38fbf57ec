"""One source at a time to the speaker it names, in a fixed order of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.resolution.anonymity import anonymity_reason
from analysis.resolution.article import Article, Found
from analysis.resolution.documents import (
    find_introduction,
    is_document,
    is_issued,
    issuer_span,
    issuing_subject,
)
from analysis.resolution.kinds import kind_of_organisation
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    STATEMENT_NOUNS,
    country_of,
    fold,
    join_words,
    singular,
)
from analysis.resolution.named import found_organisation, is_part_of_name, link_named
from analysis.resolution.nominals import (
    describe_nominal,
    link_described,
    link_organisation,
    link_role,
    replace_score,
)
from analysis.resolution.phrases import Phrase, parse_source
from analysis.resolution.pronouns import (
    ALL_PRONOUNS,
    FIRST_PERSON,
    NEUTER,
    PLURAL,
    RELATIVE,
    antecedent_span,
    link_neuter,
    link_plural,
    link_singular,
)
from analysis.resolution.relay import find_enclosing
from analysis.resolution.repeated import said_again
from analysis.resolution.singular import PERSONAL_KINDS, SINGULAR
from analysis.resolution.subjects import can_speak
from analysis.types import Attribution, Quotation, SpeakerKind

_NEAR: Final = 1500
STATE_BODIES: Final = frozenset(["state media", "foreign ministry", "defence ministry", "defense ministry", "interior ministry", "government", "army", "parliament"])  # fmt: skip
STATE_KINDS: Final = frozenset([SpeakerKind.MINISTRY, SpeakerKind.MEDIA, SpeakerKind.GOVERNMENT, SpeakerKind.MILITARY, SpeakerKind.LEGISLATURE])  # fmt: skip
_MAX_DEPTH: Final = 12


class Linker:
    """Links the attributions of one article; remembers what it linked."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.attributions = attributions
        self.enclosing = find_enclosing(attributions)
        self._order = sorted(
            (i for i, a in enumerate(attributions) if a.source),
            key=lambda i: attributions[i].source[0].start,
        )
        self._rank = {i: rank for rank, i in enumerate(self._order)}
        self._found: dict[int, Found | None] = {}
        self._busy: set[int] = set()
        self._history: list[tuple[int, Found]] = []

    def link_all(self) -> dict[int, Found | None]:
        """Return the speaker of each attribution that has a source, by its index."""
        for i in self._order:
            found = self.link(i)
            if found is not None:
                self._history.append((self.attributions[i].source[0].start, found))
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

    def link_phrase(self, phrase: Phrase, i: int) -> Found | None:
        """Return the speaker that a phrase names as the source of attribution `i`."""
        low = fold(phrase.words[0])
        if phrase.is_pronoun and low in ALL_PRONOUNS:
            return self._link_pronoun(low, phrase.span.start, i)
        if phrase.is_coordinated and not self._is_one_name(phrase):
            return describe_nominal(self.article, phrase, None)
        if is_document(phrase.head) and not is_part_of_name(self.article, phrase):
            return self._link_document(phrase, i)
        named = self._link_possessed(phrase, i) or link_named(self.article, phrase)
        if named is not None:
            return named
        return self._link_nominal(phrase, i)

    def _link_possessed(self, phrase: Phrase, i: int) -> Found | None:
        """Link "its state media" to the state media of the country that "its" stands for."""
        if phrase.determiner not in {"its", "their"} or phrase.owner or phrase.tail:
            return None
        if phrase.head_name is None and fold(join_words(phrase.words)) not in STATE_BODIES:
            return None
        if kind_of_organisation(phrase.words) not in STATE_KINDS:
            return None
        owner = self._link_pronoun(phrase.determiner, phrase.span.start, i)
        country = country_of(owner.speaker_name) if owner is not None else None
        if country is None:
            return None
        org = self.article.organisations.add((ADJECTIVE_OF[country], *phrase.words), None)
        return replace_score(found_organisation(org, phrase.surface), 0.75) if org else None

    def _is_one_name(self, phrase: Phrase) -> bool:
        name = phrase.head_name
        return name is not None and name.start == phrase.span.start

    def _link_nominal(self, phrase: Phrase, i: int) -> Found:
        end = max(span.end for span in self.attributions[i].source)
        anonymity = anonymity_reason(self.article.text, phrase, end)
        if anonymity is None:
            linked = (
                link_organisation(self.article, phrase)
                or link_role(self.article, phrase)
                or link_described(self.article, phrase)
                or said_again(self._history, phrase)
            )
            if linked is not None:
                return linked
        return describe_nominal(self.article, phrase, anonymity)

    def _link_document(self, phrase: Phrase, i: int) -> Found:
        """Link a statement or report to its issuer, another document to itself."""
        if is_issued(phrase.head):
            issuer = self._issuer(phrase, i)
            if issuer is None and phrase.determiner in {
                "the",
                "this",
                "that",
                "its",
                "their",
                None,
            }:
                intro = find_introduction(self.article, phrase.head, phrase.span.start)
                issuer = self._issuer(intro, i) if intro else None
                issuer = issuer or self._speaker_in_line(phrase, i)
                issuer = issuer or self._issuing_subject(phrase, intro)
            if issuer is not None:
                reason = f"“{phrase.surface}” speaks for its issuer, “{issuer.speaker_name}”."
                return Found(
                    issuer.key, issuer.speaker_name, issuer.kind, issuer.role, issuer.affiliation,
                    (reason,), min(issuer.score, 0.85), issuer.gender, issuer.is_plural,
                )  # fmt: skip
        return describe_nominal(self.article, phrase, None)

    def _issuer(self, phrase: Phrase, i: int) -> Found | None:
        if phrase.determiner in {"its", "their", "his", "her"}:
            return self._link_pronoun(phrase.determiner, phrase.span.start, i)
        span = issuer_span(self.article, phrase)
        if span is None:
            return None
        inner = parse_source(self.article.text, self.article.tokens, span)
        if inner is None or is_document(inner.head) or inner.head in ALL_PRONOUNS:
            return None
        return link_named(self.article, inner) or describe_nominal(self.article, inner, None)

    def _issuing_subject(self, phrase: Phrase, intro: Phrase | None) -> Found | None:
        """Return who put out a document that the article does not call anybody's."""
        if phrase.determiner not in {"the", "this", "that"}:
            return None
        span = issuing_subject(self.article, phrase.head, intro, phrase.span.start)
        inner = parse_source(self.article.text, self.article.tokens, span) if span else None
        found = link_named(self.article, inner) if inner else None
        return replace(found, score=min(found.score, 0.7)) if found else None

    def _speaker_in_line(self, phrase: Phrase, i: int) -> Found | None:
        """Return who was credited nearest before when that line spoke of the same document."""
        previous = self._previous(i)
        if previous is None or singular(phrase.head) not in STATEMENT_NOUNS:
            return None
        start = max(previous[1], phrase.span.start - _NEAR)
        line = self.article.text[start : phrase.span.start].lower()
        return previous[0] if singular(phrase.head) in line else None

    def _link_pronoun(self, word: str, start: int, i: int) -> Found | None:
        if word in FIRST_PERSON:
            return self._quoted_self(word, i)
        if word in RELATIVE:
            return self._link_relative(start, i)
        own = self.attributions[i].content
        previous = self._previous(i)
        if word in SINGULAR:
            quoting = self._quoting(i)
            previous = None if previous and previous[0].key in quoting else previous
            return link_singular(self.article, word, start, own, previous, quoting)
        if word in PLURAL:
            return link_plural(self.article, word, start, previous)
        if word not in NEUTER:
            return None
        return link_neuter(self.article, word, start, self._thing_before(i) or previous)

    def _thing_before(self, i: int) -> tuple[Found, int] | None:
        """Return the document that spoke last, if nobody but people spoke since: "it" may be it."""
        rank = self._rank[i]
        for j in reversed(self._order[max(0, rank - 3) : rank]):
            found = self.link(j)
            if found is None or found.kind in PERSONAL_KINDS:
                continue
            is_document = found.kind is SpeakerKind.DOCUMENT
            return (found, self.attributions[j].source[0].start) if is_document else None
        return None

    def _quoting(self, i: int) -> frozenset[str]:
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

    def _quoted_self(self, word: str, i: int) -> Found | None:
        """Return the quoted speaker for an "I" inside a quotation, else None."""
        outer = self.enclosing[i]
        if word not in {"i", "me", "my"} or outer is None:
            return None
        if self.attributions[outer].quotation is Quotation.INDIRECT:
            return None
        found = self.link(outer)
        if found is None or found.is_plural or found.kind is SpeakerKind.MEDIA:
            return None
        return found

    def _link_relative(self, start: int, i: int) -> Found | None:
        """Link "who" or "which" to the noun phrase it hangs on."""
        rank = self._rank[i]
        for j in reversed(self._order[max(0, rank - 3) : rank]):
            end = self.attributions[j].source[-1].end
            if 0 <= start - end <= 3:
                return self.link(j)
        span = antecedent_span(self.article, start)
        if span is None:
            return None
        phrase = parse_source(self.article.text, self.article.tokens, span)
        if phrase is None or phrase.head in ALL_PRONOUNS or not can_speak(phrase):
            return None
        found = self.link_phrase(phrase, i)
        is_who = self.article.text[start : start + 3].lower() == "who"
        if is_who and found is not None and not (found.is_plural or found.kind in PERSONAL_KINDS):
            return None
        return found

    def _previous(self, i: int) -> tuple[Found, int] | None:
        """Return the speaker that a pronoun most likely goes on from, and where it was named.

        Inside somebody's words that is whoever they are credited to, else the attribution before.
        """
        outer = self.enclosing[i]
        start = self.attributions[i].source[0].start
        if outer is not None and self.attributions[outer].source:
            found = self.link(outer)
            if found is not None and found.kind is not SpeakerKind.MEDIA:
                return found, start
        rank = self._rank[i]
        for j in reversed(self._order[max(0, rank - 6) : rank]):
            if self.enclosing[j] is not None and self.enclosing[j] != outer:
                continue
            found = self.link(j)
            if found is not None:
                return found, self.attributions[j].source[0].start
        return None
