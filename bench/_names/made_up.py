"""Names made by rule, the same every time, and the forms that another article may have them in."""

from __future__ import annotations

import random

_ONSETS = (
    *("b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l"),
    *("m", "n", "p", "pr", "r", "s", "sh", "st", "t", "tr", "v", "z"),
)
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei"]
_CODAS = ["", "", "n", "r", "l", "s", "k", "nd", "rt", "m"]
_GIVEN = (
    *("Mohammed", "Vladimir", "Robert", "William", "Elizabeth", "Anna", "John", "Maria"),
    *("Sergei", "Yulia", "Ahmed", "Hassan", "Michael", "Peter", "Karl", "Elena"),
    *("Nicholas", "Thomas", "Stephen", "Katherine", "Margaret", "Alexander", "Daniel", "Samuel"),
    *("Fatima", "Omar", "Ivan", "Laura", "Victor", "Irene"),
)
_OTHER_FORMS = {
    "Mohammed": "Muhammad", "Vladimir": "Volodymyr", "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz",
    "Sergei": "Sergey", "Yulia": "Iuliia", "Ahmed": "Ahmad", "Michael": "Mike", "Thomas": "Tom",
    "Stephen": "Steve", "Katherine": "Kate", "Alexander": "Aleksandr", "Omar": "Umar", "Victor": "Viktor",
}  # fmt: skip
_BODIES = (
    "Ministry of {}",
    "{} Agency",
    "{} Foundation",
    "{} Ltd",
    "Institute for {} Studies",
    "Port Authority of {}",
)


def made_up(i: int) -> tuple[str, str]:
    """Return the name and kind of the `i`-th speaker: seven people in ten, about as many namesakes as in life."""
    rng = random.Random(i)  # noqa: S311 - the same names every time
    word = _word(rng) + _word(rng, is_last=True)
    if i % 10 < 7:
        middle = f" {rng.choice('ABCDEFGHJKLMNPRST')}." if rng.random() < 0.2 else ""
        return f"{rng.choice(_GIVEN)}{middle} {word.capitalize()}", "person"
    words = f"{word.capitalize()} {_word(rng, is_last=True).capitalize()}"
    return rng.choice(_BODIES).format(words), "agency"


def other_form(name: str) -> str:
    """Return a name as another article may have it: a spelling or short form, capitals, or the surname first."""
    first, _space, rest = name.partition(" ")
    if first in _OTHER_FORMS:
        return f"{_OTHER_FORMS[first]} {rest}"
    return f"{rest}, {first}" if first in _GIVEN else name.upper()


def _word(rng: random.Random, *, is_last: bool = False) -> str:
    end = rng.choice(_CODAS) if is_last else ""
    return (
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ONSETS) + rng.choice(_VOWELS) + end
    )
