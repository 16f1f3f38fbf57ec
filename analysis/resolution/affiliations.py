"""Whose a role is: a bare noun ("the committee") or "its" in the article's words, to the body's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.resolution.article import Article
from analysis.resolution.lexicon import ORG_HEADS, fold
from analysis.resolution.nominals import GROUP_KINDS, ministry_of_minister, org_fits
from analysis.resolution.openings import openings
from analysis.resolution.roles_after import ITS
from analysis.types import SpeakerKind

_SHARED: Final = frozenset(["state", "city", "county", "government", "party", "house", "side"])
_REACH: Final = 6000


def name_affiliation(article: Article, affiliation: str, offset: int) -> str | None:
    """Return the fullest name of an affiliation: "LRU" written out, "committee" as the one before `offset`."""
    if affiliation == ITS:
        return subject_body(article, offset)
    if affiliation[:1].isupper():
        return _written_out(article, affiliation)
    noun = affiliation.removeprefix("the ")
    if not noun.islower() or noun in _SHARED or (noun not in ORG_HEADS and noun not in GROUP_KINDS):
        return affiliation
    for _start, org in article.organisations.before(offset, reach=_REACH):
        is_named_so = noun in org.nouns or fold(org.name).endswith(noun)
        if (is_named_so or noun in GROUP_KINDS) and org_fits(org, noun, {noun}):
            return org.name
    ministry = ministry_of_minister(article, offset, noun) if noun == "ministry" else None
    return ministry.speaker_name if ministry is not None else affiliation


def body_of_complement(article: Article, complement: Sequence[str], offset: int) -> str | None:
    """Return the body that "the ministry" in "an officer at the ministry" means; None if the article names none."""
    if len(complement) != 2 or complement[0].lower() != "the":
        return None
    name = name_affiliation(article, complement[1], offset)
    return name if name != complement[1] else None


def _written_out(article: Article, affiliation: str) -> str:
    """Return the fullest name that the article gives a body: "LRU" written out."""
    known = article.organisations.find(affiliation.split())
    if known is None or not known.key.rest or known.kind is SpeakerKind.GOVERNMENT:
        return affiliation
    return known.name if len(known.name) > len(affiliation) else affiliation


def subject_body(article: Article, offset: int) -> str | None:
    """Return the body that this sentence or the last opens with, by name or as "The ministry"."""
    items = article.tokens.items
    for k in openings(article, offset, limit=2):
        is_definite = items[k].low == "the" and k + 1 < len(items)
        noun = items[k + 1].low if is_definite else ""
        if (
            noun.islower()
            and not items[k + 1].is_cap
            and (noun in ORG_HEADS or noun in GROUP_KINDS)
        ):
            name = name_affiliation(article, noun, offset)
            return name if name != noun else None
        opening = article.name_at(k + 1 if is_definite else k)
        org = article.organisations.at(opening.span) if opening is not None else None
        if org is not None and org.kind is not None:
            return org.name
    return None
