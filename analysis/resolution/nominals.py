"""Sources without a name: offices, groups of people, unnamed officials, "the ministry"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.article import Article, Found
from analysis.resolution.bodies import Organisation
from analysis.resolution.documents import is_document
from analysis.resolution.genders import role_gender
from analysis.resolution.kinds import is_armed, is_plural, kind_of_group, kind_of_organisation
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    ANONYMOUS_NOUNS,
    COUNTRIES,
    DEMONYMS,
    DOMAINS,
    EXPERTS,
    KNOWN_ORGS,
    ORG_HEADS,
    ROLE_MODIFIERS,
    ROLES,
    fold,
    join_words,
)
from analysis.resolution.named import found_organisation, is_counted
from analysis.resolution.phrases import Phrase
from analysis.types import SpeakerKind

_OFFICES: Final = frozenset(["president", "premier", "minister", "chancellor", "governor", "mayor", "secretary", "ambassador", "chairman", "chairwoman", "chair", "commissioner", "king", "queen", "pope", "sheriff", "prosecutor", "judge", "spokesman", "spokeswoman", "spokesperson", "director", "attorney", "speaker", "secretary-general", "superintendent"])  # fmt: skip
GROUP_KINDS: Final = {
    "group": {SpeakerKind.NGO, SpeakerKind.ARMED_GROUP, SpeakerKind.IGO, SpeakerKind.COMPANY},
    "organization": {SpeakerKind.NGO, SpeakerKind.ARMED_GROUP, SpeakerKind.IGO},
    "organisation": {SpeakerKind.NGO, SpeakerKind.ARMED_GROUP, SpeakerKind.IGO},
    "bloc": {SpeakerKind.IGO},
    "alliance": {SpeakerKind.IGO, SpeakerKind.PARTY},
    "company": {SpeakerKind.COMPANY},
    "firm": {SpeakerKind.COMPANY},
    "carrier": {SpeakerKind.COMPANY},
    "bank": {SpeakerKind.COMPANY, SpeakerKind.IGO},
    "newspaper": {SpeakerKind.MEDIA},
    "paper": {SpeakerKind.MEDIA},
    "network": {SpeakerKind.MEDIA},
    "magazine": {SpeakerKind.MEDIA},
    "broadcaster": {SpeakerKind.MEDIA},
    "outlet": {SpeakerKind.MEDIA},
    "website": {SpeakerKind.MEDIA},
    "agency": {SpeakerKind.AGENCY, SpeakerKind.MEDIA},
    "regulator": {SpeakerKind.AGENCY},
    "watchdog": {SpeakerKind.AGENCY, SpeakerKind.NGO},
    "union": {SpeakerKind.NGO},
    "charity": {SpeakerKind.NGO},
    "party": {SpeakerKind.PARTY},
    "militants": {SpeakerKind.ARMED_GROUP},
    "rebels": {SpeakerKind.ARMED_GROUP},
}
_GATHERINGS: Final = frozenset(["group", "coalition", "network", "alliance", "team", "panel"])
_PLACES_OF_LEARNING: Final = frozenset(
    ["school", "university", "college", "hospital", "museum", "church"]
)
_POSSESSORS: Final = frozenset(["my", "our", "your", "his", "her", "its", "their"])
_SEEN: Final = frozenset(["seen", "obtained", "reviewed", "viewed", "read", "leaked"])
_REACH: Final = 6000


def link_organisation(article: Article, phrase: Phrase) -> Found | None:
    """Link "the ministry" or "the group" to the nearest organisation before that fits."""
    head = phrase.head
    if (head not in ORG_HEADS and head not in GROUP_KINDS) or is_plural(head):
        return None
    if phrase.owner or phrase.determiner not in {"the", "this", "that", "its", "their", None}:
        return None
    if phrase.preposition == "of" and phrase.complement:
        return _of_state(article, phrase)
    rest = {fold(word) for word in phrase.words}
    for _start, org in article.organisations.before(phrase.span.start, reach=_REACH):
        if org_fits(org, head, rest):
            return replace_score(found_organisation(org, join_words(phrase.words)), 0.75)
    said = join_words(phrase.words)
    return ministry_of_minister(article, phrase.span.start, said) if rest == {"ministry"} else None


def _of_state(article: Article, phrase: Phrase) -> Found | None:
    """Return "Icelandic government" for "the government of Iceland", nobody for other complements."""
    country = join_words(word for word in phrase.complement if word.lower() != "the")
    if country not in ADJECTIVE_OF:
        return None
    org = article.organisations.add([*phrase.words, "of", country], None)
    return found_organisation(org, phrase.surface) if org and org.key.owner else None


def ministry_of_minister(article: Article, offset: int, said: str) -> Found | None:
    """Return "Fisheries Ministry" for "the ministry" after "Fisheries Minister Ada Brook"."""
    for _name, person in article.people_before(offset, limit=20):
        for role in person.roles:
            words = role.role.split()
            if len(words) < 2 or fold(words[-1]) != "minister" or fold(words[-2]) not in DOMAINS:
                continue
            owner = [role.affiliation] if role.affiliation in ADJECTIVE_OF else []
            org = article.organisations.add([*owner, words[-2].capitalize(), "Ministry"], None)
            if org is not None:
                return replace_score(found_organisation(org, said), 0.65)
    return None


def replace_score(found: Found, score: float) -> Found:
    """Return the same speaker with another score."""
    return replace(found, score=score)


def org_fits(org: Organisation, head: str, words: set[str]) -> bool:
    """Tell whether a body may be called by a head noun with these words."""
    if words <= org.words:
        return True
    if head == "group" and org.kind is SpeakerKind.ARMED_GROUP and is_armed(words - {head}):
        return True
    if len(words) > 1:
        return False
    if org.kind is None or org.kind not in GROUP_KINDS.get(head, set()) or not org.key.rest:
        return False
    is_named = " " in org.key.rest or org.key.rest in KNOWN_ORGS or bool(org.nouns)
    return is_named and org.words.isdisjoint(_PLACES_OF_LEARNING)


def describe_nominal(
    article: Article, phrase: Phrase, anonymity: str | None, owner: Found | None = None
) -> Found:
    """Return a speaker under the surface words of a source that names nobody else.

    `owner` is whom "its", "her" or "LRU’s" before the noun stands for: it is written out.
    """
    name = phrase.surface
    if is_document(phrase.head) and phrase.preposition in _SEEN:
        name = join_words(phrase.words)  # "a draft report seen by the Lumen Herald"
    affiliation = _affiliation(phrase)
    kind = SpeakerKind.ANONYMOUS if anonymity else nominal_kind(phrase)
    plural = is_plural(phrase.head) or phrase.is_coordinated
    gender = next(iter(role_gender(phrase.head)), None)
    if kind is SpeakerKind.ANONYMOUS:
        why = Reason(_("Not named in the article."))
        if anonymity:
            why = Reason(_("Not named in the article: “%(why)s”."), why=anonymity)
        key = f"anonymous:{phrase.span.start}"
        return Found(key, name, kind, None, affiliation, (why,), 0.8, gender, plural)
    reason = Reason(
        _("“%(said)s” names no one more exactly; the words stay as they are."), said=name
    )
    key = f"words:{fold(name)}"
    if owner is not None and not owner.is_plural:
        return _of_owner(phrase, owner, kind)
    if phrase.determiner in _POSSESSORS:  # "her father" and "my father" are two people
        name = f"{phrase.determiner} {name}"
        key = f"words:{phrase.span.start}:{fold(name)}"
    return Found(key, name, kind, None, affiliation, (reason,), 0.6, gender, plural)


def _of_owner(phrase: Phrase, owner: Found, kind: SpeakerKind) -> Found:
    """Return "Lumen Institute’s director" for "its director", with the institute as affiliation."""
    words = phrase.words[len(phrase.owner) + 1 :] if phrase.owner else phrase.words
    noun = join_words(words)
    name = f"{owner.speaker_name}’s {noun}"
    said = phrase.determiner or join_words(phrase.owner)
    is_body = owner.kind not in {SpeakerKind.PERSON, SpeakerKind.EXPERT, SpeakerKind.ANONYMOUS}
    return Found(
        key=f"words:{fold(name)}",
        speaker_name=name,
        kind=kind,
        role=None,
        affiliation=owner.speaker_name if is_body else None,
        reasons=(
            Reason(
                _("“%(said)s” before “%(noun)s” is “%(name)s”."),
                said=said,
                noun=noun,
                name=owner.speaker_name,
            ),
        ),
        score=min(owner.score, 0.7),
        is_plural=is_plural(phrase.head),
    )


def nominal_kind(phrase: Phrase) -> SpeakerKind:
    """Return the kind of a source without a name by its head noun."""
    head = phrase.head.removeprefix("ex-")
    if head in {"police", "authorities"}:
        return SpeakerKind.AGENCY if head == "police" else SpeakerKind.GOVERNMENT
    if is_document(head):
        return SpeakerKind.DOCUMENT
    if head == "office" and (phrase.determiner in {"his", "her"} or _is_holder(phrase.owner)):
        return SpeakerKind.OFFICE  # "the prime minister's office"
    if phrase.is_coordinated or is_counted(phrase) or is_plural(head):
        return _plural_kind(phrase)
    if (head in ROLES or head in ANONYMOUS_NOUNS) and not _is_corps(phrase):
        return _singular_kind(phrase)
    if head in _GATHERINGS and phrase.preposition == "of":
        return SpeakerKind.COLLECTIVE
    if head == "mission" and phrase.head_name is None and not phrase.owner:
        return SpeakerKind.COLLECTIVE  # of soldiers or of inspectors: the words do not say
    known = (
        kind_of_group([fold(word) for word in phrase.words]) if phrase.head_name is None else None
    )
    return known or kind_of_organisation(phrase.words[-1:]) or SpeakerKind.COLLECTIVE


def _is_corps(phrase: Phrase) -> bool:
    """Tell "the coast guard" and "the National Guard" from "the prison guard", who is a person."""
    if phrase.determiner == "a" or len(phrase.words) < 2 or phrase.head != "guard":
        return False
    before, head = phrase.words[-2:]
    return before.lower() == "coast" or (head[:1].isupper() and before[:1].isupper())


def _is_holder(owner: Sequence[str]) -> bool:
    return bool(owner) and fold(owner[-1]) in ROLES


def _singular_kind(phrase: Phrase) -> SpeakerKind:
    head = phrase.head.removeprefix("ex-")
    indefinite = phrase.determiner in {"a", "an", "one", "another", "any"}
    if head in _OFFICES and (not indefinite or head.startswith("spokes")):
        return SpeakerKind.OFFICE
    if head in EXPERTS:
        return SpeakerKind.EXPERT
    return SpeakerKind.ANONYMOUS if indefinite or head in ANONYMOUS_NOUNS else SpeakerKind.PERSON


def _plural_kind(phrase: Phrase) -> SpeakerKind:
    return SpeakerKind.ANONYMOUS if phrase.head == "sources" else SpeakerKind.COLLECTIVE


def _affiliation(phrase: Phrase) -> str | None:
    """Return whose people they are: the owner, the complement or a name among the modifiers."""
    if phrase.is_coordinated:
        return None
    if phrase.owner:
        return join_words(phrase.owner)
    if phrase.preposition in {"of", "for", "from", "at", "with", "in"} and phrase.complement:
        words = [w for k, w in enumerate(phrase.complement) if k or w.lower() not in {"the", "a"}]
        return join_words(words) if any(word[:1].isupper() for word in words) else None
    first = phrase.words[0]
    if len(phrase.words) > 1 and (fold(first) in COUNTRIES or fold(first) in DEMONYMS):
        return first
    name = next((n for n in phrase.names if n.end < phrase.span.end), None)
    if name is None or name.start < phrase.span.start or fold(name.text) in ROLE_MODIFIERS:
        return None
    return name.text
