"""The addresses of the reconciliation API: the key in the header, or in the address for clients that send none."""

from __future__ import annotations

from django.urls import re_path

from partners.views import reconcile

_KEY = r"(?:/k/(?P<key>[A-Za-z0-9_-]{8,80}))"
_ROOT = r"^reconcile"

urlpatterns = [
    re_path(rf"{_ROOT}/?$", reconcile.endpoint, name="reconcile"),
    re_path(rf"{_ROOT}{_KEY}/?$", reconcile.endpoint, name="reconcile-key"),
    re_path(rf"{_ROOT}{_KEY}?/suggest/(?P<what>entity|type|property)$", reconcile.suggest, name="reconcile-suggest"),
    re_path(rf"{_ROOT}{_KEY}?/properties$", reconcile.properties, name="reconcile-properties"),
    re_path(rf"{_ROOT}{_KEY}?/preview/(?P<slug>[-\w]+)$", reconcile.preview, name="reconcile-preview"),
]  # fmt: skip
