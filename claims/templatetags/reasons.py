"""Why a speaker was proposed, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from speakers.reasons import said

register = template.Library()


@register.filter
def reasons_said(speaker: Mapping[str, Any]) -> list[str]:
    """Return the reasons of a proposal's speaker; those stored before reasons were translatable as they stand."""
    return said(speaker["said"]) if speaker.get("said") else list(speaker["reasons"])
