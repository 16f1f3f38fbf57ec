"""Correcting by key, by button and by selecting words; text that is hard to count; the workbench's panel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims.models import Statement
from tests.browser.test_pages import violations
from tests.factories import ArticleVersionFactory, SpeakerFactory, StatementFactory

HARD = (
    "A heading\n\n"
    "👩‍👩‍👧‍👦 The mayor said the cafe\u0301 was 👍🏽 safe and stayed open. Nobody was warned.\n\n"
    "قالت الوزيرةُ إنَّ التحذير لم يصل 🇫🇷 إلى الميناء.\n"
)

SELECT = """([root, words]) => {
  const nodes = [];
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".mark-number")) nodes.push(walker.currentNode);
  }
  const start = nodes.map((node) => node.data).join("").indexOf(words);
  const place = (at) => {
    let left = at;
    for (const node of nodes) {
      if (left <= node.data.length) return [node, left];
      left -= node.data.length;
    }
  };
  const range = document.createRange();
  range.setStart(...place(start));
  range.setEnd(...place(start + words.length));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def select(page, words, root="[data-passage]"):
    """Select `words` as a pointer or a finger would."""
    page.evaluate(SELECT, [root, words])


def chosen(page):
    return page.locator("[data-rows] label:has(:checked) .correct-words")


def take(page, n=None):
    """Put the focus on what is marked, and choose the line with this number."""
    page.locator("[data-rows] input[type=radio]:checked").focus()
    if n:
        page.keyboard.press(str(n))


def save(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def hard(transactional_db):
    version = ArticleVersionFactory(text=HARD)
    return StatementFactory(version=version, exact="safe and stayed open")


@pytest.fixture
def plain(transactional_db):
    return StatementFactory()


def test_a_span_is_corrected_and_the_act_undone_by_keyboard_alone(
    page_as, live_server, plain, complaints
):
    page = page_as("editor")
    page.goto(live_server.url + plain.detail_url)

    take(page)
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("twelve people died in the")
    expect(page.locator("[data-marked-said]")).to_have_text(re.compile("twelve people died in the"))
    expect(page.locator("[data-passage] .is-chosen")).to_have_text("twelve people died in the")
    expect(page.get_by_text("not saved yet")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text("people died")
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("twelve people")
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowLeft")
    expect(chosen(page)).to_have_text("twelve peopl")
    page.keyboard.press("ArrowRight")
    save(page)

    expect(page.locator(".statement-words")).to_have_text("twelve people")
    plain.refresh_from_db()
    assert plain.words == "twelve people"
    page.get_by_role("button", name="Undo").first.press("Enter")
    expect(page.locator(".statement-words")).to_have_text("twelve people died in the fire")


def test_source_and_cue_are_marked_by_selecting_words(page_as, live_server, plain, complaints):
    page = page_as("editor")
    page.goto(live_server.url + plain.detail_url)

    select(page, "The Harbour Ministry")
    page.get_by_role("button", name="source", exact=False).first.click()
    select(page, "said")
    page.locator("[data-passage]").focus()
    select(page, "said")
    page.keyboard.press("c")
    select(page, "There was no warning")
    page.keyboard.press("n")
    expect(page.locator("[data-row]")).to_have_count(4)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    plain.refresh_from_db()
    assert [s["exact"] for s in plain.source] == ["The Harbour Ministry"]
    assert [s["exact"] for s in plain.cue] == ["said"]
    assert plain.exact_words == ["twelve people died in the fire", "There was no warning"]


def test_a_missed_statement_is_added_by_selecting_words_in_the_article(
    page_as, live_server, plain, complaints
):
    SpeakerFactory(name="Ada Kovan")
    page = page_as("editor")
    page.goto(live_server.url + plain.version.article.get_absolute_url())

    select(page, "There was no warning", root=".reading-text")
    expect(page.get_by_role("link", name="Add a statement n")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Add a statement")).to_be_visible()
    expect(chosen(page)).to_have_text("There was no warning")
    expect(page.get_by_label("Quotation")).to_have_value("direct")
    select(page, "Minister Ada Kovan")
    page.locator("[data-passage]").focus()
    select(page, "Minister Ada Kovan")
    page.keyboard.press("s")
    page.get_by_label("Speaker", exact=True).press_sequentially("ada k")
    expect(page.get_by_role("option", name=re.compile("Ada Kovan"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Ada Kovan")
    assert violations(page) == []
    page.get_by_role("button", name="Add and accept").press("Enter")

    expect(page.get_by_text("added and accepted")).to_be_visible()
    added = Statement.objects.exclude(pk=plain.pk).get()
    assert (added.words, added.speaker.name, added.status) == (
        "There was no warning",
        "Ada Kovan",
        "accepted",
    )
    assert added.source[0]["exact"] == "Minister Ada Kovan"


def test_a_statement_is_split_and_joined_again(page_as, live_server, plain, complaints):
    page = page_as("editor")
    page.goto(live_server.url + plain.detail_url)

    take(page)
    page.keyboard.press("k")
    expect(page.locator("[data-row]")).to_have_count(2)
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text("twelve people")
    take(page, 2)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    take(page, 1)
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(chosen(page)).to_have_text("twelve people died")
    page.get_by_role("button", name="Split into two statements").press("Enter")
    expect(page.get_by_text("Split in two.")).to_be_visible()
    second = Statement.objects.get(split_from=plain)
    assert second.words == "in the fire"

    page.get_by_role("button", name=re.compile("^Join")).press("Enter")

    expect(page.get_by_text("Joined: the words of both")).to_be_visible()
    expect(page.locator(".statement-words")).to_have_text("twelve people died in the fire")
    second.refresh_from_db()
    assert second.joined_into == plain


def test_emoji_combining_marks_and_arabic_are_counted_alike_on_both_sides(
    page_as, live_server, hard, complaints
):
    page = page_as("editor")
    page.goto(live_server.url + hard.detail_url)
    take(page)
    page.keyboard.press("Home")

    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("👍🏽 safe and stayed open")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("cafe\u0301 was 👍🏽 safe and stayed open")
    page.keyboard.press("Shift+ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(chosen(page)).to_have_text("was 👍🏽 safe and stayed open")
    page.keyboard.press("ArrowLeft")
    select(page, "👩‍👩‍👧‍👦 The mayor")
    page.locator("[data-passage]").focus()
    select(page, "👩‍👩‍👧‍👦 The mayor")
    page.keyboard.press("s")
    select(page, "الوزيرةُ إنَّ")
    page.keyboard.press("n")
    expect(chosen(page)).to_have_text("الوزيرةُ إنَّ")
    # The words run from right to left: the left arrow leads on.
    take(page)
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("الوزيرةُ إنَّ التحذير")
    save(page)

    expect(page.get_by_text("Saved.")).to_be_visible()
    hard.refresh_from_db()
    assert hard.exact_words == ["cafe\u0301 was 👍🏽 safe and stayed open", "الوزيرةُ إنَّ التحذير"]
    assert hard.source[0]["exact"] == "👩‍👩‍👧‍👦 The mayor"
    for selector in [*hard.content, *hard.source]:
        assert HARD[selector["start"] : selector["end"]] == selector["exact"]


def test_a_selection_inside_a_character_takes_the_whole_of_it(
    page_as, live_server, hard, complaints
):
    page = page_as("editor")
    page.goto(live_server.url + hard.detail_url)

    page.locator("[data-passage]").focus()
    select(page, "👩‍👧")  # the middle of one family
    page.keyboard.press("w")
    expect(chosen(page)).to_have_text("👩‍👩‍👧‍👦")
    save(page)

    hard.refresh_from_db()
    assert hard.words == "👩‍👩‍👧‍👦"


def test_steps_of_browser_and_server_lead_to_the_same_words(
    page_as, live_server, hard, complaints, browser, client_as
):
    page = page_as("editor")
    page.goto(live_server.url + hard.detail_url)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    bare = context.new_page()
    bare.goto(live_server.url + hard.detail_url)

    for key, name, border in [
        ("ArrowLeft", "Earlier by a word", "start"),
        ("ArrowLeft", "Earlier by a word", "start"),
        ("Shift+ArrowLeft", "Earlier by a character", "start"),
        ("Shift+ArrowLeft", "Earlier by a character", "start"),
        ("ArrowRight", "Later by a word", "end"),
        ("ArrowRight", "Later by a word", "end"),
        ("ArrowRight", "Later by a word", "both"),
    ]:
        take(page)
        page.keyboard.press({"start": "Home", "end": "End", "both": "m"}[border])
        page.keyboard.press(key)
        bare.get_by_label(border, exact=True).check()
        bare.get_by_role("button", name=name).click()

        assert chosen(bare).inner_text() == chosen(page).inner_text()
    context.close()


def test_a_statement_is_corrected_and_accepted_in_the_workbench(
    page_as, live_server, plain, complaints, wait_until
):
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/?statement={plain.pk}")
    page.keyboard.press("e")
    expect(page.locator("[data-correct] [data-rows] :checked")).to_be_focused()
    assert violations(page) == []

    page.keyboard.press("a")  # no verdict while correcting
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("twelve people died in the")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-words")).to_have_text("twelve people died in the")
    page.wait_for_timeout(300)  # the workbench's keys are deaf for a moment
    page.keyboard.press("a")

    expect(page.get_by_text("Nothing waits").or_(page.locator(".empty")).first).to_be_visible()
    wait_until(lambda: Statement.objects.accepted().filter(pk=plain.pk).exists())
    plain.refresh_from_db()
    assert plain.words == "twelve people died in the"


def test_the_line_that_has_the_focus_is_in_view_in_the_workbench(page_as, live_server, plain):
    page = page_as("editor")
    page.set_viewport_size({"width": 1280, "height": 650})
    page.goto(f"{live_server.url}/review/")

    page.keyboard.press("e")

    chosen = page.locator("[data-correct] [data-rows] :checked")
    expect(chosen).to_be_focused()
    expect(chosen).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-correct] mark.is-chosen")).to_be_in_viewport(ratio=1)


def test_escape_leaves_the_panel_and_what_is_not_saved_at_the_second_press(
    page_as, live_server, plain, complaints
):
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/?statement={plain.pk}")
    line = page.locator("[data-correct] [data-rows] :checked")
    page.keyboard.press("e")
    expect(line).to_be_focused()

    page.keyboard.press("Escape")

    expect(line).to_have_count(0)
    expect(page.locator("#bench-who")).to_be_focused()
    page.keyboard.press("e")
    expect(line).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_have_text(
        "This is not saved. Press Escape again to leave it so."
    )
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(line).to_be_in_viewport(ratio=1)
    expect(line).to_be_focused()
    page.keyboard.press("Escape")
    expect(line).to_have_count(0)
    plain.refresh_from_db()
    assert plain.words == "twelve people died in the fire"


def test_a_key_leads_to_the_speaker_and_escape_closes_the_names_before_the_panel(
    page_as, live_server, plain, complaints
):
    SpeakerFactory(name="Nadia Feld")
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/?statement={plain.pk}")
    page.keyboard.press("e")
    expect(page.locator("[data-correct] [data-rows] :checked")).to_be_focused()
    page.keyboard.press("p")
    name = page.locator("[data-correct] [data-speaker]").first
    expect(name).to_be_focused()
    page.keyboard.type("Nadia")
    option = page.get_by_role("option", name="Nadia Feld")
    expect(option).to_be_in_viewport(ratio=1)

    page.keyboard.press("Escape")

    expect(option).to_be_hidden()
    expect(name).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_two_editors_at_one_statement_lose_nothing(page_as, live_server, plain, client_as):
    page = page_as("editor")
    page.goto(f"{live_server.url}/review/?statement={plain.pk}")
    page.keyboard.press("e")
    expect(page.locator("[data-correct] [data-rows] :checked")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    client_as("curator").post(f"/statements/{plain.pk}/reject/", {"row_version": 1})

    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("curator changed this statement")
    expect(chosen(page)).to_have_text("twelve people died in the")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-words")).to_have_text("twelve people died in the")


def test_a_new_speaker_is_made_without_leaving_the_page(page_as, live_server, plain, complaints):
    page = page_as("editor")
    page.goto(live_server.url + plain.detail_url)

    page.get_by_text("A speaker the registry lacks").click()
    page.get_by_label("Full name").fill("Irena Holt")
    page.get_by_label("Kind").select_option("person")
    page.get_by_label("Role or description").fill("harbour master")
    page.get_by_role("button", name="Add and credit").click()

    expect(page.locator(".statement-speaker")).to_have_text(re.compile("Irena Holt"))


def test_words_are_found_and_added_with_scripts_off(browser, live_server, plain, client_as):
    context = browser.new_context(java_script_enabled=False)
    session = client_as("editor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + plain.version.article.get_absolute_url())

    page.get_by_role("link", name="Add a statement").click()
    page.get_by_label("Find words in the article").fill("no warning")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="These words").click()
    page.get_by_label("start", exact=True).check()
    page.get_by_role("button", name="Earlier by a word").click()
    page.get_by_role("button", name="Add and accept").click()

    expect(page.get_by_text("added and accepted")).to_be_visible()
    assert Statement.objects.exclude(pk=plain.pk).get().words == "was no warning"
    context.close()
