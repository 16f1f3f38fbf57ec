"""Published ClaimReview JSON-LD is read in whatever shape publishers give it; what cannot be used says why."""

from __future__ import annotations

import json

import pytest

from claims.errors import ReviewError
from claims.review_feeds import MAX_REVIEWS, FeedReview, read_feed


def review(**changes):
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checks.example/12",
        "claimReviewed": "Only twelve died",
        "datePublished": "2026-03-02T09:00:00Z",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Northgate Checks"},
        "reviewRating": {"@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2},
    } | changes


READ = FeedReview(
    partner="Northgate Checks",
    rating="Mostly false",
    claim_reviewed="Only twelve died",
    url="https://checks.example/12",
    published_on="2026-03-02",
    language="en",
)


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(lambda one: one, id="one-alone"),
        pytest.param(lambda one: [one], id="a-list"),
        pytest.param(
            lambda one: {"@type": "DataFeed", "dataFeedElement": [{"item": [one]}]},
            id="a-data-feed",
        ),
        pytest.param(lambda one: {"@graph": [{"@type": "WebPage"}, one]}, id="a-graph"),
        pytest.param(
            lambda one: {"itemListElement": [{"position": 1, "item": one}]}, id="an-item-list"
        ),
        pytest.param(
            lambda one: one | {"@type": ["https://schema.org/ClaimReview", "Review"]},
            id="full-names",
        ),
    ],
)
def test_every_usual_shape_is_read(shape):
    [row] = read_feed(json.dumps(shape(review())))

    assert row.review == READ


def test_one_a_line_is_read():
    text = "\n".join(json.dumps(review(url=f"https://checks.example/{n}")) for n in (1, 2))

    assert [row.review.url[-1] for row in read_feed(text)] == ["1", "2"]


def test_a_person_is_the_author_and_the_publisher_the_partner():
    given = review(
        author={"@type": "Person", "name": "J. Doe"}, publisher={"name": "Northgate Checks"}
    )

    [row] = read_feed(json.dumps(given))

    assert (row.review.partner, row.review.author) == ("Northgate Checks", "J. Doe")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reviewRating": {"ratingValue": 2}}, "rating in words"),
        ({"claimReviewed": " "}, "claim it reviews"),
        ({"author": {"@type": "Person", "name": "J. Doe"}}, "name of its publisher"),
        ({"url": "ftp://checks.example/1"}, "https://"),
        ({"claimReviewed": "x" * 501}, "longer than 500"),
        ({"url": None}, "its address"),
    ],
)
def test_what_cannot_be_used_says_why_and_the_rest_goes_on(changes, why):
    bad, good = read_feed(json.dumps([review(**changes), review()]))

    assert bad.review is None
    assert why in bad.problem
    assert good.review == READ


def test_a_day_that_is_none_is_left_out():
    [row] = read_feed(json.dumps(review(datePublished="2026-02-31")))

    assert row.review.published_on == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html>", "no JSON"),
        ('{"@type": "NewsArticle"}', "no ClaimReview"),
        ("[" * 100_000, "no JSON"),
        (json.dumps([review()] * (MAX_REVIEWS + 1)), "more than"),
    ],
)
def test_what_is_no_feed_is_refused(text, why):
    with pytest.raises(ReviewError, match=why):
        read_feed(text)
