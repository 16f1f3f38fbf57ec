from __future__ import annotations

import pytest

from claims.errors import ReviewError, StaleQuestionError
from claims.models import ClaimLink, QuestionTie
from claims.services.linking import unlink_statement
from claims.services.question_undo import undo_question_event
from claims.services.questions import add_claim
from claims.services.splitting import SplitOff, split_question
from claims.services.ties import ties_of
from tests.factories import ClaimFactory, ClaimLinkFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """A question with two claims, each with two statements."""
    question = QuestionFactory()
    for text in ("Twelve people died.", "Forty people were hurt."):
        claim = ClaimFactory(question=question, text=text)
        ClaimLinkFactory.create_batch(2, claim=claim)
    return question


def split(question, actor, claims=(), links=(), row_version=1):
    return split_question(
        question_id=question.pk,
        row_version=row_version,
        chosen=SplitOff(frozenset(c.pk for c in claims), frozenset(x.pk for x in links)),
        text="How many people were hurt?",
        answer_kind="number",
        unit="hurt",
        actor=actor,
    )


def test_a_whole_claim_goes_with_its_links(question, editor):
    hurt = question.claims.get(text__contains="hurt")

    event = split(question, editor, claims=[hurt])

    hurt.refresh_from_db()
    assert hurt.question == event.other
    assert event.other.text == "How many people were hurt?"
    assert hurt.links.confirmed().count() == 2
    assert question.claims.count() == 1


def test_single_statements_go_to_a_claim_of_the_same_words(question, editor):
    died = question.claims.get(text__contains="died")
    goes, stays = died.links.all()

    event = split(question, editor, links=[goes])

    goes.refresh_from_db()
    assert (goes.claim.text, goes.claim.question) == (died.text, event.other)
    assert (goes.state, goes.stance) == ("confirmed", "asserts")
    assert list(died.links.all()) == [stays]


def test_what_has_gone_is_kept_out_and_not_suggested_back(question, editor):
    goes = question.claims.first().links.first()
    other = question.claims.last()
    waiting = ClaimLinkFactory(statement=goes.statement, claim=other, state="suggested")

    split(question, editor, links=[goes])

    assert ties_of(goes.statement_id).apart == {question.pk}
    assert not ClaimLink.objects.filter(pk=waiting.pk).exists()


def test_a_statement_that_still_bears_on_the_question_is_not_kept_out(question, editor):
    goes = question.claims.first().links.first()
    ClaimLinkFactory(statement=goes.statement, claim=question.claims.last())

    split(question, editor, links=[goes])

    assert ties_of(goes.statement_id).apart == frozenset()


def test_undo_brings_everything_back_and_the_new_address_leads_home(question, editor):
    died, hurt = question.claims.order_by("pk")
    goes = died.links.first()
    event = split(question, editor, claims=[hurt], links=[goes])
    copy = ClaimLink.objects.get(pk=goes.pk).claim
    later = ClaimLinkFactory(claim=copy, stance="denies")

    undo_question_event(event_id=event.pk, actor=editor)

    for row in (hurt, goes, later, event.other):
        row.refresh_from_db()
    assert (hurt.question, goes.claim, later.claim) == (question, died, died)
    assert event.other.standing == question
    assert not QuestionTie.objects.standing().exists()


def test_a_split_whose_question_has_grown_is_not_undone(question, editor):
    event = split(question, editor, claims=[question.claims.last()])
    add_claim(question=event.other, text="Sixty people were hurt.")

    with pytest.raises(ReviewError, match="claims of its own"):
        undo_question_event(event_id=event.pk, actor=editor)


def test_a_slug_taken_meanwhile_does_not_stop_the_undoing(question, editor):
    hurt = question.claims.last()
    event = split(question, editor, claims=[hurt])
    ClaimFactory(question=question, slug=hurt.slug, text="Nobody was hurt.")

    undo_question_event(event_id=event.pk, actor=editor)

    hurt.refresh_from_db()
    assert hurt.question == question
    assert question.claims.count() == 3


def test_something_stays(question, editor):
    with pytest.raises(ReviewError, match="Leave at least one claim"):
        split(question, editor, claims=question.claims.all())


def test_something_goes(question, editor):
    with pytest.raises(ReviewError, match="Choose the claims or statements"):
        split(question, editor)


def test_a_link_undone_meanwhile_stops_the_split(question, editor):
    link = question.claims.first().links.first()
    unlink_statement(statement_id=link.statement_id, row_version=1, claim=link.claim, actor=editor)

    with pytest.raises(StaleQuestionError, match="Look again"):
        split(question, editor, links=[link])


def test_a_stale_page_splits_nothing(question, editor):
    add_claim(question=question, text="Nineteen people died.")

    with pytest.raises(StaleQuestionError, match="Look again"):
        split(question, editor, claims=[question.claims.first()])
