"""The index follows every change of what it is made of, and comes back when it is damaged."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article
from claims.models import Statement
from claims.search.asked import Asked
from claims.search.index import drop_triggers, keep_index
from claims.search.matching import find_statements
from speakers.models import Speaker, SpeakerName
from tests.conftest import IS_POSTGRES
from tests.factories import ArticleFactory, SpeakerFactory, SpeakerNameFactory, StatementFactory

pytestmark = pytest.mark.django_db


def found(words, **asked):
    return find_statements(Asked(words=words, **asked)).ids


@pytest.fixture
def statement():
    speaker = SpeakerFactory(name="Ada Kovan")
    return StatementFactory(speaker=speaker, engine_speaker=speaker)


@pytest.mark.parametrize(
    "words", ["twelve", "DIED", "dying OR die", "fir*", "Kovan", "harbour ministry", "questions"]
)
def test_words_names_and_title_are_found(statement, words):
    assert found(words) == [statement.pk]


@pytest.mark.parametrize(
    "words", ["thirteen", '"die"', '"died people"', "twelve -fire", "-twelve", "ire"]
)
def test_what_does_not_stand_there_is_not_found(statement, words):
    assert found(words) == []


def test_a_phrase_stands_in_order(statement):
    assert found('"people died in"') == [statement.pk]


def test_only_leaving_out_leaves_the_rest(statement):
    assert found("-thirteen") == [statement.pk]


def test_accents_and_case_do_not_matter(statement):
    Speaker.objects.filter(pk=statement.speaker_id).update(name="Zoë Müller")

    assert found("zoe MULLER") == found("Zoë Müller") == [statement.pk]


def test_an_alias_finds_until_it_is_taken_away(statement):
    alias = SpeakerNameFactory(speaker=statement.speaker, name="The Iron Minister")
    assert found("iron") == [statement.pk]

    SpeakerName.objects.filter(pk=alias.pk).update(name="The Glass Minister")
    assert (found("iron"), found("glass")) == ([], [statement.pk])

    alias.delete()
    assert found("glass") == []


def test_corrected_words_and_titles_are_followed(statement):
    Statement.objects.filter(pk=statement.pk).update(words="nobody was warned")
    Article.objects.update(title="Depot inquiry opens")

    assert (found("twelve"), found("warned"), found("questions"), found("inquiry")) == (
        [], [statement.pk], [], [statement.pk],
    )  # fmt: skip


def test_another_speaker_is_followed(statement):
    other = SpeakerFactory(name="Boris Lind")
    Statement.objects.filter(pk=statement.pk).update(speaker=other, engine_speaker=other)

    assert (found("ada"), found("lind")) == ([], [statement.pk])


def test_a_deleted_statement_is_gone(statement):
    statement.delete()

    assert found("twelve") == []


def test_an_index_that_lost_its_triggers_heals(statement):
    if IS_POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER claims_fts_row ON claims_statement")
    drop_triggers(using="default", plan=["something"])
    late = StatementFactory(exact="There was no warning")
    assert found("warning") == []

    keep_index(using="default")

    assert found("warning") == [late.pk]
    another = StatementFactory(exact="There was no warning")
    assert set(found("warning")) == {late.pk, another.pk}


def test_a_damaged_index_is_rebuilt_by_the_command(statement, capsys):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_statement_fts")

    call_command("rebuild_search")

    assert found("twelve") == [statement.pk]
    assert "1 statements" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_index(statement):
    call_command("flush", interactive=False, verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims_statement_fts")
        assert cursor.fetchone()[0] == 0


def test_words_said_rank_above_words_of_the_title():
    in_title = StatementFactory(
        exact="There was no warning", version__article=ArticleFactory(title="Twelve dead")
    )
    in_words = StatementFactory(version__article=ArticleFactory(title="A fire"))

    assert found("twelve") == [in_words.pk, in_title.pk]


def test_of_two_as_good_the_newer_comes_first():
    older = StatementFactory()
    newer = StatementFactory(version__article__published_at="2026-04-01T00:00Z")

    assert found("twelve") == [newer.pk, older.pk]
    assert found("twelve", sort="oldest") == [older.pk, newer.pk]


def test_rejected_statements_are_found_only_when_asked_for():
    rejected = StatementFactory(status="rejected")

    assert (found("twelve"), found("twelve", status="rejected")) == ([], [rejected.pk])
