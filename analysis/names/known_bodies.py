"""Bodies that lists know: what acronyms stand for, and names that are one body's though their words are common."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from analysis.names.bodies import BodyName, read_body
from analysis.names.given import DATA
from analysis.resolution.lexicon import KNOWN_ORGS, METONYMS
from analysis.types import SpeakerKind

_BRACKETS: Final = re.compile(r"([^(]+?)\s*\((\w+)\)\s*")


def _acronyms() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    opening = set()
    for line in (DATA / "acronyms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        short, _equals, full = line.partition(" = ")
        if short.startswith("*"):
            opening.add(short[1:])
        found[short.lstrip("*")].append(full)
    return {short: tuple(fulls) for short, fulls in found.items()}, frozenset(opening)


ACRONYMS, _OPENING = _acronyms()


def expansions(name: str) -> tuple[str, ...]:
    """Return what a listed acronym stands for, else the name; one that opens the name is written out."""
    translated = _TRANSLATIONS.get(fold_words(name))
    if translated:
        return translated
    if (found := _BRACKETS.fullmatch(name)) and found[2] in ACRONYMS:
        fulls = ACRONYMS[found[2]]
        if fold_words(found[1]) in {fold_words(full) for full in fulls}:
            return fulls  # "Doctors Without Borders (MSF)"
    bare = re.sub(r"(?<=\w)\.", "", name).strip()
    bare = re.sub(r"^[Tt]he\s+", "", bare)
    short = bare.upper() if bare.isupper() or len(bare) > 3 else bare
    if short in ACRONYMS:
        return (name, *ACRONYMS[short])
    head, _space, rest = bare.partition(" ")
    if head in _OPENING and rest:
        return (name, f"{ACRONYMS[head][0]} {rest}")
    return (name,)


def fold_words(name: str) -> str:
    """Return the words of a name in one spelling, country and all: what lists of known bodies are asked by."""
    body = read_body(name)
    return " ".join((*body.words, *sorted(body.countries), *body.numbers))


def _translations() -> dict[str, tuple[str, ...]]:
    """Return all the names of a body by each of them, for those whose acronym has several."""
    return {
        fold_words(full): fulls for fulls in ACRONYMS.values() if len(fulls) > 1 for full in fulls
    }


def _known() -> frozenset[str]:
    named = (
        SpeakerKind.IGO,
        SpeakerKind.NGO,
        SpeakerKind.COMPANY,
        SpeakerKind.MEDIA,
        SpeakerKind.ARMED_GROUP,
    )
    listed = [name for name, kind in KNOWN_ORGS.items() if kind in named]
    written = [full for fulls in ACRONYMS.values() for full in fulls]
    return frozenset(fold_words(name) for name in (*listed, *METONYMS, *written))


_TRANSLATIONS: Final = _translations()
_KNOWN: Final = _known()


def is_known(body: BodyName) -> bool:
    """Tell whether the lists know a name as one body's, whatever its words."""
    return " ".join(body.words) in _KNOWN


def is_generic(body: BodyName) -> bool:
    """Tell whether a name is made of words that many bodies share, and is not one that the lists know."""
    return body.is_generic and not is_known(body)
