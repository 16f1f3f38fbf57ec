"""Webhooks by API: the partner's own, and nobody else's."""

import socket

import pytest

from partners.models import WebhookEndpoint, WebhookMessage
from partners.services.webhooks import add_endpoint, send_test
from partners.signing import secret_of
from tests.articles.conftest import FakeNetwork
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
LISTED = "/api/v1/webhooks"
URL = "https://partner.example/hook"


@pytest.fixture(autouse=True)
def network(monkeypatch):
    fake = FakeNetwork()
    monkeypatch.setattr(socket, "getaddrinfo", fake.resolve)
    return fake


@pytest.fixture
def other():
    """A webhook of somebody else."""
    partner = PartnerFactory(name="Other", slug="other")
    return add_endpoint(partner=partner, url="https://other.example/")[0]


def add(api, **body):
    return api.post(LISTED, {"url": URL, **body}, format="json")


def test_a_webhook_is_added_with_a_secret_that_is_shown_once(api):
    made = add(api, types=["claim", "article"], description="mirror")

    row = made.json()
    assert made.status_code == 201
    assert made["Cache-Control"] == "no-store"
    assert row.pop("secret") == secret_of(WebhookEndpoint.objects.get().salt)
    assert row["types"] == ["article", "claim"]
    assert api.get(f"{LISTED}/{row['id']}").json() == row
    assert api.get(LISTED).json()["results"] == [row]


def test_left_out_types_are_all(api):
    assert len(add(api).json()["types"]) == 5


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/url"),
        ({"url": "http://partner.example/"}, "#/url"),
        ({"url": "https://10.0.0.1/"}, "#/url"),
        ({"url": "https://printer.local/"}, "#/url"),
        ({"url": "https://inside.example/"}, "#/url"),
        ({"url": URL, "types": ["outlet"]}, "#/types/0"),
        ({"url": URL, "description": "x" * 81}, "#/description"),
    ],
)
def test_what_cannot_be_a_webhook_is_explained(api, network, body, pointer):
    network.names["inside.example"] = ["10.0.0.1"]

    answer = api.post(LISTED, body, format="json")

    assert answer.status_code == 400
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert not WebhookEndpoint.objects.exists()


def test_the_same_address_again_is_a_conflict(api):
    add(api)

    assert add(api).status_code == 409


def test_a_body_that_is_not_json_is_refused(api):
    assert api.post(LISTED, "url=x", content_type="text/plain").status_code == 415
    assert api.post(LISTED, "{", content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("delete", ""),
        ("post", "/secret"),
        ("post", "/test"),
        ("post", "/on"),
        ("post", "/off"),
        ("get", "/messages"),
        ("post", "/messages/{message}/replay"),
    ],
)
def test_somebody_elses_webhook_is_not_there(api, other, method, path):
    message = send_test(endpoint=other)
    before = list(WebhookEndpoint.objects.values()), list(WebhookMessage.objects.values())

    answer = getattr(api, method)(f"{LISTED}/{other.pk}{path.format(message=message.pk)}")

    assert answer.status_code == 404
    assert (list(WebhookEndpoint.objects.values()), list(WebhookMessage.objects.values())) == before
    assert api.get(LISTED).json()["results"] == []


def test_a_new_secret_takes_the_place_of_the_old(api):
    first = add(api).json()

    second = api.post(f"{LISTED}/{first['id']}/secret").json()

    assert second["secret"] == secret_of(WebhookEndpoint.objects.get().salt) != first["secret"]


def test_a_webhook_is_switched_off_and_on(api):
    pk = add(api).json()["id"]

    off = api.post(f"{LISTED}/{pk}/off").json()
    on = api.post(f"{LISTED}/{pk}/on").json()

    assert (off["is_active"], "Switched off" in off["disabled_why"]) == (False, True)
    assert (on["is_active"], on["disabled_why"]) == (True, None)


def test_messages_are_listed_with_their_tries_and_replayed(api):
    pk = add(api).json()["id"]
    sent = api.post(f"{LISTED}/{pk}/test")
    WebhookMessage.objects.update(state="failed", n_tries=10)

    [listed] = api.get(f"{LISTED}/{pk}/messages").json()["results"]
    replayed = api.post(f"{LISTED}/{pk}/messages/{listed['id']}/replay")

    assert (sent.status_code, sent.json()["type"]) == (202, "webhook.test")
    assert (listed["state"], listed["next_at"]) == ("failed", None)
    assert (replayed.status_code, replayed.json()["state"]) == (202, "waiting")
    assert replayed.json()["message_id"] == listed["message_id"]


def test_a_removed_webhook_is_gone_with_its_messages(api):
    pk = add(api).json()["id"]
    api.post(f"{LISTED}/{pk}/test")

    assert api.delete(f"{LISTED}/{pk}").status_code == 204
    assert api.get(f"{LISTED}/{pk}").status_code == 404
    assert not WebhookMessage.objects.exists()
