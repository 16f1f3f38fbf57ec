"""Taking a merge or a split back, at any age, as an act of its own."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from claims.errors import ReviewError
from claims.models import Claim, Question, QuestionEvent, QuestionTie
from claims.services.folding import fold_claim
from claims.services.moves import Change, from_log, make_changes, move_claims, move_ties
from claims.services.question_events import append_question_event

Act = QuestionEvent.Act


def undo_question_event(*, event_id: int, actor: User, why: str = "") -> QuestionEvent:
    """Take a merge or a split back. What editors did on the claims since stays with the claims.

    Raises `ReviewError` if it was taken back before, or if a later act moved the same claims or links.
    """
    event = QuestionEvent.objects.select_related("question", "other").get(pk=event_id)
    if event.other is None or event.act not in {Act.MERGE, Act.SPLIT}:
        raise ReviewError(_("Only a merge or a split is undone here."))
    with transaction.atomic():
        both = sorted((event.question_id, event.other.pk))
        for pk in both:  # in one order, so that two undoings wait for each other
            Question.objects.filter(pk=pk).update(row_version=F("row_version") + 1)
        if QuestionEvent.objects.filter(undoes=event).exists():
            raise ReviewError(_("This act has been undone already."))
        changes = _unmerge(event) if event.act == Act.MERGE else _unsplit(event, event.other, actor)
        done = append_question_event(
            event.question,
            act=Act.UNDO,
            actor=actor,
            other=event.other,
            changes=changes,
            why=why,
            undoes=event,
        )
        for pk in both:
            async_task("claims.tasks.suggest_for_question", pk)
    return done


def _unmerge(event: QuestionEvent) -> list[Change]:
    changes = [change.back for change in reversed(from_log(event.moves))]
    make_changes(changes)
    return changes


def _unsplit(event: QuestionEvent, new: Question, actor: User) -> list[Change]:
    """Bring the claims back, fold the copies into what they copy, and let the new address lead to the old."""
    copies = dict(event.details["copies"])
    moved = [
        pk
        for change in from_log(event.moves)
        if (change.table, change.field) == ("claim", "question_id")
        for pk in change.rows
    ]
    here = {claim.pk: claim for claim in new.claims.standing()}
    if new.merged_into_id is not None or not here.keys() >= {*moved, *copies}:
        raise ReviewError(_("A later act changed the same thing: undo that act first."))
    if here.keys() != {*moved, *copies}:
        raise ReviewError(
            _(
                "The question that was split off has claims of its own since: merge it into this one instead."
            )
        )
    originals = Claim.objects.filter(pk__in=copies.values(), question=event.question).in_bulk()
    if originals.keys() != set(copies.values()):
        raise ReviewError(_("A later act changed the same thing: undo that act first."))
    changes = move_claims([here[pk] for pk in moved], to=event.question)
    make_changes(changes)
    for copy, original in copies.items():
        folded = fold_claim(here[copy], into=originals[original])
        make_changes(folded)
        changes += folded
    ties = QuestionTie.objects.filter(pk__in=event.details["ties"], taken_back_at=None)
    ties.update(taken_back_at=timezone.now(), taken_back_by=actor)
    last = [
        *move_ties(of=new, to=event.question),
        Change("question", "merged_into_id", None, event.question_id, (new.pk,)),
    ]
    make_changes(last)
    return changes + last
