"""The tags that the model gives to words, and which tag may follow which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
TAG_INDEX = {tag: index for index, tag in enumerate(TAGS)}
N_TAGS = len(TAGS)
FORBIDDEN = np.float32(-1e9)


def make_starts() -> NDArray[np.float32]:
    """Return the score of each tag as the first of a paragraph: 0, or `FORBIDDEN`."""
    return np.array([0 if tag[0] in "OBS" else FORBIDDEN for tag in TAGS], np.float32)


def make_ends() -> NDArray[np.float32]:
    """Return the score of each tag as the last of a paragraph."""
    return np.array([0 if tag[0] in "OES" else FORBIDDEN for tag in TAGS], np.float32)


def make_transitions() -> NDArray[np.float32]:
    """Return the score of each pair (tag, next tag) inside a paragraph."""
    return np.array(
        [[0 if can_follow(tag, after) else FORBIDDEN for after in TAGS] for tag in TAGS],
        np.float32,
    )


def can_follow(tag: str, after: str) -> bool:
    """Tell whether `after` may stand right after `tag`."""
    if tag[0] in "OES":
        return after[0] in "OBS"
    return after[0] in "IE" and after[2:] == tag[2:]


def tags_of_span(role: str, length: int) -> list[int]:
    """Return the tags that spell one span of `length` words."""
    if length == 1:
        return [TAG_INDEX[f"S-{role}"]]
    inner = [TAG_INDEX[f"I-{role}"]] * (length - 2)
    return [TAG_INDEX[f"B-{role}"], *inner, TAG_INDEX[f"E-{role}"]]
