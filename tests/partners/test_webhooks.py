"""Webhooks: signed as the standard says, tried again, switched off, looked into, and never sent into our own network."""

import base64
import datetime as dt
import json
import re
import socket
import threading

import httpcore
import pytest
import standardwebhooks
import time_machine
from django.utils import timezone

from partners.courier import Courier, send_message
from partners.errors import AccessError, TakenError
from partners.models import Partner, WebhookEndpoint, WebhookMessage, WebhookTry
from partners.services import webhooks as services
from partners.services.delivering import (
    N_KEPT,
    RETRY_AFTER_S,
    forget_old_messages,
    make_messages,
    take_messages,
)
from partners.services.feed import publish_all_changes
from partners.services.webhooks import add_endpoint, add_message, rotate_secret, switch_endpoint
from partners.signing import secret_of, sign
from partners.tasks import write_dump
from tests.articles.conftest import PUBLIC_IP, FakeNetwork, answer, redirect
from tests.factories import ClaimFactory, PartnerFactory, QuestionFactory
from tests.partners.mirroring import follow

pytestmark = pytest.mark.django_db
URL = "https://partner.example/hook"
LISTED = "/api/v1/webhooks"


@pytest.fixture
def network(monkeypatch):
    fake = FakeNetwork()
    monkeypatch.setattr(socket, "getaddrinfo", fake.resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", fake.connect_tcp)
    return fake


@pytest.fixture
def endpoint(network):
    return add_endpoint(partner=PartnerFactory(), url=URL)[0]


def deliver(network, *answers):
    """Send everything that is due, the other side answering so; return what was posted."""
    network.answers, network.requests = list(answers), []
    for message in take_messages(limit=100):
        send_message(message)
    return network.requests


def tell(network, *answers):
    """Publish, make messages and send them."""
    publish_all_changes()
    make_messages()
    return deliver(network, *answers)


def parts_of(requests):
    """Return headers and body of one posted request."""
    head, _, body = b"".join(requests).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    return dict(line.split(": ", 1) for line in lines[1:]), body


def later(seconds):
    return time_machine.travel(timezone.now() + dt.timedelta(seconds=seconds))


# Secrets and signatures


def test_a_message_is_what_a_standard_webhooks_library_expects(network):
    partner = PartnerFactory()
    _endpoint, secret = add_endpoint(partner=partner, url=URL)
    question = QuestionFactory()

    headers, body = parts_of(tell(network, answer()))

    message = standardwebhooks.Webhook(secret).verify(body, headers)
    assert message["type"] == "changes.available"
    assert message["timestamp"].endswith("Z")
    assert message["data"]["counts"] == {"question": 1}
    assert message["data"]["changes"] == [
        {"sequence": 1, "type": "question", "id": question.pk, "act": "created"}
    ]
    assert headers["Content-Type"] == "application/json"
    assert re.fullmatch(r"msg_[\w-]{27}", headers["webhook-id"])


def test_a_secret_has_as_many_bytes_as_the_standard_wants(network):
    _endpoint, secret = add_endpoint(partner=PartnerFactory(), url=URL)

    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_a_copy_of_the_database_signs_nothing(endpoint, settings):
    secret = secret_of(endpoint.salt)
    stored = [str(value) for value in WebhookEndpoint.objects.values_list().get()]
    settings.WEBHOOKS_KEY = "another site's"

    assert secret_of(endpoint.salt) != secret
    assert not any(secret in value or secret[6:] in value for value in stored)


def test_during_a_rotation_both_secrets_prove_a_message(endpoint):
    old = secret_of(endpoint.salt)
    new = rotate_secret(endpoint=endpoint)
    at = timezone.now()

    headers = sign(endpoint, message_id="msg_1", at=at, body="{}")

    assert old != new
    for secret in (old, new):
        standardwebhooks.Webhook(secret).verify("{}", headers)
    with later(25 * 3600):
        after = sign(endpoint, message_id="msg_1", at=timezone.now(), body="{}")
        standardwebhooks.Webhook(new).verify("{}", after)
        with pytest.raises(standardwebhooks.webhooks.WebhookVerificationError):
            standardwebhooks.Webhook(old).verify("{}", after)


# What is told, and to whom


def test_a_message_leads_back_to_the_feed(network, api, endpoint, settings):
    settings.SITE_URL = "http://testserver"
    QuestionFactory.create_batch(2)

    _headers, body = parts_of(tell(network, answer()))

    data = json.loads(body)["data"]
    page = api.get(data["href"]).json()
    assert [row["sequence"] for row in page["results"]] == [1, 2]
    assert follow(api, data["cursor"])[0] == page["results"]


def test_many_changes_are_one_small_message(network, endpoint):
    question = QuestionFactory()
    ClaimFactory.create_batch(300, question=question, text="x" * 300)

    _headers, body = parts_of(tell(network, answer()))

    data = json.loads(body)["data"]
    assert (data["count"], len(data["changes"])) == (301, 50)
    assert len(body) < 20_000
    assert b"xxx" not in body


def test_only_what_is_wanted_is_told(network):
    add_endpoint(partner=PartnerFactory(), url=URL, types=["claim"])
    QuestionFactory()
    assert tell(network) == []

    ClaimFactory()

    _headers, body = parts_of(tell(network, answer()))
    assert json.loads(body)["data"]["counts"] == {"claim": 1}


def test_a_webhook_is_told_of_nothing_that_was_before_it(network):
    QuestionFactory()
    publish_all_changes()
    add_endpoint(partner=PartnerFactory(), url=URL)

    assert tell(network) == []


def test_nothing_is_told_twice(network, endpoint):
    QuestionFactory()
    tell(network, answer())

    assert (make_messages(), tell(network)) == (0, [])


@pytest.mark.parametrize(
    "close",
    [
        lambda: Partner.objects.update(is_active=False),
        lambda: Partner.objects.update(scopes=["read"]),
        lambda: WebhookEndpoint.objects.update(is_active=False),
    ],
)
def test_who_may_not_be_told_is_told_nothing(network, endpoint, close):
    close()
    QuestionFactory()

    assert tell(network) == []


def test_who_asked_for_a_dump_is_told_when_it_is_ready(network, endpoint, api, settings, tmp_path):
    settings.DUMPS_DIR = tmp_path
    dump = api.post("/api/v1/dumps").json()
    write_dump(dump["id"])

    _headers, body = parts_of(deliver(network, answer()))

    assert json.loads(body)["type"] == "dump.ready"
    assert json.loads(body)["data"]["href"].endswith(f"/api/v1/dumps/{dump['id']}")


# Tries


def test_only_2xx_is_success_and_a_redirect_is_not_followed(network, endpoint):
    QuestionFactory()

    tell(network, redirect("https://elsewhere.example/"))

    assert network.connected == [PUBLIC_IP]
    assert WebhookTry.objects.get().status == 302
    assert WebhookMessage.objects.get().state == "waiting"


def test_a_message_keeps_id_and_body_on_every_try_and_gets_a_new_time(network, endpoint):
    QuestionFactory()
    first_headers, first_body = parts_of(tell(network, answer(status="500 Oops")))
    with later(6):
        headers, body = parts_of(deliver(network, answer()))

    assert (headers["webhook-id"], body) == (first_headers["webhook-id"], first_body)
    assert int(headers["webhook-timestamp"]) >= int(first_headers["webhook-timestamp"]) + 6
    assert WebhookMessage.objects.get().state == "delivered"


def test_tries_come_when_the_standard_says_and_then_end(network, endpoint):
    QuestionFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        tell(network, answer(status="503 Busy"))
        for wait_s in RETRY_AFTER_S:
            clock.shift(dt.timedelta(seconds=wait_s * 0.89))
            assert deliver(network) == []
            clock.shift(dt.timedelta(seconds=wait_s * 0.22))
            assert deliver(network, answer(status="503 Busy"))

    message = WebhookMessage.objects.get()
    assert (message.state, message.n_tries) == ("failed", 10)
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert "No message arrived" in endpoint.disabled_why


def test_410_switches_a_webhook_off_at_once(network, endpoint):
    QuestionFactory()

    tell(network, answer(status="410 Gone"))

    endpoint.refresh_from_db()
    assert (endpoint.is_active, WebhookMessage.objects.get().state) == (False, "failed")
    assert "410" in endpoint.disabled_why


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (httpcore.ConnectTimeout(), "no answer within"),
        (httpcore.ConnectError(), "no connection"),
        (httpcore.ReadError(), "broke off"),
    ],
)
def test_what_went_wrong_is_on_record(network, endpoint, failure, said):
    QuestionFactory()

    tell(network, failure)

    one = WebhookTry.objects.get()
    assert (one.status, one.is_success) == (None, False)
    assert said in one.error


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.7"], ["169.254.169.254"], ["::1"], [PUBLIC_IP, "192.168.0.1"], []],
)
def test_a_name_that_has_come_to_lead_into_a_private_network_is_not_asked(
    network, endpoint, addresses
):
    QuestionFactory()
    network.names["partner.example"] = addresses

    tell(network)

    assert network.connected == []
    assert "private network" in WebhookTry.objects.get().error
    assert WebhookMessage.objects.get().state == "waiting"


def test_while_a_webhook_fails_news_is_gathered(network, endpoint):
    QuestionFactory()
    tell(network, answer(status="500 Oops"))
    for _ in range(3):
        QuestionFactory()
        publish_all_changes()
        make_messages()
    assert WebhookMessage.objects.count() == 1

    with later(301):
        make_messages()

    newest = json.loads(WebhookMessage.objects.first().body)
    assert newest["data"]["count"] == 3


def test_a_success_brings_forward_what_waits(network, endpoint):
    QuestionFactory()
    tell(network, answer(status="500 Oops"))
    with later(6):
        deliver(network, answer(status="500 Oops"))
        services.send_test(endpoint=endpoint)
        deliver(network, answer())

        assert len(take_messages(limit=9)) == 1
        endpoint.refresh_from_db()
        assert endpoint.failing_since is None


def test_switched_on_again_a_webhook_hears_what_it_missed(network, endpoint):
    switch_endpoint(endpoint=endpoint, is_active=False, why="For a while.")
    QuestionFactory()
    assert tell(network) == []

    switch_endpoint(endpoint=endpoint, is_active=True)

    _headers, body = parts_of(tell(network, answer()))
    assert json.loads(body)["data"]["count"] == 1


def test_a_message_that_is_taken_is_nobody_elses_until_its_sender_has_died(network, endpoint):
    services.send_test(endpoint=endpoint)
    [taken] = take_messages(limit=9)

    assert take_messages(limit=9) == []
    with later(121):
        assert take_messages(limit=9) == [taken]


def test_old_messages_go_and_waiting_ones_stay(network, endpoint):
    waiting = services.send_test(endpoint=endpoint)
    for _ in range(N_KEPT + 2):
        add_message(endpoint=endpoint, kind="webhook.test", data={})
    WebhookMessage.objects.exclude(pk=waiting.pk).update(state="delivered")

    forget_old_messages()

    assert WebhookMessage.objects.filter(state="delivered").count() == N_KEPT
    assert WebhookMessage.objects.filter(pk=waiting.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_slow_webhook_holds_up_no_other(monkeypatch, network):
    partner = PartnerFactory()
    for name in ("slow", "quick"):
        add_endpoint(partner=partner, url=f"https://{name}.example/")
    QuestionFactory()
    publish_all_changes()
    may_answer, courier = threading.Event(), Courier()
    network.names["slow.example"] = ["93.184.215.15"]

    def connect(host, *args, **kwargs):
        if host == "93.184.215.15":
            assert may_answer.wait(10)
        return httpcore.MockStream([answer()])

    monkeypatch.setattr(
        httpcore.SyncBackend, "connect_tcp", lambda self, host, *a, **k: connect(host)
    )
    courier.tick()
    deadline = timezone.now() + dt.timedelta(seconds=10)
    quick = WebhookMessage.objects.filter(endpoint__url__contains="quick")
    while not quick.filter(state="delivered").exists():
        assert timezone.now() < deadline
    assert WebhookMessage.objects.filter(state="waiting").count() == 1
    may_answer.set()
    courier.wait()
    courier.close()

    assert not WebhookMessage.objects.exclude(state="delivered").exists()


# Adding them


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://partner.example/", "https://"),
        ("https://127.0.0.1/", "not a public address"),
        ("https://[::1]/", "not a public address"),
        ("https://0x7f.1/", "not a public address"),
        ("https://localhost/", "private network"),
        ("https://inside.example/", "private network"),
        ("https://user:word@partner.example/", "password"),
        ("https://partner.example:8443/", "port"),
        ("partner.example", "web address"),
    ],
)
def test_an_address_that_may_not_be_told_is_refused(network, url, said):
    network.names["inside.example"] = ["10.0.0.1"]

    with pytest.raises(AccessError, match=said):
        add_endpoint(partner=PartnerFactory(), url=url)

    assert not WebhookEndpoint.objects.exists()


def test_a_name_that_is_not_known_yet_is_let_through(network):
    network.names["partner.example"] = socket.gaierror(socket.EAI_NONAME, "unknown")

    assert add_endpoint(partner=PartnerFactory(), url=URL)


def test_an_address_is_told_once_and_there_are_not_too_many(network):
    partner = PartnerFactory()
    for n in range(10):
        add_endpoint(partner=partner, url=f"{URL}/{n}")

    with pytest.raises(TakenError, match="ten webhooks"):
        add_endpoint(partner=partner, url=URL)
    WebhookEndpoint.objects.filter(url=f"{URL}/9").delete()
    with pytest.raises(TakenError, match="already"):
        add_endpoint(partner=partner, url=f"{URL}/1")
    assert add_endpoint(partner=PartnerFactory(name="Other", slug="other"), url=f"{URL}/1")
