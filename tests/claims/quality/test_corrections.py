from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from analysis.attribution.model import FOLDER
from analysis.types import Span
from claims.models import ExtractionRun, Statement
from claims.quality.corrections import count_partial, read_corrections
from claims.selectors import cut_selectors
from claims.services.counting import count_outcomes
from claims.services.review import correct_spans, withdraw_statement
from claims.services.verdicts import Reason, mark_unsure
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, ExtractionRunFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory()


@pytest.fixture
def version():
    version = ArticleVersionFactory()
    ExtractionRunFactory(version=version, state=ExtractionRun.State.DONE)
    return version


def proposed(version, exact):
    """A proposal with cue and source, as the engine makes them."""
    text = version.text
    spans = {
        role: cut_selectors(text, [Span(text.index(words), text.index(words) + len(words))])
        for role, words in (("source", "The Harbour Ministry"), ("cue", "said"))
    }
    return propose(version=version, exact=exact, **spans)


def lines():
    count_outcomes()
    return [json.loads(line) for line in read_corrections()]


def words_of(line, role):
    return [[line["text"][s:e] for s, e in one[role]] for one in line["attributions"]]


def test_an_article_decided_whole_is_a_line_of_what_was_accepted(version, actor):
    decide(proposed(version, "twelve people died in the fire"), "accept", actor=actor)
    decide(proposed(version, "There was no warning"), "reject", actor=actor)

    (line,) = lines()

    assert line["id"] == f"{version.article_id}.1"
    assert words_of(line, "content") == [["twelve people died in the fire"]]
    assert words_of(line, "source") == [["The Harbour Ministry"]]
    assert words_of(line, "cue") == [["said"]]


def test_the_words_are_those_that_editors_set(version, actor):
    statement = proposed(version, "twelve people died in the fire")
    statement = correct_spans(
        statement_id=statement.pk,
        row_version=statement.row_version,
        actor=actor,
        content=[Span(statement.start, statement.start + len("twelve people died"))],
        cue=[],
        source=[],
    )
    decide(statement, "accept", actor=actor)

    (line,) = lines()

    assert words_of(line, "content") == [["twelve people died"]]
    assert words_of(line, "source") == [[]]


def test_an_article_decided_in_part_is_left_out_and_counted(version, actor):
    decide(proposed(version, "twelve people died in the fire"), "accept", actor=actor)
    waits = proposed(version, "There was no warning")
    mark_unsure(statement_id=waits.pk, row_version=waits.row_version, actor=actor)

    assert lines() == []
    assert count_partial() == 1


def test_an_article_with_withdrawn_words_is_left_out(version, actor):
    statement = decide(proposed(version, "There was no warning"), "accept", actor=actor)
    withdraw_statement(statement_id=statement.pk, row_version=statement.row_version, actor=actor)

    assert lines() == []


def test_the_text_before_a_correction_by_the_publisher_is_left_out(version, actor):
    decide(proposed(version, "There was no warning"), "accept", actor=actor)
    ArticleVersionFactory(article=version.article, number=2)

    assert lines() == []


def test_what_was_rejected_as_of_no_use_was_still_said(version, actor):
    statement = proposed(version, "There was no warning")
    decide(statement, "reject", actor=actor, why=str(Reason.TRIVIAL.label))

    (line,) = lines()

    assert words_of(line, "content") == [["There was no warning"]]


def test_headline_and_furniture_are_cut_out_and_offsets_follow(actor):
    text = "Port fire leaves questions\n\nShare this\n\nThe Harbour Ministry said it was “sad” 🕯.\n"
    start = text.index("Share")
    version = ArticleVersionFactory(text=text, furniture=[[start, start + 12]])
    ExtractionRunFactory(version=version, state=ExtractionRun.State.DONE)
    decide(proposed(version, "it was “sad” 🕯"), "accept", actor=actor)

    (line,) = lines()

    assert "Share" not in line["text"]
    assert "Port fire" not in line["text"]
    assert words_of(line, "content") == [["it was “sad” 🕯"]]
    assert words_of(line, "source") == [["The Harbour Ministry"]]


def test_the_command_writes_a_file_and_says_what_is_left_out(version, actor, tmp_path, capsys):
    decide(proposed(version, "There was no warning"), "accept", actor=actor)
    path = tmp_path / "corrections.jsonl"

    call_command("export_corrections", path)

    assert "1 articles written; 0 more are decided in part" in capsys.readouterr().err
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1


def test_lines_take_as_many_queries_for_many_articles_as_for_few(
    actor, django_assert_max_num_queries
):
    for _ in range(12):
        version = ArticleVersionFactory()
        ExtractionRunFactory(version=version, state=ExtractionRun.State.DONE)
        decide(proposed(version, "There was no warning"), "accept", actor=actor)
    count_outcomes()

    with django_assert_max_num_queries(3):
        assert len(list(read_corrections())) == 12


@pytest.mark.slow
def test_training_reads_what_is_written(version, actor, tmp_path):
    tokenizers = pytest.importorskip("tokenizers")
    gold = pytest.importorskip("training.gold")
    decide(proposed(version, "twelve people died in the fire"), "accept", actor=actor)
    path = tmp_path / "corrections.jsonl"
    call_command("export_corrections", path)

    tokenizer = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    (article,) = gold.read_articles(path, tokenizer)

    assert (article.tags > 0).sum() == len(
        ["The", "Harbour", "Ministry", "said", "twelve", "people", "died", "in", "the", "fire"]
    )
    assert Statement.objects.count() == 1
