"""Statements and their review; questions, the claims that answer them, and the links between."""

from claims.models.act import Act, ActKind
from claims.models.desk import Desk, DeskRoute
from claims.models.group import GroupMember, StatementGroup
from claims.models.likeness import ClaimVector, LinkSuggestion, RatedPair, StatementVector
from claims.models.link_proposal import LinkProposal
from claims.models.notice import Notice
from claims.models.partner_review import PartnerReview
from claims.models.quality import Outcome, OutcomeCount, QualityState, Recalibration
from claims.models.question import Claim, ClaimLink, Question
from claims.models.question_event import QuestionEvent
from claims.models.queue import Lease, QueueEntry, Skip, Story
from claims.models.reading import ReadingDue, SecondReading
from claims.models.relation import ClaimRelation, StatementJudgement, WhyNot
from claims.models.review import ReviewEvent
from claims.models.review_import import ReviewImport
from claims.models.run import ExtractionRun
from claims.models.statement import Statement
from claims.models.tie import QuestionTie
from claims.models.workbench import KeyChoice, QueueView

__all__ = [
    "Act",
    "ActKind",
    "Claim",
    "ClaimLink",
    "ClaimRelation",
    "ClaimVector",
    "Desk",
    "DeskRoute",
    "ExtractionRun",
    "GroupMember",
    "KeyChoice",
    "Lease",
    "LinkProposal",
    "LinkSuggestion",
    "Notice",
    "Outcome",
    "OutcomeCount",
    "PartnerReview",
    "QualityState",
    "Question",
    "QuestionEvent",
    "QuestionTie",
    "QueueEntry",
    "QueueView",
    "RatedPair",
    "ReadingDue",
    "Recalibration",
    "ReviewEvent",
    "ReviewImport",
    "SecondReading",
    "Skip",
    "Statement",
    "StatementGroup",
    "StatementJudgement",
    "StatementVector",
    "Story",
    "WhyNot",
]
