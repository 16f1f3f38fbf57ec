"""A partner with a key, asking the API; counters start afresh for each test."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from partners.services.access import add_member
from tests.factories import ApiKeyFactory, PartnerFactory, UserFactory


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def api_key(db):
    return ApiKeyFactory(key="test-key")


@pytest.fixture
def api(api_key):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer test-key")
    return client


@pytest.fixture
def partner():
    return PartnerFactory()


@pytest.fixture
def cast(partner, make_member):
    """Everybody who may come by."""
    other = PartnerFactory(name="Another", slug="another")
    people = {name: UserFactory(username=name) for name in ("member", "manager", "stranger")}
    add_member(partner=partner, user=people["member"])
    add_member(partner=partner, user=people["manager"], is_manager=True)
    add_member(partner=other, user=people["stranger"], is_manager=True)
    for group in ("viewer", "editor", "curator", "administrator"):
        people[group] = make_member(group)
    return people
