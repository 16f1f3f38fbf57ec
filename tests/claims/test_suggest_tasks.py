from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from analysis.contrast.sides import Rivalry, Standing
from analysis.matching.vectors import Near
from claims import tasks
from claims.models import (
    ClaimLink,
    GroupMember,
    LinkSuggestion,
    RatedPair,
    Statement,
    StatementGroup,
    StatementVector,
)
from claims.services.cases import load_cases
from claims.services.judged import judged_with
from claims.services.linking import link_statement, unlink_statement
from claims.services.relations import judge_statements
from claims.services.suggestions import late_questions, late_statements
from claims.services.ties import tie_statement
from claims.vector_store import decode, index_path, open_index
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def embed(texts):
    """Every text that speaks of a fire or a death points one way, every other its own way."""
    made = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in enumerate(texts):
        is_about = "died" in text or "warning" in text
        made[row, 0 if is_about else 1 + hash(text) % 300] = 1.0
        made[row, 301 + hash(text) % 80] = 0.6
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def rate(pairs):
    return [Rivalry(0.8, Standing.DENIES, ("A: denies it",), {"denied": 1.0}) for _ in pairs]


@pytest.fixture(autouse=True)
def models(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(tasks, "embed", embed)
    monkeypatch.setattr(tasks, "rate_pairs", rate)
    for kept in (tasks._index, tasks._groups, tasks._claims, tasks._watch):
        kept.cache_clear()
    yield
    for kept in (tasks._index, tasks._groups, tasks._claims, tasks._watch):
        kept.cache_clear()


@pytest.fixture
def claim():
    return ClaimFactory(question__answer_kind="yes_no", text="Many died without a warning.")


def suggest(statement):
    tasks.suggest_links([statement.pk])
    return ClaimLink.objects.filter(statement=statement)


def test_a_statement_is_suggested_with_stance_score_and_reasons(claim):
    statement = StatementFactory()

    link = suggest(statement).get()

    assert (link.claim, link.state, link.stance) == (claim, "suggested", "denies")
    assert link.score > 0.5
    assert link.reasons == ["A: denies it"]
    assert link.suggestion.features == {"denied": 1.0}


def test_suggesting_twice_changes_nothing(claim):
    statement = StatementFactory()
    first = suggest(statement).get()

    again = suggest(statement).get()

    assert (again.pk, again.score) == (first.pk, first.score)
    assert LinkSuggestion.objects.count() == 1


def test_a_refused_link_is_never_suggested_again(claim):
    statement, editor = StatementFactory(), UserFactory()
    suggest(statement)
    unlink_statement(statement_id=statement.pk, row_version=1, claim=claim, actor=editor)

    assert suggest(statement).get().state == "refused"


def test_a_confirmed_link_keeps_what_the_editor_said(claim):
    statement, editor = StatementFactory(), UserFactory()
    link_statement(
        statement_id=statement.pk, row_version=1, claim=claim, stance="qualifies", actor=editor
    )

    link = suggest(statement).get()

    assert (link.state, link.stance, link.score) == ("confirmed", "qualifies", None)


def test_a_question_where_the_statement_is_confirmed_gets_no_other_suggestion(claim):
    statement = StatementFactory()
    ClaimFactory(question=claim.question, text="No more than two died.")
    ClaimLinkFactory(statement=statement, claim=claim)

    assert suggest(statement).count() == 1


def test_a_statement_kept_out_of_a_question_gets_no_suggestion_there(claim):
    other = ClaimFactory(question__answer_kind="yes_no", text="Nobody died for lack of a warning.")
    statement = StatementFactory()
    tie_statement(statement=statement, question=claim.question, kind="apart", actor=UserFactory())

    assert suggest(statement).get().claim == other


def test_a_statement_that_belongs_to_a_question_is_read_against_it_however_far(claim, monkeypatch):
    monkeypatch.setattr("claims.services.cases.N_QUESTIONS", 0)
    statement = StatementFactory()
    assert not suggest(statement).exists()

    tie_statement(statement=statement, question=claim.question, kind="belongs", actor=UserFactory())

    assert suggest(statement).get().claim == claim


def test_a_statement_is_read_against_the_nearest_questions_alone(claim, monkeypatch):
    monkeypatch.setattr("claims.services.cases.N_QUESTIONS", 1)
    ClaimFactory(question__answer_kind="yes_no", text="Others died elsewhere.")

    assert suggest(StatementFactory()).count() == 1


def test_looking_at_new_statements_asks_as_much_of_a_larger_archive(claim):
    def queries(n):
        for _ in range(n):
            linked = ClaimLinkFactory(claim=ClaimFactory(text="Many died."))
            tasks.suggest_links([linked.statement_id])
        with CaptureQueriesContext(connection) as asked:
            suggest(StatementFactory())
        return len(asked)

    assert queries(12) >= queries(12)


def test_a_process_that_has_looked_at_all_goes_on_from_there(claim):
    tasks.look_at_statements()
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    passed, again, new = StatementFactory(), StatementFactory(), StatementFactory()
    Statement.objects.filter(pk__in=[passed.pk, again.pk]).update(modified_at=hour_ago)
    tasks.make_vectors(
        [again.pk]
    )  # as of one that was tied: it has a vector, and nobody looked at it

    tasks.look_at_statements()

    looked = StatementVector.objects.exclude(looked_at=None).values_list("statement", flat=True)
    assert set(looked) == {again.pk, new.pk}


def test_a_process_that_starts_looks_at_all(claim):
    statement = StatementFactory()
    Statement.objects.update(modified_at=timezone.now() - dt.timedelta(days=30))

    tasks.look_at_statements()

    assert StatementVector.objects.get().statement == statement


def test_a_rejected_statement_gets_no_suggestion(claim):
    assert not suggest(StatementFactory(status=Statement.Status.REJECTED)).exists()


def test_a_suggestion_that_is_not_proposed_any_more_goes(claim, monkeypatch):
    statement = StatementFactory()
    suggest(statement)
    nothing = lambda pairs: [Rivalry(0.0, Standing.NONE, (), {}) for _ in pairs]  # noqa: E731
    monkeypatch.setattr(tasks, "rate_pairs", nothing)
    monkeypatch.setattr("claims.proposing.NEAR", 1.1)

    assert not suggest(statement).exists()


def test_statements_of_two_articles_are_rated_once(claim):
    one, other = StatementFactory(), StatementFactory()
    tasks.suggest_links([one.pk, other.pk])
    first = RatedPair.objects.get()

    tasks.suggest_links([one.pk, other.pk])

    assert RatedPair.objects.get() == first
    assert (first.a, first.b) == (one, other)


def test_statements_of_one_text_are_not_rated_against_each_other():
    version = ArticleVersionFactory()
    first = StatementFactory(version=version)
    second = StatementFactory(version=version, exact="There was no warning")

    tasks.suggest_links([first.pk, second.pk])

    assert not RatedPair.objects.exists()


def test_new_words_get_a_new_vector_and_new_ratings(claim):
    statement, other = StatementFactory(), StatementFactory()
    tasks.suggest_links([statement.pk, other.pk])
    old = statement.vector.pk
    Statement.objects.filter(pk=statement.pk).update(words="nobody died in the fire")

    tasks.suggest_links([statement.pk])

    assert StatementVector.objects.get(statement=statement).pk > old
    assert RatedPair.objects.count() == 1


def test_what_was_judged_not_comparable_says_nothing_about_the_statement(claim):
    statement = StatementFactory()
    linked = ClaimLinkFactory(claim=claim).statement
    tasks.suggest_links([statement.pk, linked.pk])
    judge_statements(
        one=statement,
        other=linked,
        verdict="not_comparable",
        why="time",
        actor=UserFactory(),
    )

    vector = decode(statement.vector)
    apart = judged_with(statement.pk).apart
    cases = load_cases(statement, vector, [claim.question_id], apart=apart)
    (case,) = cases[claim.question_id]

    assert case.linked == ()


def test_a_question_opened_later_finds_the_statements_of_the_archive():
    statement = StatementFactory()
    tasks.suggest_links([statement.pk])
    claim = ClaimFactory(question__answer_kind="yes_no", text="Many died without a warning.")
    assert late_questions() == [claim.question_id]

    tasks.suggest_for_question(claim.question_id)

    assert statement.links.get().claim == claim
    assert late_questions() == []


def test_the_worker_looks_again_at_what_changed_and_at_nothing_else(claim):
    statement = StatementFactory()
    assert late_statements() == [statement.pk]
    tasks.suggest_links([statement.pk])
    assert late_statements() == []

    link_statement(
        statement_id=statement.pk, row_version=1, claim=claim, stance="asserts", actor=UserFactory()
    )

    assert late_statements() == [statement.pk]


def test_a_new_process_finds_the_same_from_the_file_and_from_the_database(claim):
    for _ in range(3):
        statement = StatementFactory(version__article=ArticleFactory())
        tasks.suggest_links([statement.pk])
    query = embed([statement.words])[0]
    before = tasks._index().find_nearest(query, 3)

    from_database = open_index(engine=tasks.ENGINE).find_nearest(query, 3)
    open_index(engine=tasks.ENGINE).save()
    from_file = open_index(engine=tasks.ENGINE).find_nearest(query, 3)

    assert before == from_database == from_file
    assert len(before) == 3
    assert isinstance(before[0], Near)


def test_a_damaged_index_file_is_made_anew_from_the_database(claim, caplog):
    statement = StatementFactory()
    tasks.suggest_links([statement.pk])
    path = open_index(engine=tasks.ENGINE).save()
    path.write_bytes(path.read_bytes()[:-3])

    index = open_index(engine=tasks.ENGINE)

    assert len(index.rows) == 1
    assert index_path() == path


def test_an_index_file_of_another_database_is_not_believed(claim):
    statement = StatementFactory()
    tasks.suggest_links([statement.pk])
    open_index(engine=tasks.ENGINE).save()
    StatementVector.objects.all().delete()

    assert len(open_index(engine=tasks.ENGINE).rows) == 0


def test_a_statement_is_placed_once_and_never_moved():
    first, second = StatementFactory(), StatementFactory()
    tasks.suggest_links([first.pk, second.pk])
    placed = dict(GroupMember.objects.values_list("statement_id", "group__number"))
    assert placed == {first.pk: first.pk, second.pk: first.pk}

    tasks._groups.cache_clear()  # as after a restart
    third = StatementFactory()
    tasks.suggest_links([first.pk, second.pk, third.pk])

    after = dict(GroupMember.objects.values_list("statement_id", "group__number"))
    assert after == placed | {third.pk: first.pk}


def test_a_group_knows_its_likeliest_rivals():
    first, second = StatementFactory(), StatementFactory()

    tasks.suggest_links([first.pk, second.pk])

    group = StatementGroup.objects.get()
    assert (group.rivals.a, group.rivals.b, group.score) == (first, second, 0.8)


def test_a_statement_judged_apart_begins_a_group_of_its_own():
    first, second = StatementFactory(), StatementFactory()
    tasks.suggest_links([first.pk])
    judge_statements(one=first, other=second, verdict="unrelated", actor=UserFactory())

    tasks.suggest_links([second.pk])

    assert StatementGroup.objects.count() == 2
