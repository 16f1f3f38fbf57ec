"""Places that a text names after "in", "at" or "near": figures of two places are not rivals."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from analysis.contrast.words import word_set

_DATA = Path(__file__).resolve().parent.parent / "resolution" / "data" / "places.csv"
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|across|inside|around|throughout)\s+(?:the\s+)?"
    r"(?:(?:northern|southern|eastern|western|central|north|south|east|west|downtown)\s+)?"
    r"((?:[A-Z][\w’'-]*)(?:\s+(?:of\s+|de\s+|al-)?[A-Z][\w’'-]*)*)"
)
_NOT_PLACES = word_set(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday English French Spanish Arabic Russian God "
    "Congress Parliament Mr Mrs Ms Dr"
)


def find_places(text: str) -> frozenset[str]:
    """Return the names of places in `text`."""
    return frozenset(
        match[1]
        for match in _PLACE.finditer(text)
        if match[1].split()[0] not in _NOT_PLACES and not match[1].split()[0].isupper()
    )


def may_be_same_place(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether two texts may speak of one place: either names none, or a name or word is shared.

    A country and its capital are one place; so are "Port Orsel" and "Orsel".
    """
    if not a or not b:
        return True
    ours = {word for name in a for word in _known(name)}
    theirs = {word for name in b for word in _known(name)}
    if ours & theirs:
        return True
    countries = _countries()
    named = [bool(names & countries) for names in (set(a), set(b))]
    return named[0] != named[1]  # a town in a country: the text does not say which


def _known(name: str) -> set[str]:
    return {name, *name.split(), _capitals().get(name, name)} - {"Port", "City", "Province", "New"}


@cache
def _capitals() -> dict[str, str]:
    return {row["capital"]: row["name"] for row in _rows() if row["capital"]}


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in _rows())


def _rows() -> list[dict[str, str]]:
    with _DATA.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
