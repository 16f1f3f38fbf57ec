"""Statements and their review; questions, the claims that answer them, and the links between."""

from claims.models.group import GroupMember, StatementGroup
from claims.models.likeness import ClaimVector, LinkSuggestion, RatedPair, StatementVector
from claims.models.question import Claim, ClaimLink, Question
from claims.models.relation import ClaimRelation, StatementJudgement, WhyNot
from claims.models.review import ReviewEvent
from claims.models.run import ExtractionRun
from claims.models.statement import Statement

__all__ = [
    "Claim",
    "ClaimLink",
    "ClaimRelation",
    "ClaimVector",
    "ExtractionRun",
    "GroupMember",
    "LinkSuggestion",
    "Question",
    "RatedPair",
    "ReviewEvent",
    "Statement",
    "StatementGroup",
    "StatementJudgement",
    "StatementVector",
    "WhyNot",
]
