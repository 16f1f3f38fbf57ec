"""A value that cannot be read stops the start, and says its name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env


def read_cache(monkeypatch, url):
    monkeypatch.setenv("CACHE_URL", url)
    return env.cache("CACHE_URL", "locmemcache://")


def test_without_a_url_each_process_has_its_own_cache(monkeypatch):
    monkeypatch.delenv("CACHE_URL", raising=False)

    config = env.cache("CACHE_URL", "locmemcache://")

    assert config["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("dbcache://crossclaim_cache", "db.DatabaseCache", "crossclaim_cache"),
        ("filecache:///var/cache/claims", "filebased.FileBasedCache", "/var/cache/claims"),
    ],
)
def test_a_url_says_which_cache_and_where(monkeypatch, url, backend, location):
    config = read_cache(monkeypatch, url)

    assert config["BACKEND"] == f"django.core.cache.backends.{backend}"
    assert config["LOCATION"] == location


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("/var/cache", id="no-scheme"),
        pytest.param("nosuch://here", id="unknown-scheme"),
        pytest.param("dummycache://", id="a-cache-that-counts-nothing"),
    ],
)
def test_a_url_that_names_no_cache_stops_the_start(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        read_cache(monkeypatch, url)


def test_a_cache_whose_package_is_missing_stops_the_start(monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda package: None)

    with pytest.raises(ImproperlyConfigured, match="CACHE_URL needs the package redis"):
        read_cache(monkeypatch, "redis://127.0.0.1:6379/0")
