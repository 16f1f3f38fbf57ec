import datetime as dt

import pytest
import time_machine

from articles.models import Feed, IngestAttempt
from articles.services.ingest import perform_attempt
from articles.services.polling import poll_due_feeds, poll_feed
from tests.articles.conftest import EndlessStream, answer, html_page
from tests.factories import ArticleFactory, OutletFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def feed():
    return Feed.objects.create(outlet=OutletFactory(), url="https://news.example/feed.xml")


def rss(*urls, title="Fire at the port", when="Sun, 01 Mar 2026 09:00:00 GMT"):
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{when}</pubDate></item>"
        for url in urls
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return answer(
        body,
        content_type="application/rss+xml",
        headers=['ETag: "7"', "Last-Modified: Sun, 01 Mar 2026 09:00:00 GMT"],
    )


def test_what_a_feed_announces_is_handed_in(network, feed):
    network.answers = [rss("https://news.example/a", "/b")]

    poll = poll_feed(feed=feed)

    assert [attempt.url for attempt in poll.attempts] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    first = poll.attempts[0]
    assert (first.kind, first.feed, first.given_title) == ("feed", feed, "Fire at the port")
    assert first.given_published_at == dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
    assert (feed.etag, feed.n_failures, feed.last_error) == ('"7"', 0, "")


def test_what_was_handed_in_before_is_not_handed_in_again(network, feed):
    network.answers = [rss("https://news.example/a"), rss("https://news.example/a?utm_source=rss")]

    poll_feed(feed=feed)
    again = poll_feed(feed=feed)

    assert again.attempts == ()
    assert IngestAttempt.objects.count() == 1


def test_an_article_that_is_here_is_not_fetched_again(network, feed):
    ArticleFactory(canonical_url="https://news.example/a")
    network.answers = [rss("https://news.example/a", "https://news.example/a#comments")]

    assert poll_feed(feed=feed).attempts == ()


def test_at_most_fifty_entries_are_taken_at_once(network, feed):
    network.answers = [rss(*(f"https://news.example/{i}" for i in range(80)))]

    assert len(poll_feed(feed=feed).attempts) == 50


def test_an_entry_that_leads_into_a_private_network_is_left_out(network, feed):
    network.answers = [
        rss("http://127.0.0.1/admin", "javascript:alert(1)", "https://news.example/a", "http://[")
    ]

    poll = poll_feed(feed=feed)

    assert len(poll.attempts) == 1
    assert poll.n_refused >= 2


def test_a_feed_is_asked_only_for_what_is_new(network, feed):
    network.answers = [rss("https://news.example/a"), b"HTTP/1.1 304 Not Modified\r\n\r\n"]

    poll_feed(feed=feed)
    again = poll_feed(feed=feed)

    assert (again.error, again.attempts) == ("", ())
    assert b'If-None-Match: "7"' in b"".join(network.requests)
    assert feed.etag == '"7"'


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(answer(status="503 Busy"), "503", id="503"),
        pytest.param(answer("<html><body>Not here</body></html>"), "not a feed", id="html"),
        pytest.param(answer(b"", content_type="text/xml"), "not a feed", id="empty"),
        pytest.param(answer(bytes(range(256)), content_type="text/xml"), "not a feed", id="binary"),
        pytest.param(answer("[" * 100_000, content_type="text/xml"), "not a feed", id="brackets"),
    ],
)
def test_a_feed_that_fails_says_why_and_is_asked_less_often(network, feed, reply, said):
    network.answers = [reply, reply]

    with time_machine.travel(NOW, tick=False):
        poll_feed(feed=feed)
        first = feed.next_poll_at
        poll_feed(feed=feed)

    assert said in feed.last_error_said
    assert feed.n_failures == 2
    assert first == NOW + dt.timedelta(minutes=30)
    assert feed.next_poll_at == NOW + dt.timedelta(hours=1)


def test_a_feed_that_never_ends_is_recorded(network, feed, settings):
    settings.INGEST_MAX_BYTES = 1_000_000
    start = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>"
    network.answers = [
        EndlessStream(start, b"<item><link>https://news.example/a</link></item>" * 1_000)
    ]

    poll = poll_feed(feed=feed)

    assert "larger than 1 MB" in poll.error
    assert feed.last_error_said == poll.error
    assert not IngestAttempt.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY a{i} "{f"&a{i - 1};" if i else "&a;"}{"&a;" * 9}">' for i in range(12)
            )
            + "]><rss version='2.0'><channel><title>&a11;</title></channel></rss>",
            id="entities-in-entities",
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel>'
            "<item><title>&x;</title><link>https://news.example/a</link></item></channel></rss>",
            id="file-entity",
        ),
        pytest.param("<rss version='2.0'><channel>" + "<item>" * 20_000, id="nested"),
    ],
)
def test_a_hostile_feed_does_no_harm(network, feed, body):
    network.answers = [answer(body, content_type="application/rss+xml")]

    poll = poll_feed(feed=feed)

    assert all("/" not in attempt.given_title for attempt in poll.attempts)


def test_a_failure_is_forgotten_when_the_feed_answers(network, feed):
    Feed.objects.update(n_failures=5, last_error="503")
    feed.refresh_from_db()
    network.answers = [rss("https://news.example/a")]

    poll_feed(feed=feed)

    assert (feed.n_failures, feed.last_error) == (0, "")


def test_the_wait_after_failures_ends_at_a_day(network, feed):
    Feed.objects.update(n_failures=40)
    feed.refresh_from_db()
    network.answers = [answer(status="503 Busy")]

    with time_machine.travel(NOW, tick=False):
        poll_feed(feed=feed)

    assert feed.next_poll_at == NOW + dt.timedelta(days=1)


def test_only_feeds_whose_time_has_come_are_asked(network, feed):
    Feed.objects.create(outlet=feed.outlet, url="https://news.example/off.xml", is_active=False)
    network.answers = [rss("https://news.example/a")]

    with time_machine.travel(NOW, tick=False):
        polls = [*poll_due_feeds(), *poll_due_feeds()]

    assert [poll.feed for poll in polls] == [feed]
    feed.refresh_from_db()
    assert feed.next_poll_at == NOW + dt.timedelta(minutes=15)


def test_an_announced_article_belongs_to_the_outlet_of_its_feed(network, feed):
    network.answers = [rss("https://news.example/a"), answer(html_page())]
    (attempt,) = poll_feed(feed=feed).attempts

    article = perform_attempt(attempt.pk).article

    assert article.outlet == feed.outlet
    assert article.published_known_from == "feed"
