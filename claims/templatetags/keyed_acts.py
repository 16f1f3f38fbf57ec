"""The acts of the workbench beside their keys."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from claims.review_keys import ACTS, KeyedAct

register = template.Library()


@register.filter
def keyed(keys: Mapping[str, str]) -> list[tuple[KeyedAct, str]]:
    """Return each act with its key, in the order of the list of keys."""
    return [(act, keys[act.name]) for act in ACTS]
