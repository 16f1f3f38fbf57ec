"""Given names that are one name: spellings, short forms, and the same name in other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list in `data/`; lines that begin with "#" are remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _sections() -> Iterator[tuple[str, str]]:
    section = ""
    for line in (DATA / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield section, line


def _read() -> tuple[
    dict[str, set[str]], dict[str, set[str]], dict[str, set[str]], set[str], set[str]
]:
    spelling: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    arabic: set[str] = set()
    fulls: set[str] = set()
    for section, line in _sections():
        if section in {"spellings", "arabic"}:
            for word in line.split():
                spelling[word].add(line.split()[0])
            if section == "arabic":
                arabic.update(line.split())
        elif section == "short":
            full, _colon, forms = line.partition(":")
            fulls.add(full)
            for form in forms.split():
                (loose if form.startswith("?") else short)[form.lstrip("?")].add(full)
        else:
            for word in line.split():
                loose[word].add(line.split()[0])
    return spelling, short, loose, arabic, fulls


_SPELLING, _SHORT, _LOOSE, ARABIC_GIVEN, _FULL = _read()


def is_one_spelling(one: str, other: str) -> bool:
    """Tell whether two given names are spellings of one name."""
    return not _stems(one).isdisjoint(_stems(other))


def is_short_form(one: str, other: str) -> bool:
    """Tell whether one of two given names is the usual short form of the other, or both are of one name."""
    return not _full_forms(one).isdisjoint(_full_forms(other))


def is_loosely_one(one: str, other: str) -> bool:
    """Tell whether two given names may be one: a short form of several names, or the name in another language."""
    ways = [_full_forms(word) | _loose_forms(word) for word in (one, other)]
    return not ways[0].isdisjoint(ways[1])


def is_listed(word: str) -> bool:
    """Tell whether the lists know `word` as a given name."""
    return word in _SPELLING or word in _SHORT or word in _LOOSE or word in _FULL


def plain_form(word: str) -> str:
    """Return the one form that look-ups use for a given name and its usual short forms."""
    fulls = {stem for full in _SHORT.get(word, ()) for stem in _stems(full)}
    return min(fulls or _stems(word))


def _stems(word: str) -> set[str]:
    return _SPELLING.get(word) or {word}


def _full_forms(word: str) -> set[str]:
    return {stem for full in _SHORT.get(word, ()) for stem in _stems(full)} | _stems(word)


def _loose_forms(word: str) -> set[str]:
    return {stem for name in _LOOSE.get(word, ()) for stem in _stems(name)}
