"""Names in Latin letters: other scripts by tables, special letters by their usual spellings."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђћљњџјѓќѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "y",
            "-",
            "e",
            "yu",
            "ya",
            "i",
            "i",
            "ye",
            "g",
            "u",
            "dj",
            "c",
            "lj",
            "nj",
            "dz",
            "j",
            "g",
            "k",
            "dz",
        ],
        strict=True,
    )
)
# Ukrainian reads two letters otherwise; a name in it is known by letters and endings that Russian lacks.
_UKRAINIAN: Final = {"г": "h", "и": "y"}
_UKRAINIAN_LOOK: Final = re.compile("[іїєґ]|(?:сь|ць)к(?:ий|а)")
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_GREEK_PAIRS: Final = {"ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "γχ": "nch"}
_GREEK_OPENING: Final = {"μπ": "b", "ντ": "d", "γκ": "g"}
_SPECIAL: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d",
        "ħ": "h", "ŋ": "n", "ə": "e", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "’": "'", "‘": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
_WRITTEN_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
)

# The article's "l" as it is spoken before letters like "n" and "sh": it is doubled then, and never doubled by chance.
_ARTICLE: Final = re.compile(r"\ba(n|r|s|sh|t|th|d|dh|z)-(?=\1)", re.IGNORECASE)


def to_latin(text: str) -> str:
    """Return `text` in plain lower-case Latin letters where a table knows the script; other letters stay."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    # "ß" folds to "ss", "İ" to "i" and a dot above.
    if lowered.isascii():
        return lowered
    is_ukrainian = _UKRAINIAN_LOOK.search(lowered) is not None
    return _without_marks("".join(_word_to_latin(part, is_ukrainian) for part in _parts(lowered)))


def written_out(text: str) -> str:
    """Return `text` as it is spelt where umlauts cannot be: "Müller" as "mueller"."""
    return to_latin(unicodedata.normalize("NFC", text).casefold().translate(_WRITTEN_OUT))


def with_plain_article(name: str) -> str:
    """Return `name` with the Arabic article as it is written: "an-Nusra", "ash-Sharif" as "al-Nusra", "al-Sharif"."""
    return _ARTICLE.sub("al-", name) if "-" in name else name


def has_other_script(latin: str) -> bool:
    """Tell whether letters are left that `to_latin` has no table for."""
    return any(c.isalpha() and not ("a" <= c <= "z") for c in latin)


def is_greek_or_cyrillic(text: str) -> bool:
    """Tell whether `text` has letters of a script that tables turn into Latin ones, each in its way."""
    return any("\u0370" <= c <= "\u04ff" for c in text)


def _parts(text: str) -> list[str]:
    """Return the runs of letters and the runs between them."""
    parts: list[str] = []
    was_letter = None
    for c in text:
        is_letter = c.isalpha() or bool(unicodedata.combining(c))
        if is_letter == was_letter:
            parts[-1] += c
        else:
            parts.append(c)
        was_letter = is_letter
    return parts


def _word_to_latin(word: str, is_ukrainian: bool) -> str:
    if any("\u0400" <= c <= "\u04ff" for c in word):
        table = _CYRILLIC | _UKRAINIAN if is_ukrainian else _CYRILLIC
        return "".join(table.get(c, c) for c in word).replace("-", "")
    if any("\u0370" <= c <= "\u03ff" for c in word):
        return _greek_to_latin(_without_marks(word))
    return word.translate(_SPECIAL)


def _greek_to_latin(word: str) -> str:
    for pair, latin in _GREEK_OPENING.items():
        if word.startswith(pair):
            word = latin + word[2:]
    for pair, latin in _GREEK_PAIRS.items():
        word = word.replace(pair, latin)
    return "".join(_GREEK.get(c, c) for c in word)


def _without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_SPECIAL)
