import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_q.models import OrmQ

from articles.models import IngestAttempt
from tests.articles.conftest import PROSE, html_page
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    IngestAttemptFactory,
    OutletFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

LIST = reverse("articles:article-list")
ADD = reverse("articles:article-add")
ATTEMPTS = reverse("articles:attempt-list")


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("nobody", "list", 302),
        ("viewer", "list", 200),
        ("editor", "list", 200),
        ("nobody", "add", 302),
        ("viewer", "add", 403),
        ("editor", "add", 200),
        ("nobody", "attempts", 302),
        ("viewer", "attempts", 200),
        ("nobody", "attempt", 302),
        ("viewer", "attempt", 200),
        ("nobody", "retry", 302),
        ("viewer", "retry", 403),
        ("editor", "retry", 302),
    ],
)
def test_who_may_do_what(client_as, who, act, status):
    attempt = IngestAttemptFactory(state="failed", reason="503")
    client = client_as(who)

    if act == "retry":
        response = client.post(reverse("articles:attempt-retry", args=[attempt.pk]))
    else:
        pages = {
            "list": LIST,
            "add": ADD,
            "attempts": ATTEMPTS,
            "attempt": attempt.get_absolute_url(),
        }
        response = client.get(pages[act])

    assert response.status_code == status
    attempt.refresh_from_db()
    assert attempt.state == ("queued" if (who, act) == ("editor", "retry") else "failed")


def test_a_pasted_text_leads_to_its_attempt(editor):
    response = editor.post(
        ADD, {"door": "paste", "text": PROSE.replace("\n", "\r\n"), "title": "Fire"}
    )

    attempt = IngestAttempt.objects.get()
    assert response.url == attempt.get_absolute_url()
    assert (attempt.payload, attempt.given_title) == (PROSE, "Fire")
    assert attempt.submitted_by.username == "editor"


def test_several_files_lead_to_the_attempts(editor):
    files = [
        SimpleUploadedFile("a.txt", PROSE.encode()),
        SimpleUploadedFile("b.html", html_page().encode()),
    ]

    response = editor.post(ADD, {"door": "files", "files": files})

    assert response.url == ATTEMPTS
    assert set(IngestAttempt.objects.values_list("file_name", "is_html")) == {
        ("a.txt", False),
        ("b.html", True),
    }


def test_a_file_that_is_no_text_is_named_and_the_others_are_taken_in(editor):
    files = [
        SimpleUploadedFile("good.txt", PROSE.encode()),
        SimpleUploadedFile("bad.pdf", b"%PDF-1.7"),
        SimpleUploadedFile("empty.txt", b""),
    ]

    response = editor.post(ADD, {"door": "files", "files": files})

    page = response.content.decode()
    assert response.status_code == 422
    assert "“bad.pdf”: this is a PDF" in page
    assert "“empty.txt”: the file is empty" in page
    assert "1 of the files was handed in" in page
    assert IngestAttempt.objects.get().file_name == "good.txt"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"door": "paste", "text": ""}, "There is no text"),
        ({"door": "paste", "text": " \x00 "}, "no text"),
        (
            {"door": "paste", "text": "Der Minister sagte, niemand sei gewarnt worden. " * 9},
            "English",
        ),
        ({"door": "paste", "text": "The Minister said so. " * 230_000}, "the limit is 1,000,000"),
        ({"door": "paste", "text": PROSE, "published_at": "soon"}, "Enter a valid date/time"),
        ({"door": "files"}, "No file was chosen"),
        ({"door": "address", "url": ""}, "There is no address"),
        ({"door": "address", "url": "http://127.0.0.1:8000/admin/"}, "only the web"),
        ({"door": "address", "url": "http://[::1]/"}, "not a public address"),
        ({"door": "address", "url": "not an address"}, "not a web address"),
        ({"door": "no such door"}, "There is no text"),
        ({}, "There is no text"),
    ],
)
def test_what_cannot_be_taken_in_is_said_beside_its_field(editor, data, said):
    response = editor.post(ADD, data)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not IngestAttempt.objects.exists()


def test_what_was_typed_stays_in_the_form(editor):
    response = editor.post(ADD, {"door": "address", "url": "http://localhost/<b>"})

    assert "http://localhost/&lt;b&gt;" in response.content.decode()


def test_an_attempt_is_polled_until_it_is_finished(editor):
    attempt = IngestAttemptFactory()
    unfinished = editor.get(attempt.get_absolute_url()).content.decode()
    IngestAttempt.objects.update(state="failed", reason="the page has been removed")

    finished = editor.get(
        attempt.get_absolute_url(), headers={"HX-Request": "true"}
    ).content.decode()

    assert 'hx-trigger="every 1s"' in unfinished
    assert '<meta http-equiv="refresh"' in unfinished
    assert "hx-trigger" not in finished
    assert "The page has been removed" in finished
    assert "<html" not in finished


def test_a_stored_attempt_sends_a_script_on_to_the_article(editor):
    version = ArticleVersionFactory()
    attempt = IngestAttemptFactory(state="stored", article=version.article, version=version)

    page = editor.get(attempt.get_absolute_url())
    fragment = editor.get(attempt.get_absolute_url(), headers={"HX-Request": "true"})

    assert version.article.get_absolute_url() in page.content.decode()
    assert fragment.headers["HX-Redirect"] == version.article.get_absolute_url()


def test_an_attempt_that_waits_long_asks_for_the_worker(editor):
    with time_machine.travel("2026-03-01T12:00Z"):
        attempt = IngestAttemptFactory()

    assert "Is the worker running?" in editor.get(attempt.get_absolute_url()).content.decode()


def test_a_retry_is_queued_and_said(editor, django_capture_on_commit_callbacks):
    attempt = IngestAttemptFactory(state="failed", reason="503", is_retryable=True)

    with django_capture_on_commit_callbacks(execute=True):
        page = editor.post(
            reverse("articles:attempt-retry", args=[attempt.pk]), follow=True
        ).content.decode()

    assert "in the queue again" in page
    assert OrmQ.objects.count() == 1


def test_a_retry_of_what_is_stored_is_refused_in_one_sentence(editor):
    attempt = IngestAttemptFactory(state="stored")

    page = editor.post(
        reverse("articles:attempt-retry", args=[attempt.pk]), follow=True
    ).content.decode()

    assert "there is nothing to try again" in page


def test_articles_are_listed_newest_first_with_their_statements(editor):
    old = ArticleFactory(title="The old one", published_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    version = ArticleVersionFactory(article=ArticleFactory(title="The new one"))
    StatementFactory(version=version)
    StatementFactory(version=version, status="accepted", exact="There was no warning")
    StatementFactory(version=version, status="rejected", exact="Minister Ada Kovan")

    page = editor.get(LIST).content.decode()

    assert page.index("The new one") < page.index(old.title)
    assert "2 statements" in page
    assert "1 to review" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Fire", "Flood"}),
        ("?q=fir", {"Fire"}),
        ("?q=drought", set()),
        ("?state=withdrawn", {"Flood"}),
        ("?state=nonsense", {"Fire", "Flood"}),
        ("?outlet=999", {"Fire", "Flood"}),
        ("?page=nonsense", {"Fire", "Flood"}),
    ],
)
def test_articles_are_filtered(editor, query, expected):
    ArticleFactory(title="Fire")
    ArticleFactory(title="Flood", state="withdrawn")

    page = editor.get(LIST + query).context["page"]

    assert {article.title for article in page} == expected


def test_articles_are_filtered_by_outlet(editor):
    article = ArticleFactory(outlet=OutletFactory(name="The Example"))
    ArticleFactory()

    page = editor.get(f"{LIST}?outlet={article.outlet.pk}").context["page"]

    assert list(page) == [article]


def test_attempts_are_filtered_by_state(editor):
    failed = IngestAttemptFactory(state="failed", reason="the server is busy")
    IngestAttemptFactory()

    response = editor.get(f"{ATTEMPTS}?state=failed")

    assert list(response.context["page"]) == [failed]
    assert "The server is busy" in response.content.decode()


@pytest.mark.parametrize("page", [LIST, ATTEMPTS])
def test_the_number_of_queries_does_not_grow_with_rows(editor, page):
    def add_rows(n):
        for _ in range(n):
            version = ArticleVersionFactory()
            StatementFactory(version=version)
            IngestAttemptFactory(state="stored", article=version.article, version=version)

    add_rows(1)
    editor.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        editor.get(page)
    add_rows(9)

    with CaptureQueriesContext(connection) as many:
        editor.get(page)

    assert len(many) == len(few)
