"""Given names that are one name: spellings, short forms, and the same name in other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
_ARABIC: Final = ("arabic", "plain")


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list in `data/`; lines that begin with "#" are remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = defaultdict(list)
    section = ""
    for line in (DATA / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            sections[section].append(line)
    return sections


def _stems_of(*lines: str) -> dict[str, set[str]]:
    """Return the first word of each line that has a word, by the word."""
    stems: dict[str, set[str]] = defaultdict(set)
    for first, *more in map(str.split, lines):
        for word in (first, *more):
            stems[word].add(first)
    return stems


def _forms(line: str) -> Iterator[tuple[str, str]]:
    """Yield each short form of a line with each full name it is of."""
    fulls, _colon, forms = line.partition(":")
    for form in forms.split():
        for full in fulls.split():
            yield form, full


def _short_forms() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the full names by their usual short forms, and by those that serve others more often."""
    usual: dict[str, set[str]] = defaultdict(set)
    rare: dict[str, set[str]] = defaultdict(set)
    for line in _SECTIONS["short"]:
        for form, full in _forms(line):
            (rare if form.startswith("?") else usual)[form.lstrip("?")].add(full)
    return usual, rare


_SECTIONS: Final = _sections()
_SPELLING: Final = _stems_of(*_SECTIONS["spellings"], *_SECTIONS["arabic"])
_CHOSEN: Final = _stems_of(*_SECTIONS["chosen"])
_OWN: Final = frozenset(word for line in _SECTIONS["own"] for word in line.split())
_WEST: Final = _stems_of(*_SECTIONS["west"])
_LOOSE: Final = _stems_of(*_SECTIONS["near"], *_SECTIONS["abroad"])
_SHORT, _RARELY_SHORT = _short_forms()
ARABIC_GIVEN: Final = frozenset(
    word for section in _ARABIC for line in _SECTIONS[section] for word in line.split()
)
_LISTED: Final = frozenset(
    word
    for lines in _SECTIONS.values()
    for line in lines
    for word in line.replace(":", " ").replace("?", " ").split()
)


def is_one_spelling(one: str, other: str) -> bool:
    """Tell whether two given names are spellings of one name, which whoever writes of the bearer chooses between."""
    return not _stems(one).isdisjoint(_stems(other))


def is_chosen_in_west(one: str, other: str) -> bool:
    """Tell whether two spellings of one name are two names where no table turned them into Latin letters: "Victor", "Viktor"."""
    return one != other and (one in _WEST.get(other, ()) or other in _WEST.get(one, ()))


def is_short_form(one: str, other: str) -> bool:
    """Tell whether one of two given names is the usual short form of the other; "Liz" and "Beth" are not."""
    if one in _OWN or other in _OWN:
        return False
    return not (_fulls(one).isdisjoint(_stems(other)) and _fulls(other).isdisjoint(_stems(one)))


def is_one_name(one: str, other: str) -> bool:
    """Tell whether the lists know two given names as one: spellings, or a short form and its full name."""
    return is_one_spelling(one, other) or is_short_form(one, other)


def is_loosely_one(one: str, other: str) -> bool:
    """Tell whether two given names may be one: spellings that bearers choose between, a short form of several, another language's."""
    ways = [_fulls(word) | _stems(word) | _loose_forms(word) for word in (one, other)]
    return not ways[0].isdisjoint(ways[1])


def is_listed(word: str) -> bool:
    """Tell whether the lists know `word` as a given name."""
    return word in _LISTED


def plain_form(word: str) -> str:
    """Return the one form that look-ups use for a given name, its usual short forms and its spellings."""
    fulls = _fulls(word) or _stems(word)
    return min({stem for full in fulls for stem in _CHOSEN.get(full, {full})})


def _stems(word: str) -> set[str]:
    return _SPELLING.get(word) or {word}


def _fulls(word: str) -> set[str]:
    return {stem for full in _SHORT.get(word, ()) for stem in _stems(full)}


def _loose_forms(word: str) -> set[str]:
    named = (
        *_LOOSE.get(word, ()),
        *_RARELY_SHORT.get(word, ()),
        *(chosen for full in (word, *_SHORT.get(word, ())) for chosen in _CHOSEN.get(full, ())),
    )
    return {stem for name in named for stem in _stems(name)}
