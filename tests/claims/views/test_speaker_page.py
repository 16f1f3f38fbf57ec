"""The page of a speaker, for the newsroom and for everybody else."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from claims.models import ReadingDue
from speakers.services.judging import judge_pair
from speakers.services.successions import add_succession
from tests.claims.contrast.saying import say
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    DeskFactory,
    MembershipFactory,
    OutletFactory,
    PostFactory,
    QuestionFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return SpeakerFactory(name="Ada Kovan", slug="ada")


def address(speaker):
    return reverse("claims:speaker-detail", args=[speaker.slug])


def read(client, speaker, **asked):
    answer = client.get(address(speaker), asked)
    return answer, answer.content.decode()


def hold_back(statement, editor):
    """Let the statement wait for a second reading."""
    article, desk = statement.version.article, DeskFactory()
    ReadingDue.objects.create(
        statement=statement, first_reader=editor, desk=desk, article=article, rank=1, place=1
    )


def said_by(speaker, **more):
    return StatementFactory(speaker=speaker, engine_speaker=speaker, **more)


def test_an_empty_page_says_so(client_as, ada):
    _answer, html = read(client_as("viewer"), ada)

    assert "No statement is credited to this speaker yet." in html
    for title in ("Posts", "By question", "When and where", "Before and after"):
        assert f">{title}<" not in html


def test_a_full_page_has_every_part(client_as, ada):
    ministry = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    MembershipFactory(person=ada, post=PostFactory(organisation=ministry), start="2020")
    SpeakerNameFactory(speaker=ada, name="A. Kovan", start="2019", language="fr")
    question = QuestionFactory(text="How many died?")
    for on, text in ((1, "Twelve."), (4, "Seventeen.")):
        say(ClaimFactory(question=question, text=text), on=on, speaker=ada)

    _answer, html = read(client_as("viewer"), ada)

    for words in (
        "A. Kovan",
        'lang="fr"',
        "Harbour Ministry",
        "2020 to now, or not known",
        "How many died?",
        "Different claims over time",
        "Statements over time",
        "2 statements",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ({}, 3),
        ({"question": "deaths"}, 1),
        ({"question": "none"}, 0),
        ({"when": "2026-03"}, 3),
        ({"when": "2026-03-01"}, 1),
        ({"when": "2025"}, 0),
    ],
)
def test_statements_are_narrowed_by_question_and_date(client_as, ada, asked, n):
    claim = ClaimFactory(question=QuestionFactory(slug="deaths"))
    say(claim, on=1, speaker=ada)
    for day in ("2026-03-02", "2026-03-05"):
        article = ArticleFactory(published_at=f"{day}T09:00Z")
        said_by(ada, version=ArticleVersionFactory(article=article))

    answer, html = read(client_as("viewer"), ada, **asked)

    assert answer.context["heard"].page.paginator.count == n
    assert ("Not all are shown" in html) is bool(asked)
    assert answer.context["heard"].n_statements == 3


def test_statements_are_narrowed_by_outlet_and_paged(client_as, ada):
    outlet = OutletFactory()
    article = ArticleFactory(outlet=outlet)
    for _n in range(30):
        said_by(ada, version=ArticleVersionFactory(article=article, number=_n + 1))
    said_by(ada)

    answer, html = read(client_as("viewer"), ada, outlet=outlet.pk, page=2)

    assert answer.context["heard"].page.paginator.count == 30
    assert len(answer.context["heard"].shown) == 5
    assert "Page 2 of 2" in html


def test_the_table_of_posts_names_each_body_once(client_as, ada):
    ministry = SpeakerFactory(name="Harbour Ministry", slug="ministry", kind="ministry")
    for label in ("Minister", "Spokeswoman of the Harbour Ministry"):
        MembershipFactory(person=ada, post=PostFactory(organisation=ministry, label=label))

    _answer, html = read(client_as("viewer"), ada)
    heads = re.findall(r'<th scope="row">(.*?)</th>', html, re.S)

    assert sorted(" ".join(strip_tags(head).split()) for head in heads) == [
        "Minister, Harbour Ministry",
        "Spokeswoman of the Harbour Ministry",
    ]
    assert all(address(ministry) in head for head in heads)


class TestWhoeverIsNotSignedIn:
    """Sees what is published, and nothing else."""

    def test_sees_published_statements_alone(self, client, ada):
        shown = said_by(ada, status="accepted")
        said_by(ada)
        said_by(ada, status="accepted", version__article__state="withdrawn")

        answer, html = read(client, ada)

        assert [one.statement for one in answer.context["heard"].shown] == [shown]
        assert "You see what is published." in html
        assert "Other records" not in html
        assert shown.version.article.get_absolute_url() not in html

    def test_sees_nothing_of_what_waits_for_a_second_reading(self, client, ada, editor):
        link = say(ClaimFactory(text="Nobody was warned."), speaker=ada)
        shown = say(ClaimFactory(), speaker=ada, text="Seventeen people were hurt")
        hold_back(link.statement, editor)

        _answer, html = read(client, ada)

        assert shown.statement.words in html
        assert link.statement.words not in html
        assert str(link.claim) not in html

    def test_sees_no_page_where_all_waits_for_a_second_reading(self, client, ada, editor):
        hold_back(said_by(ada, status="accepted"), editor)

        assert client.get(address(ada)).status_code == 302

    def test_sees_no_claim_of_a_question_that_is_not_published(self, client, ada):
        question = QuestionFactory(text="A secret question?", is_published=False)
        say(ClaimFactory(question=question, text="A secret claim."), speaker=ada)

        _answer, html = read(client, ada)

        assert "1 statement" in html
        assert "secret" not in html

    @pytest.mark.parametrize(
        ("is_provisional", "holds_post", "status"),
        [(False, False, 302), (False, True, 200), (True, True, 302)],
    )
    def test_sees_no_page_where_nothing_is_published(
        self, client, ada, is_provisional, holds_post, status
    ):
        said_by(ada)
        ada.is_provisional = is_provisional
        ada.save()
        if holds_post:
            MembershipFactory(person=ada)

        answer = client.get(address(ada))

        assert answer.status_code == status

    def test_cannot_tell_an_unpublished_speaker_from_one_that_is_not_there(self, client, ada):
        hidden = client.get(address(ada))
        missing = client.get(reverse("claims:speaker-detail", args=["nobody"]))

        assert hidden["Location"] == f"/login/?next={address(ada)}"
        assert missing["Location"] == "/login/?next=/speakers/nobody/"

    def test_reaches_a_merged_record_by_its_old_address(self, client, ada):
        other = SpeakerFactory(slug="a-kovan")
        said_by(other, status="accepted")
        by = UserFactory()
        judge_pair(one=ada.pk, other=other.pk, verdict="same", kept=ada.pk, actor=by)

        _answer, html = read(client, other)

        assert "<h1>Ada Kovan</h1>" in html


def test_a_speaker_who_is_not_there_is_not_found(client_as):
    answer = client_as("viewer").get(reverse("claims:speaker-detail", args=["nobody"]))

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["nobody", "viewer", "curator"])
def test_the_page_costs_the_same_however_much_is_stored(
    client_as, ada, django_assert_max_num_queries, who
):
    def add(n):
        question = QuestionFactory(is_published=True)
        for i in range(n):
            say(ClaimFactory(question=question), on=i + 1, speaker=ada, status="accepted")
            MembershipFactory(person=ada)
            SpeakerNameFactory(speaker=ada, name=f"Name {question.pk} {i}")
        twin = SpeakerFactory()
        judge_pair(one=ada.pk, other=twin.pk, verdict="same", kept=ada.pk, actor=UserFactory())
        add_succession(
            predecessor=SpeakerFactory(kind="ministry"), successor=SpeakerFactory(kind="ministry")
        )

    client = client_as(who)
    add(1)
    client.get(address(ada))
    add(5)
    add(4)

    with django_assert_max_num_queries(30):
        answer = client.get(address(ada))

    assert answer.context["heard"].page.paginator.count == 10
