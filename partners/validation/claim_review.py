"""`ClaimReview`: what readers of published fact-checks ask for beyond the shapes of schema.org.

https://schema.org/ClaimReview; https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from partners.validation.places import Findings, Place, is_address, is_date, is_text, read_moment
from partners.validation.schema_org import nodes_in

N_CLAIM = 75


def reviews_in(item: Place) -> Iterator[Place]:
    """Yield every `ClaimReview` of the item."""
    roots = list(item.at("@graph").each()) or [item]
    yield from (node for root in roots for node in nodes_in(root) if "ClaimReview" in node.types)


def check_claim_reviews(item: Place) -> Findings:
    """Return what is wrong with the item's reviews of claims."""
    findings = Findings()
    for review in reviews_in(item):
        _check_words(review, findings)
        _check_rating(review, findings)
        _check_origin(review, findings)
        _check_claim(review, findings)
    return findings


def _check_words(review: Place, findings: Findings) -> None:
    words = review.at("claimReviewed")
    if not is_text(words.value):
        findings.fault(words, _("“claimReviewed” has to say which claim is reviewed."))
        return
    if len(words.value) > N_CLAIM:
        findings.advise(
            words,
            _("“claimReviewed” is longer than %(n)s characters: many places cut it there.")
            % {"n": N_CLAIM},
        )
    for rating in review.at("reviewRating").each():
        verdict = rating.at("alternateName").value
        if is_text(verdict) and re.search(rf"\b{re.escape(verdict)}\b", words.value, re.IGNORECASE):
            findings.advise(
                words,
                _("“claimReviewed” holds the verdict: word the claim as those who make it would."),
            )


def _check_rating(review: Place, findings: Findings) -> None:
    ratings = list(review.at("reviewRating").each())
    if not ratings:
        findings.fault(review.at("reviewRating"), _("“reviewRating” is missing: a review rates."))
    for rating in ratings:
        if not is_text(rating.at("alternateName").value):
            findings.fault(
                rating.at("alternateName"),
                _("“alternateName” has to give the verdict in words."),
            )
        numbers = {name: _number(rating.at(name).value) for name in _SCALE}
        if all(number is None for number in numbers.values()):
            continue
        _check_scale(rating, numbers, findings)


_SCALE = ("worstRating", "ratingValue", "bestRating")


def _check_scale(rating: Place, numbers: dict[str, float | None], findings: Findings) -> None:
    for name, number in numbers.items():
        if number is None:
            findings.fault(
                rating.at(name),
                _(
                    "A rating in numbers needs “worstRating”, “ratingValue” and “bestRating”, all numbers."
                ),
            )
    worst, value, best = (numbers[name] for name in _SCALE)
    if worst is None or value is None or best is None:
        return
    if worst < 1:
        findings.fault(rating.at("worstRating"), _("“worstRating” has to be 1 or more."))
    if best <= worst:
        findings.fault(rating.at("bestRating"), _("“bestRating” has to be above “worstRating”."))
    elif not worst <= value <= best:
        findings.fault(
            rating.at("ratingValue"),
            _("“ratingValue” has to lie between “worstRating” and “bestRating”."),
        )


def _check_origin(review: Place, findings: Findings) -> None:
    if not is_address(review.at("url").value):
        findings.fault(
            review.at("url"), _("“url” has to be the full address of the page with the review.")
        )
    authors = list(review.at("author").each())
    if not any(is_text(author.at("name").value) or is_address(author.value) for author in authors):
        findings.fault(review.at("author"), _("“author” has to name who publishes the review."))
    if review.at("datePublished").value is None:
        findings.advise(review.at("datePublished"), _("“datePublished” would say how old it is."))


def _check_claim(review: Place, findings: Findings) -> None:
    items = list(review.at("itemReviewed").each())
    if not items:
        findings.advise(
            review.at("itemReviewed"),
            _("“itemReviewed”, a Claim, would say who made the claim, when and where."),
        )
    published = _day(review.at("datePublished").value)
    for item in items:
        if "Claim" not in item.types:
            findings.advise(item, _("“itemReviewed” is best a Claim."))
        made = _day(item.at("datePublished").value)
        if published and made and made > published:
            findings.advise(
                item.at("datePublished"), _("The claim is dated after the review of it.")
            )
        if not any(item.at(name).value for name in ("appearance", "firstAppearance", "author")):
            findings.advise(
                item,
                _(
                    "“appearance”, “firstAppearance” or “author” would lead to where the claim was made."
                ),
            )


def _day(value: Any) -> str:
    """Return the day of a date or a moment as it is written; empty if it is neither."""
    is_dated = read_moment(value) is not None or is_date(value)
    return str(value)[:10] if is_dated else ""


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None
