from __future__ import annotations

import pytest
from django.utils import timezone

from claims.contrast import kept
from claims.contrast.kept import N_AROUND, WHOLE_S, keep_said
from claims.contrast.live import version_of
from claims.contrast.page import load_anew, load_said
from claims.contrast.said import Said
from claims.models import ClaimLink, Question, Statement
from claims.services.review import correct_speaker, withdraw_statement
from tests.claims.contrast.saying import said
from tests.claims.contrast.test_page import say
from tests.factories import ClaimFactory, QuestionFactory, SpeakerFactory, UserFactory

SAME, OTHER = "a" * N_AROUND, "b" * N_AROUND


def ask(version, answer):
    """Ask for the rows at `version`; return them with what `load` was given, None if it was not called."""
    given = []

    def load(known):
        given.append(known)
        return [answer]

    return keep_said(7, version, load), (given[0] if given else None)


def test_rows_of_one_version_are_read_once():
    one = said("twelve people died")

    assert ask(SAME + "1", one) == ((one,), ())
    assert ask(SAME + "1", said("nobody died")) == ((one,), None)


def test_what_was_read_is_known_while_nothing_around_it_changes():
    one = said("twelve people died")
    ask(SAME + "1", one)

    assert ask(SAME + "2", one)[1] == (one,)
    assert ask(OTHER + "2", one)[1] == ()


def test_all_is_read_anew_after_some_minutes(monkeypatch):
    one, clock = said("twelve people died"), [1000.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: clock[0])
    ask(SAME + "1", one)
    clock[0] += WHOLE_S / 2
    assert ask(SAME + "2", one)[1] == (one,)
    clock[0] += WHOLE_S / 2

    assert ask(SAME + "3", one)[1] == ()


@pytest.fixture
def question(db):
    question = QuestionFactory()
    claims = [ClaimFactory(question=question) for _claim in range(2)]
    for n in range(4):
        say(claims[n % 2], on=n + 1, speaker=SpeakerFactory())
    return question


def newest(question):
    return ClaimLink.objects.filter(claim__question=question).latest("pk").statement


def withdraw(question):
    one = newest(question)
    withdraw_statement(statement_id=one.pk, row_version=one.row_version, actor=UserFactory())


def credit_another(question):
    one = newest(question)
    correct_speaker(
        statement_id=one.pk,
        row_version=one.row_version,
        actor=UserFactory(),
        speaker=SpeakerFactory(),
    )


def say_more(question):
    say(question.claims.first(), on=9)


def turn_stance(question):
    ClaimLink.objects.filter(statement=newest(question)).update(stance="denies")


def move_to_another_claim(question):
    link = ClaimLink.objects.filter(claim__question=question).latest("pk")
    other = question.claims.exclude(pk=link.claim_id).get()
    ClaimLink.objects.filter(pk=link.pk).update(claim=other)


def touch(question):
    Statement.objects.filter(pk=newest(question).pk).update(
        words="said anew", modified_at=timezone.now()
    )


CHANGES = [withdraw, credit_another, say_more, turn_stance, move_to_another_claim, touch]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_alone_is_read_whole(question, change, monkeypatch):
    known = load_said(question)
    change(question)
    read = []
    monkeypatch.setattr(Said, "of", lambda row, of=Said.of: read.append(row) or of(row))

    anew = load_anew(question, known)

    assert len(read) <= 1
    assert anew == load_said(question)
    assert anew != known


def test_nothing_known_or_too_much_changed_reads_all(question, monkeypatch):
    assert load_anew(question, ()) == load_said(question)
    monkeypatch.setattr("claims.contrast.page.MOST_CHANGED", 0)
    known = load_said(question)
    touch(question)

    assert load_anew(question, known) == load_said(question)


def test_a_version_tells_statements_from_what_stands_around_them(question):
    first = version_of(question)
    touch(question)
    second = version_of(question)
    speaker = newest(question).speaker
    speaker.name = "Port Authority"
    speaker.save(update_fields=["name"])
    third = version_of(question)

    assert len({first, second, third}) == 3
    assert first[:N_AROUND] == second[:N_AROUND] != third[:N_AROUND]


@pytest.mark.parametrize("change", CHANGES)
def test_who_took_the_version_has_how_all_stands(question, change, django_assert_num_queries):
    known = load_said(question)
    change(question)
    anew = load_anew(question, known)
    version = version_of(question)

    with django_assert_num_queries(len(anew) > len(set(anew) & set(known))):
        assert load_anew(question, known, version) == anew


def test_nothing_stands_on_a_question_that_is_not_published(question):
    known = load_said(question)
    Question.objects.filter(pk=question.pk).update(is_published=False)

    assert known
    assert load_anew(question, known, version_of(question)) == []
