"""Statements and their review; questions, the claims that answer them, and the links between."""

from claims.models.question import Claim, ClaimLink, Question
from claims.models.relation import ClaimRelation, StatementJudgement, WhyNot
from claims.models.review import ReviewEvent
from claims.models.run import ExtractionRun
from claims.models.statement import Statement

__all__ = [
    "Claim",
    "ClaimLink",
    "ClaimRelation",
    "ExtractionRun",
    "Question",
    "ReviewEvent",
    "Statement",
    "StatementJudgement",
    "WhyNot",
]
