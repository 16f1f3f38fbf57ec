"""Names that many bodies share: "the ministry", "Foreign Ministry". Whose it is has to be said before one links."""

from __future__ import annotations

from analysis.names.bodies import read_body
from analysis.names.known_bodies import is_generic
from speakers.candidates import Mention
from speakers.kinds import PEOPLE
from speakers.models import Speaker
from speakers.names import name_key

# fmt: off
# Common nouns that name a body only together with other words: "Police", "The Ministry".
COMMON_NOUNS = frozenset({
    "administration", "agency", "army", "association", "authorities", "authority", "bank",
    "board", "cabinet", "commission", "committee", "company", "council", "court", "defence",
    "defense", "department", "embassy", "firm", "force", "forces", "government", "group",
    "institute", "judge", "judiciary", "law", "leader", "lawyer", "legislature", "media",
    "mayor", "military", "minister", "ministry", "movement", "navy", "newspaper", "office",
    "official", "officials", "opposition", "organisation", "organization", "paper",
    "parliament", "parties", "party", "police", "president", "prosecutor", "prosecutors",
    "rebels", "report", "reporters", "secretariat", "senate", "service", "source", "sources",
    "spokesman", "spokesperson", "spokeswoman", "state", "statement", "study", "survey",
    "union", "university", "witness", "witnesses",
})
# fmt: on


def is_common_noun(name: str) -> bool:
    """Tell whether `name` is nothing but common nouns: it names one body in one article, and another in the next."""
    words = name_key(name).split()
    return bool(words) and set(words) <= COMMON_NOUNS


def may_be_shared(name: str, speaker: Speaker) -> bool:
    """Tell whether bodies besides `speaker`, in other countries, surely go by `name` too."""
    return speaker.kind not in PEOPLE and is_generic(read_body(name))


def is_said_to_be_of(mention: Mention, speaker: Speaker) -> bool | None:
    """Tell whether the article says that the body is of the country, or part of the body, that `speaker` is of.

    None if it does not say whose it is.
    """
    if mention.country and speaker.country:
        return mention.country.upper() == speaker.country
    if not mention.affiliation:
        return None
    said, known = read_body(mention.affiliation), read_body(speaker.name)
    if said.countries and known.countries:
        return said.countries == known.countries
    owner = speaker.parent.name if speaker.parent is not None else speaker.name
    return bool(said.words) and set(name_key(mention.affiliation).split()) <= set(
        name_key(owner).split()
    )
