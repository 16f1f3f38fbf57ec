"""Looks as JSON-LD in the words of schema.org: `Claim`, `Quotation`, `NewsArticle`, people and organisations, `DataFeed`.

A claim says who put it forward where; it never says whether it is true. `ClaimReview` stands only where a partner has rated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

CONTEXT = "https://schema.org"
Look = Mapping[str, Any]
Node = dict[str, Any]
_ORGANISATIONS = {
    "government": "GovernmentOrganization",
    "ministry": "GovernmentOrganization",
    "agency": "GovernmentOrganization",
    "legislature": "GovernmentOrganization",
    "court": "GovernmentOrganization",
    "military": "GovernmentOrganization",
    "party": "PoliticalParty",
    "company": "Corporation",
    "ngo": "NGO",
    "media": "NewsMediaOrganization",
}
_STATUS = {"corrected": "Corrected", "withdrawn": "Withdrawn"}
_PEOPLE = {"person", "expert"}


def as_node(kind: str, look: Look, *, href: str) -> Node:
    """Return the look of a thing of `kind`, found at `href`, as a node without its context."""
    return _MAKERS[kind](look, href)


def as_document(kind: str, look: Look, *, href: str) -> Node:
    """Return the look of one thing as a whole document."""
    return {"@context": CONTEXT, **as_node(kind, look, href=href)}


def as_feed(
    nodes: Iterable[Node],
    *,
    url: str,
    name: str,
    licence: str,
    modified: Mapping[str, str] = MappingProxyType({}),
) -> Node:
    """Return nodes as a `DataFeed`, each as an item of it; `modified` says by `@id` when one changed that does not say so."""
    elements = [
        {
            "@type": "DataFeedItem",
            "dateModified": modified.get(node["@id"])
            or node.get("dateModified")
            or node.get("dateCreated"),
            "item": node,
        }
        for node in nodes
    ]
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "@id": url,
        "name": name,
        **({"sdLicense": licence} if licence else {}),
        "dataFeedElement": [_without_nothing(element) for element in elements],
    }


def _without_nothing(node: Mapping[str, Any]) -> Node:
    """Return the node without members that say nothing: in JSON-LD what is not known is left out."""
    return {name: value for name, value in node.items() if value not in (None, [], {}, "")}


def _article(look: Look, href: str) -> Node:
    outlet = look["outlet"] or {}
    publisher = {"@type": "NewsMediaOrganization", "name": outlet["name"]} if outlet else None
    return _without_nothing(
        {
            "@type": "NewsArticle",
            "@id": href,
            "url": look["canonical_url"] or look["url"],
            "headline": look["title"],
            "publisher": publisher,
            "author": {"@type": "Person", "name": look["byline"]} if look.get("byline") else None,
            "inLanguage": look.get("language"),
            "datePublished": look["published_at"],
            "dateModified": look.get("modified_at"),
            "creativeWorkStatus": _STATUS.get(look["state"]),
        }
    )


def _speaker_brief(look: Look) -> Node:
    kind = "Person" if look["kind"] in _PEOPLE else _ORGANISATIONS.get(look["kind"], "Organization")
    return {"@type": kind, "name": look["name"]}


def _speaker(look: Look, href: str) -> Node:
    wikidata = look["wikidata"]
    names = {row["name"] for row in look["names"]} - {look["name"]}
    roles = [
        _without_nothing(
            {
                "@type": "Role",
                "roleName": post["label"],
                "memberOf": _speaker_brief(post["organisation"]),
                "startDate": post["start"],
                "endDate": post["end"],
            }
        )
        for post in look["posts"]
    ]
    return _without_nothing(
        {
            **_speaker_brief(look),
            "@id": href,
            "url": look["url"],
            "description": look["description"],
            "alternateName": sorted(names),
            "sameAs": f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else None,
            "memberOf": roles,
            "parentOrganization": _speaker_brief(look["parent"]) if look["parent"] else None,
        }
    )


def _credited(look: Look) -> Node | None:
    """Return who a statement is credited to: the speaker of the registry, else the name in the article."""
    if look["speaker"]:
        return _speaker_brief(look["speaker"])
    if not look["speaker_name"]:
        return None
    return _speaker_brief({"kind": look["speaker_kind"] or "person", "name": look["speaker_name"]})


def _statement(look: Look, href: str) -> Node:
    return _without_nothing(
        {
            "@type": "Quotation",
            "@id": href,
            "url": look["url"],
            "text": look["words"],
            "creator": _credited(look),
            "isBasedOn": _article(look["article"], look["article"]["url"]),
            "creativeWorkStatus": "Withdrawn" if look.get("is_withdrawn") else None,
            "dateCreated": look["article"]["published_at"],
            "dateModified": look["modified_at"],
        }
    )


def _claim(look: Look, href: str) -> Node:
    return _without_nothing(
        {
            "@type": "Claim",
            "@id": href,
            "url": look["url"],
            "text": look["text"],
            "dateCreated": look["created_at"],
            "about": {
                "@type": "Question",
                "name": look["question"]["text"],
            },
            "subjectOf": [_review(review, look, href) for review in look["reviews"]],
        }
    )


def _review(review: Look, claim: Look, href: str) -> Node:
    """Return a partner's review, in the partner's name; the only place where somebody rates."""
    return _without_nothing(
        {
            "@type": "ClaimReview",
            "url": review["url"],
            "author": {"@type": "Organization", "name": review["partner"]},
            "claimReviewed": review["claim_reviewed"],
            "datePublished": review["published_on"],
            "inLanguage": review["language"],
            "reviewRating": {"@type": "Rating", "alternateName": review["rating"]},
            "itemReviewed": {"@type": "Claim", "@id": href, "text": claim["text"]},
        }
    )


def _question(look: Look, href: str) -> Node:
    return _without_nothing(
        {
            "@type": "Question",
            "@id": href,
            "url": look["url"],
            "name": look["text"],
            "text": look["summary"],
            "dateCreated": look["created_at"],
            "suggestedAnswer": [
                {"@type": "Answer", "text": claim["text"]} for claim in look["claims"]
            ],
        }
    )


_MAKERS = {
    "article": _article,
    "statement": _statement,
    "speaker": _speaker,
    "claim": _claim,
    "question": _question,
}
