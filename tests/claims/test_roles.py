"""The role on a statement's day: registry and article side by side, and a neutral flag where they differ."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.models import Statement
from claims.roles import note_roles, role_note
from speakers.models import Speaker
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    MembershipFactory,
    PostFactory,
    SpeakerFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db
FLAG = "article and registry name different roles"


@pytest.fixture
def minister():
    post = PostFactory(label="Interior Minister")
    return MembershipFactory(
        person=SpeakerFactory(kind=Speaker.Kind.PERSON), post=post, start="2020", end="2024-05"
    ).person


def say(minister, words, *, day="2022-03-01"):
    at = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    article = ArticleFactory(published_at=at, first_seen_at=at)
    version = ArticleVersionFactory(article=article)
    statement = StatementFactory(version=version, speaker=minister, role_words=words)
    return Statement.objects.with_context().get(pk=statement.pk)


@pytest.mark.parametrize(
    ("words", "day", "n_held", "differ"),
    [
        pytest.param("Interior Minister", "2022-03-01", 1, False, id="agree"),
        pytest.param("former interior minister", "2022-03-01", 1, True, id="differ"),
        pytest.param("", "2022-03-01", 1, False, id="article-silent"),
        pytest.param("mayor", "2025-01-01", 0, False, id="registry-silent"),
    ],
)
def test_roles_differ_only_where_both_say_something(minister, words, day, n_held, differ):
    note = role_note(say(minister, words, day=day))

    assert (len(note.held), note.differ) == (n_held, differ)


def test_both_are_shown_and_neither_is_called_wrong(client_as, minister):
    statement = say(minister, "former interior minister")

    for address in (
        statement.get_absolute_url(),
        statement.version.article.get_absolute_url(),
        f"/review/?statement={statement.pk}",
    ):
        page = client_as("editor").get(address).text
        assert "in the article: “former interior minister”" in page
        assert "in the registry on 1 March 2022: Interior Minister" in page
        assert FLAG in page


def test_no_flag_where_they_agree(client_as, minister):
    page = client_as("editor").get(say(minister, "the minister").get_absolute_url()).text

    assert "in the registry on" in page
    assert FLAG not in page


def test_the_queries_do_not_grow_with_the_statements(minister, django_assert_num_queries):
    for _n in range(3):
        say(MembershipFactory(person=SpeakerFactory(kind="person")).person, "mayor")
        say(minister, "mayor")
    rows = list(Statement.objects.with_context())

    with django_assert_num_queries(2):
        note_roles(rows)

    assert {row.role_note.differ for row in rows} == {True}
