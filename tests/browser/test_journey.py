"""A whole article of the demo, triaged from the keyboard: corrected, added to, decided in bulk, taken back the next day."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from playwright.sync_api import expect

from claims.demo.articles import load_articles
from claims.demo.registry import load_outlets, load_registry
from claims.models import Act, Statement
from tests.browser.test_correcting import chosen
from tests.browser.test_history import tab_to
from tests.browser.test_pages import violations
from tests.browser.test_workbench import settled

pytestmark = pytest.mark.slow

TODAY = dt.datetime(2026, 6, 1, 10, 32, tzinfo=dt.UTC)
# What is pressed on one statement after the other; the rest is left for the bulk act.
VERDICTS = "ar3msa1ra"


@pytest.fixture
def version(transactional_db, editor):
    """The first article of the demo, read by the engine."""
    outlets = load_outlets()
    load_registry()
    _name, version = next(iter(load_articles(outlets, editor=editor)))
    return version


def words_shown(page):
    return page.locator(".bench-words").inner_text()


def statuses(version):
    return list(Statement.objects.of(version).values_list("status", flat=True))


def test_an_article_of_the_demo_from_its_first_statement_to_the_undo_of_the_next_day(
    version, page_as, live_server, complaints, wait_until
):
    article = version.article
    waiting = Statement.objects.of(version).proposed()
    n_found = waiting.count()
    assert n_found > len(VERDICTS) + 3

    with time_machine.travel(TODAY, tick=True) as clock:
        page = page_as("editor")
        page.goto(f"{live_server.url}/review/?article={article.pk}")
        assert violations(page) == []

        correct_by_keyboard(page)
        triage_by_keyboard(page)
        wait_until(lambda: Act.objects.filter(kind__in=["accept", "reject", "unsure"]).count() == 8)
        add_by_keyboard(page, f"{live_server.url}{article.get_absolute_url()}")
        before = statuses(version)
        n_left = waiting.count()
        decide_the_rest_by_keyboard(page, f"{live_server.url}{article.get_absolute_url()}", n_left)
        assert waiting.count() == 0

        clock.shift(dt.timedelta(days=1))
        page.goto(f"{live_server.url}/history/?article={article.pk}")
        expect(page.get_by_role("heading", level=2).first).to_contain_text("1 June 2026")
        assert violations(page) == []
        tab_to(page, "button", re.compile(rf"^Undo\s*: accepted {n_left} statements"))
        expect(page.get_by_text(f"{n_left} changes are taken back.")).to_be_visible()
        assert violations(page) == []

    assert statuses(version) == before
    assert Act.objects.get(kind="undo").at.date() == dt.date(2026, 6, 2)
    assert len(before) == n_found + 1


def correct_by_keyboard(page):
    """Take one more word into the first statement's content."""
    whole = words_shown(page)
    settled(page)
    page.keyboard.press("e")
    first = page.locator("[data-correct] [data-rows] input[type=radio]:checked")
    expect(first).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text(re.compile(f"^{re.escape(whole)} "))
    corrected = chosen(page).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".bench-words")).to_have_text(corrected)


def triage_by_keyboard(page):
    """Give one verdict after the other; each brings another statement at once."""
    for key in VERDICTS:
        words = words_shown(page)
        settled(page)
        page.keyboard.press(key)
        expect(page.locator(".bench-words")).not_to_have_text(words)
    assert violations(page) == []


def add_by_keyboard(page, article_url):
    """Add words that the engine missed: found in the article, widened by a word, credited to nobody."""
    page.goto(article_url)
    assert violations(page) == []
    tab_to(page, "link", "Add a statement")
    expect(page.get_by_role("heading", name="Add a statement")).to_be_visible()
    page.get_by_label("Find words in the article").focus()
    page.keyboard.type("a partner against militants")
    page.keyboard.press("Enter")
    tab_to(page, "link", "These words")
    expect(chosen(page)).to_have_text("a partner against militants")
    assert violations(page) == []
    page.locator("[data-rows] input[type=radio]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text(re.compile(r"^a partner against militants \w+$"))
    tab_to(page, "button", "Add and accept")
    expect(page.get_by_text("added and accepted")).to_be_visible()
    assert violations(page) == []


def decide_the_rest_by_keyboard(page, article_url, n_left):
    """Accept all that still waits, after its count was shown."""
    page.goto(article_url)
    tab_to(page, "link", "Accept all")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accept all that waits")
    assert violations(page) == []
    tab_to(page, "button", f"Accept these {n_left} statements")
    expect(page.get_by_text(f"{n_left} statements decided.")).to_be_visible()
    assert violations(page) == []
