"""The page that checks items, by keyboard, on a phone, in the dark, without scripts."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.partners.validation.test_checking import ANNOTATION, changed

PAGE = "/api/validate/"
BROKEN = json.dumps(changed(ANNOTATION, "/target/selector/0/end", 1))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pasted_item_is_checked_by_keyboard(page_as, live_server, viewer, complaints, scheme):
    page = page_as(viewer)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + PAGE)
    assert violations(page) == []

    page.get_by_label("The item").fill(BROKEN)
    page.get_by_role("button", name="Check it").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("“end” lies before “start”.")).to_be_visible()
    expect(page.get_by_text("/target/selector/0/end")).to_be_visible()
    assert violations(page) == []
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_it_works_with_scripts_off(browser, live_server, transactional_db):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + PAGE)

    page.get_by_label("The item").fill("{")
    page.get_by_role("button", name="Check it").click()

    expect(page.get_by_text("This is no JSON: line 1")).to_be_visible()
    context.close()
