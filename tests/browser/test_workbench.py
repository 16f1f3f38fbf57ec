"""The workbench: an article triaged by keyboard alone, two editors at one statement, touch, and scripts off."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import ReviewEvent, Statement
from claims.services.review import reject_statement
from tests.browser.test_pages import violations
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    OriginFactory,
    StatementFactory,
    UserFactory,
)

TEXT = """Port fire leaves questions

The Harbour Ministry said twelve people died in the fire. “There was no warning,” Minister Ada Kovan told reporters.

The union said that two letters had been sent. A clerk thought that one of them was opened.

The mayor promised a public inquiry. The company denied that the sprinklers were off.
"""
SAID = (
    "twelve people died in the fire",
    "There was no warning",
    "two letters had been sent",
    "one of them was opened",
    "a public inquiry",
    "the sprinklers were off",
)


@pytest.fixture
def article(transactional_db):
    version = ArticleVersionFactory(text=TEXT)
    for words in SAID:
        StatementFactory(version=version, exact=words)
    return version.article


@pytest.fixture
def open_bench(page_as, live_server):
    def opened(who="editor", query=""):
        page = page_as(who)
        page.goto(f"{live_server.url}/review/{query}")
        settled(page)
        return page

    return opened


def settled(page):
    """Wait until the statement has come and its keys are heard."""
    page.evaluate(
        """() => new Promise((done) => {
          const look = () => {
            const settled = Number(document.getElementById("workbench").dataset.settledAt);
            if (performance.now() - settled > 220) done();
            else setTimeout(look, 20);
          };
          look();
        })"""
    )


def shows(page, words):
    expect(page.locator(".bench-words")).to_have_text(words)


def press(page, key, *, then):
    settled(page)
    page.keyboard.press(key)
    shows(page, then)


def statuses():
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def test_a_whole_article_is_triaged_by_keyboard_alone(article, open_bench, complaints, wait_until):
    ClaimFactory(text="Nobody was warned.")
    page = open_bench(query=f"?article={article.pk}")
    shows(page, SAID[0])

    press(page, "a", then=SAID[1])
    press(page, "s", then=SAID[2])
    press(page, "r", then=SAID[3])
    press(page, "m", then=SAID[4])
    press(page, "4", then=SAID[5])
    press(page, "p", then=SAID[1])  # what was decided is passed over, what was skipped is not
    press(page, "u", then=SAID[4])
    press(page, "a", then=SAID[5])
    press(page, "a", then=SAID[1])
    settled(page)
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Which claim does it bear on?")).to_be_visible()
    expect(page.get_by_label("Find a claim")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="denies: Nobody was warned.").press("Enter")
    expect(page.locator(".note.success")).to_contain_text("Linked")
    settled(page)
    page.keyboard.press("a")

    expect(page.get_by_role("heading", name="Nothing waits here")).to_be_visible()
    wait_until(lambda: Statement.objects.filter(status="proposed").count() == 1)
    assert statuses() == ["accepted", "accepted", "rejected", "proposed", "accepted", "accepted"]
    assert Statement.objects.get(is_unsure=True).words == SAID[3]
    assert violations(page) == []


def test_every_verdict_is_announced_with_what_comes_next(article, open_bench):
    page = open_bench()

    press(page, "a", then=SAID[1])

    said = page.locator("[data-said]")
    expect(said).to_have_text(
        re.compile(r"Accepted\. Harbour Ministry asserts: There was no warning")
    )


def test_the_next_statement_shows_before_the_verdict_has_arrived(article, open_bench, wait_until):
    page = open_bench()
    page.wait_for_load_state("networkidle")  # fetched ahead
    settled(page)
    on_their_way = []

    def hold(route):
        if route.request.method == "POST":
            on_their_way.append(route)
        else:
            route.continue_()

    page.route("**/review/**", hold)
    press(page, "a", then=SAID[1])

    assert statuses()[0] == "proposed"
    wait_until(lambda: page.evaluate("1") and on_their_way)
    on_their_way[0].continue_()
    wait_until(lambda: page.evaluate("1") and statuses()[0] == "accepted")
    shows(page, SAID[1])


def test_nothing_moves_when_the_next_statement_comes(article, open_bench):
    page = open_bench()
    places = "[...document.querySelectorAll('#workbench button:not(.bench-lease *), .bench-text')].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width] })"
    before = page.evaluate(places)

    press(page, "a", then=SAID[1])
    settled(page)

    moved = page.evaluate(places)
    assert moved == before
    assert page.evaluate("scrollY") == 0


def test_a_held_key_decides_one_statement(article, open_bench):
    page = open_bench()

    for is_repeat in (False, True, True, True):
        page.evaluate(
            "repeat => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', repeat, bubbles: true}))",
            is_repeat,
        )

    shows(page, SAID[1])
    settled(page)
    shows(page, SAID[1])


def test_a_verdict_on_what_somebody_else_decided_brings_the_fresh_card(
    article, open_bench, client_as
):
    page = open_bench()
    page.wait_for_load_state("networkidle")
    reject_statement(
        statement_id=Statement.objects.order_by("pk")[0].pk,
        row_version=1,
        actor=UserFactory(username="quick"),
    )
    settled(page)

    page.keyboard.press("a")

    expect(page.get_by_role("alert")).to_contain_text("quick changed this statement")
    shows(page, SAID[0])
    expect(page.locator(".badge-rejected")).to_contain_text("rejected, quick")
    assert ReviewEvent.objects.count() == 1


def test_two_browsers_on_one_statement(
    article, open_bench, browser, live_server, client_as, make_member, wait_until
):
    first = open_bench()
    first.wait_for_load_state("networkidle")
    context = browser.new_context()
    session = client_as(make_member("editor", "ada")).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    second = context.new_page()
    second.goto(f"{live_server.url}/review/")
    shows(second, SAID[2])  # the first is read, the second was fetched ahead by the other browser

    pk = Statement.objects.order_by("pk")[0].pk
    second.goto(f"{live_server.url}/review/?statement={pk}")
    expect(second.get_by_role("alert")).to_contain_text("editor opened this at")
    settled(second)
    settled(first)
    second.keyboard.press("r")
    wait_until(lambda: Statement.objects.get(pk=pk).status == "rejected")
    first.keyboard.press("a")

    expect(first.get_by_role("alert").first).to_contain_text("ada changed this statement")
    shows(first, SAID[0])
    assert Statement.objects.get(pk=pk).status == "rejected"
    context.close()


def test_keys_are_listed_and_the_focus_comes_back(article, open_bench):
    page = open_bench()
    opener = page.locator("#workbench [data-opens]")
    opener.focus()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Skip: it comes back at the end")
    assert violations(page) == []
    page.keyboard.press("a")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    shows(page, SAID[0])


def test_one_decision_for_all_that_carry_it(transactional_db, open_bench, wait_until):
    origin = OriginFactory()
    for _ in range(3):
        StatementFactory(version=ArticleVersionFactory(article=ArticleFactory(origin=origin)))
    page = open_bench()
    expect(page.get_by_role("group", name="Carried by 3 articles")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("a")
    wait_until(lambda: statuses() == ["accepted"] * 3)
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    page.keyboard.press("u")

    wait_until(lambda: statuses() == ["proposed"] * 3)
    expect(page.get_by_role("group", name="Carried by 3 articles")).to_be_visible()


def test_the_focus_stays_on_the_button_that_was_pressed(article, open_bench):
    page = open_bench()
    button = page.get_by_role("button", name=re.compile("^Accept"))
    button.focus()

    page.keyboard.press("Enter")

    shows(page, SAID[1])
    expect(button).to_be_focused()


@pytest.mark.parametrize("place", ["link", "comments"])
def test_a_panel_as_a_page_has_no_button_that_needs_a_script(
    article, browser, live_server, client_as, place
):
    statement = Statement.objects.first()
    address = reverse(
        f"claims:{'review-link' if place == 'link' else 'statement-comments'}", args=[statement.pk]
    )
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address)

    expect(page.locator("#panel-title")).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    context.close()


def test_verdicts_work_with_scripts_off(article, browser, live_server, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/review/")

    page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(page.get_by_text("Accepted.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Wrong speaker")).click()
    page.get_by_role("button", name=re.compile("^Skip")).click()
    page.get_by_role("link", name=re.compile("^Link")).click()
    expect(page.get_by_role("heading", name="Link to a claim")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name=re.compile("^Undo")).click()

    shows(page, SAID[1])
    assert statuses()[:3] == ["accepted", "proposed", "proposed"]
    context.close()


@pytest.mark.parametrize(
    ("width", "height"), [(390, 844), (680, 450)], ids=["phone", "zoomed-to-200-percent"]
)
def test_a_small_window_hides_no_focus_and_no_target_is_small(article, open_bench, width, height):
    page = open_bench()
    page.set_viewport_size({"width": width, "height": height})
    page.reload()
    settled(page)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """[...document.querySelectorAll('#workbench button, #workbench .button, #workbench summary')]
          .filter(e => e.checkVisibility()).map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
          .filter(([, height]) => height < 24)"""
    )
    assert small == []
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect();
              if (e === document.body || !r.width) return null;
              const top = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height, innerHeight) / 2);
              return top && !e.contains(top) && !top.contains(e) ? e.outerHTML.slice(0, 120) : null }"""
        )
        assert hidden is None


def test_undo_of_what_somebody_changed_since_is_decided_by_the_same_key(
    article, open_bench, wait_until
):
    page = open_bench()
    press(page, "a", then=SAID[1])
    wait_until(lambda: statuses()[0] == "accepted")
    first = Statement.objects.order_by("pk").first()
    reject_statement(statement_id=first.pk, row_version=2, actor=UserFactory(username="ben"))

    settled(page)
    page.keyboard.press("u")
    expect(page.get_by_role("alert")).to_contain_text("changed since")
    assert violations(page) == []
    settled(page)
    page.keyboard.press("u")

    expect(page.get_by_role("heading", name="Undo this act?")).to_be_visible()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("Undone: 1 change is taken back.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"^[^?]*/review/"))
    assert statuses()[0] == "proposed"
