import datetime as dt

import pytest
import time_machine
from django.test import Client

from partners.models import ApiKey
from tests.factories import ApiKeyFactory, UserFactory

NOW = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
PARTNER_PATHS = [
    "/api/v1/articles",
    "/api/v1/statements",
    "/api/v1/speakers",
    "/api/v1/questions",
    "/api/v1/claims",
    "/api/v1/articles/1",
    "/api/v1/nothing-here",
]
PUBLIC_PATHS = ["/api/v1/schema", "/api/docs/", "/api/docs/problems/"]
WHO = {
    "no-key": {},
    "bad-key": {"authorization": "Bearer wrong"},
    "key-without-scheme": {"authorization": "good"},
    "other-scheme": {"authorization": "Basic Z29vZDpnb29k"},
    "empty-key": {"authorization": "Bearer "},
    "not-ascii": {"authorization": "Bearer g\xf6\xf6d"},
    "inactive-key": {"authorization": "Bearer inactive"},
    "expired-key": {"authorization": "Bearer expired"},
}


@pytest.fixture
def keys(db):
    with time_machine.travel(NOW, tick=False):
        ApiKeyFactory(key="good")
        ApiKeyFactory(key="lasting", expires_at=NOW + dt.timedelta(seconds=1))
        ApiKeyFactory(key="inactive", is_active=False)
        ApiKeyFactory(key="expired", expires_at=NOW)
        yield


@pytest.mark.parametrize("path", PARTNER_PATHS)
@pytest.mark.parametrize("who", WHO)
def test_nobody_reads_without_a_valid_key(client, keys, who, path):
    answer = client.get(path, headers=WHO[who])

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith('Bearer realm="Crossclaim"')


@pytest.mark.parametrize("path", PARTNER_PATHS[:5])
@pytest.mark.parametrize("key", ["good", "lasting"])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_valid_key_reads(client, keys, key, path, scheme):
    assert client.get(path, headers={"authorization": f"{scheme} {key}"}).status_code == 200


@pytest.mark.parametrize("path", PUBLIC_PATHS)
@pytest.mark.parametrize("who", [*WHO, "key"])
def test_the_documentation_is_open_to_everybody(client, keys, who, path):
    assert (
        client.get(path, headers=WHO.get(who, {"authorization": "Bearer good"})).status_code == 200
    )


@pytest.mark.parametrize("path", PARTNER_PATHS)
def test_a_browser_session_opens_nothing(db, path):
    browser = Client()
    browser.force_login(
        UserFactory(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert browser.get(path).status_code == 401


def test_a_refused_key_is_told_from_a_missing_one(client, keys):
    missing = client.get("/api/v1/articles")
    refused = client.get("/api/v1/articles", headers=WHO["bad-key"])

    assert "error" not in missing["WWW-Authenticate"]
    assert 'error="invalid_token"' in refused["WWW-Authenticate"]


def test_use_is_noted_at_most_once_a_minute(api, api_key):
    with time_machine.travel(NOW, tick=False) as clock:
        api.get("/api/v1/claims")
        clock.shift(59)
        api.get("/api/v1/claims")
        assert ApiKey.objects.get().last_used_at == NOW
        clock.shift(1)
        api.get("/api/v1/claims")
        assert ApiKey.objects.get().last_used_at == NOW + dt.timedelta(minutes=1)


def test_noting_use_changes_nothing_else(api, api_key):
    ApiKey.objects.update(label="Renamed meanwhile")

    api.get("/api/v1/claims")

    assert ApiKey.objects.get().label == "Renamed meanwhile"
