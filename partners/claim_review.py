"""A `ClaimReview` of schema.org, read as a review of one of our claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CLAIM = re.compile(r"/api/v1/claims/([0-9]{1,18})(?:\.jsonld)?$")


def read_review(body: Any) -> Any:
    """Return the members of our own form: of a `ClaimReview` those that are there, anything else as it is.

    The claim is the one that `itemReviewed` names by the address it has in this API.
    """
    if not isinstance(body, Mapping) or body.get("@type") != "ClaimReview":
        return body
    item = _first(body.get("itemReviewed"))
    rating = _first(body.get("reviewRating"))
    author = _first(body.get("author"))
    found = _CLAIM.search(str(item.get("@id") or item.get("url") or ""))
    published = str(body.get("datePublished") or "")[:10]
    values = {
        "claim": int(found[1]) if found else None,
        "rating": rating.get("alternateName"),
        "claim_reviewed": body.get("claimReviewed"),
        "url": body.get("url"),
        "author": author.get("name"),
        "language": body.get("inLanguage"),
        "published_on": published or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _first(value: Any) -> Mapping[str, Any]:
    """Return an object, or the first of a list of them; JSON-LD writes either."""
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, Mapping) else {}
