"""Addresses of things on this site, of which a page names hundreds."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse

_KEY = "98765432123456789"


def path_to(view_name: str, key: int | str) -> str:
    """Return what `reverse(view_name, args=[key])` returns, for a view that one number or slug names; it is asked once a view.

    Raises `NoReverseMatch` if there is no such view; the key itself is not looked at.
    """
    before, after = _around(view_name, get_script_prefix())
    return f"{before}{key}{after}"


@cache
def _around(view_name: str, prefix: str) -> tuple[str, str]:
    """Return what stands before and after the key. Where the site is mounted, `prefix`, may differ by request."""
    before, _key, after = reverse(view_name, args=[_KEY]).partition(_KEY)
    return before, after
