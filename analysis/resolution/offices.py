"""An office or an age said again: "the minister", "the former mayor", "the 54-year-old" to who was named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.resolution.article import Article, Found
from analysis.resolution.lexicon import ROLES, fold, join_words
from analysis.resolution.named import found_person
from analysis.resolution.people import Person
from analysis.resolution.phrases import Phrase
from analysis.resolution.roles import Role

_SAME_ROLE: Final = {
    "sen.": "senator", "gov.": "governor", "rep.": "representative", "congressman": "representative",
    "congresswoman": "representative", "nominee": "candidate", "gop": "republican", "gen.": "general",
    "col.": "colonel", "prof.": "professor", "capt.": "captain", "lt.": "lieutenant",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman",
    "chair": "chairman", "lawyer": "attorney", "ceo": "executive", "boss": "head", "chief": "head",
    "president-elect": "president", "pope": "pontiff", "adviser": "advisor", "rev.": "reverend",
}  # fmt: skip
_WRITTEN_OUT: Final = {"premier": ("prime", "minister"), "ceo": ("head", "executive")}
_AGED: Final = re.compile(r"(\d{1,3})-year-old")
_GENDERED: Final = {"man": "m", "woman": "f", "boy": "m", "girl": "f"}


def link_role(article: Article, phrase: Phrase, owner: str = "") -> Found | None:
    """Link "the minister" to the nearest person before who holds that role, at `owner` if one is named."""
    head = phrase.head
    if head not in ROLES or not (owner or phrase.determiner in {"the", "this", "that", None}):
        return None
    words = phrase.words[len(phrase.owner) + 1 :] if phrase.owner else phrase.words
    is_former = "former" in map(fold, words)
    wanted = _role_words(words) - {"former"}
    wanted |= _role_words([word for word in phrase.complement if word[:1].isupper()])
    if owner:
        wanted |= _role_words(owner.split())
    head = "minister" if head == "premier" else _SAME_ROLE.get(head, head)
    seen: set[int] = set()
    for _name, person in article.people_before(phrase.span.start, limit=60):
        if person.number in seen:
            continue
        seen.add(person.number)
        if _holds(person, wanted, head, is_former=is_former):
            found = found_person(person)
            reason = Reason(
                _("“%(said)s” is the role given for “%(name)s”."),
                said=join_words(phrase.words),
                name=person.name,
            )
            return replace(found, reasons=(reason,), score=0.75)
    return None


def link_described(article: Article, phrase: Phrase) -> Found | None:
    """Link "the 54-year-old" to the person of that age, "the man" to the only man so far."""
    if phrase.determiner != "the" or len(phrase.words) > 1 or phrase.preposition or phrase.tail:
        return None
    age = _AGED.fullmatch(phrase.head)
    gender = _GENDERED.get(phrase.head)
    if age is None and gender is None:
        return None
    before = {p.number: p for _start, p in article.people_before(phrase.span.start, limit=200)}
    fitting = [p for p in before.values() if (p.age == age[1] if age else p.gender == gender)]
    unsure = [] if age else [p for p in before.values() if p.gender is None]
    if age and not fitting and len(before) == 1:
        fitting = list(before.values())  # nobody else was named
    if len(fitting) != 1 or unsure:
        return None
    message = _("“%(said)s” can only be “%(name)s” here.")
    reason = Reason(message, said=phrase.surface, name=fitting[0].name)
    return replace(found_person(fitting[0]), reasons=(reason,), score=0.7)


def _role_words(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for low in map(fold, words):
        found.update(_WRITTEN_OUT.get(low) or (_SAME_ROLE.get(low, low),))
    return found


def _holds(person: Person, wanted: set[str], head: str, *, is_former: bool) -> bool:
    apart = {"vice", "deputy"} if is_former else {"former", "vice", "deputy"}
    fitting = [role for role in person.roles if _fits(role, wanted, head, apart)]
    if is_former and not any("former" in role.role.lower() for role in person.roles):
        # "Mayor Lind" is in office; "Lind, mayor until May," was
        return any(role.role.islower() for role in fitting)
    return bool(fitting)


def _fits(role: Role, wanted: set[str], head: str, apart: set[str]) -> bool:
    words = _role_words(f"{role.role} {role.affiliation or ''}".split())
    return (
        head in _role_words(role.role.split())
        and wanted <= words
        and apart.isdisjoint(words - wanted)
    )
