"""People of one article: full names, and the surnames and titles that stand for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.resolution.appositions import is_of_body, read_apposition
from analysis.resolution.genders import pronoun_gender, role_gender, title_gender
from analysis.resolution.headline import Headline
from analysis.resolution.lexicon import (
    EXPERTS,
    NICKNAMES,
    fold,
    gender_of_first_name,
)
from analysis.resolution.lone import lone_people
from analysis.resolution.names import Name
from analysis.resolution.person_names import ParsedName, parse_person
from analysis.resolution.roles import Role, role_before, role_of_run
from analysis.resolution.roles_after import body_after, role_after, role_in_front
from analysis.resolution.tokens import Tokens

_MAX_ROLES: Final = 12


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


class People:
    """The people of one article, found by any of their names."""

    def __init__(self, tokens: Tokens, names: Sequence[Name], headline: Headline) -> None:
        self.everyone: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        self._by_inner: dict[str, list[Person]] = {}
        self._of_name: dict[int, Person] = {}
        self._headline_end = headline.end
        first = bisect_left(names, headline.end, key=lambda name: name.start)
        first = first if headline.in_capitals else 0
        parsed = [(name, parse_person(name)) for name in names[first:]]
        singles = {fold(name.words[-1]) for name, p in parsed if p and len(p.words) == 1}
        for name, person in parsed:
            if person and len(person.words) > 1:
                self._add_full(tokens, name, person, singles)
        lone = lone_people(tokens, [name for name, p in parsed if p and len(p.words) == 1])
        for name, person in parsed:
            if person and len(person.words) == 1:
                self._add_single(tokens, name, person, lone.get(fold(person.words[0])))
        for name in names[:first]:
            self._link_headline(name)
        for someone in self.everyone:
            someone.mentions.sort(key=lambda mention: mention.start)

    def _link_headline(self, name: Name) -> None:
        """Link a run of a headline in capitals to a person of the text whose name opens it."""
        lows = [fold(word) for word in name.words]
        for person in self._by_word.get(lows[0], ()):
            own = [fold(word) for word in person.words]
            if lows[: len(own)] == own or lows[0] == own[-1]:
                self._link(name, person)
                return

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
            for person in self._by_word.get(low) or self._by_inner.get(low) or ()
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
        used_alone = any(fold(word) in singles for word in parsed.words[1:][-2:])
        used_alone = used_alone and not read_apposition(tokens.items, name.end_i)
        is_of = is_of_body(tokens.items, name.end_i)
        is_told = before or after or front or age or used_alone or is_of
        if not (parsed.is_sure or is_told or self._same(parsed.words)):
            return
        person = self._insert(name, parsed)
        person.add_genders(pronoun_gender(tokens, name.end_i))
        person.age = person.age or age
        person.body = person.body or body
        if name.start < self._headline_end:
            return
        person.add_roles((_as_former(tokens, name, run), before, after, front))
        for role in (run, before, front):
            person.add_genders(role_gender(role.role) if role else [])

    def _insert(self, name: Name, parsed: ParsedName) -> Person:
        person = self._same(parsed.words)
        if person is None:
            person = Person(len(self.everyone), " ".join(parsed.words), parsed.words)
            self.everyone.append(person)
            for word in {fold(parsed.words[-1]), fold(parsed.words[0])}:
                self._by_word.setdefault(word, []).append(person)
            for word in parsed.words[1:-1]:
                if len(word) > 2 and word[0].isupper():  # "Gutiérrez" of "María Gutiérrez Vidal"
                    self._by_inner.setdefault(fold(word), []).append(person)
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
        tail = tuple(map(fold, words))
        for person in self._by_word.get(fold(words[-1]), ()):
            if fold(person.words[-1]) != fold(words[-1]):
                continue
            if len(tail) > 1 and tuple(map(fold, person.words[-len(tail) :])) == tail:
                return person  # "De Vries" after "Anna de Vries"
            other = _base_first(person.words[0])
            if first == other or (min(len(first), len(other)) == 1 and first[0] == other[0]):
                return person
        return None

    def _add_single(
        self, tokens: Tokens, name: Name, parsed: ParsedName, lone: Sequence[str] | None
    ) -> None:
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
            person.add_roles([_as_former(tokens, name, run)])
            person.add_genders(role_gender(run.role))
        if gender:
            person.add_genders([gender] * 3)
        self._link(name, person)

    def _link(self, name: Name, person: Person) -> None:
        if name.start not in self._of_name:
            self._of_name[name.start] = person
            person.mentions.append(name)


def _as_former(tokens: Tokens, name: Name, role: Role | None) -> Role | None:
    """Return the role of a run as a former one where "former" stands right before it."""
    is_former = name.start_i > 0 and tokens.items[name.start_i - 1].low == "former"
    return Role(f"former {role.role}", role.affiliation) if role and is_former else role


def _base_first(word: str) -> str:
    low = fold(word).rstrip(".")
    return NICKNAMES.get(low, low)


def _age(tokens: Tokens, end_i: int) -> str | None:
    """Return the age right after a name: "Ada Brook, 54,"."""
    part = tokens.items[end_i : end_i + 3]
    is_age = len(part) == 3 and part[0].text == "," and part[1].text.isdigit() and part[2].text in {",", "."}  # fmt: skip
    return part[1].text if is_age and len(part[1].text) < 3 else None
