"""Sources that hold a name: people, organisations, governments and what stands for them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.resolution.article import Article, Found
from analysis.resolution.kinds import is_plural
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    CAPITALS,
    FIRST_NAMES,
    GENERIC_TAILS,
    METONYMS,
    ORG_HEADS,
    fold,
    singular,
)
from analysis.resolution.organisations import Organisation
from analysis.resolution.people import Person, parse_person
from analysis.resolution.phrases import Phrase
from analysis.resolution.roles import Role, split_run
from analysis.types import SpeakerKind


def link_named(article: Article, phrase: Phrase) -> Found | None:
    """Return the speaker whose name is the head of a source, None when its head is no name."""
    if phrase.head_name is not None:
        person = find_person(article, phrase)
        if person is not None:
            return found_person(person, phrase)
    apposed = _apposed_person(article, phrase)
    if apposed is not None:
        return apposed
    if phrase.head_name is not None and split_run(phrase.head_name.words) == len(
        phrase.head_name.words
    ):
        return None
    return _link_institution(article, phrase)


def find_person(article: Article, phrase: Phrase) -> Person | None:
    """Return the person that the head name of a phrase stands for, if it stands for one."""
    name = phrase.head_name
    if name is None:
        return None
    known = article.people.of_name(name)
    if known is not None:
        return known
    parsed = parse_person(name)
    if parsed is None:
        return None
    if len(parsed.words) > 1:
        return article.people.add_source(name)
    return article.people.find(parsed.words[0], before=name.start)


def found_person(person: Person, phrase: Phrase | None = None) -> Found:
    """Return a person as the speaker, with its best role and the rule that matched the name."""
    role = best_role(person)
    said = phrase.head_name.text if phrase and phrase.head_name else person.name
    same = fold(said).endswith(fold(person.name))
    reason = f"“{said}” is named in full." if same else f"“{said}” is the fuller “{person.name}”."
    affiliation = role.affiliation if role else None
    if affiliation is None and phrase is not None and phrase.owner:
        affiliation = " ".join(phrase.owner)
    kind = SpeakerKind.EXPERT if person.is_expert else SpeakerKind.PERSON
    return Found(
        key=f"person:{person.mentions[0].start if person.mentions else 0}:{fold(person.name)}",
        speaker_name=person.name,
        kind=kind,
        role=role.role if role else _role_in(phrase),
        affiliation=affiliation,
        reasons=(reason,),
        score=0.95 if same else 0.9,
        gender=person.gender,
    )


def best_role(person: Person) -> Role | None:
    """Return the fullest role given for a person: with an affiliation first, then the longest."""
    if not person.roles:
        return None
    return max(person.roles, key=lambda role: (role.affiliation is not None, len(role.role)))


def _role_in(phrase: Phrase | None) -> str | None:
    """Return the lower-case words right before the head name of a source, owner left out."""
    if phrase is None or phrase.head_name is None:
        return None
    words = list(phrase.words[: -len(phrase.head_name.words)])
    while words and words[0] != words[-1] and words[0] in {"'s", "’s"}:
        words.pop(0)
    if phrase.owner:
        words = words[len(phrase.owner) + 1 :]
    return " ".join(words) or None


def _apposed_person(article: Article, phrase: Phrase) -> Found | None:
    """Link "the minister, Ada Brook," to the person named in the apposition."""
    if (
        phrase.head_name is not None
        or not phrase.tail
        or phrase.tail[0] not in {",", "—", "–", "-"}
    ):
        return None
    second = next((name for name in phrase.names if name.start > phrase.span.end), None)
    if second is None or second.start - phrase.span.end > 3 or is_plural(phrase.head):
        return None
    person = article.people.of_name(second)
    return found_person(person) if person else None


def _link_institution(article: Article, phrase: Phrase) -> Found | None:
    """Link a name that is no person: metonym, country, organisation, lone unknown word."""
    has_name = phrase.head_name is not None
    if not has_name and (singular(phrase.head) not in ORG_HEADS and phrase.head not in ORG_HEADS):
        return None
    if not has_name and phrase.head not in ORG_HEADS:
        return None
    if not any(word[:1].isupper() for word in phrase.words):
        return None
    stand_in = _stand_in(phrase)
    if stand_in is not None:
        return stand_in
    org = article.organisations.add(phrase.words, None)
    if org is None:
        return None
    return found_organisation(org, " ".join(phrase.words))


def _stand_in(phrase: Phrase) -> Found | None:
    """Return a metonym ("the Kremlin", "Beijing") under the name as said."""
    said = " ".join(phrase.words)
    low = fold(said).removeprefix("the ")
    if low in METONYMS:
        kind, government = METONYMS[low]
        reasons = (f"“{said}” stands for an institution and keeps its name.",)
        return Found(f"org::{low}", said, kind, None, government, reasons, 0.9)
    if low in CAPITALS and low not in FIRST_NAMES:
        government = f"{ADJECTIVE_OF[CAPITALS[low]]} government"
        reasons = (f"The capital “{said}” stands for the {government}.",)
        return Found(f"org::{low}", said, SpeakerKind.GOVERNMENT, None, government, reasons, 0.8)
    return None


def found_organisation(org: Organisation, said: str) -> Found:
    """Return an organisation as the speaker under its canonical name."""
    kind = org.kind or _guess(org)
    same = fold(said) == fold(org.name)
    reason = f"“{said}” is named." if same else f"“{said}” is “{org.name}”."
    return Found(
        key=f"org:{org.key.owner}:{org.key.rest}",
        speaker_name=org.name,
        kind=kind,
        role=None,
        affiliation=org.affiliation,
        reasons=(reason,),
        score=0.9 if org.kind else 0.5,
    )


def _guess(org: Organisation) -> SpeakerKind:
    """Return the kind of a name without any evidence: an acronym is a body, a word a person."""
    compact = org.name.replace(".", "")
    return SpeakerKind.NGO if compact.isupper() and len(compact) > 1 else SpeakerKind.PERSON


def owner_phrase_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of an owner or issuer without determiner and generic adjectives."""
    skip = {"the", "a", "an", "its", "his", "her", "their"}
    return tuple(word for k, word in enumerate(words) if k or word.lower() not in skip)


def tail_is_generic(word: str) -> bool:
    """Tell whether a noun after a name adds nothing to it ("the Lumen group")."""
    return word.lower() in GENERIC_TAILS
