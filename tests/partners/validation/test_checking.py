"""Each rule of each standard, broken once: the fault is found, at its place; and what keeps to it passes."""

import copy
import json

import pytest

from partners.validation.checking import check_item, check_text

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "Twelve people died.",
    "datePublished": "2026-03-12",
    "author": {"@type": "Organization", "name": "Northgate Checks"},
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Incomplete",
        "worstRating": 1,
        "ratingValue": 3,
        "bestRating": "5",
    },
    "itemReviewed": {
        "@type": "Claim",
        "text": "Twelve people died.",
        "datePublished": "2026-03-11",
        "appearance": {
            "@type": "NewsArticle",
            "headline": "Twelve killed",
            "url": "https://outlet.example/1",
        },
    },
}
ANNOTATION = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://example.org/1",
    "type": "Annotation",
    "motivation": "identifying",
    "created": "2026-03-11T09:00:00Z",
    "body": {"type": "TextualBody", "value": "Ada Kovan", "purpose": "identifying"},
    "target": {
        "source": "https://outlet.example/1",
        "selector": [
            {"type": "TextPositionSelector", "start": 4, "end": 10},
            {"type": "TextQuoteSelector", "exact": "twelve", "prefix": "said "},
        ],
        "state": {"type": "TimeState", "sourceDate": "2026-03-11T09:00:00Z"},
    },
}
PAGE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://example.org/page",
    "type": "AnnotationPage",
    "partOf": {"id": "https://example.org/all"},
    "items": [ANNOTATION],
}
COLLECTION = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://example.org/all",
    "type": "AnnotationCollection",
    "label": "All",
    "total": 1,
    "first": "https://example.org/page",
}
QUOTATION = {
    "@context": "https://schema.org",
    "@type": "Quotation",
    "text": "twelve people died",
    "creator": {"@type": "GovernmentOrganization", "name": "Interior Ministry"},
    "isBasedOn": {
        "@type": "NewsArticle",
        "headline": "Toll disputed",
        "url": "https://outlet.example/1",
        "datePublished": "2026-03-11T09:00:00+01:00",
        "inLanguage": "en",
    },
}
FEED = {
    "@context": "https://schema.org",
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": {"@type": "Claim", "text": "It burned."}}
    ],
}
GONE = object()


def changed(item, pointer, value):
    """Return a copy of `item` with `value` at `pointer`, or with nothing there."""
    copied = copy.deepcopy(item)
    *path, last = [int(p) if p.isdecimal() else p for p in pointer.split("/")[1:]]
    place = copied
    for name in path:
        place = place[name]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return copied


def findings(item, *, faults=True):
    return [
        (finding.pointer, finding.says)
        for result in check_item(item).results
        for finding in result.findings
        if finding.is_fault == faults
    ]


@pytest.mark.parametrize("item", [REVIEW, ANNOTATION, PAGE, COLLECTION, QUOTATION, FEED])
def test_what_keeps_to_the_standards_passes(item):
    checked = check_item(item)

    assert not checked.broken
    assert findings(item) == []
    assert findings(item, faults=False) == []


@pytest.mark.parametrize(
    ("item", "pointer", "value", "says"),
    [
        (QUOTATION, "/text", GONE, "A Quotation needs “text”."),
        (QUOTATION, "/text", 12, "“text” of a Quotation has to be a text."),
        (QUOTATION, "/isBasedOn/datePublished", "yesterday", "a date in ISO 8601"),
        (QUOTATION, "/isBasedOn/datePublished", "2026-02-30", "a date in ISO 8601"),
        (QUOTATION, "/isBasedOn/inLanguage", "in English", "a language tag"),
        (QUOTATION, "/isBasedOn/url", "outlet.example", "a full web address"),
        (QUOTATION, "/creator", "Ada Kovan", "Person or Organization"),
        (QUOTATION, "/creator", {"name": "Ada"}, "Person or Organization"),
        (QUOTATION, "/creator", {"@type": "Claim", "text": "x"}, "Person or Organization"),
        (QUOTATION, "/creator/name", "", "A GovernmentOrganization needs “name”."),
        (FEED, "/dataFeedElement", GONE, "A DataFeed needs “dataFeedElement”."),
        (FEED, "/dataFeedElement/0/item", GONE, "A DataFeedItem needs “item”."),
        (FEED, "/dataFeedElement/0/item/text", GONE, "A Claim needs “text” or “name”."),
        (REVIEW, "/claimReviewed", GONE, "which claim is reviewed"),
        (REVIEW, "/reviewRating", GONE, "a review rates"),
        (REVIEW, "/reviewRating/alternateName", GONE, "the verdict in words"),
        (REVIEW, "/reviewRating/worstRating", 0, "1 or more"),
        (REVIEW, "/reviewRating/bestRating", 1, "above “worstRating”"),
        (REVIEW, "/reviewRating/ratingValue", 9, "between “worstRating” and “bestRating”"),
        (REVIEW, "/reviewRating/ratingValue", GONE, "all numbers"),
        (REVIEW, "/url", "/1", "the full address of the page"),
        (REVIEW, "/author", GONE, "who publishes the review"),
        (ANNOTATION, "/id", "1", "one full address"),
        (ANNOTATION, "/target", GONE, "needs a “target”"),
        (ANNOTATION, "/motivation", "claiming", "the standard's words"),
        (ANNOTATION, "/created", "2026-03-11T09:00:00", "its time zone"),
        (ANNOTATION, "/created", "2026-03-11", "its time zone"),
        (ANNOTATION, "/body/value", GONE, "A TextualBody needs one “value”"),
        (ANNOTATION, "/body/purpose", "claiming", "the standard's words"),
        (ANNOTATION, "/body", "some words", "a full address, or an object"),
        (ANNOTATION, "/target/source", "page", "exactly one full address"),
        (ANNOTATION, "/target/source", ["https://a.example", "https://b.example"], "exactly one"),
        (ANNOTATION, "/target/source", GONE, "an “id”, or a “source”"),
        (ANNOTATION, "/target/selector/0/end", 2, "before “start”"),
        (ANNOTATION, "/target/selector/0/start", -1, "whole numbers from 0 on"),
        (ANNOTATION, "/target/selector/0/start", "4", "whole numbers from 0 on"),
        (ANNOTATION, "/target/selector/1/exact", GONE, "needs one “exact”"),
        (ANNOTATION, "/target/selector/1/prefix", ["a", "b"], "one text"),
        (ANNOTATION, "/target/selector/1/type", "QuoteSelector", "no selector of the standard"),
        (ANNOTATION, "/target/state/sourceDate", "2026", "its time zone"),
        (PAGE, "/items", GONE, "needs “items”"),
        (PAGE, "/partOf", GONE, "name its collection"),
        (PAGE, "/items/0/id", GONE, "one full address"),
        (COLLECTION, "/total", -1, "from 0 on"),
        (COLLECTION, "/first", GONE, "the full address of the first page"),
    ],
)
def test_a_broken_rule_is_found_at_its_place(item, pointer, value, says):
    found = findings(changed(item, pointer, value))

    assert [where for where, words in found if says in words], found
    assert all(where.startswith(pointer.rpartition("/")[0]) for where, _words in found)


@pytest.mark.parametrize(
    ("item", "pointer", "value", "says"),
    [
        (REVIEW, "/claimReviewed", "Twelve people died. " * 5, "longer than 75"),
        (REVIEW, "/claimReviewed", "Incomplete: twelve died", "holds the verdict"),
        (REVIEW, "/datePublished", GONE, "how old it is"),
        (REVIEW, "/datePublished", "2026-03-01", "dated after the review"),
        (REVIEW, "/itemReviewed", GONE, "who made the claim"),
        (REVIEW, "/itemReviewed/appearance", GONE, "where the claim was made"),
        (QUOTATION, "/spokenByCharacter", {"@type": "Person", "name": "Ada"}, "of fiction"),
        (ANNOTATION, "/target/selector/0/end", 12, "spans 8 characters"),
        (COLLECTION, "/label", GONE, "what the collection holds"),
    ],
)
def test_advice_breaks_nothing(item, pointer, value, says):
    item = changed(item, pointer, value)

    assert any(says in words for _where, words in findings(item, faults=False))
    assert findings(item) == []


def test_positions_count_code_points():
    quote = {"type": "TextQuoteSelector", "exact": "𝟙𝟚 dead"}
    item = changed(ANNOTATION, "/target/selector/1", quote)

    assert findings(changed(item, "/target/selector/0/end", 11), faults=False) == []
    assert findings(changed(item, "/target/selector/0/end", 13), faults=False) != []


def test_every_item_of_a_list_and_of_a_graph_is_checked():
    broken = changed(QUOTATION, "/text", GONE)
    graph = {"@context": "https://schema.org", "@graph": [QUOTATION, broken]}

    assert [where for where, _words in findings([QUOTATION, broken])] == ["/1/text"]
    assert [where for where, _words in findings(graph)] == ["/@graph/1/text"]


def test_standards_that_an_item_does_not_mean_are_left_alone():
    meant = {result.standard: result.is_meant for result in check_item(QUOTATION).results}

    assert meant == {
        "JSON-LD, schema.org": True,
        "ClaimReview": False,
        "W3C Web Annotation": False,
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"@context": ', "This is no JSON: line 1"),
        ("12", "An item is a JSON object"),
        ('{"text": "x"}', "Nothing says which standard"),
        ("[" * 100_000, "nested too deep"),
        ("<html><p>Words</p>", "holds no JSON-LD"),
        ("", "This is no JSON"),
    ],
)
def test_what_cannot_be_read_is_said(text, says):
    [checked] = check_text(text)

    assert says in checked.broken


def test_the_items_in_a_page_are_checked_one_by_one():
    script = '<script type="application/ld+json">{}</script>'
    page = f"<html><head>{script.format(json.dumps(REVIEW))}</head><body>{script.format('{')}"

    good, bad = check_text(page)

    assert good.title == "ClaimReview"
    assert not any(result.findings for result in good.results)
    assert "no JSON" in bad.broken


def test_a_node_nested_without_end_is_given_up():
    item = {"@context": "https://schema.org", "@type": "Claim", "text": "x"}
    item["about"] = [{"@type": "Claim", "text": "x"}] * 6_000

    assert any("from here on nothing was checked" in w for _p, w in findings(item, faults=False))
