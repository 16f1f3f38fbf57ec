"""How each thing looks outside. What is not known is null, never an empty text; times are UTC."""

from partners.serializers.articles import ArticleSerializer
from partners.serializers.questions import ClaimSerializer, QuestionSerializer
from partners.serializers.speakers import SpeakerSerializer
from partners.serializers.statements import StatementSerializer

__all__ = [
    "ArticleSerializer",
    "ClaimSerializer",
    "QuestionSerializer",
    "SpeakerSerializer",
    "StatementSerializer",
]
