"""Which claim of ours a published review is about. Loads the models: for the worker and commands alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.contrast.namesakes import is_one_case
from analysis.contrast.sameness import may_say_the_same
from analysis.contrast.sides import Side
from claims.matching_gateway import embed, rate_pairs
from claims.models import ReviewImport
from claims.proposing import Case, Proposal, Subject, propose_link
from claims.review_feeds import FeedReview
from claims.services.cases import load_cases, near_questions
from claims.services.review_imports import work_import
from claims.tasks import LEAST_LIKE, N_SEARCHED, Indexes, indexes

# A suggestion costs an editor's look, and a wrong one costs trust: below this nothing is suggested. Chosen on the demo's feed: mere
# nearness of meaning ("was sabotage" beside "received no warning": 0.63) stays below it; the same figure, or the same said, comes
# above. On feeds written afterwards nearness tells nothing either: paraphrases have 0.56 to 0.72 by it, and so have reviews of
# something else (bench/results.md, "reviews").
LEAST_SCORE = 0.75
N_CASES = 12  # claims that a review is read against


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
        propose_link(subject, (case,), rate_pairs)
        for case in find_alike(subject, load_cases(None, vector, questions).values())
    ]
    same = [each for each in found if each and each.stance == "asserts"]
    best = max(same, key=lambda each: (each.score, -each.claim), default=None)
    return best if best is not None and best.score >= LEAST_SCORE else None


def find_alike(subject: Subject, questions: Iterable[Sequence[Case]]) -> list[Case]:
    """Return the claims of which nothing speaks against the subject saying the same, the nearest first.

    One claim at a time: that a review contradicts a claim is no reason against the rival that it agrees with.
    """
    words = subject.side.text
    cases = [
        case
        for cases in questions
        for case in cases
        if is_one_case(words, case.text, asked=case.question, known=_known(case))
    ]
    nearest = sorted(cases, key=lambda case: -float(subject.vector @ case.vector))[:N_CASES]
    rated = rate_pairs([(subject.side, Side(case.text), case.question) for case in nearest])
    return [
        case
        for case, rivalry in zip(nearest, rated, strict=True)
        if may_say_the_same(words, case.text, rivalry)
    ]


def _known(case: Case) -> str:
    return " ".join(linked.side.text for linked in case.linked)
