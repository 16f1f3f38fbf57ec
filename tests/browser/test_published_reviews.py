"""Matches of published reviews in a browser: judged with one key, undone, and shown beside the claim."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import PartnerReview
from tests.browser.test_pages import violations
from tests.claims.services.test_review_imports import take
from tests.factories import ClaimFactory


@pytest.fixture
def run(transactional_db):
    """An import with two matches and one review that fits nothing."""
    return take(ClaimFactory(text="Twelve people died."))


def test_matches_are_judged_with_one_key_and_undone(page_as, live_server, complaints, run):
    page = page_as("editor")
    page.goto(f"{live_server.url}/reviews/judge/")
    link = page.get_by_role("link", name="the review")
    expect(link).to_have_attribute("href", "https://checks.example/0")
    assert violations(page) == []

    page.keyboard.press("y")
    expect(page.get_by_text("“Only twelve died”: confirmed.")).to_be_visible()
    expect(link).to_have_attribute("href", "https://checks.example/1")
    page.keyboard.press("n")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: it waits again.")).to_be_visible()
    expect(link).to_have_attribute("href", "https://checks.example/1")

    states = PartnerReview.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "suggested"]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_report_says_what_became_of_each_review(page_as, live_server, complaints, run, width):
    page = page_as("editor")
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}{run.get_absolute_url()}")

    expect(page.get_by_text("matched 2, known already 0, no sure match 1")).to_be_visible()
    expect(page.get_by_role("link", name="Twelve people died.").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto(f"{live_server.url}/reviews/imports/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
