from __future__ import annotations

import datetime as dt

import pytest

from claims.contrast import Filters, contrast_question
from claims.contrast.moved import Stood
from claims.contrast.past import stand_at
from claims.models import ClaimLink
from claims.services.linking import link_statement, unlink_statement
from claims.services.review import accept_statement
from tests.claims.contrast.saying import day, said, say
from tests.factories import ClaimFactory, ClaimLinkFactory, ReviewEventFactory, StatementFactory

pytestmark = pytest.mark.django_db


def shown(claim, on):
    filters = Filters(as_of=dt.date(2026, 3, on))
    return [s.words for s in contrast_question(claim.question, filters).said]


def test_a_link_made_later_was_not_there():
    claim = ClaimFactory(created_at=day(1))
    say(claim, on=1, linked_at=day(5))

    assert (shown(claim, 4), len(shown(claim, 5))) == ([], 1)


def test_an_article_seen_later_was_not_there():
    claim = ClaimFactory(created_at=day(1))
    say(claim, on=7, linked_at=day(1))

    assert (shown(claim, 6), len(shown(claim, 7))) == ([], 1)


def test_a_claim_opened_later_was_not_there():
    claim = ClaimFactory(created_at=day(5))

    then = contrast_question(claim.question, Filters(as_of=dt.date(2026, 3, 4)))
    later = contrast_question(claim.question, Filters(as_of=dt.date(2026, 3, 5)))

    assert (then.columns, len(later.columns)) == ((), 1)


def test_a_statement_is_shown_from_its_acceptance(editor):
    claim = ClaimFactory(created_at=day(1))
    link = say(claim, on=1, status="proposed")
    accept_statement(statement_id=link.statement_id, row_version=1, actor=editor)

    today = dt.datetime.now(tz=dt.UTC).date()
    now = contrast_question(claim.question, Filters(as_of=today))
    before = contrast_question(claim.question, Filters(as_of=today - dt.timedelta(days=1)))

    assert (now.n_statements, before.n_statements) == (1, 0)


def test_what_was_unlinked_since_is_still_seen_then(editor):
    link = say(ClaimFactory(created_at=day(1)), on=1)
    unlink_statement(statement_id=link.statement_id, row_version=1, claim=link.claim, actor=editor)

    assert contrast_question(link.claim.question).n_statements == 0
    assert len(shown(link.claim, 2)) == 1


def test_the_stance_is_the_one_of_then(editor):
    link = say(ClaimFactory(created_at=day(1)), on=1, stance="denies")
    link_statement(
        statement_id=link.statement_id,
        row_version=1,
        claim=link.claim,
        stance="asserts",
        actor=editor,
    )

    then = contrast_question(link.claim.question, Filters(as_of=dt.date(2026, 3, 2)))

    assert [s.stance for s in then.said] == ["denies"]
    assert [s.stance for s in contrast_question(link.claim.question).said] == ["asserts"]


def test_words_are_the_ones_of_then():
    statement = StatementFactory(status="accepted")
    link = ClaimLinkFactory(statement=statement)
    old = [{"start": 0, "end": 5, "exact": "older", "prefix": "", "suffix": ""}]
    new = statement.content
    cue = [{"start": 0, "end": 4, "exact": "said", "prefix": "", "suffix": ""}]
    ReviewEventFactory(
        statement=statement,
        act="correct_spans",
        at=day(9),
        before={"status": "accepted", "content": old, "cue": []},
        after={"status": "accepted", "content": new, "cue": cue},
    )
    one = said(
        statement.words,
        claim=link.claim_id,
        statement_id=statement.pk,
        content=new,
        cue=cue,
    )
    stood = Stood({link.claim_id})

    then, now = (stand_at([one], day(on), stood) for on in (8, 10))
    assert [(s.words, s.lead) for s in then] == [("older", "")]
    assert [(s.words, s.lead) for s in now] == [(statement.words, "said …")]


def test_a_refused_link_without_a_log_never_stood():
    link = say(ClaimFactory(created_at=day(1)), on=1)
    ClaimLink.objects.filter(pk=link.pk).update(state="refused")

    assert shown(link.claim, 9) == []


def test_the_past_costs_as_many_queries_for_many_statements(django_assert_max_num_queries):
    claim = ClaimFactory(created_at=day(1))
    for number in range(1, 9):
        say(claim, on=number)

    with django_assert_max_num_queries(8):
        contrast_question(claim.question, Filters(as_of=dt.date(2026, 3, 9)))
