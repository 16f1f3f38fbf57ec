"""A published review is matched with the claim that says the same, and with none rather than the wrong one."""

from __future__ import annotations

import json

import pytest

from claims.models import ClaimVector, ReviewImport
from claims.review_matching import match_reviews
from claims.services.review_imports import request_import
from tests.claims.test_review_feeds import review
from tests.factories import ClaimFactory, QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CLAIMS = {
    ("How many people died in the explosion at Port Orsel?", "number"): [
        "Twelve people died.",
        "At least 17 people died.",
        "Nineteen people died.",
    ],
    ("What caused the explosion at Depot 4?", "free"): [
        "An electrical fault caused the explosion.",
        "The explosion was an act of sabotage.",
    ],
    ("Did the Interior Ministry receive a warning about the depot before the explosion?", "yes_no"): [
        "The Interior Ministry received no warning about the depot.",
        "The Interior Ministry received a written warning about the depot.",
    ],
    ("At what time was the evacuation of the quay ordered?", "when"): [
        "The evacuation was ordered at 9.40 p.m.",
        "The evacuation was not ordered until about 10.25 p.m.",
    ],
    ("Did border guards fire on the fishing boat?", "yes_no"): [
        "Border guards fired on the fishing boat.",
        "Border guards fired no shots at the fishing boat.",
    ],
    ("When was the Merrow Bridge closed to lorries?", "when"): [
        "The Merrow Bridge was closed to lorries on 11 May.",
    ],
}  # fmt: skip
# What a feed reviews, and the claim that says it; None: nothing here says that.
REVIEWED = {
    "Nineteen people were killed in the explosion at Port Orsel.": "Nineteen people died.",
    "At least 17 people died when Depot 4 exploded.": "At least 17 people died.",
    "Twelve people died in the explosion at Port Orsel.": "Twelve people died.",
    "The Interior Ministry received a written warning about Depot 4.": CLAIMS[
        "Did the Interior Ministry receive a warning about the depot before the explosion?",
        "yes_no",
    ][1],
    "The interior ministry was never warned about the depot.": CLAIMS[
        "Did the Interior Ministry receive a warning about the depot before the explosion?",
        "yes_no",
    ][0],
    "The explosion at Depot 4 was caused by an electrical fault.": "An electrical fault caused the explosion.",
    "The evacuation of the quay was ordered at 9.40 p.m.": "The evacuation was ordered at 9.40 p.m.",
    "Border guards fired on a fishing boat.": "Border guards fired on the fishing boat.",
    "The Merrow Bridge was closed to lorries on 21 May.": None,
    "The Kestrel Bridge was closed to lorries on 11 May.": None,
    "Fourteen people died in the explosion at Port Orsel.": None,
    "Forty people were injured in the explosion at Port Orsel.": None,
    "Twelve people were arrested after the explosion at Port Orsel.": None,
    "The explosion at Port Orsel broke windows ten kilometres away.": None,
    "The explosion at Port Orsel was not sabotage.": None,
    "Ammonium nitrate caused the explosion at Depot 4.": None,
    "The harbour master ordered the evacuation of the quay.": None,
    "The city of Port Orsel will double its harbour fees next year.": None,
}


def test_matches_are_right_or_none():
    texts = {}
    for (question, kind), claims in CLAIMS.items():
        one = QuestionFactory(text=question, answer_kind=kind)
        texts |= {ClaimFactory(question=one, text=claim).pk: claim for claim in claims}
    feed = [
        review(claimReviewed=words, url=f"https://checks.example/{n}")
        for n, words in enumerate(REVIEWED)
    ]
    run = request_import(
        source="x", data=json.dumps(feed).encode(), actor=None, is_dry_run=True, queue=False
    )

    match_reviews(run.pk)

    found = {row["words"]: texts.get(row.get("claim")) for row in ReviewImport.objects.get().report}
    assert {
        words: found[words] for words in found if found[words] not in {None, REVIEWED[words]}
    } == {}
    n_found, n_there = (len([w for w in said.values() if w]) for said in (found, REVIEWED))
    assert n_found >= n_there - 2
    assert ClaimVector.objects.count() == len(texts)
