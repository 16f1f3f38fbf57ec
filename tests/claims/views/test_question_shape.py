"""Merging, splitting, relating, keeping in and out, reviews by partners: the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import (
    ClaimRelation,
    PartnerReview,
    Question,
    QuestionEvent,
    QuestionTie,
    StatementJudgement,
)
from claims.services.merging import merge_questions
from claims.services.partner_reviews import record_partner_review
from tests.factories import ClaimFactory, ClaimLinkFactory, QuestionFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    question, other = QuestionFactory(slug="the-dead"), QuestionFactory(slug="the-toll")
    ClaimFactory(question=question, text="Twelve people died.")
    ClaimFactory(question=other, text="Twelve people died.")
    return question, other


@pytest.fixture
def merged(pair, editor):
    question, other = pair
    merge_questions(
        question_id=question.pk,
        row_version=1,
        other_id=other.pk,
        other_row_version=1,
        actor=editor,
    )
    return pair


def merge_form(question, other, **changes):
    claim, same = question.claims.get(), other.claims.get()
    form = {
        "other": other.slug,
        "row_version": question.row_version,
        "other_row_version": other.row_version,
        f"fold_{same.pk}": claim.pk,
    }
    return form | changes


def test_the_merge_page_lists_other_questions_and_finds_them_by_their_claims(client_as, pair):
    page = client_as("editor").get(
        reverse("claims:question-merge", args=["the-dead"]), {"words": "twelve people"}
    )

    assert [q.slug for q in page.context["page"]] == ["the-toll"]


def test_a_claim_of_the_same_words_is_to_be_folded_at_first(client_as, pair):
    address = reverse("claims:question-merge", args=["the-dead"])

    page = client_as("editor").get(address, {"other": "the-toll"})

    assert [each.into for each in page.context["coming"]] == [pair[0].claims.get().pk]


def test_merging_leads_to_the_question_and_its_old_address_leads_there_too(client_as, pair):
    client, (question, other) = client_as("editor"), pair

    done = client.post(
        reverse("claims:question-merge", args=[question.slug]), merge_form(question, other)
    )

    assert done.url == question.get_absolute_url()
    old = client.get(other.get_absolute_url() + "?first_hand=on")
    assert old.url == question.get_absolute_url() + "?first_hand=on"
    assert question.claims.standing().count() == 1


def test_a_stale_page_answers_409_and_says_why(client_as, pair):
    question, other = pair
    address = reverse("claims:question-merge", args=[question.slug])

    page = client_as("editor").post(address, merge_form(question, other, row_version=7))

    assert page.status_code == 409
    assert "has changed since the page was loaded" in page.content.decode()
    assert not QuestionEvent.objects.exists()


def test_an_act_on_a_merged_question_is_not_done_and_says_so(client_as, merged):
    question, other = merged
    client = client_as("editor")

    page = client.post(
        reverse("claims:claim-add", args=[other.slug]), {"text": "Nobody died."}, follow=True
    )

    assert "nothing was written" in page.content.decode()
    assert not question.claims.filter(text="Nobody died.").exists()


def test_every_page_of_a_merged_question_leads_on(client_as, merged):
    question, other = merged
    client = client_as("viewer")
    for name in ("question-live", "question-table", "question-history", "suggestion-list"):
        answer = client.get(reverse(f"claims:{name}", args=[other.slug]))
        assert answer.url == reverse(f"claims:{name}", args=[question.slug])


def test_a_merged_question_is_in_no_list(client_as, merged):
    page = client_as("viewer").get(reverse("claims:question-list"))

    assert [q.slug for q in page.context["page"]] == ["the-dead"]


def test_a_merge_is_undone_from_the_history(client_as, merged):
    _question, other = merged
    client = client_as("editor")
    event = QuestionEvent.objects.get()

    page = client.post(reverse("claims:question-event-undo", args=[event.pk]), follow=True)

    other.refresh_from_db()
    assert other.merged_into is None
    assert "Undone" in page.content.decode()
    assert "Taken back by editor" in page.content.decode()


def test_a_split_opens_a_question_with_what_was_ticked(client_as):
    question = QuestionFactory(slug="mixed")
    stays, goes = (
        ClaimFactory(question=question),
        ClaimFactory(question=question, text="Forty hurt."),
    )
    link = ClaimLinkFactory(claim=stays)
    ClaimLinkFactory(claim=stays)
    form = {
        "row_version": 1,
        "claim": [goes.pk],
        "link": [link.pk],
        "text": "How many were hurt?",
        "answer_kind": "number",
        "unit": "hurt",
    }

    done = client_as("editor").post(reverse("claims:question-split", args=["mixed"]), form)

    new = Question.objects.get(text="How many were hurt?")
    assert done.url == new.get_absolute_url()
    assert set(new.claims.values_list("text", flat=True)) == {goes.text, stays.text}


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        pytest.param({}, 422, "Choose the claims or statements", id="nothing-chosen"),
        pytest.param({"row_version": 5}, 409, "Look again", id="stale"),
        pytest.param({"text": "?"}, 422, "Write the question in words", id="no-words"),
    ],
)
def test_a_split_that_cannot_be_done_says_why(client_as, changes, status, says):
    question = ClaimFactory().question
    form = {"row_version": 1, "text": "How many were hurt?", "answer_kind": "number"} | changes

    page = client_as("editor").post(reverse("claims:question-split", args=[question.slug]), form)

    assert page.status_code == status
    assert says in page.content.decode()


def test_a_relation_stands_beside_both_claims_until_it_is_removed(client_as):
    question = QuestionFactory()
    one, other = ClaimFactory(question=question), ClaimFactory(question=question, text="Forty.")
    client = client_as("editor")
    form = {"claim": one.pk, "kind": "not_comparable", "other": other.pk, "why": "time"}

    page = client.post(
        reverse("claims:claim-relate", args=[question.slug]), form, follow=True
    ).content.decode()

    assert page.count("cannot be compared with\n") == 2
    assert "they are of different times" in page
    relation = ClaimRelation.objects.get()
    client.post(
        reverse("claims:claim-unrelate", args=[relation.pk]),
        {"question": question.slug, "kind": relation.kind},
    )
    assert not ClaimRelation.objects.exists()
    assert [e.act for e in QuestionEvent.objects.on(question)] == ["unrelate", "relate"]


def test_a_relation_changed_meanwhile_is_not_removed(client_as, editor):
    question = QuestionFactory()
    relation = ClaimRelation.objects.create(
        claim=ClaimFactory(question=question),
        other=ClaimFactory(question=question),
        kind="restates",
    )

    client_as("editor").post(
        reverse("claims:claim-unrelate", args=[relation.pk]),
        {"question": question.slug, "kind": "contradicts"},
    )

    assert ClaimRelation.objects.filter(pk=relation.pk).exists()


def review_of(claim, **changes):
    values = {
        "claim": claim,
        "partner": "Northgate Checks",
        "rating": "Mostly false",
        "url": "https://checks.example/12",
        "claim_reviewed": "Only twelve died",
    }
    return record_partner_review(**(values | changes))


def test_a_partners_review_is_shown_under_its_name_once_confirmed(client_as):
    claim = ClaimFactory()
    review = review_of(claim)
    client = client_as("editor")
    address = claim.question.get_absolute_url()
    assert "Northgate Checks" not in client.get(address).content.decode()

    client.post(
        reverse("claims:partner-review-decide", args=[review.pk]),
        {"shown": "suggested", "state": "confirmed"},
    )

    page = client.get(address).content.decode()
    assert "Northgate Checks" in page
    assert "It is not ours" in page


def test_an_editor_adds_a_review(client_as):
    claim = ClaimFactory()
    form = {
        "claim": claim.pk,
        "partner": "Northgate Checks",
        "claim_reviewed": "Only twelve died",
        "rating": "Mostly false",
        "url": "https://checks.example/12",
        "published_on": "2026-03-04",
        "language": "en",
    }

    address = reverse("claims:partner-review-list", args=[claim.question.slug])
    client_as("editor").post(address, form)

    assert PartnerReview.objects.get().state == "confirmed"


def test_ties_and_judgements_are_set_and_taken_back_on_the_statements_page(client_as):
    statement, other = StatementFactory(), StatementFactory()
    question = QuestionFactory()
    client = client_as("editor")
    address = reverse("claims:statement-ties", args=[statement.pk])

    client.post(address, {"question": question.text, "kind": "apart"})
    client.post(
        reverse("claims:statement-judge", args=[statement.pk]),
        {"other": other.pk, "verdict": "not_comparable:time"},
    )

    page = client.get(address).content.decode()
    assert "is kept out of" in page
    assert "they are of different times" in page
    client.post(reverse("claims:tie-remove", args=[QuestionTie.objects.get().pk]))
    client.post(reverse("claims:judgement-remove", args=[StatementJudgement.objects.get().pk]))
    assert not QuestionTie.objects.standing().exists()
    assert not StatementJudgement.objects.standing().exists()


def test_a_statement_is_not_kept_out_of_a_question_that_it_is_linked_to(client_as):
    link = ClaimLinkFactory()
    address = reverse("claims:statement-ties", args=[link.statement_id])

    page = client_as("editor").post(
        address, {"question": link.claim.question.slug, "kind": "apart"}
    )

    assert page.status_code == 422
    assert "unlink it first" in page.content.decode()


def test_a_suggestion_is_kept_out_of_the_whole_question(client_as):
    link = ClaimLinkFactory(state="suggested")
    ClaimLinkFactory(
        statement=link.statement,
        claim=ClaimFactory(question=link.claim.question),
        state="suggested",
    )

    client_as("editor").post(
        reverse("claims:suggestion-keep-out", args=[link.pk]),
        {"row_version": link.statement.row_version},
    )

    assert not link.statement.links.exists()
    assert QuestionTie.objects.get().kind == "apart"


ACTS = {
    "merge": ("claims:question-merge", "slug"),
    "split": ("claims:question-split", "slug"),
    "relate": ("claims:claim-relate", "slug"),
    "add-review": ("claims:partner-review-list", "slug"),
    "tie": ("claims:statement-ties", "statement"),
    "judge": ("claims:statement-judge", "statement"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("group", "is_allowed"),
    [("viewer", False), ("editor", True), ("curator", True), ("administrator", True)],
)
def test_who_may_change_the_shape_of_a_question(client_as, act, group, is_allowed):
    name, of = ACTS[act]
    key = QuestionFactory().slug if of == "slug" else StatementFactory().pk

    answer = client_as(group).post(reverse(name, args=[key]))

    assert (answer.status_code != 403) == is_allowed


@pytest.mark.parametrize("act", ACTS)
def test_strangers_are_asked_to_sign_in(client, act):
    name, of = ACTS[act]
    key = QuestionFactory().slug if of == "slug" else StatementFactory().pk

    assert client.post(reverse(name, args=[key])).url.startswith(reverse("login"))


@pytest.mark.parametrize("name", ["question-history", "partner-review-list"])
def test_everybody_signed_in_may_read_what_was_done(client_as, name):
    slug = QuestionFactory().slug

    assert client_as("viewer").get(reverse(f"claims:{name}", args=[slug])).status_code == 200


def test_the_list_of_questions_shows_the_first_claims_of_each_as_they_were_written(client_as):
    question = QuestionFactory()
    for n in range(6):
        ClaimFactory(question=question, text=f"{9 - n} people died.")
    ClaimFactory(
        question=question, text="Folded away.", folded_into=question.claims.order_by("pk").first()
    )

    page = client_as("viewer").get(reverse("claims:question-list")).content.decode()

    shown = [page.find(f"<li>{9 - n} people died.</li>") for n in range(4)]
    assert shown == sorted(shown)
    assert min(shown) > 0
    assert "5 people died." not in page
    assert "and 2 more" in page
    assert "Folded away." not in page
