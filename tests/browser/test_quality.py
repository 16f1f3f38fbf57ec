"""The quality page with figures on it: read by axe, on a phone, and narrowed with scripts off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import Recalibration
from tests.browser.test_pages import violations
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, UserFactory

FIGURES = {"error": 0.3, "brier": 0.3, "log_loss": 0.9, "auc": 0.6}


@pytest.fixture
def decided(transactional_db):
    version, actor = ArticleVersionFactory(), UserFactory()
    for n in range(24):
        statement = propose(version=version, confidence=0.3 + 0.3 * (n % 3))
        decide(statement, "reject" if n % 4 == 0 else "accept", actor=actor)
    DeskFactory(name="City", slug="city")
    report = dict.fromkeys(("shipped", "in_use", "refitted"), FIGURES)
    Recalibration.objects.create(
        number=1, engine="e@1", weights={}, report=report, n_decisions=120, is_used=True
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page_as, live_server, decided, complaints, scheme):
    page = page_as("curator")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/quality/")

    expect(page.get_by_text("of 24 decided")).to_be_visible()
    assert violations(page) == []


def test_a_phone_never_scrolls_sideways(page_as, live_server, decided):
    page = page_as("curator")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/quality/")

    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert widths[0] <= widths[1]


def test_it_is_narrowed_and_widened_with_scripts_off(browser, live_server, decided, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/quality/")

    page.get_by_label("Desk").select_option("City")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("heading", name="Too few decisions to tell")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Show every desk and day").last.click()
    expect(page.get_by_text("of 24 decided")).to_be_visible()
    context.close()
