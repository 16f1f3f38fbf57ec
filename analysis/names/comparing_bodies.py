"""Whether two names of organisations, offices or documents are one body's."""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from analysis.names.bodies import GENERIC, BodyName, is_acronym, read_body
from analysis.names.body_doubts import find_body_doubt, is_free
from analysis.names.given import read_words
from analysis.names.known_bodies import expansions, is_generic, is_known
from analysis.names.likeness import Level, compare_words
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.stand_ins import find_stand_in
from analysis.names.verdict import Comparison, Verdict, different, maybe, same
from analysis.resolution.lexicon import ORG_HEADS
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
# "Times of India" is not "India Times"; unless the kind is told, it may be such a name.
_FIXED: Final = frozenset({SpeakerKind.COMPANY, SpeakerKind.MEDIA, None})
# Every state has these, and calls them by common words.
_OF_STATES: Final = frozenset(
    {
        SpeakerKind.MINISTRY,
        SpeakerKind.AGENCY,
        SpeakerKind.LEGISLATURE,
        SpeakerKind.COURT,
        SpeakerKind.OFFICE,
        SpeakerKind.DOCUMENT,
    }
)
_ENGLISH: Final = read_words("common_words.txt") | read_words("generic_words.txt")
_COMMON: Final = GENERIC | _ENGLISH
_HEADS: Final = {"ministry", "department", "embassy", "government", "police", "parliament"}
_IZE: Final = re.compile(r"(?<=\w\w)i[sz](?:e|(?=ing|at))")
_SHORT: Final = 4
_MIN_LETTERS: Final = 3
_MANY_WORDS: Final = 3
_LIKE_BODIES: Final = {"ministry", "department", "office", "bureau", "agency"}


def compare_bodies(
    one: str, other: str, kind: SpeakerKind | None, *, is_arabic: bool = False
) -> Comparison:
    """Return whether two names are one body's; `kind` is what both are, None when it is not known."""
    readings = [_readings(name) for name in (one, other)]
    compared = [_compare_names(a, b, kind, is_arabic=is_arabic) for a, b in product(*readings)]
    found = max(compared, key=lambda comparison: comparison.order)
    acronym = next((name for name in (one, other) if is_acronym(name)), "")
    if acronym and found.verdict is Verdict.SAME:
        found = _of_acronym(one, other, acronym, kind, found)
    if found.verdict is Verdict.SAME:
        doubt = find_body_doubt(one, other, kind)
        found = found if doubt is None else found.capped(0.6, doubt)
    if found.score < 0.4:
        return find_stand_in(one, other) or found
    return found


def _of_acronym(
    one: str, other: str, acronym: str, kind: SpeakerKind | None, found: Comparison
) -> Comparison:
    """Say that an acronym is written out; hold back one that many countries' bodies go by: "MoD", "PP"."""
    if read_body(one) != read_body(other):
        said = Reason(_("“%(acronym)s” is written out"), acronym=acronym)
        return Comparison(found.verdict, found.score, (said, *found.reasons))
    letters = acronym.replace(".", "")
    is_unknown = len(expansions(acronym)) == 1 and bool(read_body(acronym).words)
    if is_unknown and (kind is SpeakerKind.MINISTRY or len(letters) < _MIN_LETTERS):
        return found.capped(0.5, Reason(_("many bodies go by these letters")))
    return found


def _readings(name: str) -> list[BodyName]:
    """Return a name's readings: what its acronym stands for, and umlauts spelt without them."""
    found = [read_body(full) for full in expansions(name)]
    if not name.isascii() and (written := read_body(name, is_written_out=True)) != found[0]:
        found.append(written)
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
    if a.numbers and b.numbers and a.numbers != b.numbers and not _is_spaced(a, b):
        named = " and ".join(sorted(" ".join(n.numbers) for n in (a, b)))
        return different(0.03, Reason(_("their numbers differ: %(which)s"), which=named))
    if a.owners.is_turned_round(b.owners):
        return different(0.1, Reason(_("one is of the country that the other is in")))
    found = _compare_letters(a, b, kind, is_arabic=is_arabic)
    if found.score < 0.4:
        return found
    return _compare_owners(a, b, kind, found)


def _is_spaced(a: BodyName, b: BodyName) -> bool:
    """Tell "TV2" that is "TV 2" from "Unit 26 1" that is not "Unit 2 61"."""
    digits = [re.findall(r"\d+", " ".join(name.numbers)) for name in (a, b)]
    return a.letters == b.letters and digits[0] == digits[1]


def _compare_owners(
    a: BodyName, b: BodyName, kind: SpeakerKind | None, found: Comparison
) -> Comparison:
    """Hold back a likeness of words where country, number or legal form speak against it."""
    if a.countries != b.countries:
        extra = ", ".join(sorted(a.countries ^ b.countries))
        said = Reason(_("only one name says whose it is: %(country)s"), country=extra)
        found = found.capped(0.6, said)
    elif a.owners.places != b.owners.places:
        found = found.capped(0.6, Reason(_("only one is in the country: the other may be of it")))
    elif a.owners.order != b.owners.order:
        found = found.capped(0.6, Reason(_("the countries are in another order")))
    elif a.owners.is_two_places(b.owners):
        found = found.capped(0.6, Reason(_("two places go by that name")))
    if a.numbers != b.numbers and not _is_spaced(a, b):
        number = " ".join(a.numbers or b.numbers)
        found = found.capped(
            0.6, Reason(_("only one name has the number %(number)s"), number=number)
        )
    if not _may_be_one_form(a.legal, b.legal):
        found = found.capped(0.6, Reason(_("their legal forms differ")))
    if _may_be_any(a, kind) and _may_be_any(b, kind):
        said = Reason(_("many bodies go by these words: whose it is, is not said"))
        found = found.capped(0.5 if len(a.words) < _MANY_WORDS else 0.6, said)
    return found


def _may_be_any(body: BodyName, kind: SpeakerKind | None) -> bool:
    """Tell whether several states have a body of that name, so that it has to be said whose it is."""
    is_one_word = kind is SpeakerKind.MEDIA and len(body.words) == 1  # "The Guardian"
    return is_generic(body) or (
        (kind in _OF_STATES or is_one_word)
        and not body.countries
        and not body.numbers
        and _COMMON.issuperset(body.words)
        and not is_known(body)
    )


def _may_be_one_form(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether legal forms agree: one may be left out, "Co., Ltd." is "Ltd", "GmbH" and "GmbH & Co. KG" are two."""
    if not one or not other:
        return True
    return one == other or one - {"co"} == other - {"co"} != frozenset()


def _compare_letters(
    a: BodyName, b: BodyName, kind: SpeakerKind | None, *, is_arabic: bool
) -> Comparison:
    if a.words == b.words:
        is_fixed = kind in _FIXED or (is_free(a, kind) and kind is not SpeakerKind.PARTY)
        if _is_turned(a, b, kind) and not is_fixed:
            return same(0.98, Reason(_("the same words")))
        if a.owners.is_demonym != b.owners.is_demonym:
            return maybe(0.6, Reason(_("one names the country, the other what is of it")))
        if a.owners.spots != b.owners.spots and (is_fixed or a.has_of == b.has_of):
            return maybe(0.6, Reason(_("the same words in another order")))
        return same(0.98, Reason(_("the same words")))
    if a.letters == b.letters:
        said = Reason(_("the same letters, spaces aside"))
        # "Northwestern University" is not "North Western University".
        fewer, more = sorted((a.words, b.words), key=len)
        is_common = 0 < len(fewer) < len(more) and bool(_COMMON & (set(more) - set(fewer)))
        return maybe(0.6, said) if is_common else same(0.95, said)
    if sorted(a.words) == sorted(b.words):
        is_owned = bool(a.countries) and a.countries == b.countries
        is_turned = _is_turned(a, b, kind) and _is_about(a, b, kind)
        if is_turned and (is_owned or a.has_of != b.has_of):
            return same(0.95, Reason(_("the same words, turned about")))
        return maybe(0.6, Reason(_("the same words in another order")))
    return _compare_rest(a, b, is_arabic=is_arabic)


def _is_about(a: BodyName, b: BodyName, kind: SpeakerKind | None) -> bool:
    """Tell whether two orders of the same words name one body: "Ministry of X", "X Ministry".

    Not so "Secretary of the Deputy Minister" and "Deputy Secretary of the Minister"; nor parties, which nothing but the
    order of common words may tell apart.
    """
    if kind is SpeakerKind.PARTY or is_free(a, kind):
        return False
    turned = (a.words[i:] + a.words[:i] for i in range(1, len(a.words)))
    return b.words in turned or any(
        _is_head_moved(head, a.words, b.words) for head in ORG_HEADS if head in a.words
    )


def _is_head_moved(head: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell "Bavarian Ministry of Health" that is "Bavarian Health Ministry" from "State Department of Security".

    That may be another than the "Department of State Security": whoever's it is must not be said in common words.
    """
    first, second = sorted((one.index(head), other.index(head)))
    if [word for word in one if word != head] != [word for word in other if word != head]:
        return False
    n_owners = first if second == len(one) - 1 else second
    owned = one if one.index(head) == n_owners else other
    return GENERIC.isdisjoint(owned[:n_owners])


def _is_turned(a: BodyName, b: BodyName, kind: SpeakerKind | None) -> bool:
    return kind in TURNED or (kind is None and bool(_HEADS & set(a.words) & set(b.words)))


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
    if _IZE.sub("ise", one) == _IZE.sub("ise", other):
        return same(0.95, Reason(_("the same words")))
    likeness = compare_words(one, other, is_arabic=is_arabic)
    if (
        likeness.level in {Level.HEARD, Level.SPELT}
        and is_arabic
        and _ENGLISH.isdisjoint((one, other))
    ):
        return same(0.92, *likeness.said)
    if likeness.level >= Level.NEAR:
        return maybe(0.6, *likeness.said)
    is_short = len(one) == len(other) == _SHORT and not {one, other} & GENERIC
    if len(a.words) > 1 and is_short and sum(map(str.__ne__, one, other)) == 1:
        message = _("the words differ by one letter: “%(one)s” and “%(other)s”")
        return maybe(0.45, _differ([one], [other], message))
    return different(0.1, _differ([one], [other]))


def _only_one(words: str) -> Reason:
    return Reason(_("only one name says “%(words)s”"), words=words)


def _differ(
    one: list[str],
    other: list[str],
    message: str = _("the words differ: “%(one)s” and “%(other)s”"),
) -> Reason:
    first, second = sorted((" ".join(one), " ".join(other)))
    return Reason(message, one=first, other=second)
