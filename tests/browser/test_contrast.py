"""The contrast page in a browser: a picture, scripts off, and an open page that hears of news."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.claims.contrast.saying import say
from tests.factories import ClaimFactory


@pytest.fixture
def claim(transactional_db):
    claim = ClaimFactory()
    for number in (1, 4, 20):
        say(claim, on=number)
    return claim


def test_a_plot_can_be_taken_as_a_picture(page_as, live_server, claim, complaints):
    page = page_as("viewer")
    page.goto(live_server.url + claim.question.get_absolute_url())

    with page.expect_download() as caught:
        page.get_by_role("button", name="Picture (PNG)").first.click()

    assert caught.value.suggested_filename.endswith("-timeline.png")
    assert caught.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_mark_opens_the_words_in_the_article(page_as, live_server, claim):
    page = page_as("viewer")
    page.goto(live_server.url + claim.question.get_absolute_url())

    page.locator(".timeline-wide .mark-link").first.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/articles/\d+/\?statement=\d+#s\d+"))


def test_an_open_page_shows_what_moved_without_reload(page_as, live_server, claim, complaints):
    page = page_as("viewer")
    page.clock.install()
    page.goto(live_server.url + claim.question.get_absolute_url())
    rival = ClaimFactory(question=claim.question, text="Seventeen people died.", answer="17")
    say(rival, on=21, text="At last 17 people died")

    page.clock.fast_forward(16_000)

    expect(page.get_by_text("The figure put forward last moved from 12 to 17")).to_be_visible()
    expect(page.get_by_role("heading", name="Seventeen people died.")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()


def test_paper_gets_the_page_and_not_the_work_on_it(page_as, live_server, claim):
    say(claim, on=2, state="suggested")
    page = page_as("editor")
    page.goto(live_server.url + claim.question.get_absolute_url())
    suggested = page.get_by_role("heading", name="Suggested for this question")
    expect(suggested).to_be_visible()

    page.emulate_media(media="print")

    expect(suggested).to_be_hidden()
    expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
    expect(page.get_by_text("no verdict is given")).to_be_visible()


def test_paper_gets_an_article_without_buttons_and_dark_on_light(page_as, live_server, claim):
    link = say(claim, status="proposed")
    page = page_as("editor")
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(live_server.url + link.statement.version.article.get_absolute_url())

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")


def test_scripts_off_loses_nothing_but_zoom_and_picture(browser, live_server, claim, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("viewer").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + claim.question.get_absolute_url())

    page.get_by_text("Filter, or go back to an earlier day").click()
    page.get_by_label("Said until").fill("2026-03-05")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".timeline-wide .mark-link")).to_have_count(2)
    expect(page.get_by_text("1 more is left out by the filters")).to_be_visible()
    expect(page.get_by_role("button", name="Picture (PNG)")).to_have_count(0)
    context.close()
