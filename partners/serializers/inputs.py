"""What partners send us: read as strictly as the OpenAPI document describes it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

WORDS_PATTERN = "^[^\\u0000]*$"


class StrictTextField(serializers.RegexField):
    """A text of a pattern; a number or a truth value is no text."""

    def __init__(self, regex: str = WORDS_PATTERN, **kwargs: Any) -> None:
        super().__init__(regex, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the text, without blanks at its ends."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)
