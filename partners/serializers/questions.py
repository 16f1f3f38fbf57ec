"""How a question and its rival claims look outside."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import Claim, ClaimRelation, PartnerReview, Question, WhyNot
from partners.serializers.fields import (
    MomentField,
    OwnPageField,
    PageField,
    StatementsField,
    TermField,
    WordsField,
)
from partners.serializers.looking import LookSerializer


class ClaimBriefSerializer(LookSerializer[Claim]):
    """One answer to a question, in brief."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    text = serializers.CharField(help_text="The claim, as a proposition somebody could hold.")
    answer = WordsField(help_text="The short answer it gives.")


class QuestionBriefSerializer(LookSerializer[Question]):
    """A question, in brief."""

    id = serializers.IntegerField(help_text="Its id.")
    slug = serializers.CharField(help_text="The name in addresses and in the filter `question`.")
    text = serializers.CharField(help_text="What is in dispute.")
    answer_kind = serializers.ChoiceField(
        Question.AnswerKind.choices, help_text="The kind of answer it takes."
    )
    unit = WordsField(help_text="The unit of a number.")


class QuestionSerializer(QuestionBriefSerializer):
    """What is in dispute, with the rival claims. It never has a right answer here."""

    url = PageField(help_text="The page that contrasts its claims.")
    summary = WordsField(help_text="What the dispute is about.")
    created_at = MomentField(help_text="When the question was opened.")
    claims = ClaimBriefSerializer(source="claims.all", many=True, help_text="The rival answers.")
    statements = StatementsField(
        "question", "slug", help_text="The statements that bear on it, in this API."
    )


class CountsSerializer(LookSerializer[Any]):
    """What speaks to a claim. Repeated reports are not confirmations: look at `origins`."""

    statements = serializers.IntegerField(help_text="Published statements that bear on it.")
    asserting = serializers.IntegerField(help_text="Those that assert it.")
    denying = serializers.IntegerField(help_text="Those that deny it.")
    qualifying = serializers.IntegerField(help_text="Those that qualify it.")
    origins = serializers.IntegerField(help_text="Independent reports they stand in.")
    speakers = serializers.IntegerField(help_text="Registered speakers they are credited to.")


class ClaimRelationSerializer(LookSerializer[ClaimRelation]):
    """How a claim stands to another, as editors put it. It says nothing about which is right."""

    kind = serializers.ChoiceField(
        ClaimRelation.Kind.choices, help_text="What this claim does to the other."
    )
    why = TermField(WhyNot.choices, help_text="Why the two cannot be compared, if they cannot.")
    claim = ClaimBriefSerializer(source="other", help_text="The other claim.")


class PartnerReviewSerializer(LookSerializer[PartnerReview]):
    """A named partner's verdict on a claim: theirs, word for word, and never ours."""

    partner = serializers.CharField(help_text="Whose verdict it is.")
    rating = serializers.CharField(help_text="The verdict, in the partner's own words.")
    language = WordsField(help_text="The language of the rating.")
    claim_reviewed = serializers.CharField(help_text="The claim as the partner words it.")
    url = serializers.URLField(help_text="Where the review stands.")
    author = WordsField(help_text="Who wrote it.")
    published_on = serializers.DateField(allow_null=True, help_text="When it was published.")


class ClaimSerializer(ClaimBriefSerializer):
    """One answer to a question, with what speaks to it counted."""

    url = OwnPageField(help_text="Its page on this site, which anybody may read.")
    question = QuestionBriefSerializer(help_text="The question it answers.")
    created_at = MomentField(help_text="When the claim was written.")
    relations = ClaimRelationSerializer(
        source="published_relations", many=True, help_text="How it stands to other claims."
    )
    reviews = PartnerReviewSerializer(
        source="published_reviews", many=True, help_text="What named partners published about it."
    )
    counts = serializers.SerializerMethodField(help_text="What speaks to it.")
    statements = StatementsField(
        "claim", "pk", help_text="The statements that bear on it, in this API."
    )

    @extend_schema_field(CountsSerializer)
    def get_counts(self, claim: Any) -> Any:
        """Return the counts; nothing speaks to a claim that has none."""
        found = claim.counts or {}
        return {name: found.get(name, 0) for name in COUNTED}


COUNTED = tuple(CountsSerializer().fields)
