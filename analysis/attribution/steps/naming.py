"""Calling a thing by its name is no statement: "a group called the Northern Front"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.attribution.drafts import Draft
from analysis.attribution.vocabulary import word_set

NAMING = word_set(
    """called named dubbed known titled entitled nicknamed codenamed termed styled christened"""
)
WORD = r"[A-Z0-9][\w.’'&-]*"
NAME = re.compile(
    r"(?:as\s+)?(?:(?:the|a|an)\s+)?[\"“‘«]?"
    rf"{WORD}(?:\s+(?:(?:of|and|for|the|in|de|al)\s+)*{WORD})*"
    r"[\"”’»]?(?:\s*\([A-Z][\w.-]*\))?[.,]?"
)


def drop_namings(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that only give a name, and credit nobody with it."""
    return [draft for draft in drafts if not _is_naming(text, draft)]


def _is_naming(text: str, draft: Draft) -> bool:
    if draft.source or len(draft.content) != 1 or not draft.cue:
        return False
    words = draft.cue[-1].of(text).lower().split()
    is_naming = any(word in NAMING for word in words)
    return is_naming and NAME.fullmatch(draft.content[0].of(text).strip()) is not None
