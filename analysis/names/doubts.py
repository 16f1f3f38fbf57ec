"""What speaks against two people's names that read the same, in what reading them leaves aside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from analysis.names.namesakes import VIETNAMESE_SURNAMES, find_namesakes
from analysis.names.people import EASTERN_SURNAMES, read_person
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import to_latin
from analysis.names.titles import is_office, rank_class, strip_titles
from analysis.resolution.lexicon import FIRST_NAMES_F

# What stands in brackets at the end; "(ret.)" tells nobody from namesakes.
_CLOSING: Final = re.compile(r"\((?!ret(?:d|ired)?\.?\))([^)]+)\)\s*$")
_GENERATION: Final = re.compile(r"(?:jr|jnr|junior|sr|snr|senior|[ivx]+)\.?", re.IGNORECASE)
# Titles that are also given names or surnames: before a whole name they may be part of it.
_TITLE_OR_NAME: Final = frozenset(
    ["tun", "sultan", "he", "dean", "earl", "duke", "marshall", "baker", "cook", "page", "carter", "mason", "butler",
     "sardar", "nawab"]
)  # fmt: skip
# Of these, names where all names are syllables.
_OF_SYLLABLES: Final = frozenset({"tun", "he"})
# A title, or half of a given name: "Sheikh Sharif" Ahmed. So many words both names have where it may be.
_SHEIKH: Final = frozenset({"sheikh", "shaikh"})
_SHEIKH_AND_TWO: Final = 5
_MIN_LONG: Final = 6
_BELONGING: Final = re.compile(r"(?:^|\s)(?:of|to|for)\s")
_SON: Final = re.compile(r"\s[OÓ]\s")
# Letters of Vietnamese and of no other language that news prints in Latin letters.
_VIETNAMESE: Final = re.compile("[ơưạ-ỹ]")
# Marks that stand for each other: long vowels, and a cedilla for the comma below.
_ONE_MARK: Final = str.maketrans("âêîôûşţǎ", "āēīōūșță")
# What stands before a surname in Latin languages, Dutch, German and Gaelic, and the word after it.
_PARTICLE: Final = re.compile(
    r"\b(le|la|de|du|des|del|della|di|da|van|von|der|den|ter|ten|st|mac|fitz) (\w+)", re.IGNORECASE
)
# Titles of married women, under which stands her husband's name where that is the custom.
_WIFE: Final = re.compile(r"(?:mrs|mme|madame|frau|sra|señora|signora|bayan)\b", re.IGNORECASE)
# Marks that make another syllable: in pinyin, in Wade-Giles, and in Japanese, whose words are told by their shape.
_UMLAUT: Final = re.compile("ü")
_APOSTROPHE: Final = re.compile("'")
_ASPIRATE: Final = re.compile(r"\b(?:ch|[ptk]|t[sz])'(?=[aeiouüh])")
_LONG: Final = re.compile("[āēīōū]")
_LONG_O: Final = re.compile(r"\bō")
_JAPANESE: Final = re.compile(
    r"(?:(?:(?:[kgsztdnhbpmyrwjf]|ch|sh|ts|[kgnhbpmr]y|kk|ss|tt|pp|tch)?[aeiouāēīōū]|n(?![aeiouāēīōū]))+(?:\s|$))+"
)


def find_doubt(one: str, other: str) -> Reason | None:
    """Return what keeps two names from being linked although their words agree, None if nothing does."""
    return (
        _aside_differs(one, other)
        or _marks_differ(one, other)
        or _syllables_differ(one, other)
        or _opening_differs(one, other)
        or _particle_joined(one, other)
        or _particle_joined(other, one)
        or _is_of_husband(one, other)
        or _is_of_husband(other, one)
        or _ranks_differ(one, other)
        or _belongs(one, other)
        or find_namesakes(one, other)
    )


def _aside_differs(one: str, other: str) -> Reason | None:
    """Tell namesakes apart: "Yaw Mensah (footballer)", "Yaw Mensah (minister)"; a nickname in brackets is of either."""
    said = [found[1] for name in (one, other) if (found := _CLOSING.search(name))]
    if len(said) == 1 and not _GENERATION.fullmatch(said[0]):
        return Reason(
            _("in brackets stands “%(words)s”, as if there were namesakes"), words=said[0]
        )
    if len(said) < 2 or to_latin(said[0]) == to_latin(said[1]):
        return None
    first, second = sorted(said)
    return Reason(_("in brackets stand “%(one)s” and “%(other)s”"), one=first, other=second)


def _marks_differ(one: str, other: str) -> Reason | None:
    """Tell names apart by marks that reading drops: "Hưng" is not "Hùng", nor "Åberg" "Äberg".

    A mark that one name lacks was left out as a rule, but not in Vietnamese, where each makes another name: "Ân", "An".
    """
    if one.isascii() and other.isascii():
        return None
    marked = [unicodedata.normalize("NFC", name).casefold() for name in (one, other)]
    is_whole = any(
        _VIETNAMESE.search(name) or to_latin(name).split()[0] in VIETNAMESE_SURNAMES
        for name in marked
    )
    if not is_whole and (one.isascii() or other.isascii()):
        return None
    words = [{to_latin(word): word for word in re.findall(r"\w+", name)} for name in marked]
    for plain, word in words[0].items():
        there = words[1].get(plain, word)
        if word != there and (is_whole or _is_marked_otherwise(word, there)):
            first, second = sorted((word, there))
            return Reason(_("the marks differ: “%(one)s” and “%(other)s”"), one=first, other=second)
    return None


def _syllables_differ(one: str, other: str) -> Reason | None:
    """Tell "Lu" from "Lü", "Xian" from "Xi'an", "Ch'ang" from "Chang", and "Yuko" from "Yūko"."""
    marked = [
        unicodedata.normalize("NFC", name).casefold().replace("’", "'") for name in (one, other)
    ]
    patterns = [_ASPIRATE, _LONG_O]
    if all(map(_is_of_syllables, (one, other))):
        patterns += [_UMLAUT, _APOSTROPHE]
    if all(_JAPANESE.fullmatch(name) for name in marked):
        patterns.append(_LONG)
    for pattern in patterns:
        found = [pattern.search(name) for name in marked]
        if bool(found[0]) != bool(found[1]):
            there = next(match[0] for match in found if match)
            return Reason(_("only one name has “%(words)s”"), words=there)
    return None


def _is_of_syllables(name: str) -> bool:
    return any(
        found.is_turned and found.surname[0] in EASTERN_SURNAMES for found in read_person(name)
    )


def _opening_differs(one: str, other: str) -> Reason | None:
    """Tell "Tun Min Latt" from "Min Latt": the first word may be a title, or a name."""
    opening = {to_latin(name).split()[0] for name in (one, other)}
    words = [*one.split(), *other.split()]
    found = opening & _TITLE_OR_NAME
    if len(words) == _SHEIKH_AND_TWO:  # "Sheikh Tamim bin Hamad" is no "Sheikh Sharif Ahmed"
        found |= opening & _SHEIKH
    if max(map(len, words)) >= _MIN_LONG:  # "Tun Rahimah Latif" has a Malay title
        found -= _OF_SYLLABLES
    if len(opening) < 2 or not found:
        return None
    return Reason(_("“%(word)s” may be part of the name"), word=min(found))


def _particle_joined(one: str, other: str) -> Reason | None:
    """Tell "Le Roux" from "Leroux", which is another family; "DeLuca" shows where it was joined."""
    for particle, word in _PARTICLE.findall(one):
        found = re.search(rf"\b{particle}{word}\b", other, re.IGNORECASE)
        if found and found[0][len(particle)].islower():
            return Reason(_("the same letters, cut into other words"))
    return None


def _is_of_husband(one: str, other: str) -> Reason | None:
    """Tell "Mrs John Addington" from John Addington, and from whoever bears a name that is not known to be a woman's."""
    if not _WIFE.match(one) or strip_titles(other)[1] is not None:
        return None
    if FIRST_NAMES_F.isdisjoint(given for name in read_person(one)[:1] for given in name.given[:1]):
        return Reason(_("a woman’s title stands before a man’s name"))
    return None


def _ranks_differ(one: str, other: str) -> Reason | None:
    """Tell a sergeant from a colonel; officers rise from rank to rank."""
    if {rank_class(one), rank_class(other)} == {"enlisted", "officer"}:
        return Reason(_("one is an officer, the other is not"))
    return None


def _belongs(one: str, other: str) -> Reason | None:
    """Tell somebody's brother or lawyer, whoever that is; and "Colm Ó Briain", whose "Ó" is no initial."""
    for name in (one, other):
        before, _comma, after = strip_titles(name)[0].partition(",")
        if _BELONGING.search(before) or (_BELONGING.search(after) and not is_office(after)):
            return Reason(_("“%(words)s” may mean somebody else"), words=name)
    if (_SON.search(one) is None) != (_SON.search(other) is None):
        return Reason(_("only one surname has a particle"))
    return None


def _is_marked_otherwise(one: str, other: str) -> bool:
    """Tell whether a letter bears one mark here and another there, or each word a mark that the other lacks."""
    one, other = one.translate(_ONE_MARK), other.translate(_ONE_MARK)
    if len(one) != len(other) or not _is_latin(one) or not _is_latin(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return not any(all(pair[i].isascii() for pair in apart) for i in (0, 1))


def _is_latin(word: str) -> bool:
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in word)
