"""Whether a text names the speaker of another: "Beijing" and "China" name the Chinese ministry."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from analysis.contrast.stems import stem

_DATA = Path(__file__).resolve().parent.parent / "resolution" / "data" / "places.csv"
_COMMON = frozenset(
    stem(word)
    for word in [
        "the",
        "a",
        "an",
        "of",
        "and",
        "for",
        "in",
        "mr",
        "mrs",
        "ms",
        "dr",
        "former",
        "leader",
        "leaders",
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "group",
        "people",
        "unnamed",
        "source",
        "sources",
        "members",
        "president",
        "minister",
        "chief",
        "head",
        "general",
        "director",
        "chairman",
        "chair",
        "are",
        "said",
        "be",
        "to",
        "new",
        "local",
        "united",
        "department",
        "government",
        "ministry",
        "state",
        "foreign",
    ]
)
_BODIES = {
    "ministry": "ministry",
    "government": "government",
    "police": "police",
    "army": "army",
    "military": "army",
    "company": "company",
    "media": "media",
    "opposition": "opposition",
    "union": "union",
    "hospital": "hospital",
    "court": "court",
}


def names_speaker(text: str, speaker: str | None) -> str | None:
    """Return the word of `text` that names `speaker`, or None.

    A country, its people's adjective and its capital name the bodies of that country.
    """
    if not speaker:
        return None
    wanted = _keys(speaker)
    capitals: list[str] = re.findall(r"[^\W\d_][\w’'-]*", text)
    for word in capitals:
        if word[0].isupper() and _keys(word) & wanted:
            return word
    bodies = {_BODIES[w] for w in re.findall(r"[a-z]+", speaker.lower()) if w in _BODIES}
    small: list[str] = re.findall(r"[a-z]+", text.lower())
    for word in small:
        if _BODIES.get(word) in bodies:
            return word
    return None


def is_same_speaker(a: str | None, b: str | None) -> bool:
    """Tell whether two names are written alike: whoever calls has resolved them already."""
    return bool(a and b and " ".join(a.lower().split()) == " ".join(b.lower().split()))


@cache
def _keys(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_][\w-]*", name.replace("’s", "").replace("'s", ""))
    found = {nations().get(word.lower(), stem(word.lower())) for word in words}
    return frozenset(found - _COMMON)


@cache
def nations() -> dict[str, str]:
    """Return for each country, adjective and capital of one word the country."""
    found: dict[str, str] = {}
    with _DATA.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            country = row["name"].lower()
            names = [row["name"], row["capital"], *row["demonyms"].split("|")]
            names += row["aliases"].split("|")
            found |= {name.lower(): country for name in names if name and " " not in name}
    return found
