"""The history's pages: what they list, what they undo, and what is decided first."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.history.asked import Asked
from claims.history.reading import N_PAGE, Place, read_page
from claims.history.sentences import sentence_of
from claims.models import Act, QuestionEvent, Statement
from claims.services.bulk import Asked as Chosen
from claims.services.bulk import decide_statements
from claims.services.review import accept_statement, reject_statement
from claims.services.undo_plan import plan_undo
from claims.services.undoing import undo_act
from tests.factories import (
    ActFactory,
    ArticleVersionFactory,
    QuestionFactory,
    ReviewEventFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HISTORY = "/history/"


@pytest.fixture
def three():
    return StatementFactory.create_batch(3, version=ArticleVersionFactory())


@pytest.fixture
def anna():
    return UserFactory(username="anna")


@pytest.fixture
def bulk(three, anna):
    asked = [Chosen(row.pk, 1) for row in three]
    return decide_statements(asked=asked, status="accepted", actor=anna).act


def statuses():
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def undo_address(act):
    return reverse("claims:act-undo", args=[act.pk])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_bulk_act_is_one_line_with_its_article(client_as, bulk):
    page = text_of(client_as("viewer").get(HISTORY))

    assert "accepted 3 statements" in page
    assert bulk.article.title in page


def test_an_undo_and_a_redo_are_told_as_such(bulk, anna):
    undone = undo_act(act_id=bulk.pk, actor=anna).act
    again = undo_act(act_id=undone.pk, actor=anna).act

    assert sentence_of(undone) == "undid: accepted 3 statements"
    assert sentence_of(again) == "took back: undid: accepted 3 statements"


def test_an_undo_in_part_says_how_much(bulk, anna, three):
    part = undo_act(act_id=bulk.pk, actor=anna, event_id=three[0].events.get().pk).act

    assert sentence_of(part) == "undid 1 of 3: accepted 3 statements"


@pytest.mark.parametrize("kind", [kind for kind in Act.Kind if kind != "undo"])
def test_every_kind_of_act_has_a_sentence(kind):
    assert sentence_of(ActFactory.build(kind=kind, n_statements=2))


def test_every_act_is_on_one_page_and_pages_meet():
    moment = timezone.now()
    acts = [ActFactory(at=moment - dt.timedelta(seconds=n // 3)) for n in range(N_PAGE + 5)]
    question = QuestionFactory()
    for n in range(N_PAGE + 5):
        at = moment - dt.timedelta(seconds=n // 2)
        QuestionEvent.objects.create(question=question, act="tie", at=at)

    seen, after = [], ""
    while True:
        page = read_page(Asked(), AnonymousUser(), after=after)
        seen += [(bool(entry.act), entry.place.pk) for entry in page.entries]
        after = page.next_place
        if not after:
            break

    assert len(seen) == len(set(seen)) == 2 * len(acts)


@pytest.mark.parametrize("written", ["", "x", "1~2", "1~1~x", "999999999999999999~1~1", "-1~1~1"])
def test_a_place_that_is_none_shows_the_first_page(client_as, bulk, written):
    assert Place.read(written) is None
    assert "accepted 3" in text_of(client_as("viewer").get(HISTORY, {"after": written}))


def test_filters_by_who_what_when_article_and_statement(bulk, anna, three):
    other = StatementFactory()
    ben = UserFactory(username="ben")
    reject_statement(statement_id=other.pk, row_version=1, actor=ben)
    rejected = Act.objects.get(kind="reject")
    today = timezone.localdate()

    def found(**asked):
        return [entry.act for entry in read_page(Asked(**asked), AnonymousUser()).entries]

    assert found() == [rejected, bulk]
    assert found(who=anna.pk) == [bulk]
    assert found(what="reject") == [rejected]
    assert found(article=bulk.article_id) == [bulk]
    assert found(statement=three[1].pk) == [bulk]
    assert found(since=str(today), until=str(today)) == [rejected, bulk]
    assert found(until=str(today - dt.timedelta(days=1))) == []
    assert found(what="question-merge") == []


def test_an_address_that_means_nothing_asks_for_everything():
    given = {"who": "x", "what": "dance", "since": "2026-99-99", "article": "9" * 30}

    assert Asked.read(given) == Asked()


def test_an_undo_of_undos_is_told_without_more_queries(bulk, anna, django_assert_num_queries):
    act = bulk
    for _time in range(5):
        act = undo_act(act_id=act.pk, actor=anna).act
    entry = read_page(Asked(), AnonymousUser()).entries[0]

    with django_assert_num_queries(0):
        assert sentence_of(entry.act) == "took back: took back: took back: an earlier undo"


def test_the_queries_do_not_grow_with_the_acts(client_as):
    client, counts = client_as("editor"), []
    for n in (2, 20):
        ReviewEventFactory.create_batch(n)
        with CaptureQueriesContext(connection) as queries:
            client.get(HISTORY)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_act_is_undone_from_the_history(client_as, bulk):
    answer = client_as("editor").post(undo_address(bulk), {"next": HISTORY}, follow=True)

    assert answer.redirect_chain == [(HISTORY, 302)]
    assert "3 changes are taken back" in text_of(answer)
    assert statuses() == ["proposed"] * 3


def test_what_somebody_changed_since_is_shown_with_both_values_and_409(client_as, bulk, three):
    reject_statement(statement_id=three[0].pk, row_version=2, actor=UserFactory(username="ben"))

    answer = client_as("editor").post(undo_address(bulk))

    page = text_of(answer)
    assert answer.status_code == 409
    assert "<td>rejected</td> <td>proposed</td>" in page
    assert "ben: rejected" in page
    assert "2 changes go back cleanly" in page
    assert statuses() == ["rejected", "accepted", "accepted"]


@pytest.mark.parametrize(
    ("is_ticked", "expected"),
    [
        pytest.param(False, ["rejected", "proposed", "proposed"], id="leave"),
        pytest.param(True, ["proposed"] * 3, id="restore"),
    ],
)
def test_the_decision_on_the_page_is_what_happens(client_as, bulk, three, is_ticked, expected):
    reject_statement(statement_id=three[0].pk, row_version=2, actor=UserFactory())
    plan = plan_undo(bulk)
    over = [plan.contested[0].event.pk] if is_ticked else []

    client_as("editor").post(undo_address(bulk), {"seen": plan.seen, "over": over})

    assert statuses() == expected


def test_a_decision_on_an_old_plan_gets_the_fresh_one(client_as, bulk, three):
    seen = plan_undo(bulk).seen
    reject_statement(statement_id=three[0].pk, row_version=2, actor=UserFactory())

    answer = client_as("editor").post(undo_address(bulk), {"seen": seen})

    assert answer.status_code == 409
    assert "More has happened" in text_of(answer)


def test_an_act_that_was_undone_says_so(client_as, bulk, anna):
    undo_act(act_id=bulk.pk, actor=anna)
    client = client_as("editor")

    assert client.post(undo_address(bulk)).status_code == 422
    assert "Nothing of it stands" in text_of(client.get(undo_address(bulk)))


def test_the_page_of_an_act_shows_each_change_and_who_undid_it(client_as, bulk, anna):
    undo_act(act_id=bulk.pk, actor=anna)

    page = text_of(client_as("viewer").get(bulk.get_absolute_url()))

    assert page.count("<del>proposed</del>") == 3
    assert "undid: accepted 3 statements" in page


@pytest.mark.parametrize(("who", "is_allowed"), [("viewer", False), ("editor", True)])
def test_only_who_may_review_undoes_and_decides(client_as, bulk, who, is_allowed):
    client = client_as(who)
    expected = 302 if is_allowed else 403
    decide = reverse("claims:article-decide", args=[bulk.article_id])

    assert client.post(undo_address(bulk)).status_code == expected
    assert client.post(decide, {"act": "dance"}).status_code == expected
    assert ("Undo" in text_of(client.get(bulk.get_absolute_url()))) is False or is_allowed


@pytest.mark.parametrize("address", [HISTORY, "/history/1/", "/history/1/undo/"])
def test_strangers_sign_in_first(client, address):
    assert client.get(address).url.startswith("/login/")


@pytest.mark.parametrize(("act", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_all_that_waits_in_an_article_is_decided_after_its_count_was_shown(
    client_as, three, act, status
):
    accept_statement(statement_id=three[0].pk, row_version=1, actor=UserFactory())
    client, address = (
        client_as("editor"),
        reverse("claims:article-decide", args=[three[0].version.article_id]),
    )

    page = text_of(client.get(address, {"act": act}))
    answer = client.post(
        address, {"act": act, "statement": [f"{one.pk}:1" for one in three[1:]]}, follow=True
    )

    assert "these 2 statements" in page
    assert "2 statements decided" in text_of(answer)
    assert statuses() == ["accepted", status, status]
    assert Act.objects.filter(kind=act, n_statements=2).count() == 1


def test_what_changed_since_the_count_was_shown_is_left_and_told_of(client_as, three):
    address = reverse("claims:article-decide", args=[three[0].version.article_id])
    reject_statement(statement_id=three[0].pk, row_version=1, actor=UserFactory(username="ben"))
    shown = {"act": "accept", "statement": [f"{one.pk}:1" for one in three]}

    page = text_of(client_as("editor").post(address, shown, follow=True))

    assert "ben changed this statement" in page
    assert statuses() == ["rejected", "accepted", "accepted"]


def test_a_verdict_on_a_wholly_stale_list_is_a_conflict_with_the_fresh_one(client_as, three):
    address = reverse("claims:article-decide", args=[three[0].version.article_id])
    reject_statement(statement_id=three[0].pk, row_version=1, actor=UserFactory())

    answer = client_as("editor").post(address, {"act": "accept", "statement": [f"{three[0].pk}:1"]})

    assert answer.status_code == 409
    assert "these 2 statements" in text_of(answer)


def test_statements_of_another_article_are_not_decided(client_as, three):
    other = StatementFactory()
    address = reverse("claims:article-decide", args=[three[0].version.article_id])

    client_as("editor").post(address, {"act": "accept", "statement": [f"{other.pk}:1"]})

    other.refresh_from_db()
    assert other.status == "proposed"


def test_undoing_on_the_statement_page_leads_to_the_decision_if_it_was_changed_since(
    client_as, bulk, three
):
    event = three[0].events.get()
    reject_statement(statement_id=three[0].pk, row_version=2, actor=UserFactory())

    answer = client_as("editor").post(reverse("claims:event-undo", args=[event.pk]))

    assert answer.url == f"{undo_address(bulk)}?event={event.pk}"


@pytest.mark.parametrize("page", ["statement", "article"])
def test_another_verdict_on_a_stale_page_gets_409_and_the_fresh_card(client_as, three, page):
    one = three[0]
    reject_statement(statement_id=one.pk, row_version=1, actor=UserFactory(username="ben"))
    sent = {"row_version": 1, "number": "" if page == "statement" else "1"}

    answer = client_as("editor").post(
        reverse("claims:statement-accept", args=[one.pk]), sent, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 409
    assert "ben changed this statement" in text_of(answer)
    assert 'class="badge badge-rejected"' in text_of(answer)


def test_pages_lead_to_the_history(client_as, bulk, three):
    client = client_as("editor")

    assert f"{HISTORY}?article={bulk.article_id}" in text_of(
        client.get(f"/articles/{bulk.article_id}/")
    )
    assert f"{HISTORY}?statement={three[0].pk}" in text_of(client.get(three[0].detail_url))
    assert f"{HISTORY}?who=" in text_of(client.get("/review/"))


def test_acts_are_read_only_in_the_admin(client_as, bulk):
    client = client_as("administrator")

    assert "accepted 3 statements" in text_of(client.get("/admin/claims/act/"))
    assert client.get("/admin/claims/act/add/").status_code == 403
    assert client.post(f"/admin/claims/act/{bulk.pk}/delete/", {"post": "yes"}).status_code == 403
