"""The parts of a person's name: given names, surname, number, and what its title tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis.names.given import ARABIC_GIVEN, is_listed, read_words
from analysis.names.likeness import is_slavic
from analysis.names.scripts import to_latin, with_plain_article, written_out
from analysis.names.titles import is_office, strip_titles
from analysis.resolution.lexicon import FIRST_NAMES

EASTERN_SURNAMES: Final = read_words("eastern_surnames.txt")
COMMON_SURNAMES: Final = read_words("common_surnames.txt")
ARTICLES: Final = frozenset({"al", "el", "ul"})
PARTICLES: Final = frozenset(
    [
        "de",
        "van",
        "von",
        "bin",
        "ibn",
        "ben",
        "bint",
        "da",
        "di",
        "du",
        "la",
        "le",
        "der",
        "den",
        "ten",
        "ter",
        "del",
        "della",
        "dos",
        "das",
        "do",
        "y",
        "e",
        "abu",
        "af",
        "zu",
        "zur",
        "vom",
    ]
)
_SUFFIXES: Final = {
    "jr": "Jr",
    "jnr": "Jr",
    "junior": "Jr",
    "sr": "Sr",
    "snr": "Sr",
    "senior": "Sr",
}
_LETTERS_AFTER: Final = frozenset(
    [
        "phd",
        "md",
        "mp",
        "mep",
        "mla",
        "msp",
        "kc",
        "qc",
        "kcmg",
        "cmg",
        "kbe",
        "dbe",
        "obe",
        "mbe",
        "cbe",
        "esq",
        "esquire",
        "dds",
        "jd",
        "llb",
        "llm",
        "mba",
        "dphil",
        "frs",
        "rn",
        "usn",
        "usaf",
        "kcb",
        "gcb",
        "cb",
        "gcfr",
        "mdb",
        "ret",
    ]
)
# Two capitals that are no initials: "J. Kovan MP"; "QC" after a name, and before one too.
_NO_INITIALS: Final = _LETTERS_AFTER | {"jr", "sr", "st"}
_ROMAN: Final = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xvi{0,3}|xix|xxi{0,3})$")
_ALSO_WORDS: Final = frozenset({"xi", "vi"})  # "Jinping Xi"
_ARABIC_LOOK: Final = re.compile(r"q[aeio]|\wq$|kh|ullah|uddin|^abd[aeu]l")
_APART: Final = re.compile(r"[\s\-‐-―_/]+")
# What stands in brackets or quotation marks, but not a generation: "Robert Kettle (Jr.)".
_ASIDE: Final = re.compile(
    r"\((?!(?:jr|jnr|junior|sr|snr|senior|[ivx]+)\.?\))[^)]*\)|[“\"][^”\"]*[”\"]|\B'[^']*'\B",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PersonName:
    """A person's name in one reading; words are folded.

    `is_guess` when nothing but the order of words speaks for it, `is_turned` when the surname is taken to come first
    though neither comma nor capitals say so.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    number: str = ""
    is_man: bool | None = None
    is_guess: bool = False
    is_turned: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.surname)

    @property
    def core(self) -> tuple[str, ...]:
        """The surname without articles; particles stay."""
        return tuple(word for word in self.surname if word not in ARTICLES) or self.surname

    @cached_property
    def looks_arabic(self) -> bool:
        """Whether vowels may be written in several ways."""
        words = self.words
        if any(w in ARABIC_GIVEN or w in {"al", "el", "bin", "ibn", "abu"} for w in words):
            return True
        # "Mikhail" has a "kh" too.
        return not any(w in FIRST_NAMES or is_slavic(w) for w in words) and any(
            _ARABIC_LOOK.search(word) for word in words
        )


def read_person(name: str, *, is_written_out: bool = False) -> tuple[PersonName, ...]:
    """Return the readings of a person's name, the likeliest first; none when it holds no word.

    "Kovan, Ada" and "KOVAN Ada" have one reading; "Xi Jinping" is read in both orders.
    """
    raw, is_man = strip_titles(_ASIDE.sub(" ", with_plain_article(name)))
    parts = [part for part in raw.split(",") if _fold(part, is_written_out)]
    number = ""
    while len(parts) > 1 and (found := _suffix_of(parts[-1])) is not None:
        number = found or number
        parts.pop()
    if len(parts) > 1 and len(parts[0].split()) > 1 and is_office(",".join(parts[1:])):
        parts = parts[:1]
    if len(parts) > 1:
        after, title = strip_titles(" ".join(parts[1:]))
        is_man = title if is_man is None else is_man
        given, trailing = _take_number(_fold(after, is_written_out))
        surname = _fold(parts[0], is_written_out)
        moved = _trailing_particles(given)
        given, surname = given[: len(given) - moved], (*given[len(given) - moved :], *surname)
        return (PersonName(given, surname, number or trailing, is_man),)
    words, trailing = _take_number(_fold(raw.split(",")[0], is_written_out))
    number = number or trailing
    if not words:
        return ()
    capitals = _capital_surname(parts[0]) if parts else 0
    if capitals and len(words) > capitals:
        return (PersonName(words[capitals:], words[:capitals], number, is_man),)
    return _orders(words, number, is_man)


def _orders(words: tuple[str, ...], number: str, is_man: bool | None) -> tuple[PersonName, ...]:
    cut = len(words) - 1
    while cut > 1 and len(words[cut - 1]) > 1 and words[cut - 1] in PARTICLES | ARTICLES:
        cut -= 1
    western = PersonName(words[:cut], words[cut:], number, is_man)
    if len(words) < 2 or number:
        return (western,)
    first, last = words[0], words[-1]
    is_eastern = first in EASTERN_SURNAMES
    is_sure = is_eastern and last not in EASTERN_SURNAMES
    eastern = PersonName(words[1:], words[:1], number, is_man, not is_sure, True)
    if is_sure:
        return (eastern, western)
    return (western, eastern) if is_eastern or len(words) == 2 else (western,)


def is_given(word: str) -> bool:
    """Tell whether the lists know `word` as a given name."""
    return word in FIRST_NAMES or is_listed(word)


def _fold(text: str, is_written_out: bool) -> tuple[str, ...]:
    words: list[str] = []
    for word in _APART.split(text.strip()):
        bare = word.strip(".,;:'’\"")
        if re.fullmatch(r"(?:\w\.)+\w?", word) or (
            re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{2}", bare) and bare.lower() not in _NO_INITIALS
        ):
            words.extend(c.lower() for c in bare if c.isalnum())
            continue
        folded = (written_out if is_written_out else to_latin)(word)
        folded = re.sub(r"[^\w]|_", "", folded)
        if folded:
            words.append(folded)
    return tuple(words)


def _take_number(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words without letters after the name, and the generation or regnal number."""
    number = ""
    while len(words) > 1:
        last = words[-1]
        if last in _SUFFIXES:
            number = _SUFFIXES[last]
        elif _ROMAN.match(last) and (last not in _ALSO_WORDS or is_given(words[-2])):
            number = last.upper()
        elif last not in _LETTERS_AFTER:
            break
        words = words[:-1]
    return words, number


def _suffix_of(part: str) -> str | None:
    """Return the number a part after a comma is, "" for letters after the name, None for anything else."""
    words = _fold(part, False)
    joined = "".join(words)
    if joined in _SUFFIXES:
        return _SUFFIXES[joined]
    if _ROMAN.match(joined):
        return joined.upper()
    return "" if joined in _LETTERS_AFTER or all(w in _LETTERS_AFTER for w in words) else None


def _trailing_particles(words: tuple[str, ...]) -> int:
    n = 0
    while n < len(words) - 1 and words[-1 - n] in PARTICLES:
        n += 1
    return n


def _capital_surname(text: str) -> int:
    """Return how many words at the start are a surname in capitals before given names that are not."""
    words = [word for word in _APART.split(text.strip()) if word]
    n = 0
    while n < len(words) and len(words[n]) > 1 and words[n].isupper() and "." not in words[n]:
        n += 1
    rest = words[n:]
    is_short = n == 1 and len(words[0]) == 2 and to_latin(words[0]) not in EASTERN_SURNAMES
    return n if rest and not is_short and all(not word.isupper() for word in rest) else 0
