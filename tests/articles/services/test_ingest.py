import datetime as dt

import pytest

from articles.errors import IngestError
from articles.models import Article, ArticleVersion, IngestAttempt
from articles.services.ingest import fail_attempt, perform_attempt
from articles.services.submission import retry_attempt, submit_file, submit_text, submit_url
from tests.articles.conftest import PROSE, EndlessStream, answer, html_page, redirect
from tests.factories import IngestAttemptFactory, OutletFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
URL = "https://news.example/a"


def test_a_pasted_text_becomes_an_article():
    user = UserFactory()
    attempt = submit_text(text=f"Fire at the port\n\n{PROSE}", submitted_by=user)

    attempt = perform_attempt(attempt.pk)

    assert (attempt.state, attempt.n_tries, attempt.reason) == ("stored", 1, "")
    assert attempt.article.title == "Fire at the port"
    assert attempt.article.added_by == user
    assert attempt.version.text == f"Fire at the port\n\n{PROSE}"


def test_a_fetched_page_becomes_an_article_of_its_outlet(network):
    outlet = OutletFactory(domain="news.example")
    network.answers = [answer(html_page())]

    attempt = perform_attempt(submit_url(url=f"{URL}?utm_source=mail#part", submitted_by=None).pk)

    assert attempt.state == "stored"
    assert attempt.article.canonical_url == URL
    assert attempt.article.outlet == outlet
    assert "<h1>" in attempt.version.raw


def test_a_file_becomes_an_article_with_what_was_given():
    outlet = OutletFactory()
    attempt = submit_file(
        name="a.html",
        data=html_page().encode(),
        outlet=outlet,
        title="As we call it",
        published_at=NOW,
        first_seen_at=NOW + dt.timedelta(hours=1),
        submitted_by=None,
    )

    article = perform_attempt(attempt.pk).article

    assert (article.outlet, article.title) == (outlet, "As we call it")
    assert (article.published_at, article.published_known_from) == (NOW, "given")
    assert article.first_seen_at == NOW + dt.timedelta(hours=1)


def test_performing_twice_stores_one_article():
    attempt = submit_text(text=PROSE, submitted_by=None)

    perform_attempt(attempt.pk)
    again = perform_attempt(attempt.pk)

    assert (again.state, again.n_tries) == ("stored", 1)
    assert ArticleVersion.objects.count() == 1


def test_the_same_text_handed_in_twice_is_unchanged():
    first = perform_attempt(submit_text(text=PROSE, submitted_by=None).pk)

    second = perform_attempt(submit_text(text=f"\n{PROSE}\r\n", submitted_by=None).pk)

    assert second.state == "unchanged"
    assert second.version == first.version


def test_an_attempt_whose_worker_was_killed_is_begun_anew():
    attempt = IngestAttemptFactory(state="running", n_tries=1, payload=PROSE)

    attempt = perform_attempt(attempt.pk)

    assert (attempt.state, attempt.n_tries) == ("stored", 2)


def test_two_tries_at_once_store_one_article(network):
    attempt = submit_url(url=URL, submitted_by=None)
    page = answer(html_page())
    slow = EndlessStream(page, b"", on_read=lambda: perform_attempt(attempt.pk))
    network.answers = [slow, page]

    attempt = perform_attempt(attempt.pk)

    assert (attempt.state, attempt.n_tries) == ("stored", 2)
    assert ArticleVersion.objects.count() == 1


def test_a_try_that_was_overtaken_writes_nothing():
    overtaken = IngestAttemptFactory(state="running", n_tries=1, payload=PROSE)
    IngestAttempt.objects.filter(pk=overtaken.pk).update(n_tries=2)

    assert not fail_attempt(overtaken, IngestError("late", is_retryable=True))

    overtaken.refresh_from_db()
    assert (overtaken.state, overtaken.reason) == ("running", "")


def test_a_page_that_failed_with_503_is_stored_by_another_try(network):
    network.answers = [answer(status="503 Busy"), answer(html_page())]
    attempt = perform_attempt(submit_url(url=URL, submitted_by=None).pk)
    assert (attempt.state, attempt.is_retryable) == ("failed", True)
    assert "503" in attempt.reason_said

    retry_attempt(attempt=attempt)
    attempt = perform_attempt(attempt.pk)

    assert (attempt.state, attempt.n_tries, attempt.reason) == ("stored", 2, "")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(
            redirect("http://127.0.0.1/"), "not a public address", id="redirect-to-loopback"
        ),
        pytest.param(answer("<html></html>"), "no article text", id="no-article"),
        pytest.param(answer(html_page("The port. It was shut.")), "at least 200", id="short"),
        pytest.param(answer(bytes(500)), "binary file", id="binary"),
        pytest.param(
            answer(html_page("Der Minister sagte, dass niemand gewarnt worden sei. " * 9)),
            "English",
            id="german",
        ),
        pytest.param(answer("<div>" * 10_000 + html_page()), "paste", id="nested"),
    ],
)
def test_a_page_that_is_no_article_is_recorded_with_the_reason(network, reply, said):
    network.answers = [reply]

    attempt = perform_attempt(submit_url(url=URL, submitted_by=None).pk)

    assert (attempt.state, attempt.is_retryable) == ("failed", False)
    assert said in attempt.reason_said
    assert not Article.objects.exists()


def test_a_name_that_leads_into_a_private_network_is_recorded(network):
    network.names["news.example"] = ["10.0.0.1"]

    attempt = perform_attempt(submit_url(url=URL, submitted_by=None).pk)

    assert "private network" in attempt.reason_said


def test_an_attempt_that_is_gone_is_not_found():
    with pytest.raises(IngestAttempt.DoesNotExist):
        perform_attempt(7)
