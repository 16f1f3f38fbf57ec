"""Every page on its own: axe-core finds nothing, the phone does not scroll sideways, scripts off still works."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.models import IngestAttempt
from claims.models import ExtractionRun
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    ExtractionRunFactory,
    IngestAttemptFactory,
    MembershipFactory,
    SpeakerFactory,
    StatementFactory,
)

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

PAGES = {
    "desk": "/",
    "search": "/search/?q=twelve",
    "review": "/review/",
    "what waits": "/review/list/",
    "keys of the workbench": "/review/keys/",
    "link from the workbench": "link",
    "articles": "/articles/",
    "add": "/articles/add/",
    "attempts": "/articles/attempts/",
    "questions": "/questions/",
    "open a question": "/questions/add/",
    "speakers": "/speakers/",
    "add a speaker": "/speakers/add/",
    "quality": "/quality/",
    "api": "/api/docs/",
    "article": "article",
    "statement": "statement",
    "add a statement": "add a statement",
    "speaker": "speaker",
    "question": "question",
    "earlier": "earlier",
    "embed": "embed",
}


@pytest.fixture
def addresses(transactional_db):
    version = ArticleVersionFactory(furniture=[[0, 26]])
    ExtractionRunFactory(version=version, state=ExtractionRun.State.DONE)
    speaker = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    link = ClaimLinkFactory(
        statement=StatementFactory(
            version=version, status="accepted", speaker=speaker, engine_speaker=speaker
        )
    )
    ClaimFactory(question=link.claim.question, text="Seventeen people died.", answer="17")
    waiting = StatementFactory(version=version, exact="There was no warning")
    IngestAttemptFactory(
        state=IngestAttempt.State.FAILED, reason="the page is gone", is_retryable=True
    )
    return {
        "article": version.article.get_absolute_url(),
        "statement": waiting.detail_url,
        "add a statement": f"{version.article.get_absolute_url()}statements/add/?content=30-40",
        "link from the workbench": f"/review/{waiting.pk}/link/",
        "speaker": speaker.get_absolute_url(),
        "question": link.claim.question.get_absolute_url(),
        "earlier": f"{link.claim.question.get_absolute_url()}?as_of=2026-03-02&kind=ministry",
        "embed": f"{link.claim.question.get_absolute_url()}embed/",
    }


AT_THE_TOP = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let still = 0; still < 3; still += 1) {
    if (window.scrollY !== 0) still = 0;
    window.scrollTo({ top: 0, behavior: "instant" });
    await frame();
  }
}
"""


def violations(page):
    # From the top: the head that sticks there may lie over half a button that has been scrolled to.
    # A page scrolls to its fragment once it has loaded, and a frame later than that.
    page.wait_for_load_state("load")
    page.evaluate(AT_THE_TOP)
    # By way of the protocol, not of a script element: the policy stays on.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page_as, live_server, addresses, complaints, name, scheme):
    page = page_as("editor")
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + addresses.get(name, PAGES[name]))

    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(page_as, live_server, addresses, name):
    page = page_as("editor")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + addresses.get(name, PAGES[name]))

    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert widths[0] <= widths[1]


def test_a_phone_shows_the_section_the_reader_is_in(page_as, live_server, addresses):
    page = page_as("editor")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/quality/")

    expect(page.locator(".masthead-nav [aria-current]")).to_be_in_viewport(ratio=1)


def test_the_admin_of_a_speaker_with_mandates_fits_a_laptop(page_as, live_server, addresses):
    mandate = MembershipFactory()
    page = page_as("curator")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/admin/speakers/speaker/{mandate.person_id}/change/")

    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert widths[0] <= widths[1]


def test_a_phone_has_all_of_a_verdicts_word_and_of_the_list_of_speakers(
    page_as, live_server, addresses
):
    page = page_as("editor")
    page.set_viewport_size({"width": 390, "height": 844})
    fits = "each => each.scrollWidth <= each.clientWidth"

    page.goto(f"{live_server.url}/review/")
    for name in ("Accept", "Reject", "Unsure", "Skip"):
        button = page.locator("[data-verdicts]").get_by_role("button", name=name, exact=True)
        assert button.evaluate(fits)
        expect(button.locator("kbd")).to_be_hidden()
    page.goto(f"{live_server.url}/speakers/")
    assert page.locator("main .scroll").evaluate(fits)


@pytest.mark.parametrize("table", ["claims/statement", "speakers/speaker", "speakers/membership"])
def test_the_lists_of_the_admin_fit_a_laptop(page_as, live_server, addresses, table):
    MembershipFactory()
    page = page_as("administrator")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/admin/{table}/")

    widths = page.locator(".results").evaluate("each => [each.scrollWidth, each.clientWidth]")

    assert widths[0] <= widths[1]


def test_a_verdict_works_with_scripts_off(browser, live_server, addresses, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + addresses["article"])

    page.locator(".statement-proposed").get_by_role("button", name="Accept").click()

    expect(page.get_by_text("Accepted.")).to_be_visible()
    expect(page.locator(".statement-proposed")).to_have_count(0)
    context.close()


def test_keys_are_dead_while_typing_and_when_switched_off(page_as, live_server, addresses):
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/")
    page.get_by_label("Single-key shortcuts").uncheck()

    page.keyboard.press("a")

    expect(page.locator(".bench-words")).to_have_text("There was no warning")
    page.reload()
    expect(page.get_by_label("Single-key shortcuts")).not_to_be_checked()
