"""From one statement to a contrast page: a question with its rivals, refused and taken, yesterday and the table."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim, ClaimLink, Question
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    OriginFactory,
    QuestionFactory,
    SpeakerFactory,
    StatementFactory,
)

TODAY = timezone.now()


def said(words, speaker, *, days_ago, cue="said"):
    """Return an accepted statement of `speaker` in an article of its own, some days ago."""
    at = TODAY - dt.timedelta(days=days_ago)
    article = ArticleFactory(
        title=f"What {speaker.name} said", published_at=at, first_seen_at=at, origin=OriginFactory()
    )
    version = ArticleVersionFactory(
        article=article, text=f"A headline\n\n{speaker.name} {cue} {words}.\n"
    )
    return StatementFactory(
        version=version, exact=words, status="accepted", speaker=speaker, engine_speaker=speaker
    )


@pytest.fixture
def question(transactional_db):
    """A question with a claim and its rival, and three suggestions that wait."""
    question = QuestionFactory(text="How many were aboard the Marlin?", slug="aboard-the-marlin")
    company, guard, union = (
        SpeakerFactory(name=name, kind=kind)
        for name, kind in (
            ("Tidewater Ferries", "company"),
            ("Coast Guard", "agency"),
            ("Harbour Union", "ngo"),
        )
    )
    fewer = ClaimFactory(
        question=question, text="Fourteen people were aboard.", answer="14", slug="fourteen"
    )
    more = ClaimFactory(
        question=question, text="At least 22 people were aboard.", answer="22", slug="twenty-two"
    )
    ClaimLinkFactory(statement=said("14 people were aboard", company, days_ago=3), claim=fewer)
    for words, speaker, claim, days_ago in (
        ("at least 22 people were aboard", guard, more, 2),
        ("22 names stand on the list", union, more, 1),
        ("9 people were aboard in winter", union, fewer, 1),
    ):
        ClaimLinkFactory(
            statement=said(words, speaker, days_ago=days_ago),
            claim=claim,
            state="suggested",
            score=0.8,
        )
    return question


def suggestion(page, words):
    return page.locator("[id^=suggestion-]").filter(has=page.locator("blockquote", has_text=words))


def test_two_suggestions_taken_one_refused_and_the_page_follows(
    page_as, live_server, question, complaints
):
    page = page_as("editor")
    page.goto(f"{live_server.url}/questions/{question.slug}/suggestions/")

    suggestion(page, "at least 22 people").get_by_role("button", name="Link").click()
    expect(suggestion(page, "at least 22 people")).to_have_count(0)
    suggestion(page, "22 names stand").get_by_role("button", name="Link").click()
    expect(suggestion(page, "22 names stand")).to_have_count(0)
    refused = suggestion(page, "9 people were aboard in winter")
    refused.get_by_text("Not comparable").click()
    refused.get_by_role("button", name="time").click()
    expect(suggestion(page, "9 people")).to_have_count(0)

    page.goto(live_server.url + question.get_absolute_url())
    columns = page.locator(".claim")
    expect(columns.filter(has_text="At least 22 people").locator("blockquote")).to_have_count(2)
    expect(page.get_by_role("heading", name="Speakers and claims")).to_be_visible()
    expect(page.locator("svg").first).to_be_visible()
    assert ClaimLink.objects.get(statement__words__startswith="9 people").state == "refused"

    table = page.request.get(f"{live_server.url}/questions/{question.slug}/table.csv")
    assert "at least 22 people were aboard" in table.text()

    yesterday = (TODAY - dt.timedelta(days=2, hours=12)).date().isoformat()
    page.goto(f"{live_server.url}{question.get_absolute_url()}?as_of={yesterday}")
    expect(
        page.locator(".claim").filter(has_text="At least 22 people").locator("blockquote")
    ).to_have_count(0)


def test_suggestions_are_decided_by_key_on_the_page_of_the_question(
    page_as, live_server, question, complaints
):
    page = page_as("editor")
    page.goto(live_server.url + question.get_absolute_url())
    shown = page.locator("article.suggestion")
    expect(shown).to_have_count(3)
    words = shown.first.locator("blockquote").inner_text()

    page.keyboard.press("c")
    expect(page.locator("summary", has_text="Not comparable").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Refused: it will not be suggested again.")).to_be_visible()
    expect(shown).to_have_count(2)
    expect(suggestion(page, words)).to_have_count(0)
    page.keyboard.press("u")
    expect(page.get_by_text("The act is undone.")).to_be_visible()
    expect(suggestion(page, words)).to_have_count(1)


def test_a_statement_opens_a_question_by_one_key(page_as, live_server, question):
    statement = said(
        "16 people were aboard the Marlin", SpeakerFactory(name="Port Captain"), days_ago=1
    )
    page = page_as("editor")
    page.goto(live_server.url + statement.detail_url)

    page.keyboard.press("c")
    expect(page).to_have_url(re.compile(r"/contrast/$"))
    page.get_by_role("button", name=re.compile("Open the question")).click()

    expect(page).to_have_url(re.compile(r"/questions/[a-z0-9-]+/$"))
    opened = Question.objects.latest("pk")
    assert Claim.objects.filter(
        question=opened, links__statement=statement, links__state="confirmed"
    ).exists()
