"""Names that may stand for another of unlike words: initials, and a seat or capital for its government."""

from __future__ import annotations

from analysis.names.bodies import initials, is_acronym, read_body
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.verdict import Comparison, maybe
from analysis.resolution.lexicon import CAPITALS, METONYMS, country_of, fold


def find_stand_in(one: str, other: str) -> Comparison | None:
    """Return "maybe" when one name may stand for the other, None when it does not."""
    return _by_initials(one, other) or _by_government(one, other)


def _by_initials(one: str, other: str) -> Comparison | None:
    """Offer a name whose initials are the other: many names share theirs."""
    for short, full in ((one, other), (other, one)):
        letters = short.strip().replace(".", "").upper()
        if is_acronym(short) and len(letters) > 1 and letters == _all_initials(full, letters):
            message = _("“%(short)s” are the initials of “%(full)s”, and may be of others")
            return maybe(0.6, Reason(message, short=short, full=full))
    return None


def _all_initials(full: str, letters: str) -> str:
    """Return the initials with or without small words, whichever fits."""
    words = [word for word in full.replace("-", " ").split() if word[0].isalnum()]
    every = "".join(word[0] for word in words).upper()
    return every if every == letters and len(words) > 1 else initials(full)


def _by_government(one: str, other: str) -> Comparison | None:
    """Offer the government that a seat or a capital stands for."""
    for said, owner in ((one, other), (other, one)):
        low = fold(said).removeprefix("the ")
        country = CAPITALS.get(low)
        government = METONYMS[low][1] if low in METONYMS else None
        if government and country is None:
            country = country_of(government.removesuffix(" government"))
        named = read_body(owner)
        if country and named.countries == {country} and set(named.words) <= {"government"}:
            message = _("“%(said)s” may stand for the government of %(country)s")
            return maybe(0.5, Reason(message, said=said, country=country))
    return None
