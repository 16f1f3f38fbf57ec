"""The whole path as an editor walks it: text in, statements out, reviewed, contrasted, exported."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.factories import ApiKeyFactory, ClaimFactory, QuestionFactory, SpeakerFactory

ARTICLE = """Ferry company disputes the count

The Tidewater ferry company said on Monday that 14 passengers were aboard the Marlin when it ran aground off Sable Point.

Coast guard commander Irena Holt rejected the figure. “There were at least 22 people on that boat,” Holt told reporters at the harbour. She said that six of them were still missing.

According to the Harbour Workers Union, the company had been warned twice about the boat's steering.
"""


@pytest.mark.slow
@pytest.mark.everywhere
@pytest.mark.usefixtures("worker")
def test_from_pasted_text_to_the_api(page, live_server, editor, complaints):
    question = QuestionFactory(
        text="How many people were aboard the Marlin?", slug="aboard-the-marlin"
    )
    ClaimFactory(question=question, text="Fourteen people were aboard.", answer="14")
    claim = ClaimFactory(question=question, text="At least 22 people were aboard.", answer="22")
    SpeakerFactory(name="Sable Coast Guard", kind="agency")
    ApiKeyFactory(key="a-partners-key")

    page.goto(live_server.url)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("secret")
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()

    page.get_by_role("link", name="Add an article").click()
    page.get_by_label("Text of the article").fill(ARTICLE)
    page.get_by_role("button", name="Add this text").click()

    # No reload by hand: the attempt leads on to the article, which asks until the engine has read it.
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"), timeout=30_000)
    card = page.locator(".statement", has_text="at least 22 people").first
    expect(card).to_be_visible(timeout=60_000)
    expect(page.locator("mark.mark-content").first).to_be_visible()

    page.goto(f"{live_server.url}/review/")
    waiting = page.locator("[data-count]")
    before = int(waiting.inner_text())
    words = page.locator(".bench-words").inner_text()
    page.locator("#workbench[data-settled-at]").wait_for()
    page.wait_for_timeout(250)  # a verdict's key is deaf for a moment after a statement has come
    page.keyboard.press("a")
    expect(waiting).to_have_text(str(before - 1))
    page.keyboard.press("u")
    expect(waiting).to_have_text(str(before))
    expect(page.locator(".bench-words")).to_have_text(words)

    page.goto(f"{live_server.url}/search/?q=at+least+22")
    page.locator(".said a").first.click()
    card = page.locator(".statement", has_text="at least 22 people").first
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_text("accepted", exact=True)).to_be_visible()

    card.get_by_role("link", name="Correct or link").click()
    page.get_by_label("Speaker", exact=True).fill("Sable Coast Guard")
    page.get_by_role("button", name="Save the speaker").click()
    expect(page.locator(".statement-speaker")).to_have_text(re.compile("Sable Coast Guard"))

    page.get_by_label("Claim", exact=True).select_option(str(claim.pk))
    page.get_by_label("Stance").select_option("asserts")
    page.get_by_role("button", name="Link to the claim").click()
    expect(page.locator(".statement .stance-asserts")).to_be_visible()

    page.goto(live_server.url + question.get_absolute_url())
    column = page.locator(".claim", has_text="At least 22 people were aboard.")
    expect(column.get_by_role("link", name="Sable Coast Guard")).to_be_visible()
    expect(column.locator("blockquote")).to_contain_text("at least 22 people on that boat")

    headers = {"Authorization": "Bearer a-partners-key"}
    served = httpx.get(
        f"{live_server.url}/api/v1/statements", headers=headers, follow_redirects=True
    )
    (statement,) = served.json()["results"]
    assert statement["speaker"]["name"] == "Sable Coast Guard"
    assert "at least 22 people on that boat" in statement["words"]
