"""What speaks against two people's names that read the same, in what reading them leaves aside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import to_latin

# What stands in brackets at the end; "(ret.)" tells nobody from namesakes.
_CLOSING: Final = re.compile(r"\((?!ret(?:d|ired)?\.?\))([^)]+)\)\s*$")
# Letters of Vietnamese and of no other language that news prints in Latin letters.
_VIETNAMESE: Final = re.compile("[ơưạ-ỹ]")

# Marks that stand for each other: long vowels, and a cedilla for the comma below.
_ONE_MARK: Final = str.maketrans("âêîôûşţǎ", "āēīōūșță")


def find_doubt(one: str, other: str) -> Reason | None:
    """Return what keeps two names from being linked although their words agree, None if nothing does."""
    return _aside_differs(one, other) or _marks_differ(one, other)


def _aside_differs(one: str, other: str) -> Reason | None:
    """Tell namesakes apart: "Yaw Mensah (footballer)", "Yaw Mensah (minister)"; a nickname in brackets is of either."""
    said = [found[1] for name in (one, other) if (found := _CLOSING.search(name))]
    if len(said) == 1 and said[0][0].islower():
        return Reason(
            _("in brackets stands “%(words)s”, as if there were namesakes"), words=said[0]
        )
    if len(said) < 2 or to_latin(said[0]) == to_latin(said[1]):
        return None
    first, second = sorted(said)
    return Reason(_("in brackets stand “%(one)s” and “%(other)s”"), one=first, other=second)


def _marks_differ(one: str, other: str) -> Reason | None:
    """Tell names apart by marks that reading drops: "Hưng" is not "Hùng", nor "Åberg" "Äberg".

    A mark that one name lacks was left out as a rule, but not in Vietnamese that is written with its marks: "Ân", "An".
    """
    if one.isascii() or other.isascii():
        return None
    marked = [unicodedata.normalize("NFC", name).casefold() for name in (one, other)]
    is_whole = any(_VIETNAMESE.search(name) for name in marked)
    words = [{to_latin(word): word for word in re.findall(r"\w+", name)} for name in marked]
    for plain, word in words[0].items():
        there = words[1].get(plain, word)
        if word != there and (is_whole or _is_marked_otherwise(word, there)):
            first, second = sorted((word, there))
            return Reason(_("the marks differ: “%(one)s” and “%(other)s”"), one=first, other=second)
    return None


def _is_marked_otherwise(one: str, other: str) -> bool:
    """Tell whether a letter bears one mark here and another there."""
    one, other = one.translate(_ONE_MARK), other.translate(_ONE_MARK)
    if len(one) != len(other) or not _is_latin(one) or not _is_latin(other):
        return False
    return any(
        a != b and not a.isascii() and not b.isascii() for a, b in zip(one, other, strict=True)
    )


def _is_latin(word: str) -> bool:
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in word)
