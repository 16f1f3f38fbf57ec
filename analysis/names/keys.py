"""Keys under which names that may be one speaker's meet: what a registry of a million names is asked by.

Two names that `judge_names` may call the same share a key, as a rule; so do most that it calls maybe. A key is short
and exact, so that an index finds it.
"""

from __future__ import annotations

import hashlib
from typing import Final

from analysis.names.bodies import GENERIC, BodyName, initials, is_acronym, read_body
from analysis.names.given import plain_form
from analysis.names.judging import NOBODY, PEOPLE, guess_kind, is_pronoun
from analysis.names.known_bodies import expansions, is_generic
from analysis.names.likeness import sound_key
from analysis.names.people import PARTICLES, PersonName, read_person
from analysis.types import SpeakerKind

MAX_KEY: Final = 48
_MAX_RARE: Final = 4
# What keys open with: a surname with the given name's initial, or with the first letter of one that is written out;
# an acronym; the initials of a name of several words. Apart, so that an acronym does not meet all who share its letters.
_INITIAL: Final = "i:"
_SPELT: Final = "o:"
_ACRONYM: Final = "c:"
_INITIALS: Final = "a:"


def stored_keys(name: str, kind: SpeakerKind | None = None) -> frozenset[str]:
    """Return the keys that a registered name is kept by; none for names of nobody in particular."""
    if kind in NOBODY:
        return frozenset()
    keys: set[str] = set(rare_keys(name, kind))
    for reading in _readings(name, kind):
        keys |= _keys_of_person(reading, _INITIAL, _SPELT)
    if _may_be_body(name, kind):
        keys |= _keys_of_body(name)
        keys |= {f"{_ACRONYM}{letters}" for letters in _acronym_of(name)}
        keys |= {f"{_INITIALS}{letters}" for letters in _initials_of(name)}
    return frozenset(_cut(key) for key in keys)


def asked_keys(name: str, kind: SpeakerKind | None = None) -> frozenset[str]:
    """Return the keys under which the registry may know a name; none for pronouns and for nobody in particular.

    A name of no known kind has the keys of what its words tell, or of both a person and a body. An initial asks for
    names that are written out and the other way round, an acronym for names with its initials.
    """
    if kind in NOBODY or is_pronoun(name):
        return frozenset()
    keys: set[str] = set()
    for reading in _readings(name, kind):
        is_initial = bool(reading.given) and len(reading.given[0]) == 1
        keys |= _keys_of_person(reading, _INITIAL, _INITIAL)
        if is_initial:
            keys |= _keys_of_person(reading, _SPELT, _SPELT)
    if _may_be_body(name, kind):
        keys |= _keys_of_body(name)
        acronym = _acronym_of(name)
        keys |= {f"{_ACRONYM}{letters}" for letters in acronym | _initials_of(name)}
        keys |= {f"{_INITIALS}{letters}" for letters in acronym}
    return frozenset(_cut(key) for key in keys)


def rare_keys(name: str, kind: SpeakerKind | None = None) -> frozenset[str]:
    """Return the keys of single words, surnames and what is rare in a body's name: for a person to choose from."""
    if kind in NOBODY or is_pronoun(name):
        return frozenset()
    keys = {f"w:{_surname_sound(r)}" for r in _readings(name, kind) if not r.is_guess}
    if _may_be_body(name, kind):
        rare = [word for word in read_body(name).words if word not in GENERIC and len(word) > 2]
        keys |= {f"w:{sound_key(word)}" for word in rare[:_MAX_RARE]}
    return frozenset(_cut(key) for key in keys)


def _readings(name: str, kind: SpeakerKind | None) -> tuple[PersonName, ...]:
    known = kind or guess_kind(name)
    if known is not None and known not in PEOPLE:
        return ()
    if name.isascii():
        return read_person(name)
    return (*read_person(name), *read_person(name, is_written_out=True))


def _may_be_body(name: str, kind: SpeakerKind | None) -> bool:
    known = kind or guess_kind(name)
    return known is None or known not in PEOPLE


def _keys_of_person(name: PersonName, initial: str, spelt: str) -> set[str]:
    """Return surname and given name as they sound; `initial` and `spelt` open the keys of the first letter alone.

    A name of one word has only its letters, and its number.
    """
    if not name.given:
        joined = name.surname[-1]
        return {f"j:{joined}"} | ({f"n:{joined} {name.number}"} if name.number else set())
    surnames = {_surname_sound(name)}
    if len(name.surname) > 1:  # one of two surnames may be left out
        surnames |= {sound_key(name.surname[0]), sound_key(name.surname[-1])}
    if len(name.given) > 1 and len(name.given[-1]) > 1:
        surnames.add(sound_key(name.given[-1]))
    first = sound_key(plain_form(name.given[0]))
    opening = initial if len(name.given[0]) == 1 else spelt
    keys = {f"{opening}{surname} {first[:1]}" for surname in surnames}
    if len(name.given[0]) > 1:
        given = {first, sound_key("".join(name.given))}
        keys |= {f"p:{surname} {one}" for surname in surnames for one in given}
    return keys | {f"j:{''.join(name.words)}"}


def _acronym_of(name: str) -> set[str]:
    return {name.strip().replace(".", "").lower()} if is_acronym(name) else set()


def _initials_of(name: str) -> set[str]:
    found = {initials(full).lower() for full in expansions(name)}
    return {letters for letters in found if 3 <= len(letters) <= 8}


def _surname_sound(name: PersonName) -> str:
    return sound_key("".join(word for word in name.core if word not in PARTICLES) or name.core[-1])


def _keys_of_body(name: str) -> set[str]:
    keys = set()
    for full in expansions(name):
        body = read_body(full)
        if not body.letters:
            continue
        keys.add(f"b:{' '.join(sorted((*body.words, *body.countries, *body.numbers)))}")
        keys.add(f"j:{body.letters}")
        keys |= _keys_of_owned(body)
        if len(body.words) <= _MAX_RARE and not is_generic(body):
            keys.add(
                f"s:{' '.join((*map(sound_key, body.words), *sorted(body.countries), *body.numbers))}"
            )
    return keys


def _keys_of_owned(body: BodyName) -> set[str]:
    """Return a key without the country, where the words alone name no body: ministries of all countries meet."""
    if body.words and GENERIC.issuperset(body.words):
        return {f"m:{' '.join(sorted(body.words))}"}
    return set()


def _cut(key: str) -> str:
    if len(key) <= MAX_KEY:
        return key
    return f"{key[: MAX_KEY - 17]}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
