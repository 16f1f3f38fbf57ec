"""Sentences made by rule: a reported sentence denied, confirmed or left open, and a claim turned round.

The frames are this project's own writing. They teach the stance model how news words a denial, which
none of the public sets shows.
"""

from __future__ import annotations

import random
import re

WHO = (
    "the ministry",
    "a spokesman",
    "the mayor",
    "police",
    "the company",
    "its lawyers",
    "officials",
    "the army",
    "her family",
    "the governor",
    "the union",
    "witnesses",
    "the museum",
    "an expert",
    "the agency",
    "local residents",
    "the opposition",
    "rebel leaders",
)
DENIALS = (
    "{who} denies that {s}",
    "{who} denied reports that {s}",
    "reports that {s} are false, says {who}",
    "reports that {s} are not true",
    "{who}: it is not true that {s}",
    "claims that {s} are untrue, {who} said",
    "{who} dismisses claims that {s}",
    "{who} rejected the accusation that {s}",
    "there is no evidence that {s}, {who} said",
    "no proof that {s}",
    "the story that {s} was made up, {who} admits",
    "viral story that {s} is a hoax",
    "no, {n}",
    "{who} says {n}",
    "{n}, {who} insists",
    "fake: {s}",
    "debunked: the tale that {s}",
    "{who} calls the report that {s} baseless",
    "{who} refuted the claim that {s}",
    "{who} disputes that {s}",
    "{who} doubts that {s}",
    "the claim that {s} is exaggerated, {who} says",
    "{who} is overstating it: {n}",
    "did {who} say that {s}? that was a mistake",
    "{who} retracts report that {s}",
    "{who} corrects itself after saying that {s}",
    "rumour that {s} was fabricated",
    "why the report that {s} is wrong",
    "saying that {s} is only an excuse, {who} claims",
)
CONFIRMATIONS = (
    "{who} says {s}",
    "{who} confirms that {s}",
    "{s}, {who} said",
    "report: {s}",
    "confirmed: {s}",
    "{who} insists that {s}",
    "evidence shows that {s}",
    "it is true that {s}, {who} admits",
    "{who} has acknowledged that {s}",
    "according to {who}, {s}",
    "video shows that {s}",
    "no one can deny that {s}",
    "{who} warns that {s}",
)
OPEN = (
    "{who} is investigating whether {s}",
    "is it true that {s}?",
    "{who} asked whether {s}",
    "{who} could not say whether {s}",
    "unconfirmed: {s}",
    "{who} is looking into a report that {s}",
    "could it be that {s}?",
    "rumours spread that {s}",
)
_AUXILIARIES = "should|must|can|could|will|would|is|are|was|were|has|have|may|might"
_AUXILIARY = re.compile(rf"\b({_AUXILIARIES})\b(?! not\b)", re.IGNORECASE)
_NEGATED = re.compile(rf"\b({_AUXILIARIES}|do|does|did) not\b", re.IGNORECASE)
_ORDERS = frozenset(
    {"abolish", "ban", "legalize", "legalise", "lower", "raise", "end", "introduce", "make"}
    | {"allow", "restrict", "increase", "arm"}
)


def negate(sentence: str) -> str:
    """Return a sentence that says the opposite."""
    first, _, rest = sentence.partition(" ")
    if first.lower() in _ORDERS and rest:
        return f"Do not {first.lower()} {rest}"
    negated = _NEGATED.search(sentence)
    if negated and negated[1].lower() not in {"do", "does", "did"}:
        return sentence[: negated.end() - 4] + sentence[negated.end() :]
    auxiliary = _AUXILIARY.search(sentence)
    if auxiliary:
        return f"{sentence[: auxiliary.end()]} not{sentence[auxiliary.end() :]}"
    return f"It is not true that {lower_first(sentence)}"


def lower_first(sentence: str) -> str:
    """Return the sentence as it stands after "that": no capital unless a name seems to open it."""
    words = sentence.split()
    if len(words) > 1 and words[1][:1].isupper() and not words[0].isupper():
        return sentence
    return sentence[:1].lower() + sentence[1:]


def frame(sentence: str, frames: tuple[str, ...], draw: random.Random) -> str:
    """Return the sentence put into one of the frames, in the case of running text or of a headline."""
    bare = sentence.strip().rstrip(".!?; ")
    made = draw.choice(frames).format(
        who=draw.choice(WHO), s=lower_first(bare), n=lower_first(negate(bare))
    )
    made = made[:1].upper() + made[1:]
    if draw.random() < 0.2:
        return made.title()
    return made if draw.random() < 0.5 else f"{made}."
