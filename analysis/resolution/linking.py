"""One source at a time to the speaker it names, in a fixed order of rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.affiliations import body_of_complement
from analysis.resolution.anonymity import anonymity_reason
from analysis.resolution.article import Found
from analysis.resolution.bodies import TEAMS
from analysis.resolution.documents import (
    find_introduction,
    first_called,
    is_document,
    is_issued,
    issuer_span,
    issuing_subject,
    issuing_words,
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
from analysis.resolution.links import Links
from analysis.resolution.named import found_organisation, is_part_of_name, link_named
from analysis.resolution.nominals import (
    describe_nominal,
    link_organisation,
    replace_score,
)
from analysis.resolution.offices import link_described, link_role
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
from analysis.resolution.relay import relayed_words
from analysis.resolution.repeated import said_again
from analysis.resolution.several import (
    are_only_names,
    link_counted,
    link_latter,
    link_several,
    names_within,
)
from analysis.resolution.singular import PERSONAL_KINDS, SINGULAR
from analysis.resolution.subjects import can_speak
from analysis.types import Quotation, SpeakerKind

_NEAR: Final = 1500
STATE_BODIES: Final = frozenset(["state media", "foreign ministry", "defence ministry", "defense ministry", "interior ministry", "government", "army", "parliament"])  # fmt: skip
STATE_KINDS: Final = frozenset([SpeakerKind.MINISTRY, SpeakerKind.MEDIA, SpeakerKind.GOVERNMENT, SpeakerKind.MILITARY, SpeakerKind.LEGISLATURE])  # fmt: skip
_GIVEN: Final = frozenset(["the", "this", "that", "its", "their", None])
_OWN_NOTHING: Final = frozenset([SpeakerKind.DOCUMENT, SpeakerKind.COLLECTIVE])


class Linker(Links):
    """Links sources by the rules of docs/resolution.md."""

    def link_phrase(self, phrase: Phrase, i: int) -> Found | None:
        """Return the speaker that a phrase names as the source of attribution `i`."""
        found = self._link_phrase(phrase, i)
        if found is None or found.kind is not SpeakerKind.MEDIA or i in self.enclosing:
            return found
        return self._link_relayed(found, i) or found

    def _link_relayed(self, outlet: Found, i: int) -> Found | None:
        """Link "Reuters reported that the ministry had said" to the ministry, where nothing else is credited to it."""
        span = relayed_words(self.article, self.attributions[i])
        inner = parse_source(self.article.text, self.article.tokens, span) if span else None
        if inner is None or inner.head in ALL_PRONOUNS:
            return None
        found = self._link_phrase(inner, i)
        if found is None or found.key == outlet.key:
            return None
        return replace(found, by_way_of=outlet.speaker_name, place=span)

    def _link_phrase(self, phrase: Phrase, i: int) -> Found | None:
        low = fold(phrase.words[0])
        if phrase.is_pronoun and low in ALL_PRONOUNS:
            return self._link_pronoun(low, phrase.span.start, i)
        if phrase.is_coordinated and not self._is_one_name(phrase):
            return self._link_together(phrase) or describe_nominal(self.article, phrase, None)
        together = link_counted(self.article, phrase) or link_latter(self.article, phrase)
        if together is not None:
            return together
        if is_document(phrase.head) and not is_part_of_name(self.article, phrase):
            return self._link_document(phrase, i)
        named = self._link_possessed(phrase, i) or link_named(self.article, phrase)
        if named is not None:
            return named
        return self._link_nominal(phrase, i)

    def _link_together(self, phrase: Phrase) -> Found | None:
        """Link "Brook and Lind" to both by their full names."""
        if phrase.head_name is None:
            return None
        names = names_within(self.article, phrase.span)
        if not are_only_names(self.article, names, phrase.span):
            return None
        return link_several(self.article, names, join_words(phrase.words))

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
        owner = self._owner(phrase, i) if anonymity is None else None
        if owner is not None and phrase.head in TEAMS:
            team = self.article.organisations.add((*owner.speaker_name.split(), phrase.head), None)
            if team is not None:
                return found_organisation(team, phrase.surface)
        if anonymity is None:
            linked = (
                link_organisation(self.article, phrase)
                or link_role(self.article, phrase, owner.speaker_name if owner else "")
                or link_described(self.article, phrase)
                or said_again(self.history, phrase)
            )
            if linked is not None:
                return linked
        found = describe_nominal(self.article, phrase, anonymity, owner)
        if found.affiliation is None and phrase.preposition in {"of", "at", "from", "with"}:
            body = body_of_complement(self.article, phrase.complement, phrase.span.start)
            return replace(found, affiliation=body)
        return found

    def _owner(self, phrase: Phrase, i: int) -> Found | None:
        """Return whom the possessor before a noun stands for: "its", "her", "LRU’s"; None if unknown."""
        if phrase.determiner in {"its", "his", "her"} and not phrase.owner:
            owner = self._link_pronoun(phrase.determiner, phrase.span.start, i)
            return None if owner is None or owner.kind in _OWN_NOTHING else owner
        if not phrase.owner or not phrase.owner[0][:1].isupper():
            return None
        org = self.article.organisations.find(phrase.owner)
        return found_organisation(org, join_words(phrase.owner)) if org and org.key.rest else None

    def _link_document(self, phrase: Phrase, i: int) -> Found:
        """Link a statement or report to its issuer, another document to itself."""
        intro = None
        if phrase.determiner in _GIVEN:
            intro = find_introduction(self.article, phrase.head, phrase.span.start)
        issuer = self._issuer_of(phrase, intro, i) if is_issued(phrase.head) else None
        if issuer is not None:
            reason = Reason(
                _("“%(said)s” speaks for its issuer, “%(name)s”."),
                said=phrase.surface,
                name=issuer.speaker_name,
            )
            return replace(issuer, reasons=(reason,), score=min(issuer.score, 0.85))
        return describe_nominal(self.article, first_called(self.article, phrase) or phrase, None)

    def _issuer_of(self, phrase: Phrase, intro: Phrase | None, i: int) -> Found | None:
        issuer = self._issuer(phrase, i)
        if issuer is None and phrase.determiner in _GIVEN:
            issuer = self._issuer(intro, i) if intro else None
            issuer = issuer or self._speaker_in_line(phrase, i)
            issuer = issuer or self._issuing_subject(phrase, intro)
            issuer = issuer or self._issuing_words(intro, i)
        return issuer

    def _issuer(self, phrase: Phrase, i: int) -> Found | None:
        if phrase.determiner in {"its", "their", "his", "her"}:
            return self._link_pronoun(phrase.determiner, phrase.span.start, i)
        span = issuer_span(self.article, phrase)
        if span is None:
            return None
        inner = parse_source(self.article.text, self.article.tokens, span)
        if inner is None or is_document(inner.head) or inner.head in ALL_PRONOUNS:
            return None
        if inner.is_coordinated and not self._is_one_name(inner):
            return self._link_together(inner) or describe_nominal(self.article, inner, None)
        return link_named(self.article, inner) or describe_nominal(self.article, inner, None)

    def _issuing_subject(self, phrase: Phrase, intro: Phrase | None) -> Found | None:
        """Return who put out a document that the article does not call anybody's."""
        if phrase.determiner not in {"the", "this", "that"}:
            return None
        span = issuing_subject(self.article, phrase.head, intro, phrase.span.start)
        inner = parse_source(self.article.text, self.article.tokens, span) if span else None
        found = link_named(self.article, inner) if inner else None
        return replace(found, score=min(found.score, 0.7)) if found else None

    def _issuing_words(self, intro: Phrase | None, i: int) -> Found | None:
        """Return who wrote, sent or signed a document where it is first spoken of, without a name if need be."""
        span = issuing_words(self.article, intro.span.start) if intro else None
        said_by = parse_source(self.article.text, self.article.tokens, span) if span else None
        if said_by is None or is_document(said_by.head):
            return None
        return self.link_phrase(said_by, i)

    def _speaker_in_line(self, phrase: Phrase, i: int) -> Found | None:
        """Return who was credited nearest before when that line spoke of the same document."""
        previous = self.previous(i)
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
        previous = self.previous(i)
        if word in SINGULAR:
            quoting = self.quoting(i)
            previous = None if previous and previous[0].key in quoting else previous
            return link_singular(self.article, word, start, own, previous, quoting)
        if word in PLURAL:
            return link_plural(self.article, word, start, previous)
        if word not in NEUTER:
            return None
        return link_neuter(self.article, word, start, self.thing_before(i) or previous)

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
        rank = self.rank[i]
        for j in reversed(self.order[max(0, rank - 3) : rank]):
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
