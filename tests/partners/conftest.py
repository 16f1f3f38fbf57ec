"""A partner with a key, asking the API; counters start afresh for each test."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from tests.factories import ApiKeyFactory


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
