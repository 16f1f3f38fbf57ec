"""The lists of what is published, and their rows."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from articles.models import Article
from claims.models import Claim, Question, Statement
from partners import filters, serializers, visibility
from partners.api.base import PublishedViewSet
from partners.models import Kind
from partners.renderers import EVERYWHERE, AnnotationRenderer
from partners.withdrawn import ONLY
from speakers.models import Speaker


@extend_schema_view(
    list=extend_schema(summary="List articles", tags=["articles"]),
    retrieve=extend_schema(summary="Read an article", tags=["articles"]),
)
class ArticleViewSet(PublishedViewSet[Article]):
    """Articles that have been taken in and, if you do not ask for them, not withdrawn. Their texts stay in the house."""

    kind = Kind.ARTICLE
    queryset = Article.objects.none()
    serializer_class = serializers.ArticleSerializer
    filterset_class = filters.ArticleFilters

    def get_queryset(self) -> QuerySet[Article]:
        """Return what is published."""
        articles = visibility.published_articles(withdrawn=bool(self.withdrawn))
        gone = {"state": Article.State.WITHDRAWN}
        return articles.filter(**gone) if self.withdrawn == ONLY else articles


@extend_schema_view(
    list=extend_schema(summary="List statements", tags=["statements"]),
    retrieve=extend_schema(summary="Read a statement", tags=["statements"]),
)
class StatementViewSet(PublishedViewSet[Statement]):
    """Statements that an editor has accepted, in articles that still stand."""

    kind = Kind.STATEMENT
    renderer_classes = (EVERYWHERE[0], AnnotationRenderer, *EVERYWHERE[1:])
    queryset = Statement.objects.none()
    serializer_class = serializers.StatementSerializer
    filterset_class = filters.StatementFilters

    def get_queryset(self) -> QuerySet[Statement]:
        """Return what is published."""
        statements = visibility.published_statements(withdrawn=bool(self.withdrawn))
        gone = Q(status=Statement.Status.WITHDRAWN) | Q(
            version__article__state=Article.State.WITHDRAWN
        )
        return statements.filter(gone) if self.withdrawn == ONLY else statements

    def known_parameters(self) -> set[str]:
        """Return what the list takes; words are looked for only with a key that may read them."""
        known = super().known_parameters()
        return known if self.look_context().with_words else known - {"q"}


@extend_schema_view(
    list=extend_schema(summary="List speakers", tags=["speakers"]),
    retrieve=extend_schema(summary="Read a speaker", tags=["speakers"]),
)
class SpeakerViewSet(PublishedViewSet[Speaker]):
    """Speakers with a published statement, and those of the registry that hold posts or have them."""

    kind = Kind.SPEAKER
    queryset = Speaker.objects.none()
    serializer_class = serializers.SpeakerSerializer
    filterset_class = filters.SpeakerFilters
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[Speaker]:
        """Return what is published."""
        return visibility.described_speakers()

    def get_object(self) -> Speaker:
        """Return the speaker of the slug; that of a record that was merged leads to the one that stands."""
        merged = Speaker.objects.exclude(canonical=None).select_related("canonical")
        record = merged.filter(slug=self.kwargs["slug"]).first()
        if record is not None:
            self.kwargs["slug"] = record.root.slug
        return super().get_object()


@extend_schema_view(
    list=extend_schema(summary="List questions", tags=["questions"]),
    retrieve=extend_schema(summary="Read a question", tags=["questions"]),
)
class QuestionViewSet(PublishedViewSet[Question]):
    """Questions in dispute, each with the rival claims."""

    kind = Kind.QUESTION
    queryset = Question.objects.none()
    serializer_class = serializers.QuestionSerializer
    filterset_class = filters.QuestionFilters
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet[Question]:
        """Return what is published."""
        return visibility.published_questions()


@extend_schema_view(
    list=extend_schema(summary="List claims", tags=["claims"]),
    retrieve=extend_schema(summary="Read a claim", tags=["claims"]),
)
class ClaimViewSet(PublishedViewSet[Claim]):
    """Answers to published questions, with the statements, reports and speakers behind each counted."""

    kind = Kind.CLAIM
    queryset = Claim.objects.none()
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilters

    def get_queryset(self) -> QuerySet[Claim]:
        """Return what is published."""
        return visibility.published_claims()
