"""Webhooks of all partners in the admin: which fail, what each try met, and no secret."""

from __future__ import annotations

import pytest
from django.utils import timezone

from partners.models import WebhookEndpoint, WebhookMessage
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
ENDPOINTS, MESSAGES = "/admin/partners/webhookendpoint/", "/admin/partners/webhookmessage/"


def _message(**fields):
    url = f"https://partner.example/hook/{WebhookEndpoint.objects.count()}"
    endpoint = WebhookEndpoint.objects.create(partner=PartnerFactory(), url=url, **fields)
    message = WebhookMessage.objects.create(
        endpoint=endpoint, type="changes.available", body="{}", state="failed", n_tries=1
    )
    message.tries.create(error="The other side did not answer.", took_ms=20_000)
    return message


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 302), ("editor", 403), ("curator", 403), ("administrator", 200)],
)
@pytest.mark.parametrize("path", [ENDPOINTS, MESSAGES])
def test_who_sees_webhooks(client_as, who, status, path):
    message = _message()
    pk = message.pk if path == MESSAGES else message.endpoint_id
    client = client_as(who)

    assert client.get(path).status_code == status
    assert client.get(f"{path}{pk}/change/").status_code == status
    assert client.post(f"{path}{pk}/change/", {"url": "x"}).status_code in {302, 403}
    assert WebhookEndpoint.objects.get().url == message.endpoint.url


def test_failing_webhooks_are_told_from_the_others(client_as):
    _message()
    _message(failing_since=timezone.now())

    answer = client_as("administrator").get(ENDPOINTS, {"failing_since__isempty": "0"})

    assert answer.context["cl"].result_count == 1


def test_no_page_shows_what_secrets_are_made_from(client_as):
    endpoint = _message(old_salt="0f" * 32).endpoint
    client = client_as("administrator")

    pages = client.get(ENDPOINTS).text + client.get(f"{ENDPOINTS}{endpoint.pk}/change/").text

    assert endpoint.url in pages
    assert endpoint.salt not in pages
    assert endpoint.old_salt not in pages


def test_a_message_shows_what_its_tries_met(client_as):
    message = _message()

    page = client_as("administrator").get(f"{MESSAGES}{message.pk}/change/").text

    assert "The other side did not answer." in page


@pytest.mark.parametrize("path", [ENDPOINTS, MESSAGES])
def test_lists_cost_the_same_for_many_rows(client_as, django_assert_max_num_queries, path):
    client = client_as("administrator")
    _message()
    client.get(path)
    with django_assert_max_num_queries(20) as few:
        client.get(path)
    for _number in range(5):
        _message()

    with django_assert_max_num_queries(20) as many:
        client.get(path)

    assert len(many) == len(few)
