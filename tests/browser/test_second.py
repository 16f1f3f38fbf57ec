"""A second reading by keyboard alone, with nothing on any screen that tells of the first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims.models import SecondReading, Statement
from claims.services.second_reading import give_reading
from tests.browser.test_correcting import chosen
from tests.browser.test_pages import violations
from tests.browser.test_workbench import settled, shows
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory

FIRE, WARNING = "twelve people died in the fire", "There was no warning"


@pytest.fixture
def read_once(transactional_db, make_member):
    """Two statements that ada has decided, of a desk that has everything read twice."""
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    ada = make_member("editor", "ada")
    return [
        decide(propose(version=version, exact=words), verdict, actor=ada)
        for words, verdict in ((FIRE, "reject"), (WARNING, "accept"))
    ]


def test_a_second_reading_by_keyboard_alone(
    read_once, page_as, live_server, complaints, wait_until
):
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/")
    page.get_by_role("link", name=re.compile("^Second reading 2")).press("Enter")
    shows(page, FIRE)
    expect(page.get_by_text("You decide without seeing how")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(re.compile(r"rejected|\bada\b"))
    assert violations(page) == []

    settled(page)
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="As you read it")).to_be_visible()
    assert violations(page) == []
    expect(page.locator("[data-correct] [data-rows] :checked")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("twelve people died")
    page.keyboard.press("Enter")
    shows(page, "twelve people died")
    expect(page.get_by_text("with your corrections")).to_be_visible()
    settled(page)
    page.keyboard.press("a")
    shows(page, WARNING)
    expect(page.locator("[data-said]")).to_contain_text("Your reading is kept beside the first.")
    expect(page.locator("[data-count]")).to_have_text("1")

    settled(page)
    page.keyboard.press("u")
    shows(page, "twelve people died")  # what was marked is not lost
    settled(page)
    page.keyboard.press("a")
    shows(page, WARNING)
    settled(page)
    page.keyboard.press("2")
    expect(page.get_by_role("heading", name="No second reading waits for you")).to_be_visible()
    assert violations(page) == []

    wait_until(lambda: SecondReading.objects.count() == 2)
    readings = SecondReading.objects.order_by("pk").values_list("first_verdict", "verdict", "why")
    assert list(readings) == [
        ("rejected", "accepted", ""),
        ("accepted", "rejected", "Wrong speaker"),
    ]
    assert [one.status for one in Statement.objects.order_by("pk")] == ["rejected", "accepted"]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (680, "light")])
def test_a_small_window_shows_it_without_scrolling_sideways(
    read_once, page_as, live_server, width, scheme
):
    page = page_as("editor")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/review/?verdict=second")
    settled(page)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_marked_and_given_with_scripts_off(read_once, browser, live_server, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/review/?verdict=second")

    page.get_by_role("link", name=re.compile("^Edit")).click()
    page.get_by_role("button", name="Earlier by a word").click()
    page.get_by_role("button", name="Keep for my reading").click()
    shows(page, "twelve people died in the")
    page.get_by_role("button", name=re.compile("^Accept")).click()

    expect(page.get_by_text("Your reading is kept beside the first.")).to_be_visible()
    assert SecondReading.objects.get().differs == ["verdict"]
    context.close()


def press(page, key):
    """Press a key on a page that has loaded: from then on its keys are heard."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


@pytest.fixture
def differ(read_once, make_member):
    """Both statements read a second time by ben, who decides otherwise each time."""
    ben = make_member("editor", "ben")
    for statement, verdict in zip(read_once, ("accepted", "rejected"), strict=True):
        give_reading(statement_id=statement.pk, verdict=verdict, actor=ben)
    return read_once


def test_differences_are_settled_by_keyboard_alone(differ, page_as, live_server, complaints):
    page = page_as("curator")
    page.goto(f"{live_server.url}/review/")
    page.get_by_role("link", name="Differences 2").press("Enter")
    expect(page.get_by_role("row", name="verdict rejected accepted")).to_be_visible()
    assert violations(page) == []

    press(page, "n")
    expect(page.get_by_role("row", name="verdict accepted rejected")).to_be_visible()
    press(page, "g")
    expect(page.get_by_text("The second reading stands.")).to_be_visible()
    expect(page.get_by_role("row", name="verdict rejected accepted")).to_be_visible()
    assert Statement.objects.get(pk=differ[1].pk).status == "rejected"
    press(page, "u")
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page.get_by_role("row", name="verdict accepted rejected")).to_be_visible()
    press(page, "f")
    expect(page.get_by_text("The first reading stands.")).to_be_visible()
    press(page, "x")
    shows(page, FIRE)

    settled_as = SecondReading.objects.order_by("pk").values_list("settled", flat=True)
    assert list(settled_as) == ["neither", "first"]
    page.goto(f"{live_server.url}/review/differences/")
    expect(page.get_by_role("heading", name="No two readings differ")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1360, "dark")])
def test_differences_fit_a_phone_and_the_dark(differ, page_as, live_server, width, scheme):
    page = page_as("curator")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/review/differences/")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_comment_with_a_mention_and_a_return_by_keyboard_alone(
    read_once, make_member, page_as, live_server, complaints, browser, client_as
):
    bert = make_member("curator", "bertram")
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/?verdict=second")
    shows(page, FIRE)
    settled(page)
    page.keyboard.press("w")
    area = page.get_by_role("textbox", name="Comment")
    expect(area).to_be_focused()
    page.keyboard.type("@ber")
    expect(page.get_by_role("option", name="bertram")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(area).to_have_value("@bertram ")
    page.keyboard.type("half a sentence?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Told: bertram.")).to_be_visible()
    expect(page.locator(".comments")).to_contain_text("half a sentence?")

    page.locator("[data-focus]").focus()
    page.keyboard.press("z")
    expect(page.get_by_label("Why it goes back")).to_be_focused()
    assert violations(page) == []
    page.keyboard.type("The words are cut")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sent back by editor: The words are cut")).to_be_visible()
    assert Statement.objects.get(words=FIRE).status == "proposed"
    settled(page)
    page.keyboard.press("u")
    expect(page.locator(".badge-rejected")).to_contain_text("rejected, ada")
    assert Statement.objects.get(words=FIRE).status == "rejected"

    context = browser.new_context()
    session = client_as(bert).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    told = context.new_page()
    told.goto(f"{live_server.url}/notices/")
    expect(told.get_by_role("heading", name="No notices")).to_be_visible()  # to be read blind first
    read_as(bert, read_once[0])
    told.reload()
    expect(told.get_by_role("link", name="Notices 1")).to_be_visible()
    assert violations(told) == []
    told.get_by_role("main").get_by_role("link", name=re.compile(FIRE)).press("Enter")
    expect(told.get_by_role("region", name="Comments")).to_contain_text("half a sentence?")
    expect(told.get_by_role("link", name="Notices", exact=True)).to_be_visible()
    assert violations(told) == []
    context.close()


def read_as(user, statement):
    give_reading(statement_id=statement.pk, verdict="rejected", actor=user)
