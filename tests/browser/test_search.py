"""The search page in a browser: by keyboard, on a phone, without scripts, and as axe-core sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.factories import ArticleFactory, ClaimLinkFactory, SpeakerFactory, StatementFactory


@pytest.fixture
def statements(transactional_db):
    for day, name in [("2026-03-01", "Ada Kovan"), ("2026-03-04", "Boris Lind")]:
        speaker = SpeakerFactory(name=name)
        article = ArticleFactory(published_at=f"{day}T09:00Z")
        ClaimLinkFactory(
            statement=StatementFactory(
                version__article=article,
                speaker=speaker,
                engine_speaker=speaker,
                role_words=f"Minister {name}",
                status="accepted",
            )
        )


ADDRESSES = [
    "/search/",
    "/search/saved/",
    "/search/?q=twelve",
    "/search/?q=zebra&status=accepted",
    "/search/?kind=x",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(page_as, live_server, statements, scheme, address):
    page = page_as("editor")
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + address)

    assert violations(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_never_scrolls_sideways(page_as, live_server, statements, address):
    page = page_as("editor")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + address)

    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert widths[0] <= widths[1]


def test_slash_then_words_then_a_facet_then_its_cross(page_as, live_server, statements, complaints):
    page = page_as("editor")
    page.goto(f"{live_server.url}/search/")

    page.keyboard.press("/")
    page.keyboard.type("twelve people")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_have_count(2)

    page.get_by_role("link", name="Ada Kovan", exact=True).click()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_label("What did")).to_have_value("Ada Kovan")

    page.get_by_role("link", name="Speaker: Ada Kovan").click()
    expect(page.locator(".said")).to_have_count(2)

    page.locator(".said a").first.click()
    expect(page.locator(".mark-content").first).to_be_visible()


def test_a_facet_and_the_form_work_with_scripts_off(browser, live_server, statements, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("viewer").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/search/?q=twelve")

    page.get_by_role("link", name="Minister Boris Lind").click()
    page.get_by_label("say about").fill("people")
    page.get_by_role("button", name="Search").click()

    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_role("link", name="Role then: Minister Boris Lind")).to_be_visible()
    context.close()


def test_a_search_is_saved_and_its_alert_added(page_as, live_server, statements, complaints):
    page = page_as("editor")
    page.goto(f"{live_server.url}/search/?q=twelve")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name", exact=True).fill("The toll")
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_text("Tell me of new ones").click()
    page.get_by_label("Tell by").select_option("webhook")
    page.get_by_label("Address").fill("https://hooks.example.org/in")
    page.get_by_role("button", name="Tell me", exact=True).click()

    expect(page.get_by_text("webhook: https://hooks.example.org/in").first).to_be_visible()
    page.get_by_text("Tell me of new ones").click()
    assert violations(page) == []
    page.get_by_role("link", name="The toll").click()
    expect(page.locator(".said")).to_have_count(2)
