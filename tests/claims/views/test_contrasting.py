from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from claims.models import Claim, ClaimLink, Question, RatedPair, StatementJudgement, StatementVector
from claims.services.relations import judge_statements
from claims.services.review import reject_statement
from tests.factories import ArticleVersionFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.fixture
def statement():
    return StatementFactory()


@pytest.fixture
def rival(statement):
    return rival_of(statement)


def rival_of(statement, score=0.8, words="At least seventeen people were killed in the fire."):
    version = ArticleVersionFactory(text=f"Toll disputed\n\n{words}\n")
    other = StatementFactory(version=version, exact=words, speaker_name="Hospital")
    RatedPair.objects.create(
        a=statement,
        b=other,
        score=score,
        likeness=0.7,
        relation="different_number",
        reasons=["Twelve against seventeen."],
        features={},
    )
    return other


def address(statement):
    return reverse("claims:statement-contrast", args=[statement.pk])


def fields(statement, *rivals, does="otherwise", **changes):
    values = {
        "row_version": statement.row_version,
        "text": "How many people died in the fire?",
        "answer_kind": "number",
        "unit": "dead",
        "claim_text": "Twelve people died in the fire.",
        "answer": "twelve",
        "rival": [other.pk for other in rivals],
    }
    for other in rivals:
        values |= {f"row_version_{other.pk}": other.row_version, f"does_{other.pk}": does}
    return values | changes


def test_the_form_is_drafted_from_the_words_with_rivals_below(editor, statement, rival):
    page = editor.get(address(statement)).content.decode()

    assert 'value="How many people died in the fire?"' in page
    assert 'value="Twelve people died in the fire."' in page
    assert '<option value="number" selected>' in page
    assert rival.words in page
    assert "Twelve against seventeen." in page
    assert "may compete, 0.80" in page


def test_a_question_opens_with_claims_and_links_at_once(editor, statement, rival):
    response = editor.post(address(statement), fields(statement, rival))

    question = Question.objects.get()
    assert response.url == question.get_absolute_url()
    assert (question.answer_kind, question.unit) == ("number", "dead")
    links = {link.statement: link for link in ClaimLink.objects.select_related("claim")}
    assert links[statement].claim.text == "Twelve people died in the fire."
    assert links[rival].claim.text == "At least seventeen people were killed in the fire."
    assert {link.state for link in links.values()} == {"confirmed"}
    assert StatementJudgement.objects.get().verdict == "rival"


@pytest.mark.parametrize(("does", "verdict"), [("denies", "rival"), ("asserts", "same")])
def test_a_rival_may_bear_on_the_first_claim(editor, statement, rival, does, verdict):
    editor.post(address(statement), fields(statement, rival, does=does))

    assert rival.links.get().stance == does
    assert rival.links.get().claim == statement.links.get().claim
    assert StatementJudgement.objects.get().verdict == verdict


def test_rivals_left_unticked_are_not_linked(editor, statement, rival):
    editor.post(address(statement), fields(statement))

    assert not rival.links.exists()
    assert Claim.objects.count() == 1


def test_a_rival_changed_meanwhile_opens_nothing_and_loses_nothing(editor, statement, rival):
    posted = fields(statement, rival)
    reject_statement(statement_id=rival.pk, row_version=1, actor=UserFactory())
    other = rival_of(statement)
    StatementFactory.reset_sequence()
    posted |= fields(statement, other, **{f"row_version_{other.pk}": 9})

    response = editor.post(address(statement), posted)

    assert response.status_code == 409
    assert "How many people died in the fire?" in response.content.decode()
    assert not Question.objects.exists()


def test_an_unknown_deed_opens_nothing(editor, statement, rival):
    response = editor.post(address(statement), fields(statement, rival, does="refutes"))

    assert response.status_code == 422
    assert not Question.objects.exists()


def test_what_was_judged_not_comparable_is_not_offered(editor, statement, rival):
    judge_statements(
        one=statement, other=rival, verdict="not_comparable", why="time", actor=UserFactory()
    )

    assert rival.words not in editor.get(address(statement)).content.decode()


def test_the_page_says_whether_the_archive_was_searched(editor, statement):
    assert "has not been searched" in editor.get(address(statement)).content.decode()
    StatementVector.objects.create(
        statement=statement, engine="e", text_sha256="0", values=b"", scale=1.0
    )

    assert "comes near" in editor.get(address(statement)).content.decode()


def test_the_page_asks_as_many_queries_for_many_rivals(
    editor, statement, django_assert_max_num_queries
):
    for n in range(12):
        rival_of(statement, words=f"At least {n + 20} people were killed in the fire.")

    with django_assert_max_num_queries(14):
        editor.get(address(statement))


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("viewer", 403), ("editor", 200), ("curator", 200)]
)
def test_who_may_contrast(client_as, statement, who, status):
    assert client_as(who).get(address(statement)).status_code == status


def test_the_button_has_its_key_for_those_who_may(statement):
    context = {"statement": statement, "perms": {"claims": {"add_question": True}}}

    assert 'data-key="c"' in render_to_string("claims/_contrast_this.html", context)
    assert not render_to_string("claims/_contrast_this.html", {"statement": statement}).strip()
