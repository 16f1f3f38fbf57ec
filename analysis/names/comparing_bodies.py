"""Whether two names of organisations, offices or documents are one body's."""

from __future__ import annotations

from itertools import product
from typing import Final

from analysis.names.bodies import GENERIC, BodyName, initials, is_acronym, read_body
from analysis.names.known_bodies import expansions, is_generic
from analysis.names.likeness import Level, compare_words
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.verdict import Comparison, Verdict, different, maybe, same
from analysis.resolution.lexicon import CAPITALS, METONYMS, country_of, fold
from analysis.types import SpeakerKind

# Bodies whose names may be turned about: "Ministry of X", "X Ministry".
TURNED: Final = frozenset(
    {
        SpeakerKind.MINISTRY,
        SpeakerKind.GOVERNMENT,
        SpeakerKind.AGENCY,
        SpeakerKind.MILITARY,
        SpeakerKind.LEGISLATURE,
        SpeakerKind.COURT,
        SpeakerKind.PARTY,
        SpeakerKind.OFFICE,
    }
)
_SHORT: Final = 4
_LIKE_BODIES: Final = {"ministry", "department", "office", "bureau", "agency"}


def compare_bodies(
    one: str, other: str, kind: SpeakerKind | None, *, is_arabic: bool = False
) -> Comparison:
    """Return whether two names are one body's; `kind` is what both are, None when it is not known."""
    fulls = [expansions(name) for name in (one, other)]
    compared = [
        _compare_names(read_body(a), read_body(b), kind, is_arabic=is_arabic)
        for a, b in product(*fulls)
    ]
    found = max(compared, key=lambda comparison: comparison.order)
    acronym = next((name for name in (one, other) if is_acronym(name)), "")
    if acronym and found.verdict is Verdict.SAME and read_body(one) != read_body(other):
        found = Comparison(
            found.verdict,
            found.score,
            (Reason(_("“%(acronym)s” is written out"), acronym=acronym), *found.reasons),
        )
    if found.score < 0.4:
        return _by_initials(one, other) or _by_government(one, other) or found
    return found


def _compare_names(
    a: BodyName, b: BodyName, kind: SpeakerKind | None, *, is_arabic: bool
) -> Comparison:
    if not a.letters or not b.letters:
        return different(0.0, Reason(_("one of the names has no words")))
    if (
        a.countries
        and b.countries
        and not (a.countries <= b.countries or b.countries <= a.countries)
    ):
        named = " and ".join(sorted(", ".join(sorted(n.countries)) for n in (a, b)))
        return different(0.03, Reason(_("they belong to two countries: %(which)s"), which=named))
    if a.numbers and b.numbers and a.numbers != b.numbers:
        named = " and ".join(sorted(" ".join(n.numbers) for n in (a, b)))
        return different(0.03, Reason(_("their numbers differ: %(which)s"), which=named))
    found = _compare_letters(a, b, kind, is_arabic=is_arabic)
    if found.score < 0.4:
        return found
    return _compare_owners(a, b, found)


def _compare_owners(a: BodyName, b: BodyName, found: Comparison) -> Comparison:
    """Hold back a likeness of words where country, number or legal form speak against it."""
    if a.countries != b.countries:
        extra = ", ".join(sorted(a.countries ^ b.countries))
        said = Reason(_("only one name says whose it is: %(country)s"), country=extra)
        found = found.capped(0.6, said)
    if a.numbers != b.numbers:
        number = " ".join(a.numbers or b.numbers)
        found = found.capped(
            0.6, Reason(_("only one name has the number %(number)s"), number=number)
        )
    if not (a.legal <= b.legal or b.legal <= a.legal):
        found = found.capped(0.6, Reason(_("their legal forms differ")))
    if is_generic(a) and is_generic(b):
        found = found.capped(
            0.5, Reason(_("many bodies go by these words: whose it is, is not said"))
        )
    return found


def _compare_letters(
    a: BodyName, b: BodyName, kind: SpeakerKind | None, *, is_arabic: bool
) -> Comparison:
    if a.words == b.words:
        if a.is_demonym != b.is_demonym and not _is_turned(a, b, kind):
            return maybe(0.6, Reason(_("one names the country, the other what is of it")))
        return same(0.98, Reason(_("the same words")))
    if a.letters == b.letters:
        return same(0.95, Reason(_("the same letters, spaces aside")))
    if sorted(a.words) == sorted(b.words):
        is_owned = bool(a.countries) and a.countries == b.countries
        if _is_turned(a, b, kind) and (is_owned or a.has_of != b.has_of):
            return same(0.95, Reason(_("the same words, turned about")))
        return maybe(0.6, Reason(_("the same words in another order")))
    return _compare_rest(a, b, is_arabic=is_arabic)


def _is_turned(a: BodyName, b: BodyName, kind: SpeakerKind | None) -> bool:
    heads = {"ministry", "department", "embassy", "government", "police", "parliament"}
    return kind in TURNED or (kind is None and bool(heads & set(a.words) & set(b.words)))


def _compare_rest(a: BodyName, b: BodyName, *, is_arabic: bool) -> Comparison:
    only_a = [word for word in a.words if word not in b.words]
    only_b = [word for word in b.words if word not in a.words]
    if not a.words or not b.words:
        extra = " ".join(only_a or only_b)
        if set(only_a or only_b) <= {"government", "state"}:
            return maybe(0.6, _only_one(extra))
        return different(0.2, _only_one(extra))
    if not only_a or not only_b:
        extra = " ".join(only_a or only_b)
        if {"former", "vice", "deputy", "ex", "acting"} & set(only_a or only_b):
            return different(0.1, Reason(_("only one is “%(words)s”"), words=extra))
        return maybe(0.55, _only_one(extra))
    if len(only_a) == len(only_b) == 1:
        return _compare_odd_words(a, only_a[0], only_b[0], is_arabic=is_arabic)
    return different(0.1, _differ(only_a, only_b))


def _compare_odd_words(a: BodyName, one: str, other: str, *, is_arabic: bool) -> Comparison:
    """Compare the one word in which two names differ."""
    if {one, other} <= _LIKE_BODIES:
        message = _("one is called “%(one)s”, the other “%(other)s”")
        return maybe(0.5, _differ([one], [other], message))
    if one in GENERIC and other in GENERIC:
        return different(0.1, _differ([one], [other]))
    likeness = compare_words(one, other, is_arabic=is_arabic)
    if likeness.level == Level.SPELT and is_arabic:
        return same(0.92, *likeness.said)
    if likeness.level >= Level.NEAR:
        return maybe(0.6, *likeness.said)
    is_short = len(one) == len(other) == _SHORT and not {one, other} & GENERIC
    if len(a.words) > 1 and is_short and sum(map(str.__ne__, one, other)) == 1:
        message = _("the words differ by one letter: “%(one)s” and “%(other)s”")
        return maybe(0.45, _differ([one], [other], message))
    return different(0.1, _differ([one], [other]))


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


def _only_one(words: str) -> Reason:
    return Reason(_("only one name says “%(words)s”"), words=words)


def _differ(
    one: list[str],
    other: list[str],
    message: str = _("the words differ: “%(one)s” and “%(other)s”"),
) -> Reason:
    first, second = sorted((" ".join(one), " ".join(other)))
    return Reason(message, one=first, other=second)
