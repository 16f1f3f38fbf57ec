"""Addresses of this site, for whoever has no request that could tell."""

from __future__ import annotations

from django.conf import settings


def site_address(path: str) -> str:
    """Return the absolute address of `path`."""
    return f"{settings.SITE_URL}{path}"
