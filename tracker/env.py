"""Typed settings from the environment; a missing or unparsable value stops start-up and names itself."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
# The caches that can count, and the package that each needs beyond Django.
_CACHE_PACKAGES = {
    "LocMemCache": "",
    "DatabaseCache": "",
    "FileBasedCache": "",
    "RedisCache": "redis",
    "PyMemcacheCache": "pymemcache",
}


def _read(kind: str, name: str, default: Any) -> Any:
    """Return the variable `name` read as `kind`; without a default it must be set."""
    try:
        reader = getattr(_env, kind)
        return reader(name) if default is ... else reader(name, default=default)
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"set the environment variable {name}: {error}") from error
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be of type {kind}: {error}") from error


def flag(name: str, default: Any = ...) -> bool:
    """Return a boolean variable (`1`, `true`, `yes`, `on` are true)."""
    return bool(_read("bool", name, default))


def words(name: str, default: Any = ...) -> str:
    """Return a text variable."""
    return str(_read("str", name, default))


def number(name: str, default: Any = ...) -> int:
    """Return a whole number."""
    return int(_read("int", name, default))


def items(name: str, default: Any = ...) -> list[str]:
    """Return a comma-separated list."""
    return list(_read("list", name, default))


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for the database URL in `name`."""
    try:
        return dict(_env.db_url(name, default=default))
    except (ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}") from error


def cache(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for the cache URL in `name`."""
    try:
        config = dict(_env.cache_url(name, default=default))
    except (ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not a cache URL: {error}") from error
    kind = str(config.get("BACKEND", "")).rsplit(".", 1)[-1]
    if kind not in _CACHE_PACKAGES:
        known = "locmemcache://, dbcache://, filecache://, redis:// or pymemcache://"
        raise ImproperlyConfigured(f"{name} must begin with {known}")
    package = _CACHE_PACKAGES[kind]
    if package and find_spec(package) is None:
        raise ImproperlyConfigured(f"{name} needs the package {package}: pip install {package}")
    return config


def email(name: str, default: str) -> dict[str, Any]:
    """Return Django's `EMAIL_*` settings for the mail server's URL in `name`."""
    try:
        config = dict(_env.email_url(name, default=default))
    except (ImproperlyConfigured, KeyError, ValueError) as error:
        known = "consolemail://, smtp://, smtp+tls:// or smtp+ssl://user:password@host:port"
        raise ImproperlyConfigured(f"{name} must be {known}: {error}") from error
    config.pop("OPTIONS", None)
    return {
        key: value
        for key, value in config.items()
        if key.startswith("EMAIL_") and value is not None
    }
