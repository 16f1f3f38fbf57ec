"""Published `ClaimReview` JSON-LD, read into reviews: a list, a `DataFeed`, a graph, one a line, or one alone."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.errors import ReviewError

MAX_REVIEWS = 10_000
MAX_DEPTH = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class FeedReview:
    """One review as its publisher has it."""

    partner: str
    rating: str
    claim_reviewed: str
    url: str
    author: str = ""
    published_on: str = ""
    language: str = ""

    def values(self) -> dict[str, Any]:
        """Return what `record_partner_review` takes."""
        day = dt.date.fromisoformat(self.published_on) if self.published_on else None
        return asdict(self) | {"published_on": day}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One `ClaimReview` of a feed, by its number: the review, or why it cannot be used."""

    number: int
    review: FeedReview | None
    problem: str = ""
    words: str = ""


def read_feed(text: str) -> list[FeedRow]:
    """Return the rows of a feed. Raises `ReviewError` if it is no JSON, holds no `ClaimReview`, or far too many."""
    rows: list[FeedRow] = []
    for number, node in enumerate(_reviews(_parse(text)), start=1):
        if number > MAX_REVIEWS:
            raise ReviewError(_("The feed holds more than %(n)s reviews: split it.") % {"n": MAX_REVIEWS})  # fmt: skip
        rows.append(_row(number, node))
    if not rows:
        raise ReviewError(
            _("There is no ClaimReview in it: expected a list of them, or a DataFeed.")
        )
    return rows


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise ReviewError(_("This is no JSON: %(error)s") % {"error": error}) from error


def _reviews(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield every `ClaimReview`, in whatever lists, feeds and graphs they stand."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _reviews(one, depth + 1)
    elif isinstance(value, Mapping):
        if "ClaimReview" in _types(value):
            yield value
            return
        for one in value.values():
            yield from _reviews(one, depth + 1)


def _row(number: int, node: Mapping[str, Any]) -> FeedRow:
    author = _first(node.get("author"))
    publisher = _first(node.get("publisher"))
    is_person = "Person" in _types(author)
    house = publisher if is_person else author
    values = {
        "partner": _text(house.get("name")),
        "rating": _text(_first(node.get("reviewRating")).get("alternateName")),
        "claim_reviewed": _text(node.get("claimReviewed")),
        "url": _text(node.get("url") or node.get("@id")),
    }
    words = values["claim_reviewed"] or values["url"]
    problem = _problem(values)
    day = _DAY.match(_text(node.get("datePublished")))
    if problem:
        return FeedRow(number, None, problem, words[:500])
    review = FeedReview(
        **values,
        author=_text(author.get("name"))[:200] if is_person else "",
        published_on=day[0] if day and _is_day(day[0]) else "",
        language=_text(node.get("inLanguage"))[:20],
    )
    return FeedRow(number, review, "", words)


def _problem(values: Mapping[str, str]) -> str:
    """Return why a review cannot be used, in one sentence; "" if it can."""
    limits = {"partner": 200, "rating": 200, "claim_reviewed": 500, "url": 500}
    names = {
        "partner": _("the name of its publisher (author.name)"),
        "rating": _("its rating in words (reviewRating.alternateName)"),
        "claim_reviewed": _("the claim it reviews (claimReviewed)"),
        "url": _("its address (url)"),
    }
    for name, limit in limits.items():
        if not values[name]:
            return _("It lacks %(what)s.") % {"what": names[name]}
        if len(values[name]) > limit:
            return _("%(what)s is longer than %(n)s characters.") % {"what": names[name], "n": limit}  # fmt: skip
    if not values["url"].startswith(("https://", "http://")):
        return _("Its address does not begin with https:// or http://.")
    return ""


def _types(node: Mapping[str, Any]) -> set[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if name}


def _first(value: Any) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, str):
        return {"name": one}
    return one if isinstance(one, Mapping) else {}


def _text(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return " ".join(one.replace("\x00", "").split()) if isinstance(one, str) else ""


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
