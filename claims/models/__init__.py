"""Statements and their review; questions, the claims that answer them, and the links between."""

from claims.models.group import GroupMember, StatementGroup
from claims.models.likeness import ClaimVector, LinkSuggestion, RatedPair, StatementVector
from claims.models.partner_review import PartnerReview
from claims.models.question import Claim, ClaimLink, Question
from claims.models.question_event import QuestionEvent
from claims.models.relation import ClaimRelation, StatementJudgement, WhyNot
from claims.models.review import ReviewEvent
from claims.models.run import ExtractionRun
from claims.models.statement import Statement
from claims.models.tie import QuestionTie

__all__ = [
    "Claim",
    "ClaimLink",
    "ClaimRelation",
    "ClaimVector",
    "ExtractionRun",
    "GroupMember",
    "LinkSuggestion",
    "PartnerReview",
    "Question",
    "QuestionEvent",
    "QuestionTie",
    "RatedPair",
    "ReviewEvent",
    "Statement",
    "StatementGroup",
    "StatementJudgement",
    "StatementVector",
    "WhyNot",
]
