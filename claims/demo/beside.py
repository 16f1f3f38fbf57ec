"""What stands beside the demo's claims: how they stand to each other, and what invented partners say of them."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User

from claims.demo.files import read_seed
from claims.models import Claim
from claims.services.partner_reviews import record_partner_review
from claims.services.relations import relate_claims


def set_beside(*, editor: User) -> int:
    """Relate the demo's claims and record its partners' reviews; return how many of both."""
    data = read_seed("beside.json")
    for row in data["relations"]:
        relate_claims(
            claim=_claim(row["question"], row["claim"]),
            other=_claim(row["question"], row["other"]),
            kind=row["kind"],
            why=row["why"],
            actor=editor,
        )
    for row in data["reviews"]:
        record_partner_review(
            claim=_claim(row["question"], row["claim"]),
            partner=row["partner"],
            rating=row["rating"],
            url=row["url"],
            claim_reviewed=row["claim_reviewed"],
            author=row["author"],
            published_on=dt.date.fromisoformat(row["published_on"]),
            language=row["language"],
            actor=editor if row["is_confirmed"] else None,
        )
    return len(data["relations"]) + len(data["reviews"])


def _claim(question: str, slug: str) -> Claim:
    return Claim.objects.select_related("question").get(question__slug=question, slug=slug)
