"""Anybody may list the published questions: what changed last first, and nothing of what is not published."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from claims.models import PartnerReview, ReadingDue
from claims.public.counts import count_for
from claims.public.order import FRESH, WHOLE
from claims.public.questions import list_published, load_questions
from claims.services.review import withdraw_statement
from claims.views.public_list import N_PAGE
from tests.claims.contrast.saying import day, say
from tests.factories import (
    ClaimFactory,
    DeskFactory,
    OriginFactory,
    QuestionFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(client_as):
    return client_as("nobody")


def opened(number, **changes):
    """Return a question that was opened, and its claim written, on that day."""
    question = QuestionFactory(created_at=day(number), **changes)
    ClaimFactory(question=question, created_at=day(number))
    return question


def bears_on(question, **changes):
    link = say(question.claims.first(), **changes)
    type(link.statement).objects.filter(pk=link.statement_id).update(modified_at=link.created_at)
    return link


def review_claim(claim, *, at, state):
    return PartnerReview.objects.create(
        claim=claim,
        partner="Checks",
        rating="False",
        url="https://checks.example/1",
        state=state,
        modified_at=at,
    )


def line_of(question):
    """Return how the list shows the question, read anew."""
    cache.clear()
    [line] = load_questions(list_published(), [question.pk])
    return line


def page_of(client, **query):
    return client.get(reverse("claims:question-list"), query)


def test_questions_stand_in_the_order_of_their_last_change(nobody):
    old, new = opened(1), opened(2)
    before = list(list_published())

    cache.clear()
    bears_on(old, on=5)

    assert (before, list(list_published())) == ([new.pk, old.pk], [old.pk, new.pk])
    assert re.findall(r'list-title"><a href="([^"]+)"', page_of(nobody).content.decode()) == [
        old.get_absolute_url(),
        new.get_absolute_url(),
    ]


def test_a_line_counts_rival_claims_and_independent_reports(nobody):
    question, story = opened(1), OriginFactory()
    ClaimFactory(question=question)
    for origin in (story, story, OriginFactory()):
        bears_on(question, origin=origin)

    line = line_of(question)
    page = page_of(nobody).content.decode()

    assert (len(line.claims), line.counts.n_statements, line.counts.n_origins) == (2, 3, 2)
    assert "2 rival claims" in page
    assert "from 2 independent reports" in page


@pytest.mark.parametrize("hidden", [{"is_published": False}, {"merged_into": "another"}])
def test_what_is_not_published_is_not_listed(nobody, hidden):
    if "merged_into" in hidden:
        hidden = {"merged_into": opened(1)}
    question = opened(2, text="Who hid the ledger?", **hidden)

    page = page_of(nobody).content.decode()

    assert "ledger" not in page
    assert question.pk not in list_published("ledger")


def test_what_is_unpublished_is_gone_at_once_although_the_order_is_kept(nobody):
    question = opened(1)
    page_of(nobody)

    type(question).objects.filter(pk=question.pk).update(is_published=False)

    assert question.text not in page_of(nobody).content.decode()


def test_what_is_published_is_there_at_once_with_its_counts(nobody):
    page_of(nobody)
    question = opened(1)
    ClaimFactory(question=question)

    assert "2 rival claims" in page_of(nobody).content.decode()


@pytest.mark.parametrize("how", ["new link", "changed statement", "claim", "review"])
def test_the_order_is_brought_up_to_date_after_a_minute(how):
    old, new = opened(1), opened(2)
    link = bears_on(old)
    with time_machine.travel(day(10), tick=False):
        list_published()

        if how == "new link":
            bears_on(old, on=9)
        elif how == "changed statement":
            type(link.statement).objects.filter(pk=link.statement_id).update(modified_at=day(10))
        elif how == "claim":
            ClaimFactory(question=old, created_at=day(10))
        else:
            review_claim(old.claims.first(), at=day(10), state="confirmed")
        at_once = list(list_published())

    with time_machine.travel(day(10) + FRESH, tick=False):
        later = list(list_published())

    assert at_once == [new.pk, old.pk]
    assert later == [old.pk, new.pk]


def test_the_order_is_read_whole_now_and_then():
    old, new = opened(1), opened(2)
    link = bears_on(old, state="suggested", on=9)
    with time_machine.travel(day(10), tick=False):
        before = list(list_published())
        type(link).objects.filter(pk=link.pk).update(state="confirmed")

    with time_machine.travel(day(10) + FRESH, tick=False):
        meanwhile = list(list_published())
    with time_machine.travel(day(10) + WHOLE, tick=False):
        after = list(list_published())

    assert before == meanwhile == [new.pk, old.pk]
    assert after == [old.pk, new.pk]


def test_what_is_counted_is_a_minute_old_at_most():
    question = opened(1)
    with time_machine.travel(day(10), tick=False):
        count_for([question.pk])
        bears_on(question)
        at_once = count_for([question.pk])

    with time_machine.travel(day(10) + FRESH, tick=False):
        later = count_for([question.pk])

    assert (at_once[question.pk].n_statements, later[question.pk].n_statements) == (0, 1)


@pytest.mark.parametrize("state", ["suggested", "refused"])
def test_a_link_nobody_stands_behind_changes_nothing(state):
    question = opened(1)
    bears_on(question, on=5, state=state)

    line = line_of(question)

    assert (line.counts.n_statements, line.changed_at) == (0, day(1))


def test_what_waits_for_a_second_reading_changes_nothing(editor):
    question = opened(1)
    statement = bears_on(question, on=5).statement
    ReadingDue.objects.create(
        statement=statement,
        first_reader=editor,
        desk=DeskFactory(),
        article=statement.version.article,
        rank=1,
        place=1,
    )

    line = line_of(question)

    assert (line.counts.n_statements, line.changed_at) == (0, day(1))


def test_a_withdrawal_is_a_change(editor):
    question = opened(1)
    link = bears_on(question)

    with time_machine.travel(day(9), tick=False):
        withdraw_statement(statement_id=link.statement_id, row_version=1, actor=editor)
    line = line_of(question)

    assert (line.counts.n_statements, line.changed_at) == (0, day(9))


def test_a_review_is_a_change_once_it_is_confirmed():
    question = opened(1)
    claim = question.claims.first()
    review_claim(claim, at=day(7), state="suggested")
    before = line_of(question)

    PartnerReview.objects.update(state="confirmed")
    after = line_of(question)

    assert (before.changed_at, after.changed_at) == (day(1), day(7))


def test_words_are_looked_for_in_the_question_and_in_its_claims(nobody):
    by_text = opened(1, text="How many people died at Port Orsel?")
    by_claim = opened(2, text="What caused it?")
    ClaimFactory(question=by_claim, text="A fault at Port Orsel caused it.")
    opened(3, text="Who pays?")

    assert set(list_published("orsel PORT")) == {by_text.pk, by_claim.pk}
    assert list(list_published("orsel many")) == [by_text.pk]
    assert "No published question holds these words" in page_of(nobody, q="walrus").content.decode()


def test_a_search_keeps_its_words_from_page_to_page(nobody):
    for number in range(N_PAGE + 1):
        QuestionFactory(text=f"Who paid for bridge {number}?", created_at=day(1, 1))

    page = page_of(nobody, q="bridge").content.decode()

    assert page.count("list-title") == N_PAGE
    assert "?q=bridge&amp;page=2" in page
    assert page_of(nobody, q="bridge", page=2).content.decode().count("list-title") == 1


def test_the_list_is_kept_for_a_minute_and_not_sent_twice(nobody):
    question = opened(1)
    first = page_of(nobody)

    again = nobody.get(reverse("claims:question-list"), headers={"If-None-Match": first["ETag"]})
    question.claims.create(text="Another", slug="another")
    changed = nobody.get(reverse("claims:question-list"), headers={"If-None-Match": first["ETag"]})

    assert {"public", "max-age=60"} == set(first["Cache-Control"].split(", "))
    assert "Cookie" in first["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_the_list_of_somebody_signed_in_is_theirs_alone(client_as, nobody):
    opened(1)

    assert "Cache-Control" not in page_of(client_as("viewer"))
    assert "Open a question" in page_of(client_as("editor")).content.decode()
    assert "Open a question" not in page_of(nobody).content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    nobody, django_assert_max_num_queries
):
    bears_on(opened(1))
    with django_assert_max_num_queries(30) as few:
        page_of(nobody)
    n_few = len(few.captured_queries)
    for number in range(2, 8):
        bears_on(opened(number), speaker=SpeakerFactory())
    cache.clear()

    with django_assert_max_num_queries(n_few):
        page_of(nobody)


def test_who_is_not_signed_in_finds_the_list_from_the_log_in(nobody):
    page = nobody.get("/", follow=True).content.decode()

    assert "Read the published questions without signing in" in page
    assert page.count(f'href="{reverse("claims:question-list")}"') == 2
    assert 'href="/review/"' not in page


def test_times_are_those_of_the_reader(nobody):
    opened(1)
    nobody.cookies["timezone"] = "Asia/Tokyo"

    page = page_of(nobody).content.decode()

    assert f"{day(1) + dt.timedelta(hours=9):%-d %B %Y, %H:%M}" in page
