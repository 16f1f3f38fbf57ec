"""Sources that hold a name: people, organisations, governments and what stands for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.article import Article, Found
from analysis.resolution.bodies import Organisation
from analysis.resolution.kinds import is_plural, kind_of_organisation
from analysis.resolution.lexicon import (
    ADJECTIVE_OF,
    CAPITALS,
    COLLECTIVE_NOUNS,
    COUNTRIES,
    FIRST_NAMES,
    KNOWN_ORGS,
    METONYMS,
    NUMBERS,
    ORG_HEADS,
    QUANTIFIERS,
    ROLE_MODIFIERS,
    ROLES,
    WEAK_ROLES,
    fold,
    is_plural_role,
    join_words,
    singular,
)
from analysis.resolution.people import Person
from analysis.resolution.person_names import parse_person
from analysis.resolution.phrases import Phrase
from analysis.resolution.roles import Role, split_run
from analysis.types import SpeakerKind

_NOT_PLURAL: Final = frozenset([*KNOWN_ORGS, *METONYMS, *CAPITALS, *COUNTRIES])
_BODIES_IN_PLURAL: Final = frozenset(["police", "media", "press", "authorities"])
_MEMBERSHIPS: Final = WEAK_ROLES | {"democrat", "republican"}


def link_named(article: Article, phrase: Phrase) -> Found | None:
    """Return the speaker whose name is the head of a source, None when its head is no name."""
    if phrase.head_name is not None:
        person = find_person(article, phrase)
        if person is not None:
            return found_person(person, phrase)
    apposed = _apposed_person(article, phrase)
    if apposed is not None:
        return apposed
    known = phrase.head_name is not None and fold(phrase.head_name.text) in KNOWN_ORGS
    if (
        phrase.head_name is not None
        and not known
        and split_run(phrase.head_name.words) == len(phrase.head_name.words)
        and not _is_body_and_role(phrase.head_name.words)
    ):
        return None
    return _link_institution(article, phrase)


def _is_body_and_role(words: Sequence[str]) -> bool:
    """Tell whether a last word that is both tells a body here: "the Coastal Guard"."""
    rest = {word.lower() for word in words[:-1]}
    return len(words) > 1 and words[-1].lower() in ORG_HEADS and rest.isdisjoint(ROLE_MODIFIERS)


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


def is_part_of_name(article: Article, phrase: Phrase) -> bool:
    """Tell whether a document noun is part of a name: "the Lumen Center for Research"."""
    name = phrase.head_name
    if name is None:
        return False
    if phrase.determiner == "the" and len(phrase.words) == 1 and not name.is_first:
        return True  # "the Post"
    if any(word.lower() in ORG_HEADS for word in name.words[:-1]) or fold(name.text) in KNOWN_ORGS:
        return True
    return find_person(article, phrase) is not None


def found_person(person: Person, phrase: Phrase | None = None) -> Found:
    """Return a person as the speaker, with its best role and the rule that matched the name."""
    role = best_role(person)
    said = phrase.head_name.text if phrase and phrase.head_name else person.name
    same = fold(said).endswith(fold(person.name))
    message = (
        _("“%(said)s” is named in full.") if same else _("“%(said)s” is the fuller “%(name)s”.")
    )
    reason = Reason(message, said=said, name=person.name)
    affiliation = (role.affiliation if role else None) or person.body
    if affiliation is None and phrase is not None and phrase.owner:
        affiliation = join_words(phrase.owner)
    kind = SpeakerKind.EXPERT if person.is_expert else SpeakerKind.PERSON
    return Found(
        key=f"person:{person.number}",
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
    return max(
        person.roles,
        key=lambda role: (
            role.role.lower().split()[-1] not in _MEMBERSHIPS,
            role.affiliation is not None,
            len(role.role),
        ),
    )


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
    start = phrase.tail_start or phrase.span.end
    second = next((name for name in phrase.names if name.start >= start), None)
    if second is None or second.start - start > 3 or is_plural(phrase.head):
        return None
    person = article.people.of_name(second)
    if person is None and phrase.head in ROLES:
        person = article.people.add_source(second)
    if person is not None:
        return _with_role(found_person(person), phrase)
    org = None if phrase.head in ROLES else article.organisations.add(second.words, None)
    return found_organisation(org, second.text) if org and org.key.rest else None


def _with_role(found: Found, phrase: Phrase) -> Found:
    """Give a person the role that its own source states, where the article gives no fuller one."""
    if found.role is not None or phrase.head not in ROLES:
        return found
    words = phrase.words[len(phrase.owner) + 1 :] if phrase.owner else phrase.words
    words_of = phrase.complement[1:] if phrase.complement[:1] == ("the",) else phrase.complement
    owner = join_words(phrase.owner or words_of) or None
    return replace(found, role=join_words(words), affiliation=found.affiliation or owner)


def _link_institution(article: Article, phrase: Phrase) -> Found | None:
    """Link a name that is no person: metonym, country, organisation, lone unknown word."""
    if is_counted(phrase) or _is_opening_plural(phrase):
        return None
    has_name = phrase.head_name is not None
    if not has_name and (singular(phrase.head) not in ORG_HEADS and phrase.head not in ORG_HEADS):
        return None
    if not has_name and phrase.head not in ORG_HEADS:
        return None
    is_capital = any(name.start < phrase.span.end for name in phrase.names)
    if not is_capital and phrase.head in COLLECTIVE_NOUNS - _BODIES_IN_PLURAL:
        return None  # "Rebels": a capital that only opens the sentence
    if not any(word[:1].isupper() for word in phrase.words):
        return None
    stand_in = _stand_in(phrase)
    if stand_in is not None:
        return stand_in
    words = _proper_words(phrase)
    org = article.organisations.add(words, None)
    return found_organisation(org, join_words(words)) if org else None


def _proper_words(phrase: Phrase) -> tuple[str, ...]:
    """Return the words of a name without adjectives: "the divided Lumen Council"."""
    words = phrase.words
    first = next((k for k, word in enumerate(words) if word[:1].isupper()), 0)
    name = phrase.head_name
    if name is not None and not phrase.owner:
        return name.words
    return words[first:]


def is_counted(phrase: Phrase) -> bool:
    """Tell whether a number or quantifier opens the phrase ("many", "two", "46")."""
    first = phrase.words[0].lower()
    return first in NUMBERS - {"one"} or first in QUANTIFIERS or first.isdigit()


def _is_opening_plural(phrase: Phrase) -> bool:
    """Tell whether a plural has its capital only from opening the sentence ("Readers")."""
    name = phrase.head_name
    if name is None or fold(name.text) in _NOT_PLURAL:
        return False  # "Brussels", "Honduras"
    if " of " in fold(name.text) and kind_of_organisation(name.words):
        return False  # "the Union of Port Workers"
    if phrase.head in COLLECTIVE_NOUNS or is_plural_role(phrase.head):
        return True
    return len(phrase.words) == 1 and name.is_first and is_plural(phrase.head)


def _stand_in(phrase: Phrase) -> Found | None:
    """Return a metonym ("the Kremlin", "Beijing") under the name as said."""
    said = join_words(phrase.words)
    low = fold(said).removeprefix("the ")
    if low in METONYMS:
        kind, government = METONYMS[low]
        reasons = (
            Reason(_("“%(said)s” stands for an institution and keeps its name."), said=said),
        )
        return Found(f"org::{low}", said, kind, None, government, reasons, 0.9)
    if low in CAPITALS and low not in FIRST_NAMES:
        government = f"{ADJECTIVE_OF[CAPITALS[low]]} government"
        message = _("The capital “%(said)s” stands for the %(name)s.")
        reasons = (Reason(message, said=said, name=government),)
        return Found(f"org::{low}", said, SpeakerKind.GOVERNMENT, None, government, reasons, 0.8)
    return None


def found_organisation(org: Organisation, said: str) -> Found:
    """Return an organisation as the speaker under its canonical name."""
    kind = org.kind or _guess(org)
    same = fold(said) == fold(org.name)
    message = _("“%(said)s” is named.") if same else _("“%(said)s” is “%(name)s”.")
    reason = Reason(message, said=said, name=org.name)
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
    """Return the kind of a name without a head noun: a place, an acronym, else a person."""
    if org.is_place:
        return SpeakerKind.GOVERNMENT
    compact = org.name.replace(".", "")
    return SpeakerKind.NGO if compact.isupper() and len(compact) > 1 else SpeakerKind.PERSON
