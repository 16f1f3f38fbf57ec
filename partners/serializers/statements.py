"""How a statement looks outside: no more of its words than the outlet allows."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from analysis.types import Modality
from claims.models import ClaimLink, Statement
from claims.models.question import Stance
from claims.text_fragments import fragment_url
from partners.excerpts import excerpt_of
from partners.serializers.articles import ArticleBriefSerializer, VersionSerializer
from partners.serializers.fields import MomentField, OwnPageField, TermField, WordsField
from partners.serializers.looking import LookSerializer
from partners.serializers.selectors import SelectorsSerializer, shows_words
from partners.serializers.speakers import SpeakerBriefSerializer
from speakers.models import Speaker


class StatementClaimSerializer(LookSerializer[ClaimLink]):
    """A claim that a statement bears on."""

    id = serializers.IntegerField(source="claim_id", help_text="The claim's id.")
    question = serializers.CharField(
        source="claim.question.slug", help_text="The slug of the question it answers."
    )
    stance = serializers.ChoiceField(
        Stance.choices, help_text="What the statement does to the claim."
    )


class StatementSerializer(LookSerializer[Statement]):
    """Who is credited with which words, as editors have accepted it."""

    id = serializers.IntegerField(help_text="Its id in this API.")
    url = OwnPageField(help_text="Its page on this site, which anybody may read.")
    article = ArticleBriefSerializer(
        source="version.article", help_text="The article it stands in."
    )
    version = VersionSerializer(help_text="The text it was cut from.")
    speaker = SpeakerBriefSerializer(
        source="speaker.root",
        allow_null=True,
        help_text="The speaker of the registry; null if not known.",
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
        help_text="The exact words on one line, gaps shown by an ellipsis; null for a key without `excerpts`."
    )
    is_excerpt = serializers.SerializerMethodField(
        help_text="Whether words and selectors were cut short, at the outlet's excerpt limit, or left out."
    )
    selectors = SelectorsSerializer(
        source="*",
        allow_null=True,
        help_text="Where its parts stand in the version's text; null for a key without `excerpts`.",
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

    def get_words(self, statement: Statement) -> str | None:
        """Return the words that may leave."""
        return excerpt_of(statement).words if shows_words(statement, self.context) else None

    def get_is_excerpt(self, statement: Statement) -> bool:
        """Tell whether words were held back."""
        return not shows_words(statement, self.context) or excerpt_of(statement).is_excerpt

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_text_fragment(self, statement: Statement) -> str | None:
        """Return the link to the words on the publisher's page."""
        url, content = statement.version.article.canonical_url, excerpt_of(statement).content
        if not url or not content or not shows_words(statement, self.context):
            return url or None
        return fragment_url(url, content[0])
