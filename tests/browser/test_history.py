"""The history in a browser: a bulk act undone the next day by keyboard, and two editors at one act."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from claims.models import Act, Statement
from claims.services.bulk import Asked, decide_statements
from claims.services.review import reject_statement
from tests.browser.test_pages import violations
from tests.factories import ArticleVersionFactory, StatementFactory, UserFactory

TODAY = dt.datetime(2026, 6, 1, 10, 32, tzinfo=dt.UTC)


@pytest.fixture
def statements(transactional_db):
    version = ArticleVersionFactory()
    words = ("twelve people died in the fire", "There was no warning")
    return [StatementFactory(version=version, exact=each) for each in words]


@pytest.fixture
def bulk(statements):
    asked = [Asked(one.pk, 1) for one in statements]
    anna = UserFactory(username="anna")
    return decide_statements(asked=asked, status="accepted", actor=anna).act


def statuses():
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def tab_to(page, role, name):
    """Press Tab until the control of this name has the focus, then Enter."""
    wanted = page.get_by_role("main").get_by_role(role, name=name).first
    for _press in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never came to {name}")


def test_a_bulk_act_is_undone_the_next_day_by_keyboard(
    page_as, live_server, complaints, statements
):
    with time_machine.travel(TODAY, tick=True) as clock:
        page = page_as("editor")
        page.goto(f"{live_server.url}/articles/{statements[0].version.article_id}/")
        tab_to(page, "link", "Accept all")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Accept all that waits")
        assert violations(page) == []
        tab_to(page, "button", "Accept these 2 statements")
        expect(page.get_by_text("2 statements decided.")).to_be_visible()
        assert statuses() == ["accepted", "accepted"]

        clock.shift(dt.timedelta(days=1))
        page.goto(f"{live_server.url}/history/")
        expect(page.get_by_role("heading", level=2)).to_contain_text("1 June 2026")
        assert violations(page) == []
        tab_to(page, "button", "Undo")
        expect(page.get_by_text("2 changes are taken back.")).to_be_visible()

    assert statuses() == ["proposed", "proposed"]
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2 June 2026")
    assert Act.objects.get(kind="undo").at.date() == dt.date(2026, 6, 2)


def test_the_second_of_two_editors_gets_what_the_first_did_and_nothing_is_lost(
    page_as, live_server, statements, bulk
):
    page = page_as("editor")
    page.goto(f"{live_server.url}/history/")
    reject_statement(
        statement_id=statements[0].pk, row_version=2, actor=UserFactory(username="ben")
    )

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("alert")).to_contain_text("changed since")
    expect(page.get_by_text("ben: rejected")).to_be_visible()
    assert violations(page) == []
    assert statuses() == ["rejected", "accepted"]
    page.get_by_role("button", name="Undo the rest").click()
    expect(page.get_by_text("1 is left as it stands.")).to_be_visible()
    assert statuses() == ["rejected", "proposed"]


def test_two_browsers_at_one_statement_the_second_gets_the_fresh_card(
    browser, page_as, live_server, statements, client_as
):
    first = page_as("editor")
    context = browser.new_context()
    cookie = client_as("curator").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    second = context.new_page()
    for page in (first, second):
        page.goto(f"{live_server.url}/statements/{statements[0].pk}/")

    first.get_by_role("button", name="Reject").click()
    expect(first.get_by_text("Rejected.")).to_be_visible()
    second.get_by_role("button", name="Accept").click()

    expect(second.get_by_text("changed this statement")).to_be_visible()
    expect(second.locator(".badge-rejected")).to_be_visible()
    assert statuses() == ["rejected", "proposed"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_name", ["history", "act", "undo"])
def test_axe_finds_nothing_and_the_phone_does_not_scroll_sideways(
    page_as, live_server, complaints, bulk, scheme, page_name
):
    addresses = {
        "history": "/history/",
        "act": bulk.get_absolute_url(),
        "undo": f"{bulk.get_absolute_url()}undo/",
    }
    page = page_as("editor")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 780})

    page.goto(live_server.url + addresses[page_name])

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
