"""What stands beside the point: words between commas, windows of time, samples, values of before."""

from __future__ import annotations

from analysis.contrast.tokens import Token, says_before
from analysis.contrast.words import word_set

_OPENERS = word_set(
    "including among of most some many mostly mainly all half both none one two three four five six"
)
_LONGEST = 14
_OLD = (
    "rather than",
    "instead of",
    "compared with",
    "compared to",
    "against",
    "up from",
    "down from",
    "revised from",
    "raised from",
    "an earlier",
    "a previous",
    "previously",
    "originally",
    "not the",
    "earlier estimate of",
    "versus",
)
_SAMPLES = word_set("poll survey sample study questionnaire interviews")
_WINDOWS = ("in", "within", "in the past", "in the last", "over the past", "over the last", "over")
_WINDOWS_MORE = (
    "in just",
    "in under",
    "during the past",
    "during the last",
    "for the past",
    "every",
)
_SINCE = word_set("ago later earlier after before")


def find_asides(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Return the tokens of ", including three children," and its like."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.text != "," or at + 1 >= len(tokens) or tokens[at + 1].low not in _OPENERS:
            continue
        if tokens[at + 1].low not in {"including", "among", "most", "mostly", "mainly", "many"}:
            ahead = [each.low for each in tokens[at + 1 : at + 5]]
            if not {"them", "whom"} & set(ahead):
                continue
        end = next(
            (
                n
                for n in range(at + 2, min(len(tokens), at + _LONGEST))
                if tokens[n].text == "," or tokens[n].text in {".", ";"}
            ),
            None,
        )
        if end is not None and tokens[end].text == ",":
            found.update(range(at, end + 1))
    return frozenset(found)


def is_old_value(tokens: tuple[Token, ...], start_i: int) -> bool:
    """Tell whether a figure is the one a text sets aside: "12, not 17", "up from 12"."""
    if any(says_before(tokens, start_i, words) for words in _OLD):
        return True
    if not says_before(tokens, start_i, "not") or start_i < 2:
        return False
    return tokens[start_i - 2].text in {",", "(", "-", "—", "–"}


def is_sample(tokens: tuple[Token, ...], start_i: int) -> bool:
    """Tell whether a figure is how many were asked: "a poll of 1,200 people"."""
    return (
        start_i >= 2
        and tokens[start_i - 1].low in {"of", "among", "with"}
        and tokens[start_i - 2].low in _SAMPLES
    )


def is_window(tokens: tuple[Token, ...], start_i: int, end_i: int) -> bool:
    """Tell whether a length of time is only the frame of a text: "in a week", "two days ago"."""
    after = tokens[end_i].low if end_i < len(tokens) else ""
    if after in _SINCE:
        return True
    return any(says_before(tokens, start_i, words) for words in (*_WINDOWS, *_WINDOWS_MORE))
