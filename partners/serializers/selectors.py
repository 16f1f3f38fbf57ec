"""How the spans of a statement look outside: as W3C Web Annotation selectors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from claims.models import Statement
from claims.selectors import Selector
from partners.excerpts import excerpt_of
from partners.withdrawn import is_withdrawn


class PositionSerializer(serializers.Serializer[Any]):
    """Where the words stand (W3C TextPositionSelector)."""

    type = serializers.ChoiceField(
        [("TextPositionSelector", "")], help_text="As the standard names it."
    )
    start = serializers.IntegerField(help_text="First code point, counted from 0.")
    end = serializers.IntegerField(help_text="One past the last code point.")


class QuoteSerializer(serializers.Serializer[Any]):
    """The words and those around them (W3C TextQuoteSelector)."""

    type = serializers.ChoiceField(
        [("TextQuoteSelector", "")], help_text="As the standard names it."
    )
    exact = serializers.CharField(help_text="The words.")
    prefix = serializers.CharField(
        allow_blank=True, help_text="Up to 32 code points before; empty in an excerpt."
    )
    suffix = serializers.CharField(
        allow_blank=True, help_text="Up to 32 code points after; empty in an excerpt."
    )


class SpanSerializer(serializers.Serializer[Selector]):
    """One span of the version's text, selected in two ways that agree."""

    position = PositionSerializer(help_text="Where the words stand.")
    quote = QuoteSerializer(help_text="Which words they are.")

    def to_representation(self, instance: Selector) -> Any:
        """Return both selectors; written out, because most of what is served are these."""
        return {
            "position": {
                "type": "TextPositionSelector",
                "start": instance["start"],
                "end": instance["end"],
            },
            "quote": {
                "type": "TextQuoteSelector",
                "exact": instance["exact"],
                "prefix": instance["prefix"],
                "suffix": instance["suffix"],
            },
        }


class SelectorsSerializer(serializers.Serializer[Any]):
    """Where the parts of a statement stand in the version's text."""

    content = SpanSerializer(many=True, help_text="What is credited to the speaker.")
    cue = SpanSerializer(many=True, help_text="The reporting words; empty if there are none.")
    source = SpanSerializer(  # type: ignore[assignment]
        many=True, help_text="The words that name who is credited; empty if there are none."
    )

    def to_representation(self, instance: Statement) -> Any:
        """Return the selectors of what may leave of a statement; null where no words may."""
        if not shows_words(instance, self.context):
            return None
        return super().to_representation(excerpt_of(instance))


def shows_words(statement: Statement, context: Mapping[str, Any]) -> bool:
    """Tell whether words of the statement may leave: the key must have the right, and nobody have withdrawn them."""
    return bool(context["with_words"]) and not is_withdrawn(statement)
