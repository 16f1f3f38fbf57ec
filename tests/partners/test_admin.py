"""Partners' keys in the admin."""

from __future__ import annotations

import pytest

from partners.models import ApiKey, Partner, hash_key
from tests.factories import ApiKeyFactory, PartnerFactory

pytestmark = pytest.mark.django_db

KEYS = "/admin/partners/apikey/"


@pytest.fixture
def administrator_client(client_as):
    return client_as("administrator")


def test_a_new_key_is_shown_once_and_kept_as_a_hash(administrator_client):
    partner = PartnerFactory(name="A newspaper")
    asked = {"partner": partner.pk, "scopes": ["read"], "requests_per_day": "9"}
    answer = administrator_client.post(f"{KEYS}add/", asked, follow=True)

    [message] = [str(m) for m in answer.context["messages"] if "The key of" in str(m)]
    key = message.removeprefix("The key of A newspaper is ").split(".")[0]
    row = ApiKey.objects.get()
    assert row.key_sha256 == hash_key(key)
    assert row.prefix == key[:8]
    assert (row.scopes, row.requests_per_day) == (["read"], 9)
    assert row.made_by.username == "administrator"
    assert key not in administrator_client.get(f"{KEYS}{row.pk}/change/").content.decode()
    assert key not in administrator_client.get(KEYS).content.decode()


def test_changing_a_key_keeps_its_hash(administrator_client):
    row = ApiKeyFactory()

    asked = {"partner": row.partner_id, "label": "Renamed", "scopes": ["read"], "key_sha256": "x"}

    administrator_client.post(f"{KEYS}{row.pk}/change/", asked)

    changed = ApiKey.objects.get()
    assert (changed.label, changed.key_sha256) == ("Renamed", row.key_sha256)


def test_a_key_may_do_no_more_than_its_partner(administrator_client):
    partner = PartnerFactory(scopes=["read"])
    asked = {"partner": partner.pk, "scopes": ["read", "reviews"]}

    answer = administrator_client.post(f"{KEYS}add/", asked)

    assert "may not do all of this" in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_a_partner_is_opened_with_its_people(administrator_client, editor):
    asked = {
        "name": "A newspaper",
        "slug": "a-newspaper",
        "scopes": ["read"],
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-user": editor.pk,
        "memberships-0-is_manager": "on",
    }

    administrator_client.post("/admin/partners/partner/add/", asked)

    partner = Partner.objects.get()
    assert (partner.scopes, list(partner.members.all())) == (["read"], [editor])
    page = administrator_client.get("/admin/partners/partner/").content.decode()
    assert partner.get_absolute_url() in page
    deletion = administrator_client.post(
        f"/admin/partners/partner/{partner.pk}/delete/", {"post": "yes"}
    )
    assert deletion.status_code == 403


def test_chosen_keys_are_switched_off(administrator_client):
    rows = [ApiKeyFactory(key="one"), ApiKeyFactory(key="two"), ApiKeyFactory(key="three")]

    administrator_client.post(
        KEYS, {"action": "deactivate", "index": 0, "_selected_action": [row.pk for row in rows[:2]]}
    )

    assert list(ApiKey.objects.filter(is_active=True)) == rows[2:]


def test_keys_are_not_deleted(administrator_client):
    row = ApiKeyFactory()

    assert administrator_client.post(f"{KEYS}{row.pk}/delete/", {"post": "yes"}).status_code == 403
