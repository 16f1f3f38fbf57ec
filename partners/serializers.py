"""How each thing looks outside. What is not known is null, never an empty text; times are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from analysis.types import Modality
from articles.models import Article, ArticleVersion, Outlet
from claims.models import Claim, ClaimLink, Question, Statement
from claims.models.question import Stance
from claims.selectors import Selector
from claims.text_fragments import fragment_url
from partners.excerpts import excerpt_of
from speakers.models import Membership, Speaker, SpeakerName


class WordsField(serializers.CharField):
    """Text, or null where the column is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        """Return the text, null if it is empty."""
        return super().to_representation(value) or None


class TermField(serializers.ChoiceField):
    """One of a fixed list of words, or null where the column is empty."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        """Return the word, null if it is empty."""
        return super().to_representation(value) or None


class MomentField(serializers.DateTimeField):
    """A moment in UTC, whatever time zone the site or the asker lives in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=dt.UTC, **kwargs)


@extend_schema_field({"type": "string", "format": "uri"})
class PageField(serializers.Field[Any, Any, str, Any]):
    """The address of the thing's page on this site."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the absolute address."""
        return str(self.context["request"].build_absolute_uri(value.get_absolute_url()))


@extend_schema_field({"type": "string", "format": "uri"})
class StatementsField(serializers.Field[Any, Any, str, Any]):
    """The address in this API of the statements that bear on the thing."""

    def __init__(self, parameter: str, attribute: str, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.parameter, self.attribute = parameter, attribute

    def to_representation(self, value: Model) -> str:
        """Return the absolute address of the list."""
        path = f"{reverse('partners:statement-list')}?{self.parameter}={getattr(value, self.attribute)}"
        return str(self.context["request"].build_absolute_uri(path))


class OutletSerializer(serializers.Serializer[Outlet]):
    """Who publishes."""

    id = serializers.IntegerField(help_text="The id that the filter `outlet` takes.")
    name = serializers.CharField(help_text="Its name.")
    kind = serializers.ChoiceField(Outlet.Kind.choices, help_text="What sort of publisher it is.")
    country = WordsField(help_text="ISO 3166-1 code.")


class VersionSerializer(serializers.Serializer[ArticleVersion]):
    """One immutable text an article has had."""

    number = serializers.IntegerField(help_text="Counts from 1 within the article.")
    text_sha256 = serializers.CharField(
        help_text="SHA-256 of the text, UTF-8: which text offsets point into."
    )
    fetched_at = MomentField(help_text="When this text was taken in.")


# Withdrawn articles never leave the house.
PUBLIC_STATES = [choice for choice in Article.State.choices if choice[0] != Article.State.WITHDRAWN]


class ArticleBriefSerializer(serializers.Serializer[Article]):
    """An article, in brief."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    url = PageField(help_text="Its page on this site.")
    canonical_url = serializers.URLField(allow_null=True, help_text="The publisher's page.")
    title = serializers.CharField(help_text="Its headline.")
    outlet = OutletSerializer(allow_null=True, help_text="Who published it.")
    published_at = MomentField(allow_null=True, help_text="When the outlet says it was published.")
    state = serializers.ChoiceField(
        PUBLIC_STATES, help_text="Whether the publisher has corrected it."
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
        return VersionSerializer(article.newest[0]).data  # type: ignore[attr-defined]


class SpeakerBriefSerializer(serializers.Serializer[Speaker]):
    """A speaker of the registry, in brief."""

    id = serializers.IntegerField(help_text="Its id.")
    slug = serializers.CharField(help_text="The name in addresses and in the filter `speaker`.")
    name = serializers.CharField(help_text="Its registered name.")
    kind = serializers.ChoiceField(Speaker.Kind.choices, help_text="What sort of speaker it is.")


class SpeakerNameSerializer(serializers.Serializer[SpeakerName]):
    """One name a speaker goes or went by."""

    name = serializers.CharField(help_text="The name.")
    language = serializers.CharField(help_text="BCP 47 tag.")
    kind = serializers.ChoiceField(SpeakerName.Kind.choices, help_text="What sort of name it is.")
    start = WordsField(help_text="Since when: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.")
    end = WordsField(help_text="Until when, in the same form.")


class HeldPostSerializer(serializers.Serializer[Membership]):
    """A post somebody holds or held."""

    label = serializers.CharField(  # type: ignore[assignment]
        source="post.label", help_text="What the post is called."
    )
    organisation = SpeakerBriefSerializer(
        source="post.organisation", help_text="Where the post stands."
    )
    start = WordsField(help_text="Since when: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.")
    end = WordsField(help_text="Until when, in the same form; null also while it is held.")
    source = WordsField(help_text="Where this is written.")  # type: ignore[assignment]


class SpeakerSerializer(SpeakerBriefSerializer):
    """A person, organisation or document to whom statements are credited."""

    url = PageField(help_text="Its page on this site.")
    description = WordsField(help_text="Who that is, in a few words.")
    country = WordsField(help_text="ISO 3166-1 code.")
    wikidata = WordsField(help_text="Wikidata item.")
    parent = SpeakerBriefSerializer(
        source="public_parent", allow_null=True, help_text="The organisation it is part of."
    )
    names = SpeakerNameSerializer(source="names.all", many=True, help_text="All its names.")
    posts = HeldPostSerializer(
        source="held", many=True, help_text="The posts it holds or held, oldest first."
    )
    statements = StatementsField("speaker", "slug", help_text="Its statements in this API.")


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

    position = serializers.SerializerMethodField(help_text="Where the words stand.")
    quote = serializers.SerializerMethodField(help_text="Which words they are.")

    @extend_schema_field(PositionSerializer)
    def get_position(self, selector: Selector) -> Any:
        """Return the position selector."""
        return {"type": "TextPositionSelector", "start": selector["start"], "end": selector["end"]}

    @extend_schema_field(QuoteSerializer)
    def get_quote(self, selector: Selector) -> Any:
        """Return the quote selector."""
        around = {name: selector[name] for name in ("exact", "prefix", "suffix")}
        return {"type": "TextQuoteSelector", **around}


class SelectorsSerializer(serializers.Serializer[Any]):
    """Where the parts of a statement stand in the version's text."""

    content = SpanSerializer(many=True, help_text="What is credited to the speaker.")
    cue = SpanSerializer(many=True, help_text="The reporting words; empty if there are none.")
    source = SpanSerializer(  # type: ignore[assignment]
        many=True, help_text="The words that name who is credited; empty if there are none."
    )


class StatementClaimSerializer(serializers.Serializer[ClaimLink]):
    """A claim that a statement bears on."""

    id = serializers.IntegerField(source="claim_id", help_text="The claim's id.")
    question = serializers.CharField(
        source="claim.question.slug", help_text="The slug of the question it answers."
    )
    stance = serializers.ChoiceField(
        Stance.choices, help_text="What the statement does to the claim."
    )


class StatementSerializer(serializers.Serializer[Statement]):
    """Who is credited with which words, as editors have accepted it."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    url = PageField(help_text="Its place in the article's page on this site.")
    article = ArticleBriefSerializer(
        source="version.article", help_text="The article it stands in."
    )
    version = VersionSerializer(help_text="The text it was cut from.")
    speaker = SpeakerBriefSerializer(
        allow_null=True, help_text="The speaker of the registry; null if not known."
    )
    speaker_name = WordsField(help_text="The speaker as the article names them.")
    speaker_kind = TermField(
        Speaker.Kind.choices, help_text="What sort of speaker the article makes them."
    )
    role_words = WordsField(help_text="Their role, in the article's words.")
    affiliation = WordsField(
        source="affiliation_words", help_text="Where they belong, in the article's words."
    )
    relayed_by = WordsField(
        help_text="Who passed the words on, if the article credits somebody for that."
    )
    quotation = serializers.ChoiceField(
        Statement.Quotation.choices, help_text="How the words relate to the speaker's own."
    )
    cue_class = serializers.ChoiceField(
        Statement.CueClass.choices, help_text="The speech act that the reporting words name."
    )
    modality = serializers.ListField(
        child=serializers.ChoiceField([(m.value, m.value) for m in Modality]),
        help_text="How firmly it is put forward; empty if plainly.",
    )
    confidence = serializers.FloatField(
        min_value=0.0, max_value=1.0, help_text="How sure the engine was before an editor looked."
    )
    words = serializers.SerializerMethodField(
        help_text="The exact words on one line, gaps shown by an ellipsis."
    )
    is_excerpt = serializers.SerializerMethodField(
        help_text="Whether words and selectors were cut short, at the outlet's excerpt limit."
    )
    selectors = serializers.SerializerMethodField(
        help_text="Where its parts stand in the version's text."
    )
    text_fragment = serializers.SerializerMethodField(
        help_text="The publisher's page, opened at the words; null if the article has no address."
    )
    claims = StatementClaimSerializer(
        source="published_links", many=True, help_text="The claims that editors have linked it to."
    )
    accepted_at = MomentField(
        allow_null=True, help_text="When an editor last accepted it; null if not recorded."
    )
    modified_at = MomentField(help_text="When anything about it last changed.")

    def get_words(self, statement: Statement) -> str:
        """Return the words that may leave."""
        return excerpt_of(statement).words

    def get_is_excerpt(self, statement: Statement) -> bool:
        """Tell whether words were held back."""
        return excerpt_of(statement).is_excerpt

    @extend_schema_field(SelectorsSerializer)
    def get_selectors(self, statement: Statement) -> Any:
        """Return the selectors, no longer than the words that may leave."""
        return SelectorsSerializer(excerpt_of(statement)).data

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_text_fragment(self, statement: Statement) -> str | None:
        """Return the link to the words on the publisher's page."""
        url, content = statement.version.article.canonical_url, excerpt_of(statement).content
        return fragment_url(url, content[0]) if url and content else url or None


class ClaimBriefSerializer(serializers.Serializer[Claim]):
    """One answer to a question, in brief."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    text = serializers.CharField(help_text="The claim, as a proposition somebody could hold.")
    answer = WordsField(help_text="The short answer it gives.")


class QuestionBriefSerializer(serializers.Serializer[Question]):
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


class CountsSerializer(serializers.Serializer[Claim]):
    """What speaks to a claim. Repeated reports are not confirmations: look at `origins`."""

    statements = serializers.IntegerField(
        source="n_statements", help_text="Published statements that bear on it."
    )
    asserting = serializers.IntegerField(source="n_asserting", help_text="Those that assert it.")
    denying = serializers.IntegerField(source="n_denying", help_text="Those that deny it.")
    qualifying = serializers.IntegerField(source="n_qualifying", help_text="Those that qualify it.")
    origins = serializers.IntegerField(
        source="n_origins", help_text="Independent reports they stand in."
    )
    speakers = serializers.IntegerField(
        source="n_speakers", help_text="Registered speakers they are credited to."
    )


class ClaimSerializer(ClaimBriefSerializer):
    """One answer to a question, with what speaks to it counted."""

    url = PageField(help_text="Its place on the page that contrasts the claims.")
    question = QuestionBriefSerializer(help_text="The question it answers.")
    created_at = MomentField(help_text="When the claim was written.")
    counts = CountsSerializer(source="*", help_text="What speaks to it.")
    statements = StatementsField(
        "claim", "pk", help_text="The statements that bear on it, in this API."
    )
