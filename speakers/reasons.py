"""Reasons of the names judge, stored and said in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from analysis.names.reasons import Reason


def stored(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return `reasons` as a row keeps them: message and values apart."""
    return [{"message": reason.message, "values": dict(reason.values)} for reason in reasons]


def said(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return stored reasons in the language of whoever reads them."""
    return [_say(str(reason["message"]), reason["values"]) for reason in reasons]


def _say(message: str, values: Mapping[str, str]) -> str:
    words = gettext(message)
    return words % values if values else words
