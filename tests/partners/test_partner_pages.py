"""A partner's own page: who may see it, who may change it, and what it shows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.models import (
    ApiKey,
    KeyUsage,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from partners.services.webhooks import send_test
from tests.factories import ApiKeyFactory

pytestmark = pytest.mark.django_db
PAGE = "/partners/a-partner/"


SEES, MANAGES, NOTHING = "sees", "manages", "nothing"
MAY = {
    "nobody": NOTHING,
    "stranger": NOTHING,
    "viewer": NOTHING,
    "editor": NOTHING,
    "curator": NOTHING,
    "member": SEES,
    "manager": MANAGES,
    "administrator": MANAGES,
}
NEW_KEY = {"label": "import", "scopes": ["read"], "last_day": ""}


@pytest.mark.parametrize("who", MAY)
def test_who_sees_the_page(client_as, cast, who):
    status = client_as(cast.get(who, who)).get(PAGE).status_code

    expected = {SEES: 200, MANAGES: 200, NOTHING: 302 if who == "nobody" else 404}
    assert status == expected[MAY[who]]


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("act", ["keys/add/", "keys/{pk}/rotate/", "keys/{pk}/off/"])
def test_who_changes_keys(client_as, cast, partner, who, act):
    key = ApiKeyFactory(key="the-key")
    before = list(ApiKey.objects.values())

    answer = client_as(cast.get(who, who)).post(PAGE + act.format(pk=key.pk), NEW_KEY)

    assert (list(ApiKey.objects.values()) != before) is (MAY[who] == MANAGES)
    refused = {SEES: 403, NOTHING: 302 if who == "nobody" else 404}
    if MAY[who] != MANAGES:
        assert answer.status_code == refused[MAY[who]]


WEBHOOK_ACTS = ["change/", "secret/", "test/", "switch/", "remove/", "messages/{message}/replay/"]
NEW_WEBHOOK = {"url": "https://93.184.215.14/hook", "types": ["claim"], "description": "mirror"}


@pytest.fixture
def webhook(partner):
    endpoint = WebhookEndpoint.objects.create(partner=partner, url="https://partner.example/")
    message = send_test(endpoint=endpoint)
    WebhookMessage.objects.update(state="failed", n_tries=10)
    WebhookTry.objects.create(message=message, status=500)
    WebhookTry.objects.create(message=message, error="no answer within 20 seconds")
    return endpoint


def everything_of_webhooks():
    return [list(model.objects.values()) for model in (WebhookEndpoint, WebhookMessage)]


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("act", ["webhooks/add/", *(f"webhooks/{{pk}}/{a}" for a in WEBHOOK_ACTS)])
def test_who_changes_webhooks(client_as, cast, webhook, who, act):
    message = WebhookMessage.objects.get()
    before = everything_of_webhooks()

    answer = client_as(cast.get(who, who)).post(
        PAGE + act.format(pk=webhook.pk, message=message.pk), NEW_WEBHOOK
    )

    assert (everything_of_webhooks() != before) is (MAY[who] == MANAGES)
    refused = {SEES: 403, NOTHING: 302 if who == "nobody" else 404}
    if MAY[who] != MANAGES:
        assert answer.status_code == refused[MAY[who]]


@pytest.mark.parametrize("who", MAY)
def test_who_looks_into_a_webhook(client_as, cast, webhook, who):
    answer = client_as(cast.get(who, who)).get(webhook.get_absolute_url())

    expected = {SEES: 200, MANAGES: 200, NOTHING: 302 if who == "nobody" else 404}
    assert answer.status_code == expected[MAY[who]]
    assert (b"Send a test message" in answer.content) is (MAY[who] == MANAGES)


@pytest.mark.parametrize("act", WEBHOOK_ACTS)
def test_a_manager_does_not_reach_the_webhooks_of_another(client_as, cast, webhook, act):
    before = everything_of_webhooks()
    path = act.format(message=WebhookMessage.objects.get().pk)

    answer = client_as(cast["stranger"]).post(f"/partners/another/webhooks/{webhook.pk}/{path}")

    assert answer.status_code == 404
    assert everything_of_webhooks() == before


def test_a_webhooks_page_shows_every_try_and_the_body(client_as, cast, webhook):
    page = client_as(cast["member"]).get(webhook.get_absolute_url()).content.decode()

    assert "answered 500" in page
    assert "no answer within 20 seconds" in page
    assert "This is a test." in page
    assert "Next try" not in page


def test_a_webhooks_secret_is_shown_once(client_as, cast, webhook):
    manager = client_as(cast["manager"])

    made = manager.post(f"{webhook.get_absolute_url()}secret/")

    secret = re.search(r'value="(whsec_[^"]+)"', made.content.decode())[1]
    assert "no-store" in made["Cache-Control"]
    for path in (PAGE, webhook.get_absolute_url()):
        assert secret not in manager.get(path).content.decode()


@pytest.mark.parametrize("path", ["webhooks/add/", "webhooks/{pk}/change/"])
def test_an_address_in_our_own_network_is_explained(client_as, cast, webhook, path):
    sent = {**NEW_WEBHOOK, "url": "https://10.0.0.1/hook"}

    answer = client_as(cast["manager"]).post(PAGE + path.format(pk=webhook.pk), sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "not a public address" in page
    assert "https://10.0.0.1/hook" in page
    assert WebhookEndpoint.objects.get().url == webhook.url


def test_the_partners_page_lists_its_webhooks(client_as, cast, webhook, partner):
    page = client_as(cast["member"]).get(PAGE).content.decode()
    assert webhook.get_absolute_url() in page
    assert re.search(r"1\s+given up", page)

    partner.scopes = ["read"]
    partner.save(update_fields=["scopes"])

    assert (
        "not allowed this partner webhooks" in client_as(cast["member"]).get(PAGE).content.decode()
    )


@pytest.mark.parametrize("act", ["keys/{pk}/rotate/", "keys/{pk}/off/"])
def test_a_manager_does_not_reach_the_keys_of_another(client_as, cast, act):
    key = ApiKeyFactory(key="the-key")

    answer = client_as(cast["stranger"]).post(f"/partners/another/{act.format(pk=key.pk)}")

    assert answer.status_code == 404
    assert ApiKey.objects.get().is_usable


def test_what_would_change_something_is_posted(client_as, cast):
    key = ApiKeyFactory(key="the-key")

    for act in ("keys/add/", f"keys/{key.pk}/rotate/", f"keys/{key.pk}/off/"):
        assert client_as(cast["manager"]).get(PAGE + act).status_code == 405


def test_a_new_key_is_shown_once_and_works(client_as, cast, client):
    manager = client_as(cast["manager"])

    made = manager.post(f"{PAGE}keys/add/", {**NEW_KEY, "last_day": "2100-01-02"})

    secret = re.search(r'value="([\w-]{43})"', made.content.decode())[1]
    assert "no-store" in made["Cache-Control"]
    assert secret not in manager.get(PAGE).content.decode()
    asked = client.get("/api/v1/claims", headers={"authorization": f"Bearer {secret}"})
    assert asked.status_code == 200
    key = ApiKey.objects.get()
    assert (key.label, key.scopes, key.made_by) == ("import", ["read"], cast["manager"])
    assert key.expires_at.isoformat()[:13] == "2100-01-02T23"


def test_rotating_shows_the_new_key_and_names_the_old(client_as, cast):
    old = ApiKeyFactory(key="old-key-of-ours")
    manager = client_as(cast["manager"])

    page = manager.post(f"{PAGE}keys/{old.pk}/rotate/").content.decode()

    assert "old-key-" in page
    again = manager.post(f"{PAGE}keys/{old.pk}/rotate/", follow=True)
    assert "rotated already" in again.content.decode()
    assert ApiKey.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"scopes": []}, "This field is required"),
        ({"scopes": ["read", "webhooks"]}, "Select a valid choice"),
        ({"last_day": "2001-01-01"}, "This day is over"),
        ({"label": ""}, "This field is required"),
    ],
)
def test_a_key_that_cannot_be_is_explained_and_what_was_typed_stays(
    client_as, cast, partner, sent, said
):
    partner.scopes = ["read", "excerpts"]
    partner.save(update_fields=["scopes"])

    answer = client_as(cast["manager"]).post(f"{PAGE}keys/add/", {**NEW_KEY, **sent})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert ('value="import"' in page) is ("label" not in sent)
    assert not ApiKey.objects.exists()


def test_the_page_shows_use_limits_and_what_was_refused(client_as, cast, api):
    ApiKey.objects.update(requests_per_day=1000)
    for _ in range(3):
        api.get("/api/v1/claims")
    api.get("/api/v1/claims?colour=red")

    page = client_as(cast["member"]).get(PAGE).content.decode()

    assert re.search(r"4\s+requests", page)
    assert re.search(r"1000 a day", page)
    assert "GET /api/v1/claims?colour=red" in page
    assert "Make a new key" not in page


def test_days_without_use_are_shown_too(client_as, cast, api_key):
    today = timezone.now().date()
    KeyUsage.objects.create(key=api_key, on=today, n_requests=7)

    page = client_as(cast["member"]).get(PAGE)

    assert [day.n_requests for day in page.context["days"]] == [7] + [0] * 13
    assert page.context["days"][0].share == 100


def test_the_number_of_queries_does_not_grow_with_keys(client_as, cast):
    client = client_as(cast["member"])

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    ApiKeyFactory(key="key-0")
    n_few = count()
    for n in range(1, 5):
        ApiKeyFactory(key=f"key-{n}")

    assert count() == n_few
