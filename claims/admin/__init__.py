"""The admin as a second way to work: the same services, the same log; no act writes a row by itself."""

from claims.admin.desks import DeskAdmin
from claims.admin.events import ReviewEventAdmin
from claims.admin.imports import ReviewImportAdmin
from claims.admin.likeness import LinkSuggestionAdmin, RatedPairAdmin, StatementGroupAdmin
from claims.admin.proposals import LinkProposalAdmin
from claims.admin.question_events import (
    PartnerReviewAdmin,
    QuestionEventAdmin,
    QuestionTieAdmin,
)
from claims.admin.questions import ClaimAdmin, ClaimLinkAdmin, QuestionAdmin
from claims.admin.readings import RecalibrationAdmin, SecondReadingAdmin
from claims.admin.relations import ClaimRelationAdmin, StatementJudgementAdmin
from claims.admin.runs import ExtractionRunAdmin
from claims.admin.statements import StatementAdmin

__all__ = [
    "ClaimAdmin",
    "ClaimLinkAdmin",
    "ClaimRelationAdmin",
    "DeskAdmin",
    "ExtractionRunAdmin",
    "LinkProposalAdmin",
    "LinkSuggestionAdmin",
    "PartnerReviewAdmin",
    "QuestionAdmin",
    "QuestionEventAdmin",
    "QuestionTieAdmin",
    "RatedPairAdmin",
    "RecalibrationAdmin",
    "ReviewEventAdmin",
    "ReviewImportAdmin",
    "SecondReadingAdmin",
    "StatementAdmin",
    "StatementGroupAdmin",
    "StatementJudgementAdmin",
]
