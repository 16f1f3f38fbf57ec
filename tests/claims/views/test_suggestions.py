from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from claims.models import ClaimLink, LinkSuggestion, ReviewEvent, StatementJudgement
from claims.services.review import reject_statement
from claims.services.undoing import undo_event
from tests.factories import ClaimFactory, ClaimLinkFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

SWAP = {"HX-Request": "true"}


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.fixture
def against():
    return StatementFactory()


@pytest.fixture
def link(against):
    return make_link(against)


def make_link(against=None, **values):
    link = ClaimLinkFactory(
        state="suggested",
        score=0.71,
        reasons=["A: denies what B asserts, “not” / “fire”."],
        **values,
    )
    LinkSuggestion.objects.create(
        link=link, against=against, relation="denies", rivalry=0.71, features={"denied": 1.0}
    )
    return link


def page_of(link):
    return reverse("claims:suggestion-list", args=[link.claim.question.slug])


def post(client, act, link, row_version=1, **data):
    headers = data.pop("headers", None)
    address = reverse(f"claims:suggestion-{act}", args=[link.pk])
    return client.post(address, {"row_version": row_version, **data}, headers=headers)


def state(link):
    link.refresh_from_db()
    return link.state


def test_a_suggestion_is_shown_with_its_words_reasons_and_score(editor, link, against):
    page = editor.get(page_of(link)).content.decode()

    assert link.statement.words in page
    assert "A: denies what B asserts" in page
    assert "may compete, 0.71" in page
    assert against.words in page


def test_a_viewer_sees_suggestions_and_no_buttons(client_as, link):
    page = client_as("viewer").get(page_of(link)).content.decode()

    assert link.statement.words in page
    assert 'data-key="y"' not in page


def test_taking_a_suggestion_confirms_it_under_the_editors_name(editor, link):
    response = post(editor, "confirm", link)

    assert response.url == page_of(link)
    assert state(link) == "confirmed"
    assert link.created_by.username == "editor"
    assert ReviewEvent.objects.get().act == "link"


def test_an_editor_may_take_it_with_another_stance(editor, link):
    post(editor, "confirm", link, stance="qualifies")

    assert state(link) == "confirmed"
    assert link.stance == "qualifies"


def test_refusing_keeps_the_refusal_and_logs_it(editor, link):
    post(editor, "refuse", link)

    assert state(link) == "refused"
    assert ReviewEvent.objects.get().act == "unlink"
    assert not StatementJudgement.objects.exists()


def test_not_comparable_is_remembered_of_the_pair(editor, link, against):
    post(editor, "refuse", link, not_comparable="time")

    judgement = StatementJudgement.objects.get()
    assert {judgement.a, judgement.b} == {link.statement, against}
    assert (judgement.verdict, judgement.why) == ("not_comparable", "time")
    assert ReviewEvent.objects.get().why == "they are of different times"


def test_a_reason_that_is_none_is_refused_and_nothing_is_written(editor, link):
    response = post(editor, "refuse", link, not_comparable="taste", headers=SWAP)

    assert response.status_code == 422
    assert state(link) == "suggested"


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_a_stale_page_conflicts_and_writes_nothing(editor, link, act):
    reject_statement(statement_id=link.statement_id, row_version=1, actor=UserFactory())

    response = post(editor, act, link, headers=SWAP)

    assert response.status_code == 409
    assert state(link) == "suggested"


@pytest.mark.parametrize(("first", "second"), [("confirm", "refuse"), ("refuse", "confirm")])
def test_what_a_colleague_decided_is_not_turned_round(editor, link, first, second):
    post(editor, first, link)
    decided = state(link)

    response = post(editor, second, link, row_version=2, headers=SWAP)

    assert response.status_code == 422
    assert state(link) == decided


def test_the_same_decision_twice_writes_one_event(editor, link):
    post(editor, "refuse", link)
    post(editor, "refuse", link, row_version=2)

    assert ReviewEvent.objects.count() == 1


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_undoing_a_decision_makes_it_a_suggestion_again(editor, link, act):
    post(editor, act, link, stance="qualifies")

    undo_event(event_id=ReviewEvent.objects.get().pk, actor=UserFactory())

    assert state(link) == "suggested"
    assert link.stance == "asserts"


def test_htmx_gets_the_list_with_what_is_left(editor, link):
    other = make_link(claim=link.claim)

    page = post(editor, "confirm", link, headers=SWAP).content.decode()

    assert page.lstrip().startswith('<div id="suggestions"')
    assert f"suggestion-{other.pk}" in page
    assert f"suggestion-{link.pk}" not in page


def test_htmx_on_the_page_of_the_question_gets_its_short_list(editor, link):
    for _ in range(6):
        make_link(claim=link.claim)
    question = link.claim.question.get_absolute_url()

    page = post(editor, "refuse", link, headers=SWAP, next=question).content.decode()

    assert page.lstrip().startswith('<section class="suggestion-list"')
    assert page.count('<article class="said suggestion"') == 5
    assert "All 6 suggestions" in page


def test_the_last_suggestion_leaves_word_and_undo_on_the_page_of_the_question(editor, link):
    question = link.claim.question.get_absolute_url()

    page = post(editor, "refuse", link, headers=SWAP, next=question).content.decode()

    assert "Refused: it will not be suggested again." in page
    undo = reverse("claims:event-undo", args=[ReviewEvent.objects.get().pk])
    assert f'action="{undo}"' in page
    assert editor.post(undo, {"next": question}).url == question
    assert state(link) == "suggested"


def test_keeping_out_offers_no_undo_of_what_was_done_before(editor, link):
    post(editor, "confirm", make_link(statement=link.statement))

    page = post(editor, "keep-out", link, row_version=2, headers=SWAP).content.decode()

    assert "Kept out of this question." in page
    assert 'data-key="u"' not in page


def test_a_statement_that_is_linked_and_not_accepted_is_named_on_the_page(editor):
    link = make_link(statement=StatementFactory())
    address = link.claim.question.get_absolute_url()
    assert "Linked, and not accepted yet" not in editor.get(address).content.decode()

    page = post(editor, "confirm", link, headers=SWAP, next=address).content.decode()

    assert "It counts there once the statement is accepted." in page
    page = editor.get(address).content.decode()
    assert "Linked, and not accepted yet" in page
    assert link.statement.words in page


def test_deciding_goes_back_to_the_page_that_asked(editor, link):
    question = link.claim.question.get_absolute_url()

    assert post(editor, "refuse", link, next=question).url == question


def test_a_suggestion_that_is_gone_answers_with_a_page(editor, link):
    address = reverse("claims:suggestion-confirm", args=[link.pk])
    ClaimLink.objects.all().delete()

    assert editor.post(address, {"row_version": 1}).url == reverse("claims:question-list")


def test_a_long_list_is_paged_and_asks_as_many_queries_as_a_short_one(
    editor, link, django_assert_max_num_queries
):
    for _ in range(24):
        make_link(claim=link.claim)

    with django_assert_max_num_queries(10):
        page = editor.get(page_of(link)).content.decode()

    assert page.count('data-key="y"') == 20
    assert "page=2" in page


@pytest.mark.parametrize("act", ["confirm", "refuse"])
@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("viewer", 403), ("editor", 302), ("curator", 302)]
)
def test_who_may_decide(client_as, link, act, who, status):
    response = post(client_as(who), act, link)

    assert response.status_code == status
    is_decided = who in {"editor", "curator"}
    assert (state(link) != "suggested") == is_decided


def test_the_shortlist_shows_five_and_links_to_all(link):
    for _ in range(6):
        make_link(claim=link.claim)

    page = render_to_string("claims/_suggestions.html", {"question": link.claim.question})

    assert page.count('<article class="said suggestion"') == 5
    assert "All 7 suggestions" in page


def test_a_question_without_suggestions_costs_two_queries(django_assert_num_queries):
    question = ClaimFactory().question

    with django_assert_num_queries(2):
        page = render_to_string("claims/_suggestions.html", {"question": question})

    assert not page.strip()
