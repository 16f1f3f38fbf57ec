"""Comments, notices and sending back, as pages and fragments."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Notice, ReviewEvent, Statement
from claims.services.comments import add_comment
from claims.services.returning import return_statement
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

SWAP = {"HX-Request": "true"}


@pytest.fixture
def ada(make_member):
    return make_member("editor", "ada")


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.fixture
def due(ada):
    """A statement that ada accepted and somebody is to read blind."""
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    return decide(propose(version=version), "accept", actor=ada)


def comments_of(statement):
    return reverse("claims:statement-comments", args=[statement.pk])


def return_of(statement):
    return reverse("claims:statement-return", args=[statement.pk])


def test_a_comment_is_added_without_scripts_and_stands_on_the_statements_page(editor, ada):
    statement = StatementFactory()

    response = editor.post(comments_of(statement), {"text": "@ada <b>who</b> is he?"}, follow=True)

    page = response.content.decode()
    assert "Your comment stands. Told: ada." in page
    assert "<b>@ada</b> &lt;b&gt;who&lt;/b&gt; is he?" in page
    assert response.redirect_chain[0][0] == f"{statement.detail_url}#comments"


def test_a_comment_in_the_panel_shows_the_thread_again(editor):
    statement = StatementFactory()

    page = editor.post(comments_of(statement), {"text": "Hm, @nobody?"}, headers=SWAP)

    said = page.content.decode()
    assert "Nobody goes by: nobody." in said
    assert "<html" not in said
    assert ReviewEvent.objects.get().after["comment"] == "Hm, @nobody?"


@pytest.mark.parametrize("headers", [{}, SWAP])
def test_an_empty_comment_is_refused_with_a_sentence(editor, headers):
    response = editor.post(comments_of(StatementFactory()), {"text": " "}, headers=headers)

    assert response.status_code == 422
    assert "field-errors" in response.content.decode()


def test_comments_stand_beside_the_statement_in_the_workbench(editor, ada):
    statement = StatementFactory()
    add_comment(statement_id=statement.pk, actor=ada, text="Who is he?")

    page = editor.get(f"/review/?statement={statement.pk}").content.decode()

    assert "Who is he?" in page
    assert 'data-key="w"' in page


def test_while_one_is_to_read_it_blind_one_sees_only_ones_own_comments(editor, ada, due):
    add_comment(statement_id=due.pk, actor=ada, text="I took it")
    editor.post(comments_of(due), {"text": "Who is meant?"}, headers=SWAP)

    panel = editor.get(comments_of(due), headers=SWAP).content.decode()
    bench = editor.get("/review/?verdict=second").content.decode()

    for page in (panel, bench):
        assert "Who is meant?" in page
        assert "I took it" not in page


def test_a_decided_statement_is_sent_back_with_a_reason_that_the_card_shows(client_as, ada):
    curator = client_as("curator")
    statement = decide(propose(), "accept", actor=ada)
    page = curator.get(statement.detail_url).content.decode()
    assert return_of(statement) in page

    posted = {"row_version": 2, "why": "The quote is the aide's"}
    response = curator.post(return_of(statement), posted, follow=True)

    assert "Sent back to the queue." in response.content.decode()
    card = curator.get(f"/review/?statement={statement.pk}").content.decode()
    assert "Sent back by curator: The quote is the aide&#x27;s" in card


def test_sent_back_and_decided_again_the_reason_is_no_longer_on_the_card(client_as, ada):
    statement = decide(propose(), "accept", actor=ada)
    curator = client_as("curator")
    curator.post(return_of(statement), {"row_version": 2, "why": "Wrong"})
    decide(statement, "accept", actor=ada)

    assert "Sent back by" not in curator.get(f"/review/?statement={statement.pk}").content.decode()


def test_the_second_reader_sends_it_back_from_the_bench_without_seeing_more(editor, due):
    bench = editor.get("/review/?verdict=second").content.decode()
    assert 'data-key="z"' in bench
    panel = editor.get(f"{return_of(due)}?verdict=second", headers=SWAP).content.decode()
    assert "Send it back to the queue" in panel

    posted = {"row_version": due.row_version, "why": "Half a sentence"}
    response = editor.post(f"{return_of(due)}?verdict=second", posted, headers=SWAP)

    assert Statement.objects.get().status == "proposed"
    assert "Sent back by editor: Half a sentence" in response.content.decode()


@pytest.mark.parametrize(
    ("posted", "status", "said"),
    [
        ({"row_version": 2, "why": ""}, 422, "field-errors"),
        ({"row_version": 1, "why": "Wrong"}, 409, "changed this statement"),
    ],
)
def test_what_cannot_be_sent_back_says_why(client_as, ada, posted, status, said):
    statement = decide(propose(), "accept", actor=ada)

    response = client_as("curator").post(return_of(statement), posted)

    assert response.status_code == status
    assert said in response.content.decode()


def test_an_editor_who_did_not_read_it_is_not_offered_to_send_it_back(editor, ada):
    statement = decide(propose(), "accept", actor=ada)

    assert return_of(statement) not in editor.get(statement.detail_url).content.decode()
    posted = {"row_version": 2, "why": "Wrong"}
    assert editor.post(return_of(statement), posted).status_code == 422


def test_notices_are_counted_on_every_page_listed_and_read_by_opening_the_statement(editor, ada):
    statement = StatementFactory()
    editor.get("/")
    add_comment(statement_id=statement.pk, actor=ada, text="@editor is this his?")

    assert editor.get("/").context["n_notices"] == 1
    listed = editor.get(reverse("claims:notices")).content.decode()
    assert "mentioned you in a comment" in listed
    assert "is this his?" in listed
    editor.get(statement.detail_url)

    assert editor.get("/").context["n_notices"] == 0


def test_all_notices_are_taken_as_read_at_once(editor, ada):
    editor.get("/")
    for _ in range(3):
        add_comment(statement_id=StatementFactory().pk, actor=ada, text="@editor look")
    assert "Take all 3 as read" in editor.get("/notices/").content.decode()

    editor.post("/notices/")

    assert not Notice.objects.unread().exists()


def test_nobody_sees_another_ones_notices(editor, client_as, ada):
    editor.get("/")
    add_comment(statement_id=StatementFactory().pk, actor=ada, text="@editor look")

    assert "No notices" in client_as("curator").get("/notices/").content.decode()


def test_users_are_suggested_by_how_their_name_begins(editor, ada, make_member):
    make_member("viewer", "adam", first_name="Adam", last_name="Opel")
    make_member("editor", "ben")
    make_member("editor", "adele", is_active=False)
    UserFactory(username="adrian")  # of a partner: in none of the groups

    page = editor.get(reverse("claims:people-suggest"), {"q": "AD"}).content.decode()

    assert page.count('role="option"') == 2
    assert "Adam Opel" in page
    assert "2 users to choose from" in page


@pytest.mark.parametrize("name", ["comments", "return", "people"])
@pytest.mark.parametrize(
    ("group", "status"), [("nobody", 302), ("viewer", 403), ("editor", 200), ("curator", 200)]
)
def test_only_reviewers_comment_and_send_back(client_as, name, group, status):
    statement = StatementFactory()
    addresses = {
        "comments": comments_of(statement),
        "return": return_of(statement),
        "people": reverse("claims:people-suggest"),
    }

    assert client_as(group).get(addresses[name]).status_code == status


def test_the_act_and_the_history_show_what_was_said(editor, ada):
    statement = StatementFactory()
    done = add_comment(statement_id=statement.pk, actor=ada, text="Who is he?")

    act = editor.get(done.event.part_of.get_absolute_url()).content.decode()

    assert "Who is he?" in act
    assert "commented on 1 statement" in editor.get("/history/").content.decode()


def test_queries_do_not_grow_with_comments_and_notices(
    editor, ada, make_member, django_assert_max_num_queries
):
    statement = StatementFactory()
    for n in range(12):
        add_comment(statement_id=statement.pk, actor=ada, text=f"@editor {n}")
    editor.get("/")

    with django_assert_max_num_queries(12):
        editor.get("/notices/")
    with django_assert_max_num_queries(30):
        editor.get(statement.detail_url)
    with django_assert_max_num_queries(45):
        editor.get("/review/")


def test_a_return_that_was_undone_is_said_to_be(client_as, ada, curator):
    statement = decide(propose(), "accept", actor=ada)
    return_statement(statement_id=statement.pk, row_version=2, actor=curator, why="Wrong")
    client = client_as(curator)
    client.post("/review/", {"act": "undo"})

    page = client.get(statement.detail_url).content.decode()

    assert "sent back" in page
    assert "undone" in page.split('id="comments"')[1].split('id="history-title"')[0]
