"""Roles after a name ("Ada Brook, the head of Lumen") and in front of it ("the head of Lumen, Ada Brook,")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.kinds import kind_of_organisation
from analysis.resolution.lexicon import (
    COUNTRIES,
    DEMONYMS,
    DOMAINS,
    FIRST_NAMES,
    FUNCTION,
    GENERIC_TAILS,
    ORG_HEADS,
    ROLE_MODIFIERS,
    ROLES,
)
from analysis.resolution.roles import Role
from analysis.resolution.tokens import Token, Tokens

_SERVING: Final = frozenset(["serves", "served", "serving", "works", "worked", "acts", "acted"])
_BEING: Final = frozenset(["is", "was", "became", "remains"])
_DETERMINERS: Final = frozenset(["a", "an", "the", "its", "their", "his", "her", "one"])
_PREPOSITIONS: Final = frozenset(["of", "for", "at", "with", "in", "from", "to", "on", "by", "about", "after", "before", "as", "than", "over"])  # fmt: skip
_STOPS: Final = frozenset([",", ".", ";", ":", "\n", "—", "–", "--", ")", "(", "?", "!", "“", "”", '"'])  # fmt: skip
_LEADING: Final = {"heads": "head", "leads": "leader", "runs": "head", "chairs": "chair", "directs": "director"}  # fmt: skip
_WORKING: Final = frozenset(["teaches", "taught", "lectures", "works", "worked", "studies", "researches"])  # fmt: skip
_EMPLOYERS: Final = frozenset(["company", "ministry", "union", "committee", "council", "hospital", "agency", "commission", "court", "institute"])  # fmt: skip
ITS: Final = "its"  # whose role it is stands before: see `nominals.name_affiliation`
_INNER: Final = frozenset(["of", "for", "the", "at"])
_WINDOW: Final = 16
_CLOSERS: Final = frozenset([",", ".", "—", "–", ")", ";"])
_FAR: Final = 14


def _without_verb(name: str) -> str:
    """Cut a name at the first lower-case word that no body's name has: "Lumen University dates"."""
    words = name.split()
    stop = next(
        (
            k
            for k, word in enumerate(words)
            if word.islower() and word not in _INNER | ORG_HEADS.keys() and word != "and"
        ),
        len(words),
    )
    return " ".join(words[:stop])


def role_after(tokens: Tokens, end_i: int) -> Role | None:
    """Return the role in an apposition or "who serves as" clause after a name."""
    items = tokens.items
    i = _skip_aside(items, end_i)
    if i + 2 >= len(items):
        return None
    if items[i].text in {",", "—", "–", "--", "("}:
        i += 1
        if items[i].text.isdigit() and items[i + 1].text == "," and i + 2 < len(items):
            i += 2
        if items[i].low == "who":
            return _who_role(items, i + 1)
        return _noun_phrase_role(items, i)
    if items[i].low in _BEING:
        is_role = items[i + 1].low in _DETERMINERS or items[i].low == "became"
        return _noun_phrase_role(items, i + 1) if is_role else None
    if items[i].low in _LEADING and items[i + 1].low in _DETERMINERS:
        return _leading_role(items, i)
    return None


def role_in_front(tokens: Tokens, start_i: int, end_i: int) -> Role | None:
    """Return the role that a name stands in apposition to: "the head of Lumen, Ada Brook,"."""
    items = tokens.items
    if start_i < 2 or items[start_i - 1].text != ",":
        return None
    if end_i >= len(items) or items[end_i].text not in _CLOSERS:
        return None
    for k in range(start_i - 2, max(-1, start_i - _FAR), -1):
        if not items[k].is_word and items[k].text not in {"'s", "’s"}:
            return None
        is_owner = items[k].is_first and items[k].is_cap and _has_owner(items[k:start_i])
        is_start = items[k].low in _DETERMINERS or is_owner
        if is_start and items[k - 1].low not in _PREPOSITIONS - {"with", "to"}:
            role = _noun_phrase_role(items[: start_i - 1], k)
            return role if role and _is_whole(role, items[k : start_i - 1]) else None
    return None


def _has_owner(part: Sequence[Token]) -> bool:
    return any(token.text in {"'s", "’s"} for token in part)


def _is_whole(role: Role, part: Sequence[Token]) -> bool:
    """Tell whether a role and whose it is are all that a phrase says."""
    said = f"{role.role} {role.affiliation or ''}".split()
    small = _DETERMINERS | _PREPOSITIONS | {"'s", "’s", "and"}
    wanted = {token.text for token in part if token.low not in small}
    return wanted <= {
        word for one in said for word in (one, one.removesuffix("'s").removesuffix("’s"))
    }


def body_after(tokens: Tokens, end_i: int) -> str | None:
    """Return the body or place right after a name: "Ada Brook of the Lumen Institute"."""
    items = tokens.items
    k = _working_at(items, end_i)
    if k is None and end_i + 2 < len(items):
        k = end_i + 1 if items[end_i].text == "," and items[end_i + 1].low == "of" else end_i
    if k is None or k + 1 >= len(items) or items[k].low not in {"of", "from", "at"}:
        return None
    name = _affiliation(items, k + 1)
    if name is None or not name[:1].isupper():
        return None
    name = _without_verb(name)
    is_body = kind_of_organisation(name.split()) is not None
    return name if is_body or (items[k].low == "of" and name.lower() in COUNTRIES) else None


def _working_at(items: Sequence[Token], end_i: int) -> int | None:
    """Return where "at" stands in ", who teaches chemistry at the University of Lumen", if it does."""
    part = [token.low for token in items[end_i : end_i + 3]]
    if len(part) < 3 or part[:2] != [",", "who"] or part[2] not in _WORKING:
        return None
    for k in range(end_i + 3, min(len(items), end_i + 8)):
        if not items[k].is_word:
            return None
        if items[k].low == "at":
            return k
    return None


def _skip_aside(items: Sequence[Token], i: int) -> int:
    """Skip a bracket such as "(D-Ohio)" after a name."""
    if i < len(items) and items[i].text == "(":
        for k in range(i + 1, min(i + 6, len(items))):
            if items[k].text == ")":
                return k + 1
    return i


def _who_role(items: Sequence[Token], i: int) -> Role | None:
    """Read "serves as Envoy for Lumen" or "is the head of Lumen" after "who"."""
    while i < len(items) and items[i].low in {"has", "had", "also", "once", "previously", "now"}:
        i += 1
    if i + 1 >= len(items):
        return None
    if items[i].low in _SERVING and items[i + 1].low == "as":
        return _noun_phrase_role(items, i + 2)
    if items[i].low in _BEING:
        return _noun_phrase_role(items, i + 1)
    return _leading_role(items, i) if items[i].low in _LEADING else None


def _leading_role(items: Sequence[Token], i: int) -> Role | None:
    """Read "heads the Lumen Institute" or "leads the mission"; a boat is no body that makes a role."""
    body = _affiliation(items, i + 1)
    if body is None:
        return None
    is_named = any(word[:1].isupper() for word in body.split())
    is_body = body in ORG_HEADS or body in GENERIC_TAILS
    return Role(_LEADING[items[i].low], body) if is_named or is_body else None


def _noun_phrase_role(items: Sequence[Token], i: int) -> Role | None:
    """Read a role noun phrase that begins at token `i`, with its "of"/"for" complement."""
    whose = ITS if i < len(items) and items[i].low == ITS else None
    if i < len(items) and items[i].low in _DETERMINERS:
        i += 1
    head = -1
    end = min(len(items), i + _WINDOW)
    for k in range(i, end):
        low = items[k].low
        if (
            low in _PREPOSITIONS
            or items[k].text in _STOPS
            or low in {"who", "which", "that", "and"}
        ):
            break
        if low in ROLES or low.partition("-")[0] in ROLES:
            head = k  # "Envoy-At-Large"
    if head == -1 or head - i > 7:
        return None
    first, possessor = _possessor(items, i, head)
    if any(t.low in FIRST_NAMES and t.is_cap for t in items[first:head]):
        return None
    if possessor is None and head == first + 1 and items[first].low in _EMPLOYERS:
        first, possessor = head, items[first].low  # "a company spokeswoman"
    possessor = possessor or whose
    words = [token.text for token in items[first : head + 1]]
    after = head + 1
    if after + 1 < end and items[after].low in _PREPOSITIONS:
        return _with_complement(items, words, after, possessor)
    if possessor is None and len(words) > 1:
        possessor = _leading_name(items, first, head)
        words = words[len(possessor.split()) :] if possessor else words
    return Role(" ".join(words), possessor)


def _possessor(items: Sequence[Token], i: int, head: int) -> tuple[int, str | None]:
    """Split "Lumen's chief engineer" into where the role begins and whose it is."""
    for k in range(i, head):
        if items[k].text in {"'s", "’s"}:
            return k + 1, " ".join(token.text for token in items[i:k])
    return i, None


def _leading_name(items: Sequence[Token], first: int, head: int) -> str | None:
    """Return the nationality at the front of a role, as in "Russian deputy minister"."""
    low = items[first].low
    if first < head and (low in DEMONYMS or low in COUNTRIES):
        return items[first].text
    return None


def _with_complement(
    items: Sequence[Token], words: list[str], after: int, possessor: str | None
) -> Role:
    """Add "of Trade" to the role, or read "at the Lumen Institute" as the affiliation."""
    low = items[after + 1].low
    if items[after].low in {"of", "in"} and low not in _DETERMINERS and not items[after + 1].is_cap:
        return _with_field(items, words, after, possessor)
    name = _affiliation(items, after + 1)
    if possessor and possessor[:1].isupper() and name and name.islower():
        name = None  # "Norway’s envoy to the talks": Norway's
    first = name.split()[0].lower() if name else ""
    if name and items[after].low in {"of", "for"} and first in DOMAINS:
        field, body = _split_body(name)
        return Role(" ".join([*words, items[after].text, field]), body or possessor)
    return Role(" ".join(words), name or possessor)


def _with_field(
    items: Sequence[Token], words: list[str], after: int, possessor: str | None
) -> Role:
    """Read "professor of public law at the Lumen Institute"."""
    k = after + 1
    while k < len(items) and k - after < 6 and items[k].is_word and items[k].low not in FUNCTION:
        k += 1
    role = " ".join([*words, *(token.text for token in items[after:k])])
    if k + 1 < len(items) and items[k].low in {"at", "for", "with", "of", "to"}:
        return Role(role, _affiliation(items, k + 1) or possessor)
    return Role(role, possessor)


def _affiliation(items: Sequence[Token], i: int) -> str | None:
    """Return the noun phrase at `i` up to a stop, its determiner dropped; None when too long."""
    if i < len(items) and items[i].low in _DETERMINERS:
        i += 1
    words: list[str] = []
    for k, token in enumerate(items[i : i + _WINDOW], start=i):
        is_inner = token.low in _INNER or (words and _joins_domains(items, k))
        if token.text in _STOPS or (token.low in FUNCTION and not is_inner):
            break
        if token.text in {"'s", "’s"} and words:
            words[-1] += token.text
        else:
            words.append(token.text)
    if words:
        words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    if len(words) > 1 and words[0] in ROLE_MODIFIERS and words[1][:1].isupper():
        words = words[1:]  # "leader of the opposition Lumen Alliance"
    has_name = any(word[:1].isupper() for word in words)
    return " ".join(words) if words and (has_name or len(words) <= 5) else None


def _joins_domains(items: Sequence[Token], k: int) -> bool:
    """Tell whether "and" at `k` is inside one name: "for Coastal and Island Affairs"."""
    if items[k].low != "and" or not items[k - 1].is_cap:
        return False
    stop = k + 1
    while stop < min(len(items), k + 4) and items[stop].is_cap:
        stop += 1
    return stop > k + 1 and items[stop - 1].low in DOMAINS


def _split_body(name: str) -> tuple[str, str | None]:
    """Split "Water of the Lumen Council" into the field and the body that it is a post of."""
    for joint in (" of the ", " at the ", " of ", " at "):
        field, found, body = name.partition(joint)
        if found and (body in COUNTRIES or kind_of_organisation(body.split()) is not None):
            return field, body
    return name, None
