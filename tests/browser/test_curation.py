"""The curators' queue in a browser: judged by keyboard, undone, and followed by the speaker's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from speakers.models import Judgement, Speaker
from speakers.services.duplicates import compare_records
from speakers.services.registry import create_speaker
from tests.browser.test_pages import violations
from tests.factories import StatementFactory

MINISTRIES = "Harbour Ministry of Senn and Senn Ministry for the Harbour"
PEOPLE = "Rosa Lindner and R. Lindner"


ARRIVED = """() => new Promise((done) => {
  const look = () => {
    const at = Number(document.getElementById("curation")?.dataset.settledAt);
    if (performance.now() - at > 220) done();
    else requestAnimationFrame(look);
  };
  look();
})"""


def press(page, key, *, then):
    """Press a key once the card is open to it, and wait for what the curator would see."""
    page.evaluate(ARRIVED)
    page.keyboard.press(key)
    expect(page.locator("[data-focus], .empty h2").first).to_have_text(then)


@pytest.fixture
def ministries(transactional_db):
    """Two records of one ministry and two of one person, each with a statement."""
    made = [
        create_speaker(name="Harbour Ministry of Senn", kind="ministry", slug="harbour"),
        create_speaker(
            name="Senn Ministry for the Harbour", kind="ministry", slug="for-the-harbour",
            is_provisional=True,
        ),
        create_speaker(name="Rosa Lindner", kind="person", slug="rosa"),
        create_speaker(name="R. Lindner", kind="person", slug="rosa-2"),
    ]  # fmt: skip
    for speaker in made:
        StatementFactory(speaker=speaker, engine_speaker=speaker, status="accepted")
    compare_records()
    return made


def test_pairs_are_judged_by_keyboard_undone_and_the_speakers_page_follows(
    page_as, live_server, complaints, ministries
):
    page = page_as("curator")
    page.goto(f"{live_server.url}/curation/")
    title = page.locator("[data-focus]")
    expect(title).to_have_text(MINISTRIES)
    assert violations(page) == []

    press(page, "s", then=PEOPLE)
    press(page, "r", then=MINISTRIES)
    expect(page.locator("[data-said]")).to_contain_text("not the same")
    press(page, "a", then="Nothing waits")
    merged = "merged “Senn Ministry for the Harbour” into “Harbour Ministry of Senn”"
    expect(page.locator(".note")).to_contain_text(merged)

    press(page, "u", then=MINISTRIES)
    assert Speaker.objects.standing().count() == 4

    press(page, "o", then=MINISTRIES)
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    press(page, "a", then="Nothing waits")
    assert violations(page) == []

    page.goto(f"{live_server.url}/speakers/harbour/")
    expect(page).to_have_url(f"{live_server.url}/speakers/for-the-harbour/")
    expect(page.get_by_role("heading", name="2 statements")).to_be_visible()
    assert violations(page) == []


def test_the_queue_works_by_pointer_on_a_phone_with_scripts_off(
    browser, live_server, client_as, ministries
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    cookie = client_as("curator").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/curation/")

    title = page.locator("[data-focus]")
    page.get_by_role("link", name="Skip", exact=False).last.click()
    expect(title).to_have_text(PEOPLE)
    page.get_by_role("button", name="Unsure").click()
    expect(title).to_have_text(MINISTRIES)
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="The same", exact=False).first.click()
    expect(
        page.get_by_text("merged “Harbour Ministry of Senn” into “Senn Ministry for the Harbour”")
    ).to_be_visible()
    context.close()

    assert {row.verdict for row in Judgement.objects.standing()} == {"same", "unsure"}


def test_a_ministry_is_set_as_successor_by_keyboard_and_its_page_finds_both(
    page_as, live_server, complaints, ministries
):
    page = page_as("curator")
    page.goto(f"{live_server.url}/curation/?kind=ministry")
    expect(page.locator("[data-focus]")).to_have_text(MINISTRIES)

    page.keyboard.press("h")
    first = page.get_by_role("radio", name="“Senn Ministry for the Harbour” came first")
    expect(first).to_be_focused()
    expect(first).to_be_checked()
    assert violations(page) == []
    page.evaluate(ARRIVED)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("2021-09")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing waits here")).to_be_visible()
    expect(page.locator(".note")).to_contain_text(
        "set “Harbour Ministry of Senn” as following “Senn Ministry for the Harbour” (renamed, September 2021)"
    )

    page.goto(f"{live_server.url}/speakers/harbour/")
    expect(page.get_by_role("heading", name="1 statement")).to_be_visible()
    page.get_by_role("link", name="with its predecessors").click()
    expect(page.get_by_role("heading", name="2 statements")).to_be_visible()
    assert violations(page) == []
    assert Speaker.objects.standing().count() == 4
