"""Whose ministry: "the Foreign Ministry" in an article that credits one country's bodies only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from analysis.resolution.bodies import Organisation
from analysis.resolution.lexicon import COUNTRIES, country_of, fold
from analysis.resolution.organisations import Organisations
from analysis.resolution.tokens import Token, Tokens
from analysis.types import Attribution, SpeakerKind

# It has departments, so a "Foreign Ministry" is never its own.
_WITHOUT_MINISTRIES: Final = frozenset(["United States"])
_STATE_MEDIA: Final = frozenset(["state media", "state-media"])
# verbs of speech only: "attacked", "struck" and "answered" are also said of arms
_SPEAKING: Final = frozenset(["said", "says", "stressed", "stresses", "told", "asked", "argued", "argues", "insisted", "insists", "maintained", "maintains", "stated", "announced", "declared", "emphasised", "emphasized", "explained", "reiterated", "proposed", "urged"])  # fmt: skip
_AUTHORITIES: Final = frozenset(["authorities", "government", "officials"])
_SENTENCE_END: Final = frozenset([".", "!", "?", "\n"])
_LONGEST_NAME: Final = 4
_REACH: Final = 120  # tokens


def own_by_country(
    tokens: Tokens, organisations: Organisations, attributions: Sequence[Attribution]
) -> None:
    """Give each ministry and state media without an owner the one country that can be its owner.

    That is a country under whose name somebody is credited in the article, the only one, that opens
    the sentence of the first mention or the one before, in its paragraph, with no other beside it.
    """
    credited = {
        country
        for attribution in attributions
        for span in attribution.source[:1]
        if (country := _opening_country(tokens.between(span.start, span.end)))
    } - _WITHOUT_MINISTRIES
    if len(credited) != 1:
        return
    (country,) = credited
    for org in organisations.all:
        if org.mentions and _lacks_owner(org) and _is_near(tokens, org.mentions[0].start, country):
            organisations.own(org, country)


def _lacks_owner(org: Organisation) -> bool:
    is_of_state = org.kind is SpeakerKind.MINISTRY or org.key.rest in _STATE_MEDIA
    return is_of_state and not org.key.owner and org.affiliation is None and " " in org.key.rest


def _opening_country(part: Sequence[Token]) -> str | None:
    """Return the country that the first words of a source name, its determiner apart."""
    first = 1 if part and part[0].low in {"the", "a", "an"} else 0
    return _country_at(part, first)


def _country_at(items: Sequence[Token], k: int) -> str | None:
    if k >= len(items) or not items[k].is_cap:
        return None
    for size in range(min(_LONGEST_NAME, len(items) - k), 0, -1):
        country = country_of(" ".join(token.text for token in items[k : k + size]))
        if country is not None:
            return country
    return None


def _is_near(tokens: Tokens, offset: int, country: str) -> bool:
    """Tell whether `country`, and no other with ministries, stands in this sentence or the last."""
    k = tokens.index_at(offset)
    here, last = _sentence(tokens.items, k), _sentence_before(tokens.items, k)
    for sentence, is_here in ((here, True), (last, False)):
        named = set(_countries(sentence)) - _WITHOUT_MINISTRIES
        if named:
            return named == {country} and _is_owner(sentence, is_here=is_here)
    return False


def _is_owner(sentence: Sequence[Token], *, is_here: bool) -> bool:
    """Tell whether the country opens a sentence as one that has, or says, something.

    "Norway’s view", "Norway stressed", in the sentence before "Norwegian authorities". Not "Norway
    attacked, the Foreign Ministry said": that ministry may well be the other side's.
    """
    size = next(
        (n for n in range(_LONGEST_NAME, 0, -1) if country_of(_words(sentence[:n])) is not None), 0
    )
    if size == 0 or size >= len(sentence):
        return False
    following = sentence[size].low
    if following in {"'s", "’s"} or (
        following in _SPEAKING and fold(_words(sentence[:size])) in COUNTRIES
    ):
        return True
    return not is_here and following in _AUTHORITIES


def _words(part: Sequence[Token]) -> str:
    return " ".join(token.text for token in part)


def _countries(part: Sequence[Token]) -> Iterable[str]:
    return (country for k in range(len(part)) if (country := _country_at(part, k)))


def _sentence(items: Sequence[Token], k: int) -> Sequence[Token]:
    start = _start(items, k)
    stop = k
    while stop < min(len(items), k + _REACH) and items[stop].text not in _SENTENCE_END:
        stop += 1
    return items[start:stop]


def _sentence_before(items: Sequence[Token], k: int) -> Sequence[Token]:
    """Return the sentence before that of token `k`; empty at the start of a paragraph."""
    stop = _start(items, k) - 1
    if stop < 1 or items[stop].text == "\n":
        return ()
    return items[_start(items, stop) : stop]


def _start(items: Sequence[Token], k: int) -> int:
    start = k
    while start > max(0, k - _REACH) and items[start - 1].text not in _SENTENCE_END:
        start -= 1
    return start
