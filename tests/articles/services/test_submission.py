import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django_q.models import OrmQ

from articles.errors import IngestError
from articles.models import IngestAttempt
from articles.services.submission import (
    is_waiting_long,
    rescue_attempts,
    retry_attempt,
    submit_file,
    submit_text,
    submit_url,
)
from tests.articles.conftest import PROSE, html_page
from tests.factories import IngestAttemptFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


def test_a_pasted_text_is_handed_to_the_worker(django_capture_on_commit_callbacks):
    user = UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        attempt = submit_text(text=PROSE, submitted_by=user)

    assert attempt.state == "queued"
    assert attempt.submitted_by == user
    assert OrmQ.objects.count() == 1


def test_an_attempt_whose_transaction_fails_is_not_queued():
    with transaction.atomic():
        submit_text(text=PROSE, submitted_by=None)
        transaction.set_rollback(True)

    assert (IngestAttempt.objects.count(), OrmQ.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "no text", id="empty"),
        pytest.param(" \n\x00\u200b ", "no text", id="only-invisible"),
        pytest.param("Too short.", "at least 30", id="short"),
        pytest.param("The Minister said so. " * 250_000, "5,500,000 characters", id="5-MB"),
        pytest.param(
            "Der Minister sagte, es habe keine Warnung gegeben. " * 5, "English", id="german"
        ),
    ],
)
def test_a_text_that_is_no_article_is_refused_at_once(text, said):
    with pytest.raises(IngestError, match=said):
        submit_text(text=text, submitted_by=None)

    assert not IngestAttempt.objects.exists()


def test_a_text_with_characters_no_database_takes_is_stored():
    attempt = submit_text(
        text=f"\x00\ud800{PROSE}\x07 He said “no", title="A\x00\ud800 title", submitted_by=None
    )

    attempt.refresh_from_db()
    assert attempt.payload == f"\ufffd{PROSE} He said “no"
    assert attempt.given_title == "A\ufffd title"


@pytest.mark.parametrize(
    ("name", "text", "is_html"),
    [
        ("a.txt", PROSE, False),
        ("a.html", html_page(), True),
        ("a.HTM", html_page(), True),
        ("saved", "\n<!-- saved --> " + html_page(), True),
        ("a.txt", "<b>The</b> " + PROSE, False),
    ],
)
def test_a_file_is_read_as_what_it_is(name, text, is_html):
    attempt = submit_file(name=name, data=text.encode(), submitted_by=None)

    assert attempt.is_html is is_html
    assert attempt.label == name


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 50, "binary"),
        (b"x" * 11_000_000, "limit is 10.0 MB"),
    ],
)
def test_a_file_that_is_no_article_is_refused_at_once(data, said):
    with pytest.raises(IngestError, match=said):
        submit_file(name="a.txt", data=data, submitted_by=None)


@pytest.mark.parametrize(
    "url", ["", "no address", "http://localhost/", "ftp://news.example/", "http://2130706433/"]
)
def test_an_address_that_must_not_be_asked_is_refused_at_once(url):
    with pytest.raises(IngestError):
        submit_url(url=url, submitted_by=None)


def test_a_failed_attempt_is_queued_again(django_capture_on_commit_callbacks):
    attempt = IngestAttemptFactory(state="failed", reason="503", is_retryable=True, finished_at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        retry_attempt(attempt=attempt)

    assert (attempt.state, attempt.reason, attempt.finished_at) == ("queued", "", None)
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize("state", ["queued", "running", "stored", "unchanged"])
def test_an_attempt_under_way_or_stored_is_not_tried_again(state):
    attempt = IngestAttemptFactory(state=state)

    with pytest.raises(IngestError, match="nothing to try again"):
        retry_attempt(attempt=attempt)


@pytest.mark.parametrize("state", ["queued", "running"])
def test_an_attempt_that_a_killed_worker_left_is_queued_again_once(
    state, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOW, tick=False):
        attempt = IngestAttemptFactory(state=state, n_tries=1)

    later = NOW + dt.timedelta(minutes=6)
    with time_machine.travel(later, tick=False), django_capture_on_commit_callbacks(execute=True):
        rescue_attempts()
        rescue_attempts()

    attempt.refresh_from_db()
    assert attempt.state == "queued"
    assert OrmQ.objects.count() == 1


def test_an_attempt_that_stops_every_worker_is_given_up():
    with time_machine.travel(NOW, tick=False):
        attempt = IngestAttemptFactory(state="running", n_tries=4)

    rescue_attempts()

    attempt.refresh_from_db()
    assert attempt.state == "failed"
    assert "stopped 4 times" in attempt.reason_said


def test_an_attempt_that_waits_long_is_told_apart():
    with time_machine.travel(NOW, tick=False):
        attempt = IngestAttemptFactory()

        assert not is_waiting_long(attempt)

    with time_machine.travel(NOW + dt.timedelta(seconds=20), tick=False):
        assert is_waiting_long(attempt)
