"""What a text says of a person's gender: titles, words such as "chairwoman", a pronoun after the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.lexicon import ROLES_F, ROLES_M, TITLES_F, TITLES_M
from analysis.resolution.tokens import Tokens

GENDERED: Final = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_VERBS: Final = frozenset(["said", "says", "is", "was", "has", "had", "told", "asks", "wrote", "will", "would", "could", "can", "did", "does", "went", "came", "made", "took", "met", "left", "gave", "knew", "saw", "thought", "spoke", "who"])  # fmt: skip


def is_verb(low: str) -> bool:
    """Tell whether a lower-case word right after a name is what the name does: "said", "received"."""
    return low in _VERBS or (len(low) > 4 and low.endswith("ed"))


def title_gender(words: Sequence[str]) -> list[str]:
    """Return the genders that titles such as "Mr." tell."""
    return [
        "m" if word.lower() in TITLES_M else "f"
        for word in words
        if word.lower() in TITLES_M or word.lower() in TITLES_F
    ]


def role_gender(role: str) -> list[str]:
    """Return the genders that words such as "chairwoman" tell, twice for their weight."""
    found: list[str] = []
    for word in role.lower().split():
        if word in ROLES_M or word in ROLES_F:
            found.extend(["m" if word in ROLES_M else "f"] * 2)
    return found


def pronoun_gender(tokens: Tokens, end_i: int) -> list[str]:
    """Return the gender of the first "he" or "her" after a name, none past another name."""
    for token in tokens.items[end_i : end_i + 25]:
        if token.low in GENDERED:
            return [GENDERED[token.low]]
        if token.text in {".", "\n", "?", "!", "“", '"'} or (token.is_cap and not token.is_first):
            return []
    return []
