"""How a speaker of the registry looks outside, with names and posts."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from partners.serializers.fields import PageField, StatementsField, WordsField
from partners.serializers.looking import LookSerializer, SharedSerializer
from speakers.models import Membership, Speaker, SpeakerName, Succession


class SpeakerBriefSerializer(SharedSerializer[Speaker]):
    """A speaker of the registry, in brief."""

    id = serializers.IntegerField(help_text="Its id.")
    slug = serializers.CharField(help_text="The name in addresses and in the filter `speaker`.")
    name = serializers.CharField(help_text="Its registered name.")
    kind = serializers.ChoiceField(Speaker.Kind.choices, help_text="What sort of speaker it is.")


class SpeakerNameSerializer(LookSerializer[SpeakerName]):
    """One name a speaker goes or went by."""

    name = serializers.CharField(help_text="The name.")
    language = serializers.CharField(help_text="BCP 47 tag.")
    kind = serializers.ChoiceField(SpeakerName.Kind.choices, help_text="What sort of name it is.")
    start = WordsField(help_text="Since when: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.")
    end = WordsField(help_text="Until when, in the same form.")


class HeldPostSerializer(LookSerializer[Membership]):
    """A post somebody holds or held."""

    label = serializers.CharField(  # type: ignore[assignment]
        source="post.label", help_text="What the post is called."
    )
    organisation = SpeakerBriefSerializer(
        source="post.organisation.root", help_text="Where the post stands."
    )
    start = WordsField(help_text="Since when: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.")
    end = WordsField(help_text="Until when, in the same form; null also while it is held.")
    source = WordsField(help_text="Where this is written.")  # type: ignore[assignment]


class SuccessionSerializer(LookSerializer[Succession]):
    """How and when one body became another."""

    how = serializers.ChoiceField(
        Succession.Kind.choices, source="kind", help_text="How the one became the other."
    )
    on = WordsField(help_text="When: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.")


class PredecessorSerializer(SuccessionSerializer):
    """A body that became this one."""

    speaker = SpeakerBriefSerializer(source="predecessor.root", help_text="That body.")


class SuccessorSerializer(SuccessionSerializer):
    """A body that this one became."""

    speaker = SpeakerBriefSerializer(source="successor.root", help_text="That body.")


class SpeakerSerializer(SpeakerBriefSerializer):
    """A person, organisation or document to whom statements are credited."""

    url = PageField(help_text="Its page on this site.")
    description = WordsField(help_text="Who that is, in a few words.")
    country = WordsField(help_text="ISO 3166-1 code.")
    wikidata = WordsField(help_text="Wikidata item.")
    parent = SpeakerBriefSerializer(
        source="public_parent.root", allow_null=True, help_text="The organisation it is part of."
    )
    names = SpeakerNameSerializer(source="all_names", many=True, help_text="All its names.")
    posts = serializers.SerializerMethodField(help_text="The posts it holds or held, oldest first.")
    predecessors = serializers.SerializerMethodField(
        help_text="The bodies that became this one, oldest first."
    )
    successors = serializers.SerializerMethodField(
        help_text="The bodies that this one became, oldest first."
    )
    merged = SpeakerBriefSerializer(
        source="merged.all",
        many=True,
        help_text="Records that were merged into this one. Their slugs still lead here.",
    )
    statements = StatementsField("speaker", "slug", help_text="Its statements in this API.")

    @extend_schema_field(HeldPostSerializer(many=True))
    def get_posts(self, speaker: Any) -> Any:
        """Return the posts held, under whichever of the speaker's records."""
        held = [post for record in _records(speaker) for post in record.held]
        return _POSTS.to_representation(sorted(held, key=lambda post: post.start))

    @extend_schema_field(PredecessorSerializer(many=True))
    def get_predecessors(self, speaker: Any) -> Any:
        """Return the public bodies before it."""
        steps = [step for record in _records(speaker) for step in record.public_follows]
        return _BEFORE.to_representation(steps)

    @extend_schema_field(SuccessorSerializer(many=True))
    def get_successors(self, speaker: Any) -> Any:
        """Return the public bodies after it."""
        steps = [step for record in _records(speaker) for step in record.public_followed_by]
        return _AFTER.to_representation(steps)


def _records(speaker: Any) -> list[Any]:
    return [speaker, *speaker.merged.all()]


# Made once: a page of speakers would make 150 of them.
_POSTS: Any = HeldPostSerializer(many=True)
_BEFORE: Any = PredecessorSerializer(many=True)
_AFTER: Any = SuccessorSerializer(many=True)
