"""Whoever has no account finds the published questions, and the one they look for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.claims.contrast.saying import say
from tests.factories import ClaimFactory, QuestionFactory


@pytest.fixture
def questions(transactional_db):
    """Two published questions with rival claims, and one that is not published."""
    toll = QuestionFactory(text="How many people died at Port Orsel?")
    for text in ("Twelve people died.", "Nineteen people died."):
        say(ClaimFactory(question=toll, text=text))
    ferry = QuestionFactory(text="Who owns the ferry line between the two islands of the bay?")
    say(ClaimFactory(question=ferry, text="The city owns the ferry line."))
    QuestionFactory(text="What does the draft say?", is_published=False)
    return toll, ferry


def test_a_stranger_finds_a_question_by_a_word_of_a_claim(
    page_as, live_server, questions, complaints
):
    toll, ferry = questions
    page = page_as("nobody")
    page.goto(live_server.url)

    page.get_by_role("link", name="Read the published questions without signing in").click()
    expect(page.get_by_role("link", name=ferry.text)).to_be_visible()
    expect(page.get_by_text("What does the draft say?")).to_have_count(0)
    page.get_by_label("Words of the question or of a claim").fill("nineteen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=ferry.text)).to_have_count(0)
    page.get_by_role("link", name=toll.text).click()

    expect(page.get_by_role("heading", name=toll.text)).to_be_visible()
    expect(page.locator(".masthead-nav [aria-current]")).to_have_text("Published questions")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/questions/", "/questions/?q=walrus", "/login/"])
def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(
    page_as, live_server, questions, complaints, scheme, path
):
    page = page_as("nobody")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + path)

    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert widths[0] <= widths[1]
    assert violations(page) == []
