"""The forms an English word is printed in, by rule: enough to find "deaths" by "death"."""

from __future__ import annotations

import re

# Words whose ending only looks like an inflection.
_FIXED = frozenset({"news", "united", "this", "species", "series", "always", "perhaps", "during"})
_INFLECTED = re.compile(r"[a-z]{3,}")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_MIN_BASE = 3


def find_forms(word: str) -> tuple[str, ...]:
    """Return `word` and the forms it may take, `word` first. Forms that do not exist do no harm.

    Words of fewer than three letters, and whatever is not plain English letters, have one form only.
    """
    if word in _FIXED or not _INFLECTED.fullmatch(word):
        return (word,)
    forms = [word]
    for base in _bases(word):
        forms += _inflect(base)
    return tuple(form for form in dict.fromkeys(forms) if form == word or form not in _FIXED)


def _bases(word: str) -> list[str]:
    """Return what `word` may be an inflection of, itself included."""
    bases = [word]
    if word.endswith(("ies", "ied")):
        bases.append(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases += [
            word[:-1],
            *([word[:-2]] if word.endswith(("ches", "shes", "sses", "xes")) else []),
        ]
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            bases += [stem[:-1]] if _DOUBLED.search(stem) else []
            bases += [stem, stem + "e"]
    return [base for base in bases if len(base) >= _MIN_BASE]


def _inflect(base: str) -> list[str]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    plural = base + "es" if base.endswith(("ch", "sh", "s", "x")) else base + "s"
    return [base, plural, base + "ed", base + "ing"]
