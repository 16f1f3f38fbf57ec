"""The countries in a body's name: whose it is, where it is, and where in the name they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analysis.names.scripts import to_latin
from analysis.resolution.lexicon import COUNTRIES, DEMONYMS

STOP: Final = frozenset(
    ["the", "a", "an", "of", "for", "and", "on", "in", "to", "at", "de", "la", "du", "des", "et", "und", "y", "e",
     "der", "die", "das", "s"]
)  # fmt: skip
_PLACES: Final = {**DEMONYMS, **COUNTRIES}
_MAX_WORDS: Final = max(len(re.split(r"[^\w]+", place)) for place in _PLACES)
# "Embassy of France in Mali" is not Mali's.
_ELSEWHERE: Final = frozenset({"in", "to", "at", "for", "near", "with"})
# "of the Kingdom of Norway": what a state calls itself. The two Congos and the two Chinas differ by nothing else.
_STATES: Final = frozenset({"kingdom", "republic", "sultanate"})
_KEEPS_STATE: Final = frozenset({"Congo", "China", "Taiwan"})
# A country and a state of another go by one name: "Georgia Supreme Court", "Georgian Supreme Court"; both Congos are Congolese.
_TWO_PLACES: Final = frozenset({"Georgia", "Congo"})


@dataclass(frozen=True, slots=True)
class Owners:
    """The countries of a name; `places` are those it is in or deals with, `spots` say after how many words each stands."""

    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    spots: tuple[tuple[int, str], ...] = ()
    is_demonym: bool = False

    def is_turned_round(self, other: Owners) -> bool:
        """Tell "Embassy of France in Mali" from "Embassy of Mali in France"."""
        if self.places == other.places or self.countries != other.countries:
            return False
        return self.countries > self.places and other.countries > other.places

    @property
    def order(self) -> tuple[str, ...]:
        """The countries as they follow each other."""
        return tuple(country for _n_before, country in self.spots)

    def is_two_places(self, other: Owners) -> bool:
        """Tell whether two names of one country's bodies may be a country's and a state's."""
        return bool(self.countries & _TWO_PLACES) and (
            self.is_demonym != other.is_demonym or self.spots != other.spots
        )


def take_countries(words: list[str]) -> tuple[list[str], Owners]:
    """Return the words of a name without countries and their adjectives, and these."""
    left: list[str] = []
    places: set[str] = set()
    spots: list[tuple[int, str]] = []
    is_demonym = False
    i = 0
    while i < len(words):
        phrase, country = _country_at(words, i)
        if not country:
            left.append(words[i])
            i += 1
            continue
        i += phrase.count(" ") + 1
        is_demonym = is_demonym or phrase in DEMONYMS
        if country not in _KEEPS_STATE:
            _drop_state(left)
        before = next((word for word in reversed(left) if word != "the"), "")
        if before in _ELSEWHERE:
            places.add(country)
        spots.append((sum(word not in STOP for word in left), country))
    if not spots:
        return left, _NOBODYS
    countries = frozenset(country for _n_before, country in spots)
    return left, Owners(countries, frozenset(places), tuple(spots), is_demonym)


def country_forms(name: str) -> set[str]:
    """Return the countries of a name in Latin letters as they are called there: "uk", "british", "great britain"."""
    words = [word for word in re.split(r"[^\w]+", re.sub(r"(?<=\w)\.|'s?\b", "", name)) if word]
    found: set[str] = set()
    i = 0
    while i < len(words):
        phrase, _country = _country_at(words, i)
        found |= {phrase} if phrase else set()
        i += phrase.count(" ") + 1
    return found


_NOBODYS: Final = Owners()


def _country_at(words: list[str], i: int) -> tuple[str, str]:
    """Return the longest phrase at `i` that is a country or of one, and the country; empty when there is none."""
    if words[i] not in _FIRST_WORDS:
        return "", ""
    for n in range(min(_MAX_WORDS, len(words) - i), 0, -1):
        phrase = " ".join(words[i : i + n])
        if phrase in _PLACE_WORDS:
            return phrase, _PLACE_WORDS[phrase]
    return "", ""


def _drop_state(left: list[str]) -> None:
    if len(left) > 1 and left[-1] == "of" and left[-2] in _STATES:
        del left[-2:]


def _place_words() -> dict[str, str]:
    """Return the places by their words, cut as names are."""
    return {
        " ".join(
            w for w in re.split(r"[^\w]+", to_latin(re.sub(r"(?<=\w)\.|'s?\b", "", place))) if w
        ): country
        for place, country in _PLACES.items()
    }


_PLACE_WORDS: Final = _place_words()
_FIRST_WORDS: Final = frozenset(phrase.partition(" ")[0] for phrase in _PLACE_WORDS)
