"""A statement in a frame of another page: no script, a live notice; and the code to paste."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from claims.services.review import accept_statement, withdraw_statement
from tests.browser.test_pages import violations
from tests.claims.contrast.saying import say
from tests.factories import ClaimFactory


@pytest.fixture
def link(transactional_db, editor):
    link = say(ClaimFactory(), status="proposed")
    accept_statement(statement_id=link.statement_id, row_version=1, actor=editor)
    return link


@pytest.fixture
def elsewhere(tmp_path):
    """Another site, whose pages lie in `tmp_path`."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=tmp_path)
    handler.log_message = lambda *args: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_pasted_code_shows_the_words_and_then_that_they_were_withdrawn(
    page_as, live_server, link, elsewhere, tmp_path, editor, complaints
):
    page = page_as("nobody")
    page.goto(live_server.url + link.statement.detail_url)
    page.get_by_text("Show it on another page").click()
    code = page.get_by_label("Code of a frame, without a script").input_value()
    (tmp_path / "favicon.ico").touch()
    (tmp_path / "story.html").write_text(f"<!DOCTYPE html><title>A story</title>{code}")

    page.goto(f"{elsewhere}/story.html")
    frame = page.frame_locator("iframe")

    expect(frame.get_by_text(link.statement.words)).to_be_visible()
    expect(frame.get_by_role("link", name=link.statement.version.article.title)).to_be_visible()
    withdraw_statement(statement_id=link.statement_id, row_version=2, actor=editor)
    page.context.clear_cookies()
    fresh = page_as("nobody")
    fresh.route("**/embed/", lambda route: route.continue_(headers={"cache-control": "no-cache"}))
    fresh.goto(f"{elsewhere}/story.html")
    frame = fresh.frame_locator("iframe")
    expect(frame.get_by_text("The editors have withdrawn this statement")).to_be_visible()
    expect(frame.get_by_text(link.statement.words)).to_have_count(0)


def test_the_code_is_copied_by_keyboard(page_as, live_server, link, complaints):
    page = page_as("viewer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + link.claim.question.get_absolute_url())
    page.get_by_text("Show it on another page").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy the code").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "/embed/" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["question", "claim", "statement", "frame", "withdrawn"])
def test_public_pages_are_for_everybody(
    page_as, live_server, link, editor, complaints, name, scheme
):
    addresses = {
        "question": link.claim.question.get_absolute_url(),
        "claim": link.claim.detail_url,
        "statement": link.statement.detail_url,
        "frame": f"{link.statement.detail_url}embed/",
        "withdrawn": f"{link.statement.detail_url}embed/",
    }
    if name == "withdrawn":
        withdraw_statement(statement_id=link.statement_id, row_version=2, actor=editor)
    page = page_as("nobody")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + addresses[name])
    if page.get_by_text("Show it on another page").count():
        page.get_by_text("Show it on another page").click()

    assert violations(page) == []
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
