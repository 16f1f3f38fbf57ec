from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import ExtractionRun
from claims.services.review import reject_statement
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    ExtractionRunFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_as):
    return client_as("editor")


def test_the_article_page_polls_while_the_run_is_unfinished(editor):
    run = ExtractionRunFactory()

    page = editor.get(run.version.article.get_absolute_url()).content.decode()

    assert 'hx-trigger="every 1s"' in page
    assert '<meta http-equiv="refresh"' in page


def test_the_article_page_stops_polling_when_the_run_is_done(editor):
    run = ExtractionRunFactory(state=ExtractionRun.State.DONE)

    page = editor.get(run.version.article.get_absolute_url()).content.decode()

    assert "hx-trigger" not in page
    assert "Nobody is credited" in page


def test_a_failed_run_says_why(editor):
    run = ExtractionRunFactory(state=ExtractionRun.State.FAILED, error="the model is missing")

    page = editor.get(run.version.article.get_absolute_url()).content.decode()

    assert "the model is missing" in page


def test_htmx_gets_only_the_reading_fragment(editor):
    version = ArticleVersionFactory()

    page = editor.get(
        version.article.get_absolute_url(), headers={"HX-Request": "true"}
    ).content.decode()

    assert page.lstrip().startswith('<div class="reading"')


def test_queries_of_the_article_page_do_not_grow_with_statements(
    editor, django_assert_max_num_queries
):
    version = ArticleVersionFactory()
    for words in ("twelve people died", "There was no warning", "Port fire", "in the fire"):
        StatementFactory(version=version, exact=words, speaker=None)

    with django_assert_max_num_queries(14):
        editor.get(version.article.get_absolute_url())


def test_accepting_without_scripts_returns_to_the_words(editor):
    statement = StatementFactory()

    response = editor.post(
        reverse("claims:statement-accept", args=[statement.pk]), {"row_version": 1}
    )

    statement.refresh_from_db()
    assert (response.status_code, response.url) == (302, statement.get_absolute_url())
    assert statement.status == "accepted"


def test_a_stale_card_answers_409_with_the_fresh_card(editor):
    statement = StatementFactory()
    reject_statement(statement_id=statement.pk, row_version=1, actor=UserFactory(username="quick"))

    response = editor.post(
        reverse("claims:statement-accept", args=[statement.pk]),
        {"row_version": 1},
        headers={"HX-Request": "true"},
    )

    assert response.status_code == 409
    assert "quick changed this statement" in response.content.decode()
    statement.refresh_from_db()
    assert statement.status == "rejected"


def test_next_never_leads_off_the_site(editor):
    statement = StatementFactory()

    response = editor.post(
        reverse("claims:statement-accept", args=[statement.pk]),
        {"row_version": 1, "next": "https://elsewhere.example/"},
    )

    assert response.url == statement.get_absolute_url()


def test_correcting_to_an_unknown_speaker_says_what_to_do(editor):
    statement = StatementFactory()

    response = editor.post(
        reverse("claims:statement-speaker", args=[statement.pk]),
        {"row_version": 1, "speaker": "Nobody Known"},
    )

    assert response.status_code == 422
    assert "add them first" in response.content.decode()


def test_correcting_the_speaker_by_an_alias(editor):
    speaker = SpeakerFactory(name="Ministry of Harbours")
    statement = StatementFactory()

    editor.post(
        reverse("claims:statement-speaker", args=[statement.pk]),
        {"row_version": 1, "speaker": "the ministry of harbours"},
    )

    statement.refresh_from_db()
    assert statement.speaker == speaker


def test_words_that_do_not_stand_in_the_text_are_refused(editor):
    statement = StatementFactory()

    response = editor.post(
        reverse("claims:statement-spans", args=[statement.pk]),
        {"row_version": 1, "content": "thirteen people died"},
    )

    assert response.status_code == 422
    assert "copy the words exactly" in response.content.decode()


def test_corrected_words_are_found_nearest_to_where_they_stood(editor):
    statement = StatementFactory()

    editor.post(
        reverse("claims:statement-spans", args=[statement.pk]),
        {
            "row_version": 1,
            "content": "twelve people died",
            "cue": "said",
            "source": "The Harbour Ministry",
        },
    )

    statement.refresh_from_db()
    assert (statement.words, statement.cue[0]["exact"]) == ("twelve people died", "said")


def test_a_question_is_opened_and_gets_rival_claims(editor):
    response = editor.post(
        reverse("claims:question-add"),
        {"text": "How many people died?", "answer_kind": "number", "unit": "dead", "summary": ""},
        follow=True,
    )
    question = response.context["question"]
    add = reverse("claims:claim-add", args=[question.slug])
    editor.post(add, {"text": "Twelve people died.", "answer": "12"})

    again = editor.post(add, {"text": "twelve people died.", "answer": "12"})

    assert question.claims.count() == 1
    assert "stands on the question already" in again.content.decode()


def test_the_contrast_page_shows_exact_words_and_both_links(editor):
    link = ClaimLinkFactory()

    page = editor.get(link.claim.question.get_absolute_url()).content.decode()

    assert "twelve people died in the fire" in page
    assert link.statement.get_absolute_url().replace("&", "&amp;") in page
    assert "#:~:text=" in page


def test_a_question_without_claims_says_what_to_do(editor):
    claim = ClaimFactory()
    question = claim.question
    claim.delete()

    assert "Add the first below" in editor.get(question.get_absolute_url()).content.decode()


def test_times_stand_in_the_readers_zone(editor):
    version = ArticleVersionFactory()
    editor.cookies["timezone"] = "Asia/Tokyo"

    page = editor.get(version.article.get_absolute_url()).content.decode()

    assert "1 March 2026, 18:00" in page
