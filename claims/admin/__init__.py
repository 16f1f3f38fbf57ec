"""The admin as a second way to work: the same services, the same log; no act writes a row by itself."""

from claims.admin.desks import DeskAdmin
from claims.admin.events import ReviewEventAdmin
from claims.admin.likeness import LinkSuggestionAdmin, RatedPairAdmin, StatementGroupAdmin
from claims.admin.question_events import (
    PartnerReviewAdmin,
    QuestionEventAdmin,
    QuestionTieAdmin,
)
from claims.admin.questions import ClaimAdmin, ClaimLinkAdmin, QuestionAdmin
from claims.admin.relations import ClaimRelationAdmin, StatementJudgementAdmin
from claims.admin.runs import ExtractionRunAdmin
from claims.admin.statements import StatementAdmin

__all__ = [
    "ClaimAdmin",
    "ClaimLinkAdmin",
    "ClaimRelationAdmin",
    "DeskAdmin",
    "ExtractionRunAdmin",
    "LinkSuggestionAdmin",
    "PartnerReviewAdmin",
    "QuestionAdmin",
    "QuestionEventAdmin",
    "QuestionTieAdmin",
    "RatedPairAdmin",
    "ReviewEventAdmin",
    "StatementAdmin",
    "StatementGroupAdmin",
    "StatementJudgementAdmin",
]
