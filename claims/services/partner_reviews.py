"""Partners' reviews of claims: recorded as they come, shown once an editor has said which claim they are about."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import ReviewError
from claims.models import Claim, PartnerReview, QuestionEvent
from claims.services.question_events import append_question_event

State = PartnerReview.State


def record_partner_review(
    *,
    claim: Claim,
    partner: str,
    rating: str,
    url: str,
    claim_reviewed: str,
    author: str = "",
    published_on: dt.date | None = None,
    language: str = "",
    actor: User | None = None,
) -> PartnerReview:
    """Keep a partner's review of `claim`; the same address again brings it up to date.

    What an editor (`actor`) records is confirmed at once. What comes in by itself waits; a confirmed review whose
    words have changed waits again, and one that says the same stays as it is. Raises `ReviewError` without a
    partner, a rating or an address.
    """
    words = {
        "partner": partner.strip(),
        "rating": rating.strip(),
        "author": author.strip(),
        "published_on": published_on,
        "language": language.strip(),
        "claim_reviewed": claim_reviewed.strip(),
    }
    if not (words["partner"] and words["rating"] and words["claim_reviewed"] and url):
        raise ReviewError(
            _(
                "A review needs its partner, the claim as they word it, their rating and its address."
            )
        )
    if not url.startswith(("https://", "http://")):
        raise ReviewError(_("The address of a review begins with https:// or http://."))
    with transaction.atomic():
        old = PartnerReview.objects.select_for_update().filter(claim=claim, url=url).first()
        is_same = old is not None and all(getattr(old, name) == words[name] for name in words)
        if old is not None and is_same and (actor is None or old.state == State.CONFIRMED):
            return old
        now = timezone.now()
        state = State.SUGGESTED if actor is None else State.CONFIRMED
        decided = {"decided_by": actor, "decided_at": now if actor else None}
        review, _is_new = PartnerReview.objects.update_or_create(
            claim=claim, url=url, defaults=words | decided | {"state": state, "modified_at": now}
        )
        if actor is not None:
            _log(review, actor)
    return review


def decide_partner_review(*, review_id: int, shown: str, state: str, actor: User) -> PartnerReview:
    """Confirm or refuse that a review, which the page showed in state `shown`, is about its claim; or let it wait again.

    Doing the same again writes nothing. Raises `ReviewError` if somebody has decided otherwise meanwhile.
    """
    if state not in State.values:
        raise ReviewError(_("Take the review or refuse it."))
    review = PartnerReview.objects.select_related("claim__question").filter(pk=review_id).first()
    if review is None:
        raise ReviewError(_("This review is gone: the partner took it back."))
    if review.state == state:
        return review
    now = timezone.now()
    with transaction.atomic():
        held = PartnerReview.objects.filter(pk=review_id, state=shown)
        decided = {"decided_by": actor, "decided_at": now}
        if state == State.SUGGESTED:
            decided = {"decided_by": None, "decided_at": None}
        if not held.update(state=state, modified_at=now, **decided):
            raise ReviewError(
                _("Somebody has decided about this review meanwhile. Look again, then decide.")
            )
        review.refresh_from_db()
        _log(review, actor)
    return review


def _log(review: PartnerReview, actor: User) -> None:
    details = {
        "review": review.pk,
        "partner": review.partner,
        "rating": review.rating,
        "state": review.state,
        "texts": [review.claim.text],
    }
    question = review.claim.question
    append_question_event(question, act=QuestionEvent.Act.REVIEW, actor=actor, details=details)
