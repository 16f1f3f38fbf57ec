"""Alerts: each newly accepted statement is told once, whatever fails in between."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import smtplib
import socket

import httpcore
import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from tests.articles.conftest import FakeNetwork
from tests.factories import ReviewEventFactory, StatementFactory, UserFactory
from tracker import alerts
from tracker.alerts import queue_messages, send_due_messages
from tracker.messages import make_secret, sign
from tracker.models import AlertMessage, SavedSearch, SearchAlert
from tracker.saved import add_alert
from tracker.tasks import send_alerts

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(minutes=5)


def accept(statement, *, ago=LONG_AGO):
    return ReviewEventFactory(statement=statement, act="accept", at=timezone.now() - ago)


def say_and_accept(exact="twelve people died in the fire", **fields):
    statement = StatementFactory(exact=exact, status="accepted")
    accept(statement, **fields)
    return statement


@pytest.fixture
def search():
    return SavedSearch.objects.create(owner=UserFactory(), name="Port", asked={"q": "twelve"})


@pytest.fixture
def by_mail(search):
    return add_alert(search=search, channel="email", target="desk@example.org")


@pytest.fixture
def by_webhook(search):
    return add_alert(search=search, channel="webhook", target="https://hooks.example.org/in?k=1")


@pytest.fixture
def network(monkeypatch):
    fake = FakeNetwork()
    monkeypatch.setattr(socket, "getaddrinfo", fake.resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", fake.connect_tcp)
    return fake


def answer(status):
    return f"HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\n\r\n".encode()


def make_due():
    AlertMessage.objects.update(next_try_at=timezone.now())


# What is told


def test_a_newly_accepted_statement_that_matches_is_told_once(by_mail):
    said = say_and_accept()
    say_and_accept("There was no warning")

    for _ in range(3):
        send_alerts()

    [message] = mail.outbox
    assert message.to == ["desk@example.org"]
    assert message.subject == "1 new statement: Port"
    assert said.words in message.body
    assert f"http://127.0.0.1:8000{said.get_absolute_url()}" in message.body


def test_what_was_accepted_before_the_alert_is_not_told(search):
    say_and_accept()
    add_alert(search=search, channel="email", target="desk@example.org")

    send_alerts()

    assert not mail.outbox


def test_several_at_once_are_one_message(by_mail):
    for _ in range(3):
        say_and_accept()

    send_alerts()

    assert [message.subject for message in mail.outbox] == ["3 new statements: Port"]


def test_accepting_again_after_a_withdrawal_is_not_news(by_mail):
    statement = say_and_accept()
    send_alerts()
    accept(statement)

    send_alerts()

    assert len(mail.outbox) == 1


def test_an_event_so_young_that_an_older_may_still_come_waits(by_mail):
    say_and_accept(ago=dt.timedelta(0))
    late = say_and_accept()

    send_alerts()

    assert not mail.outbox
    assert late.status == "accepted"


def test_a_statement_withdrawn_before_the_message_left_is_not_told(by_mail):
    statement = say_and_accept()
    queue_messages()
    type(statement).objects.update(status="withdrawn")

    send_due_messages()

    assert not mail.outbox
    assert AlertMessage.objects.get().state == "sent"


def test_a_search_that_names_what_is_gone_says_so_and_loses_nothing(by_mail, search):
    SavedSearch.objects.update(asked={"q": "twelve", "speaker": "gone"})
    say_and_accept()
    send_alerts()
    assert "no longer makes sense" in SearchAlert.objects.get().problem

    SavedSearch.objects.update(asked={"q": "twelve"})
    send_alerts()

    assert len(mail.outbox) == 1


def test_nobody_who_has_left_is_told(by_mail, search):
    search.owner.is_active = False
    search.owner.save(update_fields=["is_active"])
    say_and_accept()

    send_alerts()

    assert not mail.outbox


# What fails


def test_a_mail_server_that_is_away_is_tried_again_with_the_same_identifier(by_mail, monkeypatch):
    working = EmailBackend.send_messages
    failures = [smtplib.SMTPServerDisconnected("away"), ConnectionRefusedError("no")]

    def send(self, messages):
        if failures:
            raise failures.pop(0)
        return working(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    say_and_accept()

    for _ in range(4):
        send_alerts()
        make_due()

    message = AlertMessage.objects.get()
    assert (message.state, message.n_tries, len(mail.outbox)) == ("sent", 3, 1)
    assert str(message.uid) in mail.outbox[0].extra_headers["Message-ID"]


def test_a_failed_try_waits_before_the_next(by_mail, monkeypatch):
    def send(self, messages):
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    say_and_accept()
    send_alerts()
    send_alerts()

    message = AlertMessage.objects.get()
    assert message.n_tries == 1
    assert message.next_try_at > timezone.now()


def test_a_worker_that_dies_before_it_stores_the_message_loses_and_doubles_nothing(
    by_mail, monkeypatch
):
    say_and_accept()
    with monkeypatch.context() as patch:
        patch.setattr(AlertMessage.objects, "create", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            queue_messages()

    send_alerts()
    send_alerts()

    assert len(mail.outbox) == 1


def test_two_workers_queue_one_message(by_mail):
    say_and_accept()
    stale = SearchAlert.objects.select_related("search").get()
    queue_messages()

    assert alerts._queue(stale) is False
    assert AlertMessage.objects.count() == 1


def test_a_message_that_another_worker_has_taken_is_left_alone(by_mail):
    say_and_accept()
    queue_messages()
    stale = AlertMessage.objects.select_related("alert__search").get()
    send_due_messages()

    assert alerts._try(stale) is False
    assert len(mail.outbox) == 1


# Webhooks


def test_a_webhook_is_posted_and_signed(by_webhook, network):
    said = say_and_accept()
    network.answers = [answer(204)]

    send_alerts()

    head, _, body = b"".join(network.requests).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(by_webhook.secret.removeprefix("whsec_"))
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert lines[0] == "POST /in?k=1 HTTP/1.1"
    assert headers["webhook-signature"] == f"v1,{digest}"
    assert json.loads(body)["data"]["statements"][0]["words"] == said.words
    assert AlertMessage.objects.get().state == "sent"


def test_the_signature_is_the_one_of_the_specification():
    headers = sign(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        at_s=1614265330,
    )

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_has_the_form_that_receivers_take():
    assert len(base64.b64decode(make_secret().removeprefix("whsec_"))) == 32


def test_a_name_that_leads_into_the_house_is_given_up_without_a_connection(by_webhook, network):
    network.names = {"hooks.example.org": ["10.0.0.7"]}
    say_and_accept()

    send_alerts()

    message = AlertMessage.objects.get()
    assert (message.state, network.connected) == ("given_up", [])
    assert "private network" in message.last_error


def test_a_receiver_that_fails_is_asked_again_with_the_same_identifier(by_webhook, network):
    say_and_accept()
    network.answers = [answer(500), httpcore.ConnectError("refused"), answer(200)]

    for _ in range(3):
        send_alerts()
        make_due()

    ids = {
        part for part in b"".join(network.requests).split(b"\r\n") if part.startswith(b"webhook-id")
    }
    assert AlertMessage.objects.get().state == "sent"
    assert len(ids) == 1


def test_a_receiver_that_is_gone_for_good_is_told_no_more(by_webhook, network):
    say_and_accept()
    network.answers = [answer(410)]

    send_alerts()

    assert AlertMessage.objects.get().state == "given_up"
    assert not SearchAlert.objects.get().is_active


def test_a_redirect_is_not_followed(by_webhook, network):
    say_and_accept()
    network.answers = [
        b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    ]

    send_alerts()

    assert len(network.connected) == 1
    assert "302" in AlertMessage.objects.get().last_error


def test_at_last_a_message_is_given_up(by_webhook, network):
    say_and_accept()
    network.answers = [answer(500)] * 20

    for _ in range(12):
        send_alerts()
        make_due()

    message = AlertMessage.objects.get()
    assert (message.state, message.n_tries) == ("given_up", 8)
