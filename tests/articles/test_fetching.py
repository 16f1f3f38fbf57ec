import gzip
import socket

import httpcore
import pytest
import time_machine

from articles.errors import BlockedAddressError, CleaningError, FetchError
from articles.fetching import fetch_feed, fetch_page
from tests.articles.conftest import PUBLIC_IP, EndlessStream, answer, html_page, redirect

URL = "https://news.example/a"


def test_a_page_is_fetched_from_the_address_that_was_checked(network):
    network.answers = [answer(html_page())]

    page = fetch_page(URL)

    assert network.connected == [PUBLIC_IP]
    assert page.url == URL
    assert "twelve people" in page.text
    assert b"Host: news.example\r\n" in network.requests[0]


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        [PUBLIC_IP, "192.168.0.1"],
        [],
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_asked(network, addresses):
    network.names["news.example"] = addresses

    with pytest.raises(BlockedAddressError, match="private network"):
        fetch_page(URL)

    assert network.connected == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/admin", "http://[::1]/", "http://0x7f.1/", "https://inside.example/", "//localhost/",
     "http://news.example:6379/"],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_not_followed(network, target):
    network.names["inside.example"] = ["10.0.0.1"]
    network.answers = [redirect(target)]

    with pytest.raises(BlockedAddressError):
        fetch_page(URL)

    assert network.connected == [PUBLIC_IP]


def test_a_name_whose_address_changes_after_a_redirect_is_checked_again(network):
    def turn():
        network.names["news.example"] = ["127.0.0.1"]

    start = redirect("/b")
    network.answers = [EndlessStream(start, b"", on_read=turn)]

    with pytest.raises(BlockedAddressError):
        fetch_page(URL)


def test_a_redirect_to_another_page_is_followed(network):
    network.answers = [redirect("/b?x=1"), answer(html_page())]

    page = fetch_page(URL)

    assert page.url == "https://news.example/b?x=1"
    assert b"GET /b?x=1 HTTP/1.1\r\n" in b"".join(network.requests)


@pytest.mark.parametrize("target", ["ftp://news.example/", "file:///etc/hostname", ""])
def test_a_redirect_to_no_web_address_is_refused(network, target):
    network.answers = [redirect(target)]

    with pytest.raises(FetchError):
        fetch_page(URL)


def test_a_redirect_without_end_is_given_up(network):
    network.answers = [redirect("/again")] * 10

    with pytest.raises(FetchError, match="more than 5 times"):
        fetch_page(URL)

    assert len(network.connected) == 6


def test_a_second_address_is_tried_when_the_first_does_not_answer(network):
    network.names["news.example"] = ["2606:2800:21f::1", PUBLIC_IP]
    network.answers = [httpcore.ConnectError("no route"), answer(html_page())]

    fetch_page(URL)

    assert network.connected == ["2606:2800:21f::1", PUBLIC_IP]


@pytest.mark.parametrize(
    ("status", "is_retryable"),
    [("503 Service Unavailable", True), ("429 Too Many Requests", True), ("500 Error", True), ("404 Not Found", False),
     ("403 Forbidden", False), ("410 Gone", False), ("401 Unauthorized", False)],
)  # fmt: skip
def test_only_a_passing_refusal_is_worth_another_try(network, status, is_retryable):
    network.answers = [answer(status=status)]

    with pytest.raises(FetchError, match=status[:3]) as caught:
        fetch_page(URL)

    assert caught.value.is_retryable is is_retryable


@pytest.mark.parametrize(
    ("failure", "is_retryable"),
    [
        (httpcore.ConnectError("refused"), True),
        (httpcore.ConnectTimeout("slow"), True),
        (b"not http at all\r\n\r\n", True),
        (b"", True),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nhalf", True),
    ],
)
def test_a_broken_connection_is_one_sentence(network, failure, is_retryable):
    network.answers = [failure]

    with pytest.raises(FetchError, match=r"news\.example") as caught:
        fetch_page(URL)

    assert caught.value.is_retryable is is_retryable


@pytest.mark.parametrize(
    ("code", "is_retryable"), [(socket.EAI_NONAME, False), (socket.EAI_AGAIN, True)]
)
def test_a_name_nobody_has_is_one_sentence(network, code, is_retryable):
    network.names["news.example"] = socket.gaierror(code, "no")

    with pytest.raises(FetchError, match=r"no machine named news\.example") as caught:
        fetch_page(URL)

    assert caught.value.is_retryable is is_retryable


def test_a_page_without_end_stops_at_the_size_limit(network, settings):
    settings.INGEST_MAX_BYTES = 1_000_000
    stream = EndlessStream(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 60_000)
    network.answers = [stream]

    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetch_page(URL)

    assert stream.n_reads < 25


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Slow: ", id="headers"),
    ],
)
def test_a_server_that_drips_for_ever_stops_at_the_time_limit(
    network, settings, monkeypatch, start
):
    settings.INGEST_TIMEOUT_S = 20
    now = [1_000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def wait():
        now[0] += 4.0

    network.answers = [EndlessStream(start, b"x", on_read=wait)]

    with pytest.raises(FetchError, match="within 20 seconds") as caught:
        fetch_page(URL)

    assert caught.value.is_retryable


def test_a_packed_page_is_unpacked(network):
    body = gzip.compress(html_page().encode())
    network.answers = [answer(body, headers=["Content-Encoding: gzip"])]

    assert "twelve people" in fetch_page(URL).text


def test_a_page_that_unpacks_without_end_stops_at_the_size_limit(network, settings):
    settings.INGEST_MAX_BYTES = 100_000
    network.answers = [answer(gzip.compress(b"x" * 50_000_000), headers=["Content-Encoding: gzip"])]

    with pytest.raises(FetchError, match="larger than"):
        fetch_page(URL)


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(network, packing):
    network.answers = [answer(b"x", headers=[f"Content-Encoding: {packing}"])]

    with pytest.raises(FetchError, match="packs the page"):
        fetch_page(URL)


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "image/png", "application/json", "video/mp4"]
)
def test_what_is_not_a_page_of_text_is_refused(network, content_type):
    network.answers = [answer(b"x", content_type=content_type)]

    with pytest.raises(FetchError, match="not a page of text"):
        fetch_page(URL)


def test_a_picture_that_calls_itself_a_page_is_refused(network):
    network.answers = [answer(b"\x89PNG\r\n\x1a\n" + bytes(200))]

    with pytest.raises(CleaningError, match="an image"):
        _ = fetch_page(URL).text


def test_the_charset_a_server_names_is_used(network):
    network.answers = [
        answer("„Zwölf“ said".encode("cp1252"), content_type="text/html; charset=windows-1252")
    ]

    assert fetch_page(URL).text == "„Zwölf“ said"


def test_nothing_of_the_environment_is_used(network, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    network.answers = [answer(html_page())]

    fetch_page(URL)

    assert network.connected == [PUBLIC_IP]


def test_a_feed_that_has_not_changed_brings_no_data(network):
    network.answers = [b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\n\r\n']

    page = fetch_feed(
        "https://news.example/feed", etag='"7"', last_modified="Tue, 10 Mar 2026 09:00:00 GMT"
    )

    assert (page.status, page.data) == (304, b"")
    assert b'If-None-Match: "7"' in network.requests[0]


def test_a_page_is_fetched_by_the_clock_that_never_jumps(network):
    network.answers = [answer(html_page())]

    with time_machine.travel("2040-01-01"):
        assert fetch_page(URL).status == 200
