"""Partners' keys in the admin."""

from __future__ import annotations

import pytest

from partners.models import ApiKey, hash_key
from tests.factories import ApiKeyFactory

pytestmark = pytest.mark.django_db

KEYS = "/admin/partners/apikey/"


@pytest.fixture
def administrator_client(client_as):
    return client_as("administrator")


def test_a_new_key_is_shown_once_and_kept_as_a_hash(administrator_client):
    answer = administrator_client.post(f"{KEYS}add/", {"partner": "A newspaper"}, follow=True)

    [message] = [str(m) for m in answer.context["messages"] if "The key of" in str(m)]
    key = message.removeprefix("The key of A newspaper is ").split(".")[0]
    row = ApiKey.objects.get()
    assert row.key_sha256 == hash_key(key)
    assert row.prefix == key[:8]
    assert key not in administrator_client.get(f"{KEYS}{row.pk}/change/").content.decode()
    assert key not in administrator_client.get(KEYS).content.decode()


def test_changing_a_key_keeps_its_hash(administrator_client):
    row = ApiKeyFactory()

    administrator_client.post(f"{KEYS}{row.pk}/change/", {"partner": "Renamed", "key_sha256": "x"})

    changed = ApiKey.objects.get()
    assert (changed.partner, changed.key_sha256) == ("Renamed", row.key_sha256)


def test_chosen_keys_are_switched_off(administrator_client):
    rows = [ApiKeyFactory(key="one"), ApiKeyFactory(key="two"), ApiKeyFactory(key="three")]

    administrator_client.post(
        KEYS, {"action": "deactivate", "index": 0, "_selected_action": [row.pk for row in rows[:2]]}
    )

    assert list(ApiKey.objects.filter(is_active=True)) == rows[2:]


def test_keys_are_not_deleted(administrator_client):
    row = ApiKeyFactory()

    assert administrator_client.post(f"{KEYS}{row.pk}/delete/", {"post": "yes"}).status_code == 403
