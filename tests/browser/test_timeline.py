"""The timeline in a browser: every way to zoom it, and what stays zoomed."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from claims.views import contrast_body
from tests.claims.contrast.saying import day, say
from tests.factories import ClaimFactory

WHOLE = "28 Feb – 21 Mar 2026"


@pytest.fixture
def claim(transactional_db):
    claim = ClaimFactory()
    for number in (1, 2, 4, 11, 20):
        say(claim, on=number)
    return claim


@pytest.fixture
def page(page_as, live_server, claim, complaints):
    page = page_as("viewer")
    page.goto(live_server.url + claim.question.get_absolute_url())
    expect(span(page)).to_have_text(WHOLE)
    return page


def span(page):
    return page.locator("[data-timeline-span]")


def drawing(page, size="wide"):
    return page.locator(f".timeline-{size}")


def shown_marks(page, size="wide"):
    return drawing(page, size).locator(".mark-link:not(.is-out)")


def centre(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2


def press(page, *keys):
    drawing(page).focus()
    for key in keys:
        page.keyboard.press(key)


def test_keys_zoom_pan_and_bring_the_whole_back(page):
    press(page, "+", "+", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(span(page)).to_have_text("28 Feb – 8 Mar 2026")
    expect(shown_marks(page)).to_have_count(3)

    press(page, "-")
    expect(span(page)).to_have_text("28 Feb – 13 Mar 2026")

    press(page, "0")
    expect(span(page)).to_have_text(WHOLE)
    expect(shown_marks(page)).to_have_count(5)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(page, wait_until):
    page.mouse.move(*centre(drawing(page)))
    before = page.evaluate("scrollY")

    page.mouse.wheel(0, 80)
    wait_until(lambda: page.evaluate("scrollY") > before, what="a page that scrolls")
    expect(span(page)).to_have_text(WHOLE)

    page.mouse.move(*centre(drawing(page)))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    expect(span(page)).to_have_text(re.compile(r"^[45] – 1[67] Mar 2026$"))
    page.mouse.wheel(0, 100)
    page.mouse.wheel(0, 100)
    page.mouse.wheel(0, 100)
    page.keyboard.up("Control")

    expect(span(page)).to_have_text(WHOLE)
    assert page.evaluate("visualViewport.scale") == 1


def test_the_wheel_zooms_a_drawing_that_has_the_focus(page):
    drawing(page).focus()
    page.mouse.move(*centre(drawing(page)))
    before = page.evaluate("scrollY")

    page.mouse.wheel(0, -100)

    expect(span(page)).not_to_have_text(WHOLE)
    assert page.evaluate("scrollY") == before


def test_dragging_pans_and_opens_no_mark(page):
    press(page, "+", "+", "+")
    expect(span(page)).to_have_text("8 – 13 Mar 2026")
    address = page.url
    x, y = centre(shown_marks(page).first)

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=4)
    page.mouse.up()

    expect(span(page)).to_have_text(re.compile(r"^[67] – 1[12] Mar 2026$"))
    assert page.url == address


def test_a_double_click_comes_nearer(page):
    x, y = centre(drawing(page))

    page.mouse.dblclick(x, y)

    expect(span(page)).to_have_text(re.compile(r"^[456] – 1[567] Mar 2026$"))


def test_zooming_by_key_keeps_the_mark_in_its_place_and_the_focus(page):
    mark = drawing(page).locator(".mark-link").nth(1)
    mark.focus()
    before = mark.bounding_box()["x"]

    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(shown_marks(page)).to_have_count(2)
    assert mark.bounding_box()["x"] == pytest.approx(before, abs=1)

    for _press in range(6):
        page.keyboard.press("ArrowRight")
    expect(drawing(page)).to_be_focused()


def test_a_zoom_cannot_leave_what_there_is(page):
    press(page, *["+"] * 30)
    expect(span(page)).to_have_text(re.compile(r"^10 Mar 2026, 20:\d\d–21:\d\d$"))

    press(page, *["ArrowLeft"] * 3, *["-"] * 40, "ArrowLeft", "ArrowRight")
    expect(span(page)).to_have_text(WHOLE)


def test_the_narrow_drawing_shares_the_zoom(page):
    press(page, "+", "+", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(shown_marks(page)).to_have_count(3)

    page.set_viewport_size({"width": 390, "height": 800})

    expect(drawing(page, "narrow")).to_be_visible()
    expect(shown_marks(page, "narrow")).to_have_count(3)
    page.get_by_role("button", name="Whole span").click()
    expect(shown_marks(page, "narrow")).to_have_count(5)


def take_picture(page):
    with page.expect_download() as caught:
        page.get_by_role("button", name="Picture (PNG)").first.click()
    return caught.value.path().read_bytes()


def test_a_picture_shows_what_is_in_view(page):
    whole = take_picture(page)

    press(page, "+", "+")
    zoomed = take_picture(page)
    press(page, "0")

    assert whole.startswith(b"\x89PNG")
    assert zoomed != whole
    assert take_picture(page) == whole


def test_a_zoom_and_the_focus_stay_when_news_draws_the_page_anew(page_as, live_server, claim):
    page = page_as("viewer")
    page.clock.install()
    page.goto(live_server.url + claim.question.get_absolute_url())
    press(page, "+", "+", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(span(page)).to_have_text("28 Feb – 8 Mar 2026")
    say(ClaimFactory(question=claim.question, text="Seventeen died.", answer="17"), on=21)
    page.clock.run_for(16_000)

    expect(page.get_by_role("heading", name="Seventeen died.")).to_be_visible()
    expect(span(page)).to_have_text("28 Feb – 8 Mar 2026")
    expect(shown_marks(page)).to_have_count(3)
    expect(drawing(page)).to_be_focused()
    page.keyboard.press("0")
    expect(shown_marks(page)).to_have_count(6)


def test_news_waits_until_the_drawing_is_let_go(page_as, live_server, claim, complaints):
    page = page_as("viewer")
    page.clock.install()
    page.goto(live_server.url + claim.question.get_absolute_url())
    press(page, "+", "+")
    news = page.get_by_role("heading", name="Seventeen died.")
    say(ClaimFactory(question=claim.question, text="Seventeen died.", answer="17"), on=21)
    x, y = centre(drawing(page))

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y)
    with page.expect_response(re.compile("/live/")) as answer:
        page.clock.run_for(16_000)
    assert "Seventeen died." in answer.value.text()
    page.mouse.move(x + 120, y)
    expect(news).to_have_count(0)
    page.mouse.up()
    page.clock.run_for(16_000)

    expect(news).to_be_visible()


def test_statements_that_share_a_mark_come_apart(page_as, live_server, claim, complaints):
    for n in range(1, 46):
        say(claim, at=day(4) + n * dt.timedelta(minutes=10))
    page = page_as("viewer")
    page.goto(live_server.url + claim.question.get_absolute_url())
    expect(span(page)).to_have_text(WHOLE)
    counts = drawing(page).locator(".mark-link:not(.is-out) > text")
    file = page.get_by_role("link", name="Drawing (SVG)").first
    whole = file.get_attribute("href")
    expect(counts.first).to_be_visible()

    counts.first.locator("..").focus()
    for _press in range(11):
        page.keyboard.press("+")

    expect(shown_marks(page).nth(8)).to_be_visible()
    expect(counts).to_have_count(0)
    expect(page.locator(":focus")).to_have_class(re.compile("mark-link"))
    assert "?span=2026-03-04T" in unquote(file.get_attribute("href"))
    drawn = page.request.get(
        live_server.url
        + urlsplit(file.get_attribute("href"))._replace(scheme="", netloc="").geturl()
    )
    assert drawn.text().count("<a ") == shown_marks(page).count()

    page.keyboard.press("0")
    expect(counts.first).to_be_visible()
    assert urlsplit(file.get_attribute("href")).query == urlsplit(whole).query


def test_a_timeline_that_comes_later_is_taken_over(
    page_as, live_server, claim, complaints, monkeypatch
):
    monkeypatch.setattr(contrast_body, "N_KEPT", 3)
    page = page_as("viewer")
    page.goto(live_server.url + claim.question.get_absolute_url())

    expect(span(page)).to_have_text(WHOLE)
    page.get_by_role("button", name="Zoom in").click()

    expect(span(page)).to_have_text("4 – 17 Mar 2026")


def test_the_ticks_speak_the_language_of_the_page_in_the_zone_of_the_reader(
    browser, live_server, claim, client_as
):
    context = browser.new_context(timezone_id="Asia/Tokyo", reduced_motion="reduce")
    session = client_as("viewer").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    address = live_server.url + claim.question.get_absolute_url()

    def in_german(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('lang="en"', 'lang="de"', 1))

    page.route(address, in_german)
    page.goto(address)
    ticks = drawing(page).locator(".tick text")
    expect(ticks.filter(has_text=re.compile(r"^5\. März$"))).to_have_count(1)
    shown_marks(page).nth(1).focus()
    for _press in range(10):
        page.keyboard.press("+")

    expect(ticks.first).to_have_text(re.compile(r"^[12]\. März, \d\d:\d\d$"))
    # The mark is of 09:00 in UTC: in Tokyo one hour before 19:00, on a scale where an hour is as long as the next.
    seven, eight = (middle(ticks.filter(has_text=hour)) for hour in ("19:00", "20:00"))
    assert middle(shown_marks(page)) == pytest.approx(2 * seven - eight, abs=3)
    context.close()


@pytest.fixture
def touch(phone):
    session = phone.context.new_cdp_session(phone)

    def send(kind, *points):
        spots = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    return send


@pytest.fixture
def phone(browser, live_server, claim, client_as):
    context = browser.new_context(
        has_touch=True,
        is_mobile=True,
        viewport={"width": 390, "height": 800},
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    session = client_as("viewer").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + claim.question.get_absolute_url())
    expect(span(page)).to_have_text(WHOLE)
    yield page
    context.close()


def test_two_fingers_pinch_and_one_pans(phone, touch):
    x, y = centre(drawing(phone, "narrow"))
    touch("touchStart", (x - 20, y), (x + 20, y))
    for apart in (30, 45, 60):
        touch("touchMove", (x - apart, y), (x + apart, y))
    touch("touchEnd")
    expect(span(phone)).to_have_text(re.compile(r"^[678] – 1[345] Mar 2026$"))
    expect(shown_marks(phone, "narrow")).to_have_count(1)
    assert phone.evaluate("visualViewport.scale") == 1

    touch("touchStart", (x, y))
    for across in (20, 60, 100):
        touch("touchMove", (x + across, y))
    touch("touchEnd")
    expect(span(phone)).to_have_text(re.compile(r"^[3456] – 1[012] Mar 2026$"))


def test_one_finger_up_scrolls_the_page(phone, touch, wait_until):
    phone.get_by_role("button", name="Zoom in").click()
    zoomed = span(phone).inner_text()
    x, y = centre(drawing(phone, "narrow"))
    before = phone.evaluate("scrollY")

    touch("touchStart", (x, y))
    for up in (20, 60, 120):
        touch("touchMove", (x, y - up))
    touch("touchEnd")

    wait_until(lambda: phone.evaluate("scrollY") > before, what="a page that scrolls")
    expect(span(phone)).to_have_text(zoomed)


def test_motion_that_is_welcome_ends_where_quick_keys_lead(browser, live_server, claim, client_as):
    context = browser.new_context(reduced_motion="no-preference", locale="en-GB", timezone_id="UTC")
    session = client_as("viewer").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + claim.question.get_absolute_url())

    press(page, "+", "+", "+")

    expect(span(page)).to_have_text("8 – 13 Mar 2026")
    context.close()
