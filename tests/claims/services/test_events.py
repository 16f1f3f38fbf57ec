"""The core of every act: one entry of the history, its events, and what the database refuses."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction

from claims.models import Act, ReviewEvent
from claims.services.events import (
    Deed,
    append_event,
    change_statement,
    drop_statement,
    log_new_statement,
)
from claims.services.linking import link_statement
from claims.services.review import accept_statement
from claims.services.undoing import undo_event
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ReviewEventFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(username="editor")


def test_a_single_act_is_one_entry_of_the_history(editor):
    statement = StatementFactory()

    accept_statement(statement_id=statement.pk, row_version=1, actor=editor, why="heard it")

    act = Act.objects.get()
    assert (act.kind, act.actor, act.why) == ("accept", editor, "heard it")
    assert (act.n_statements, act.n_events, act.n_undone) == (1, 1, 0)
    assert act.article == statement.version.article


def test_deeds_of_one_batch_are_one_entry(editor):
    version, batch = ArticleVersionFactory(), uuid.uuid4()

    for statement in StatementFactory.create_batch(3, version=version):
        accept_statement(statement_id=statement.pk, row_version=1, actor=editor, batch=batch)

    act = Act.objects.get()
    assert (act.n_statements, act.n_events, act.article) == (3, 3, version.article)


def test_an_act_over_several_articles_is_on_none_of_them(editor):
    batch = uuid.uuid4()

    for statement in StatementFactory.create_batch(2):
        accept_statement(statement_id=statement.pk, row_version=1, actor=editor, batch=batch)

    assert Act.objects.get().article is None


def test_two_events_on_one_statement_count_it_once(editor):
    statement, batch = StatementFactory(), uuid.uuid4()
    for row_version in (1, 2):
        link_statement(
            statement_id=statement.pk,
            row_version=row_version,
            claim=ClaimFactory(),
            stance="asserts",
            actor=editor,
            batch=batch,
        )

    act = Act.objects.get()
    assert (act.n_statements, act.n_events, act.question) == (1, 2, None)


def test_an_act_of_linking_knows_its_question(editor):
    claim = ClaimFactory()

    link_statement(
        statement_id=StatementFactory().pk,
        row_version=1,
        claim=claim,
        stance="denies",
        actor=editor,
    )

    assert Act.objects.get().question == claim.question


def test_an_event_keeps_what_changed_and_nothing_else(editor):
    statement = StatementFactory()

    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)

    event = ReviewEvent.objects.get()
    assert event.before == {"status": "proposed", "decided_by": None}
    assert event.after == {"status": "accepted", "decided_by": editor.pk}
    assert event.row_version == 2


def test_undoing_the_making_of_a_statement_drops_it_and_redoing_brings_it_back(editor):
    statement = StatementFactory(status="accepted")
    made = log_new_statement(statement, deed=Deed(Act.Kind.ADD, editor))

    dropped = undo_event(event_id=made.pk, actor=editor)
    again = undo_event(event_id=statement.events.get(act="undo").pk, actor=editor)

    assert (dropped.status, again.status) == ("dropped", "accepted")
    assert made.after["content"] == statement.content


def test_a_dropped_statement_comes_back_as_it_was(editor):
    statement = StatementFactory(status="accepted")

    dropped = drop_statement(statement, deed=Deed(Act.Kind.JOIN, editor))
    back = undo_event(event_id=statement.events.get().pk, actor=editor)

    assert (dropped.status, back.status) == ("dropped", "accepted")


def test_a_comment_is_an_entry_that_changes_nothing(editor):
    statement = StatementFactory()
    deed = Deed(Act.Kind.COMMENT, editor, extra={"after": {"comment": "Who is he?"}})

    append_event(statement, before=statement.state(), deed=deed)

    event = ReviewEvent.objects.get()
    assert (event.before, event.after) == ({}, {"comment": "Who is he?"})
    assert not Act.objects.get().can_be_undone


def test_the_count_of_what_is_undone_follows_undo_and_redo(editor):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)
    accepted = Act.objects.get()

    undo_event(event_id=accepted.events.get().pk, actor=editor)
    accepted.refresh_from_db()
    undone = Act.objects.get(kind="undo")
    assert (accepted.is_undone, undone.undoes) == (True, accepted)

    undo_event(event_id=undone.events.get().pk, actor=editor)
    accepted.refresh_from_db()
    undone.refresh_from_db()
    assert (accepted.is_undone, undone.is_undone) == (False, True)


def test_a_change_of_a_row_that_moved_on_writes_nothing(editor):
    statement = StatementFactory()
    change_statement(statement, {"status": "accepted"}, deed=Deed("accept", editor))

    with pytest.raises(Exception, match="changed this statement"):
        change_statement(statement, {"status": "rejected"}, deed=Deed("reject", editor))

    assert Act.objects.count() == 1


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda: ReviewEvent.objects.update(why="rewritten"), id="change-event"),
        pytest.param(lambda: ReviewEvent.objects.all().delete(), id="delete-event"),
        pytest.param(lambda: Act.objects.update(why="rewritten"), id="change-act"),
        pytest.param(lambda: Act.objects.all()._raw_delete("default"), id="delete-act"),
    ],
)
def test_the_database_refuses_to_rewrite_the_log(write):
    ReviewEventFactory()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        write()
