"""Reviews of claims: what partners hand in, and what became of it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.models import PartnerReview
from partners.pagination import MAX_ID
from partners.serializers.fields import MomentField
from partners.serializers.inputs import StrictTextField
from partners.serializers.questions import PartnerReviewSerializer

SOME_WORDS = "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$"
ADDRESS = r"^https?://[A-Za-z0-9.-]{1,200}(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,200})?$"


class StrictIdField(serializers.IntegerField):
    """A whole number, 7.0 included, as JSON Schema has it; a text or a truth value is none."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        is_whole = isinstance(data, int) or (isinstance(data, float) and data.is_integer())
        if isinstance(data, bool) or not is_whole:
            self.fail("invalid")
        return int(data)


class NewReviewSerializer(serializers.Serializer[Any]):
    """A review to be handed in: as this, or as a `ClaimReview` whose `itemReviewed` has our claim's address as `@id`."""

    claim = StrictIdField(
        min_value=1, max_value=MAX_ID, help_text="The id of the claim it is about."
    )
    rating = StrictTextField(
        SOME_WORDS, max_length=200, help_text="Your verdict, in your own words."
    )
    claim_reviewed = StrictTextField(
        SOME_WORDS, max_length=500, help_text="The claim as you word it; never your verdict."
    )
    url = StrictTextField(ADDRESS, max_length=500, help_text="Where your review stands.")
    author = StrictTextField(
        required=False, allow_blank=True, max_length=200, help_text="Who wrote it."
    )
    published_on = serializers.DateField(required=False, help_text="When it was published.")
    language = StrictTextField(
        required=False, allow_blank=True, max_length=20, help_text="The language of your rating."
    )


class ReviewSerializer(PartnerReviewSerializer):
    """A review that you handed in."""

    id = serializers.IntegerField(help_text="Its id.")
    claim = serializers.IntegerField(source="claim_id", help_text="The claim it is about.")
    state = serializers.ChoiceField(
        PartnerReview.State.choices,
        help_text="`suggested` until an editor has said whether it is about this claim.",
    )
    recorded_at = MomentField(help_text="When it came in.")
    modified_at = MomentField(help_text="When it last changed.")
