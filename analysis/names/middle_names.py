"""A given name that stands in one of two names only: whether it may simply have been left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analysis.names.given import read_words
from analysis.names.people import COMMON_SURNAMES, PersonName, is_given
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.verdict import Comparison, maybe, same

_PATRONYMIC: Final = re.compile(
    r"(?:ovich|evich|ovych|yovych|ovna|evna|ivna|ichna|oglu|ogly|kyzy)$"
)
_VOWELS: Final = re.compile("[aeiouy]+")
_FIRST_HALVES: Final = read_words("first_halves.txt")
# Given names that are as well the first of two surnames in Spanish: "Rafael Simón Bidegain"; and how its surnames end.
_ALSO_SURNAMES: Final = read_words("given_as_surnames.txt")
_ROMANCE_ENDS: Final = frozenset("aeiouzs")
# A country or two share these surnames, and a second surname before them ("Løkke Rasmussen") tells families apart.
_NORDIC: Final = re.compile(r"(?:sen|sson|dottir)$")


def without_middle(
    one: PersonName,
    other: PersonName,
    dropped: Sequence[str],
    reasons: Sequence[Reason],
    *,
    is_arabic: bool,
) -> Comparison:
    """Return what two names come to that agree but for the `dropped` words of one; `reasons` are those so far."""
    said = only_one(" ".join(dropped))
    surname = one.core[-1]
    if not dropped or all(_PATRONYMIC.search(word) for word in dropped):
        if dropped and surname.removesuffix("a") in COMMON_SURNAMES:
            return maybe(0.7, *reasons, said, is_common(surname))
        return same(0.94, *reasons)
    if surname in COMMON_SURNAMES or _NORDIC.search(surname):
        return maybe(0.7, *reasons, said, is_common(surname))
    # "Denis Sassou Nguesso" has a son "Denis Christel Sassou Nguesso": who is named at length is named in full.
    is_long = min(len(one.given), len(other.given)) > 1
    if is_arabic or is_long or len(dropped) > 1 or _is_telling(one, other, dropped[0]):
        return maybe(0.7, *reasons, said)
    return same(0.88, *reasons, said)


def is_common(surname: str) -> Reason:
    """Return the reason that many people bear `surname`."""
    return Reason(_("“%(name)s” is a common surname"), name=surname)


def only_one(words: str) -> Reason:
    """Return the reason that `words` stand in one name alone."""
    return Reason(_("only one name has “%(words)s”"), words=words)


def _is_telling(one: PersonName, other: PersonName, word: str) -> bool:
    """Tell whether `word` may tell two people apart: it is no mere middle name that papers leave out.

    Half of a double given name ("Klaus-Dieter"), or a word that no list knows as a given name: it may be the first of
    two surnames ("Lagos Escobar"), and where names have no middle ("Min Aung Hlaing") none can be left out.
    """
    if len(word) == 1:
        return False
    if word in one.halves | other.halves or one.given[0] in _FIRST_HALVES:
        return True
    if word in _ALSO_SURNAMES and one.core[-1][-1] in _ROMANCE_ENDS:
        return True
    if all(len(_VOWELS.findall(part)) == 1 for part in one.words) and not is_given(one.given[0]):
        return True  # "Min Aung Hlaing"
    return not is_given(word)
