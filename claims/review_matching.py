"""Which claim of ours a published review is about. Loads the models: for the worker and commands alone."""

from __future__ import annotations

from analysis.contrast.sides import Side
from claims.matching_gateway import embed, rate_pairs
from claims.models import ReviewImport
from claims.proposing import Proposal, Subject, propose_link
from claims.review_feeds import FeedReview
from claims.services.cases import load_cases, near_questions
from claims.services.review_imports import work_import
from claims.tasks import LEAST_LIKE, N_SEARCHED, Indexes, indexes

# A suggestion costs an editor's look, and a wrong one costs trust: below this nothing is suggested. Mere nearness of meaning
# ("was sabotage" beside "received no warning": 0.63) stays below it; the same figure, or the same said, comes above.
LEAST_SCORE = 0.75


def match_reviews(import_id: int) -> None:
    """Match the reviews of an import; doing it twice does no harm."""
    run = ReviewImport.objects.filter(pk=import_id).first()
    if run is not None:
        at_hand = indexes()
        work_import(run=run, match=lambda review: match_review(review, at_hand))


def match_review(review: FeedReview, at_hand: Indexes) -> Proposal | None:
    """Return the claim that says what the review reviews, or None where that is not plain.

    A claim that it contradicts or only touches is none: the verdict would stand beside the wrong words.
    """
    [vector] = embed([review.claim_reviewed])
    subject = Subject(0, Side(review.claim_reviewed), vector)
    near = at_hand.statements.find_nearest(vector, N_SEARCHED)
    near = [each for each in near if each.score >= LEAST_LIKE]
    questions = near_questions(vector, statements=near, claims=at_hand.claims)
    found = [
        propose_link(subject, cases, rate_pairs)
        for cases in load_cases(None, vector, questions).values()
    ]
    same = [each for each in found if each and each.stance == "asserts"]
    best = max(same, key=lambda each: (each.score, -each.claim), default=None)
    return best if best is not None and best.score >= LEAST_SCORE else None
