"""The agreement page: read by axe, on a phone, and narrowed with scripts off."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.claims.agreement.rows import MONDAY, read_twice
from tests.factories import DeskFactory


@pytest.fixture
def read(transactional_db):
    city = DeskFactory(name="City", slug="city")
    for week in range(2):
        for i in range(13):
            second = "accepted" if i % 4 else "rejected"
            read_twice(
                "accepted" if i % 3 else "rejected",
                second,
                on=MONDAY + dt.timedelta(weeks=week),
                desk=city,
            )
    DeskFactory(name="Courts", slug="courts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page_as, live_server, read, complaints, scheme):
    page = page_as("editor")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/quality/")
    page.get_by_role("link", name="How far two readers agree").press("Enter")

    expect(page.get_by_text("of 26 read twice")).to_be_visible()
    expect(page.get_by_role("img", name="Agreement by week")).to_be_visible()
    expect(page.get_by_role("rowheader", name="2 Mar 2026")).to_be_visible()
    assert violations(page) == []


def test_a_phone_never_scrolls_sideways(page_as, live_server, read):
    page = page_as("editor")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/quality/agreement/")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_narrowed_and_widened_with_scripts_off(browser, live_server, read, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/quality/agreement/")

    page.get_by_label("Desk", exact=True).select_option("Courts")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("heading", name="Too few second readings to tell")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Show every desk and day").last.click()
    expect(page.get_by_text("of 26 read twice")).to_be_visible()
    context.close()
