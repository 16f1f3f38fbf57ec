"""Making a question of its own from claims and statements of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from claims.errors import ReviewError, StaleQuestionError
from claims.models import Claim, ClaimLink, Question, QuestionEvent, QuestionTie
from claims.services.moves import Change, make_changes, move_claims
from claims.services.question_events import append_question_event, hold_question
from claims.services.questions import add_claim, open_question


@dataclass(frozen=True, slots=True)
class SplitOff:
    """What goes: whole claims, and links of statements to claims that stay. All by key."""

    claims: frozenset[int]
    links: frozenset[int]


def split_question(
    *,
    question_id: int,
    row_version: int,
    chosen: SplitOff,
    text: str,
    answer_kind: str,
    actor: User,
    unit: str = "",
    why: str = "",
) -> QuestionEvent:
    """Open a question with the chosen claims and statements; the event's `other` is the new one.

    A chosen statement whose claim stays goes to a claim of the same words there. What has gone is kept out of the
    old question, so that nothing suggests it back. Raises `StaleQuestionError` if the question or a chosen link is
    not as the page showed it, `ReviewError` if nothing would go, or nothing would stay.
    """
    with transaction.atomic():
        question = hold_question(question_id, row_version=row_version)
        claims, links = _load(question, chosen)
        new = open_question(text=text, answer_kind=answer_kind, unit=unit, actor=actor)
        changes = move_claims(claims, to=new)
        moved, copies = _move_links(links, new)
        gone = _statements_of(claims) | {link.statement_id for link in links}
        changes += [*moved, *_move_belonging(gone, question, new)]
        make_changes(changes)
        ties = _keep_out(gone, question, actor)
        event = append_question_event(
            question,
            act=QuestionEvent.Act.SPLIT,
            actor=actor,
            other=new,
            changes=changes,
            details={"copies": copies, "ties": ties, "statements": len(gone)},
            why=why,
        )
        for opened in (question, new):
            async_task("claims.tasks.suggest_for_question", opened.pk)
    return event


def _load(question: Question, chosen: SplitOff) -> tuple[list[Claim], list[ClaimLink]]:
    claims = list(question.claims.standing().filter(pk__in=chosen.claims).order_by("pk"))
    links = list(
        ClaimLink.objects.confirmed()
        .select_for_update()
        .filter(pk__in=chosen.links, claim__question=question)
    )
    if len(claims) != len(chosen.claims) or len(links) != len(chosen.links):
        raise StaleQuestionError(
            _("Some of what you chose stands there no more. Look again, then decide.")
        )
    links = [link for link in links if link.claim_id not in chosen.claims]
    if not claims and not links:
        raise ReviewError(_("Choose the claims or statements that become a question of their own."))
    if len(claims) == question.claims.standing().count():
        raise ReviewError(_("Leave at least one claim here: or reword the question instead."))
    return claims, links


def _move_links(
    links: list[ClaimLink], new: Question
) -> tuple[list[Change], list[tuple[int, int]]]:
    """Return what moves the links to claims of the same words, and these claims beside what they copy."""
    by_claim: dict[int, list[int]] = defaultdict(list)
    for link in links:
        by_claim[link.claim_id].append(link.pk)
    changes, copies = [], []
    for claim in Claim.objects.filter(pk__in=by_claim).order_by("pk"):
        copy = add_claim(question=new, text=claim.text, answer=claim.answer)
        copies.append((copy.pk, claim.pk))
        changes.append(
            Change("link", "claim_id", claim.pk, copy.pk, tuple(sorted(by_claim[claim.pk])))
        )
    return changes, copies


def _statements_of(claims: list[Claim]) -> set[int]:
    links = ClaimLink.objects.confirmed().filter(claim__in=claims)
    return set(links.values_list("statement_id", flat=True))


def _move_belonging(gone: Collection[int], question: Question, new: Question) -> list[Change]:
    """Return what carries over that a statement which goes belongs to the question."""
    ties = QuestionTie.objects.filter(question=question, statement__in=gone, taken_back_at=None)
    rows = ties.filter(kind=QuestionTie.Kind.BELONGS).values_list("pk", flat=True)
    return [Change("tie", "question_id", question.pk, new.pk, tuple(rows))] if rows else []


def _keep_out(gone: set[int], question: Question, actor: User) -> list[int]:
    """Keep out of the question the statements that bear on it no more; return the keys of the ties."""
    here = ClaimLink.objects.filter(claim__question=question)
    stays = here.confirmed().filter(statement__in=gone).values_list("statement_id", flat=True)
    kept_out = QuestionTie.objects.filter(question=question, taken_back_at=None)
    known = kept_out.filter(statement__in=gone).values_list("statement_id", flat=True)
    leaving = sorted(gone - set(stays) - set(known))
    here.filter(statement__in=leaving, state=ClaimLink.State.SUGGESTED).delete()
    return [
        QuestionTie.objects.create(
            statement_id=pk, question=question, kind=QuestionTie.Kind.APART, actor=actor
        ).pk
        for pk in leaving
    ]
