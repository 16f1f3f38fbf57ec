"""Two names, with the kinds of their speakers where known: same, maybe or different, and why."""

from __future__ import annotations

import re
from typing import Final

from analysis.names.bodies import is_acronym, read_body
from analysis.names.comparing_bodies import compare_bodies
from analysis.names.comparing_people import compare_people
from analysis.names.known_bodies import ACRONYMS
from analysis.names.likeness import SHORT_FOR
from analysis.names.people import EASTERN_SURNAMES
from analysis.names.reasons import Reason
from analysis.names.reasons import gettext_noop as _
from analysis.names.scripts import has_other_script, to_latin
from analysis.names.verdict import Comparison, Verdict, different, maybe
from analysis.resolution.kinds import kind_of_organisation
from analysis.resolution.lexicon import FIRST_NAMES, KNOWN_ORGS, METONYMS, TITLES, country_of, fold
from analysis.types import SpeakerKind

PEOPLE: Final = frozenset({SpeakerKind.PERSON, SpeakerKind.EXPERT})
NOBODY: Final = frozenset({SpeakerKind.COLLECTIVE, SpeakerKind.ANONYMOUS})
# Kinds that the words of a name tell for sure.
_TOLD_BY_HEADS: Final = frozenset(
    {SpeakerKind.MINISTRY, SpeakerKind.GOVERNMENT, SpeakerKind.COURT, SpeakerKind.LEGISLATURE}
)
_PRONOUNS: Final = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "one",
        "who",
        "whom",
        "this",
        "that",
        "these",
        "those",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "anyone",
        "nobody",
        "others",
        "another",
        "both",
        "himself",
        "herself",
        "itself",
        "themselves",
    ]
)


def judge_names(
    one: str,
    other: str,
    *,
    one_kind: SpeakerKind | None = None,
    other_kind: SpeakerKind | None = None,
) -> Comparison:
    """Return whether two names are one speaker's; the same whichever comes first.

    "same" is what may be linked without a person. A kind that is None is guessed from the words.
    Raises `ValueError` when a name has no letters or digits.
    """
    for name in (one, other):
        if not any(c.isalnum() for c in name):
            raise ValueError(f"expected a name with letters or digits, found {name!r}")
    (a, a_kind), (b, b_kind) = sorted(
        ((" ".join(one.split()), one_kind), (" ".join(other.split()), other_kind)),
        key=lambda item: (item[0], item[1] or ""),
    )
    if {a_kind, b_kind} & NOBODY:
        return maybe(0.3, Reason(_("such words name nobody in particular")))
    if is_pronoun(a) or is_pronoun(b):
        return maybe(0.3, Reason(_("a pronoun names nobody by itself")))
    if _scripts_differ(a, b):
        return maybe(0.3, Reason(_("the names are in two scripts that are not compared")))
    classes = {_class_of(kind) for kind in (a_kind, b_kind) if kind is not None}
    if len(classes) > 1:
        return _compare_classes(a, b, classes)
    return _compare(a, a_kind, b, b_kind)


def is_pronoun(name: str) -> bool:
    """Tell pronouns from acronyms that are spelt like them: "US", "WHO"."""
    word = name.strip()
    return word.casefold() in _PRONOUNS and not (len(word) > 1 and word.isupper())


def guess_kind(name: str) -> SpeakerKind | None:
    """Return the kind that the words of a name tell, None when they do not."""
    words = to_latin(name).replace(".", "").split()
    low = fold(name).removeprefix("the ")
    if low in KNOWN_ORGS:
        return KNOWN_ORGS[low]
    if low in METONYMS:
        return METONYMS[low][0]
    if country_of(low) is not None:
        return SpeakerKind.GOVERNMENT
    if words and len(words) > 1 and (words[0] in TITLES or f"{words[0]}." in TITLES):
        return SpeakerKind.PERSON
    found = kind_of_organisation(name.replace(",", " ").split())
    is_first_name = len(words) > 1 and words[0].strip(",") in FIRST_NAMES
    if found is not None and not (is_first_name and len(words) == 2):
        return found
    if is_first_name or (len(words) > 1 and words[0] in EASTERN_SURNAMES):
        return SpeakerKind.PERSON
    if len(words) == 2 and words[0].endswith(",") and words[1] in FIRST_NAMES:
        return SpeakerKind.PERSON
    return SpeakerKind.AGENCY if _is_body(name) else None


def _is_body(name: str) -> bool:
    body = read_body(name)
    return bool(
        body.legal
        or (is_acronym(name) and (name.replace(".", "").isupper() or name in ACRONYMS))
        or re.search(r"\w (?:of|for|and|on) \w|&|\d", name)
    )


def _compare(a: str, a_kind: SpeakerKind | None, b: str, b_kind: SpeakerKind | None) -> Comparison:
    known = a_kind or b_kind
    if known is None:
        return _compare_unknown(a, b)
    if known in PEOPLE:
        return compare_people(a, b)
    one_kind = a_kind if a_kind and b_kind and a_kind in _turned_first(a_kind, b_kind) else known
    # Other bodies spell themselves: "Al Jazeera" is not "Al Jazirah".
    return compare_bodies(a, b, one_kind, is_arabic=known is SpeakerKind.ARMED_GROUP)


def _turned_first(one: SpeakerKind, other: SpeakerKind) -> tuple[SpeakerKind, ...]:
    return (one,) if one is not SpeakerKind.COMPANY else (other,)


def _compare_unknown(a: str, b: str) -> Comparison:
    """Compare names of no known kind as what their words tell."""
    named = [guess_kind(name) for name in (a, b)]
    guesses = {kind for kind in named if kind is not None}
    is_arabic = guesses == {SpeakerKind.ARMED_GROUP}
    if not guesses:
        if min(len(a.split()), len(b.split())) > 1:
            return _compare_maybe_people(a, b)
        return compare_bodies(a, b, None).capped(
            0.5, Reason(_("one word alone names nobody for sure"))
        )
    if guesses <= PEOPLE:
        return _compare_maybe_people(a, b)
    if len(guesses) == 1 and guesses <= _TOLD_BY_HEADS and None not in named:
        return compare_bodies(a, b, *guesses, is_arabic=is_arabic)
    found = compare_bodies(a, b, None, is_arabic=is_arabic)
    if not any(" " in name for name in (a, b)) and (None in named or _is_word_or_acronym(a, b)):
        return found.capped(0.5, Reason(_("one word alone names nobody for sure")))
    return found.capped(0.5, Reason(_("one may be a person"))) if guesses & PEOPLE else found


def _compare_maybe_people(a: str, b: str) -> Comparison:
    """Compare what looks like people's names; a short form is one only where a person is known to be named."""
    found = compare_people(a, b)
    if any(reason.message == SHORT_FOR for reason in found.reasons):
        return found.capped(0.6, Reason(_("nothing says that a person is named")))
    return found


def _is_word_or_acronym(a: str, b: str) -> bool:
    """Tell whether capitals are all that differs, so that one may be a word and the other letters: "Vox", "VOX"."""
    return a.isupper() != b.isupper() and not {a.upper(), b.upper()} & ACRONYMS.keys()


def _compare_classes(a: str, b: str, classes: set[str]) -> Comparison:
    if "person" in classes:
        return different(0.02, Reason(_("one is a person, the other is not")))
    if "document" in classes:
        return different(0.05, Reason(_("one is a document, the other speaks")))
    return compare_bodies(a, b, None).capped(0.5, Reason(_("one is an office, the other a body")))


def _class_of(kind: SpeakerKind) -> str:
    if kind in PEOPLE:
        return "person"
    if kind in {SpeakerKind.DOCUMENT, SpeakerKind.OFFICE}:
        return kind.value
    return "body"


def _scripts_differ(a: str, b: str) -> bool:
    return has_other_script(to_latin(a)) != has_other_script(to_latin(b))


__all__ = ["Comparison", "Verdict", "guess_kind", "is_pronoun", "judge_names"]
