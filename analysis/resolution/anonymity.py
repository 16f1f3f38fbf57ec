"""Words that withhold a name, and the reason that the article states for it."""

from __future__ import annotations

import re
from typing import Final

from analysis.resolution.lexicon import ANONYMOUS_PHRASES, fold
from analysis.resolution.phrases import Phrase

_WITHHELD: Final = re.compile(
    "|".join(
        [
            *(re.escape(words) for words in ANONYMOUS_PHRASES if words != "whose name"),
            r"on (?:the )?condition (?:of anonymity|that \w+ not be)",
            r"(?:insist|request|demand|grant|promis|ask)\w* (?:on |for |to )?(?:strict )?anonymity",
            r"(?:asked|asking|wished|wishing|wanted|preferred|requested|requesting) (?:to remain anonymous|not to (?:be|have|give))",
            r"(?:declin|refus)\w+ to (?:give|disclose|reveal|provide|share) (?:his|her|their|a|any|full|last) ?(?:full |last |own )?names?",
            r"(?:did not|didn't|would not|does not|do not) want (?:to be (?:named|identified|quoted)|\w+ names?)",
            r"(?:gave|giving|provided|identified \w+ by) only (?:his|her|their|a) (?:first|given|last) names?",
            r"(?:would not be|not be|can ?not be|could not be|is not being|are not being|cannot be) (?:named|identified)",
            r"names? (?:is|are|was|were|has been|have been) (?:being )?(?:withheld|changed|protected)",
            r"(?:withh[eo]ld\w*|protect\w*) (?:his|her|their) (?:name|identity|identities)",
        ]
    )
)
_OPENERS: Final = re.compile(
    r"(?:\b(?:who|whose|speaking|spoke|asking|asked|declining|declined|requesting|citing|insisting)\b[^,.;]{0,40})$"
)
_CLAUSE_END: Final = re.compile(
    r"[.;?!\n“”\"]|,(?= (?:said|says|told|added|and|but|who|which)\b)|, "
)
_STARTS: Final = re.compile(r"(?:he|she|they|the \w+|both|all)\b")
_WINDOW: Final = 260
_LONGEST: Final = 200


def anonymity_reason(text: str, phrase: Phrase, end: int) -> str | None:
    """Return the words that withhold a name in or after the source, with the reason they give, or None.

    "speaking on condition of anonymity because the talks are private"; also in the next sentence when that goes
    on about the same person: "He declined to give his name."
    """
    start = phrase.span.start
    window = text[start : min(len(text), end + _WINDOW)].split("\n")[0].replace("’", "'")
    low = window.lower()
    for found in _WITHHELD.finditer(low):
        between = low[len(fold(phrase.surface)) : found.start()]
        if _is_about_source(between):
            return _clause(text[start : start + len(window)], found.start(), found.end())
    return None


def _is_about_source(between: str) -> bool:
    """Tell whether the words before stand in the source's sentence, or in the next, about the same."""
    ends = [m.end() for m in re.finditer(r"[.?!][”\"']?\s+|[”\"]\s+", between)]
    if not ends:
        return True
    last = between[ends[-1] :]
    return len(ends) == 1 and _STARTS.match(last) is not None


def _clause(window: str, start: int, end: int) -> str:
    """Return the clause around the words that withhold: from "who" or "speaking" to its end."""
    opener = _OPENERS.search(window[max(0, start - 60) : start])
    first = max(0, start - 60) + opener.start() if opener else start
    stop = _CLAUSE_END.search(window, end)
    last = min(stop.start() if stop else len(window), first + _LONGEST)
    return " ".join(window[first:last].split())
