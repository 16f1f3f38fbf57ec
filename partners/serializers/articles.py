"""How an article looks outside: its outlet and its newest version, never its text."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Article, ArticleVersion, Outlet
from partners.serializers.fields import MomentField, PageField, WordsField
from partners.serializers.looking import LookSerializer, SharedSerializer


class OutletSerializer(LookSerializer[Outlet]):
    """Who publishes."""

    id = serializers.IntegerField(help_text="The id that the filter `outlet` takes.")
    name = serializers.CharField(help_text="Its name.")
    kind = serializers.ChoiceField(Outlet.Kind.choices, help_text="What sort of publisher it is.")
    country = WordsField(help_text="ISO 3166-1 code.")


class VersionSerializer(SharedSerializer[ArticleVersion]):
    """One immutable text an article has had."""

    number = serializers.IntegerField(help_text="Counts from 1 within the article.")
    text_sha256 = serializers.CharField(
        help_text="SHA-256 of the text, UTF-8: which text offsets point into."
    )
    fetched_at = MomentField(help_text="When this text was taken in.")


class ArticleBriefSerializer(SharedSerializer[Article]):
    """An article, in brief."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    url = PageField(help_text="Its page on this site.")
    canonical_url = serializers.URLField(allow_null=True, help_text="The publisher's page.")
    title = serializers.CharField(help_text="Its headline.")
    outlet = OutletSerializer(allow_null=True, help_text="Who published it.")
    published_at = MomentField(allow_null=True, help_text="When the outlet says it was published.")
    state = serializers.ChoiceField(
        Article.State.choices,
        help_text="Whether the publisher has corrected it; `withdrawn` only where a request asks for such.",
    )


class ArticleSerializer(ArticleBriefSerializer):
    """One published piece. Its text stays in the house."""

    byline = WordsField(help_text="Who wrote it, as printed.")
    language = serializers.CharField(help_text="BCP 47 tag.")
    modified_at = MomentField(
        allow_null=True, help_text="When the outlet says it was last modified."
    )
    first_seen_at = MomentField(help_text="When it was first taken in here.")
    origin = serializers.IntegerField(
        source="origin_id",
        help_text="The independent report behind it: the same number means the same report.",
    )
    version = serializers.SerializerMethodField(help_text="Its newest text.")

    @extend_schema_field(VersionSerializer)
    def get_version(self, article: Article) -> Any:
        """Return the newest version, which `published_articles` has fetched."""
        return _VERSION.to_representation(article.newest[0])  # type: ignore[attr-defined]


_VERSION = VersionSerializer()  # made once: a page of articles would make 50 of them
