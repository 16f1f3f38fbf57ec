"""People of one article: full names, and the surnames and titles that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.resolution.appositions import is_of_body, read_apposition
from analysis.resolution.genders import pronoun_gender, role_gender, title_gender
from analysis.resolution.lexicon import (
    CAPITALS,
    COUNTRIES,
    DEMONYMS,
    DOCUMENT_NOUNS,
    DOMAINS,
    EXPERTS,
    FIRST_NAMES,
    KNOWN_ORGS,
    METONYMS,
    NICKNAMES,
    ORG_HEADS,
    ROLES,
    WEAK_ROLES,
    fold,
    gender_of_first_name,
)
from analysis.resolution.lone import lone_people
from analysis.resolution.names import Name
from analysis.resolution.roles import Role, role_before, role_of_run, split_run
from analysis.resolution.roles_after import body_after, role_after, role_in_front
from analysis.resolution.tokens import Tokens

_SUFFIXES: Final = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", ","])
_DIRECTIONS: Final = frozenset(["north", "south", "east", "west", "new", "northern", "southern", "eastern", "western"])  # fmt: skip
_MAX_ROLES: Final = 12
_HEADLINE_WORDS: Final = 25


@dataclass(slots=True)
class Person:
    """One person of an article, gathered over its mentions; filled while the text is read."""

    number: int
    name: str
    words: tuple[str, ...]
    mentions: list[Name] = field(default_factory=list)
    n_full: int = 0
    roles: list[Role] = field(default_factory=list)
    n_m: int = 0
    n_f: int = 0
    age: str | None = None
    body: str | None = None

    def add_genders(self, evidence: Iterable[str]) -> None:
        """Count evidence for "m" or "f"."""
        for gender in evidence:
            self.n_m += gender == "m"
            self.n_f += gender == "f"

    def add_roles(self, roles: Iterable[Role | None]) -> None:
        """Keep the first roles given, each once."""
        for role in roles:
            if role is not None and len(self.roles) < _MAX_ROLES and role not in self.roles:
                self.roles.append(role)

    @property
    def surname(self) -> str:
        """The last word of the name, in lower case, without "Jr."."""
        return self.words[-1].lower()

    @property
    def gender(self) -> str | None:
        """The gender that most of the evidence gives ("m" or "f"), None without evidence."""
        return None if self.n_m == self.n_f else ("m" if self.n_m > self.n_f else "f")

    @property
    def is_expert(self) -> bool:
        """Tell whether any role of the person is one of learning ("economist")."""
        return any(word.lower() in EXPERTS for role in self.roles for word in role.role.split())


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A capitalised run read as a person: role words before, the name after."""

    words: tuple[str, ...]
    n_role: int
    is_sure: bool


def parse_person(name: Name) -> ParsedName | None:
    """Return how a run names a person, or None when it names a place, role or organisation."""
    low = fold(name.text)
    if low in COUNTRIES or low in KNOWN_ORGS or low in METONYMS or low in DEMONYMS:
        return None
    n_role = split_run(name.words)
    rest = tuple(word for word in name.words[n_role:] if word.lower() not in _SUFFIXES)
    is_domain_first = n_role == 0 and len(rest) > 1 and rest[0].lower() in DOMAINS
    if is_domain_first and rest[0].lower() == "state":
        rest, n_role = rest[1:], 1  # "former secretary of State Ada Brook"
    if not rest or len(rest) > 5 or (n_role == 0 and low in CAPITALS):
        return None
    first, last = rest[0].lower(), rest[-1].lower()
    known_first = len(rest) > 1 and first in FIRST_NAMES
    if n_role == 0 and first in _DIRECTIONS:
        return None  # "West Virginia"
    if n_role == 0 and not known_first and (_looks_institutional(rest) or last in DOCUMENT_NOUNS):
        return None
    if n_role and not known_first and (last in ORG_HEADS or last in DOMAINS or last in ROLES):
        return None
    if (
        n_role
        and len(rest) == 1
        and (last in DOCUMENT_NOUNS or name.words[n_role - 1].lower() in WEAK_ROLES)
    ):
        return None
    if known_first and ((last in ORG_HEADS and not n_role) or "of" in rest or "for" in rest):
        return None
    return ParsedName(rest, n_role, known_first or (n_role > 0 and not is_domain_first))


def _looks_institutional(words: Sequence[str]) -> bool:
    lows = [word.lower() for word in words]
    if lows[0] in DEMONYMS or lows[0] in COUNTRIES or lows[-1] in DOMAINS:
        return True
    if any(low in ORG_HEADS or low in {"of", "for", "and", "&"} for low in lows):
        return True
    return len(words) > 1 and all(word.isupper() for word in words)


class People:
    """The people of one article, found by any of their names."""

    def __init__(self, tokens: Tokens, names: Sequence[Name]) -> None:
        self.everyone: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        self._of_name: dict[int, Person] = {}
        self._headline_end = _headline_end(tokens)
        parsed = [(name, parse_person(name)) for name in names]
        singles = {fold(name.words[-1]) for name, p in parsed if p and len(p.words) == 1}
        for name, person in parsed:
            if person and len(person.words) > 1:
                self._add_full(tokens, name, person, singles)
        lone = lone_people(tokens, [name for name, p in parsed if p and len(p.words) == 1])
        for name, person in parsed:
            if person and len(person.words) == 1:
                self._add_single(name, person, lone.get(fold(person.words[0])))
        for someone in self.everyone:
            someone.mentions.sort(key=lambda mention: mention.start)

    def of_name(self, name: Name) -> Person | None:
        """Return the person that a run of the text was linked to, if any."""
        return self._of_name.get(name.start)

    def find(self, word: str, *, before: int, gender: str | None = None) -> Person | None:
        """Return the person that a lone surname or first name means at an offset, if any.

        Prefers bearers of it as surname, then those named in full most often so far.
        """
        low = fold(word)
        found = [
            person
            for person in self._by_word.get(low, ())
            if gender is None or person.gender in {None, gender}
        ]
        if not found:
            return None
        return max(
            found,
            key=lambda person: (
                person.mentions[0].start < before,
                fold(person.surname) == low,
                person.n_full,
                -person.mentions[0].start,
            ),
        )

    def add_source(self, name: Name) -> Person | None:
        """Take an unsure run as a person because somebody is credited under it."""
        known = self.of_name(name)
        parsed = parse_person(name)
        if known or parsed is None or len(parsed.words) < 2:
            return known
        return self._insert(name, parsed)

    def _add_full(
        self, tokens: Tokens, name: Name, parsed: ParsedName, singles: Iterable[str]
    ) -> None:
        before = None if parsed.n_role else role_before(tokens, name.start_i)
        after = role_after(tokens, name.end_i)
        run = role_of_run(name.words, parsed.n_role)
        front = None if parsed.n_role else role_in_front(tokens, name.start_i, name.end_i)
        age = _age(tokens, name.end_i)
        body = body_after(tokens, name.end_i)
        used_alone = fold(parsed.words[-1]) in singles and not read_apposition(
            tokens.items, name.end_i
        )
        is_of = is_of_body(tokens.items, name.end_i)
        if not (parsed.is_sure or before or after or front or age or used_alone or is_of):
            return
        person = self._insert(name, parsed)
        person.add_genders(pronoun_gender(tokens, name.end_i))
        person.age = person.age or age
        person.body = person.body or body
        if name.start < self._headline_end:
            return
        person.add_roles((run, before, after, front))
        for role in (run, before, front):
            person.add_genders(role_gender(role.role) if role else [])

    def _insert(self, name: Name, parsed: ParsedName) -> Person:
        person = self._same(parsed.words)
        if person is None:
            person = Person(len(self.everyone), " ".join(parsed.words), parsed.words)
            self.everyone.append(person)
            for word in {fold(parsed.words[-1]), fold(parsed.words[0])}:
                self._by_word.setdefault(word, []).append(person)
        elif len(parsed.words) > len(person.words):
            person.name, person.words = " ".join(parsed.words), parsed.words
        gender = gender_of_first_name(parsed.words[0])
        if gender and len(parsed.words) > 1:
            person.add_genders([gender])
        person.add_genders(title_gender(name.words[: parsed.n_role]) * 3)
        person.n_full += 1
        self._link(name, person)
        return person

    def _same(self, words: tuple[str, ...]) -> Person | None:
        """Return the person already known under a full name with the same first and last word."""
        first = _base_first(words[0])
        for person in self._by_word.get(fold(words[-1]), ()):
            if fold(person.words[-1]) != fold(words[-1]):
                continue
            other = _base_first(person.words[0])
            if first == other or (min(len(first), len(other)) == 1 and first[0] == other[0]):
                return person
        return None

    def _add_single(self, name: Name, parsed: ParsedName, lone: Sequence[str] | None) -> None:
        gender = next(iter(title_gender(name.words[: parsed.n_role])), None)
        person = self.find(parsed.words[0], before=name.start, gender=gender)
        if person is None:
            if not (parsed.is_sure or lone is not None) or parsed.words[0].isupper():
                return
            person = Person(len(self.everyone), parsed.words[0], parsed.words)
            person.add_genders(lone or ())
            self.everyone.append(person)
            self._by_word.setdefault(fold(parsed.words[0]), []).append(person)
        run = role_of_run(name.words, parsed.n_role)
        if run and name.start >= self._headline_end:
            person.add_roles([run])
            person.add_genders(role_gender(run.role))
        if gender:
            person.add_genders([gender] * 3)
        self._link(name, person)

    def _link(self, name: Name, person: Person) -> None:
        if name.start not in self._of_name:
            self._of_name[name.start] = person
            person.mentions.append(name)


def _headline_end(tokens: Tokens) -> int:
    """Return where a short first line ends, 0 without one: titles join words that no role joins."""
    for token in tokens.items[:_HEADLINE_WORDS]:
        if token.text == "\n":
            return token.start
    return 0


def _base_first(word: str) -> str:
    low = fold(word).rstrip(".")
    return NICKNAMES.get(low, low)


def _age(tokens: Tokens, end_i: int) -> str | None:
    """Return the age right after a name: "Ada Brook, 54,"."""
    part = tokens.items[end_i : end_i + 3]
    is_age = len(part) == 3 and part[0].text == "," and part[1].text.isdigit() and part[2].text in {",", "."}  # fmt: skip
    return part[1].text if is_age and len(part[1].text) < 3 else None
