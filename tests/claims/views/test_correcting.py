"""Correcting as the pages do it: one step at a time without scripts, one fragment with them."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from claims.models import Statement
from claims.services.review import accept_statement
from speakers.models import Speaker
from tests.factories import (
    ArticleVersionFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SWAP = {"HX-Request": "true"}


@pytest.fixture
def editor(client_as):
    return client_as("editor")


def span_of(statement, words):
    start = statement.version.text.index(words)
    return f"{start}-{start + len(words)}"


def address(act, statement):
    return reverse(f"claims:statement-{act}", args=[statement.pk])


def form_of(statement, *content, **changes):
    """What the form sends when `content` is marked."""
    words = content or statement.exact_words
    return {
        "row_version": statement.row_version,
        "content": [span_of(statement, each) for each in words],
        "quotation": statement.quotation,
        "cue_class": statement.cue_class,
        "modality": statement.modality,
    } | changes


def test_words_and_labels_are_saved_together(editor):
    statement = StatementFactory()

    response = editor.post(
        address("correct", statement),
        form_of(statement, "twelve people died", quotation="direct", modality=["negated"]),
    )

    statement.refresh_from_db()
    assert response.url == statement.detail_url
    assert (statement.words, statement.quotation, statement.modality) == (
        "twelve people died",
        "direct",
        ["negated"],
    )


def test_the_workbench_gets_the_fragment_and_is_told(editor):
    statement = StatementFactory()

    response = editor.post(
        address("correct", statement), form_of(statement, "twelve people died"), headers=SWAP
    )

    assert "<html" not in response.content.decode()
    assert json.loads(response["HX-Trigger-After-Swap"]) == {
        "statement-corrected": {"statement": statement.pk, "rowVersion": 2, "said": "Saved."}
    }
    assert 'value="2"' in response.content.decode()


def test_a_conflict_answers_409_with_the_fresh_row_and_keeps_what_was_marked(editor):
    statement = StatementFactory()
    quick = UserFactory(username="quick")
    accept_statement(statement_id=statement.pk, row_version=1, actor=quick)

    response = editor.post(
        address("correct", statement), form_of(statement, "twelve people died"), headers=SWAP
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "quick changed this statement" in page
    assert f'value="{span_of(statement, "twelve people died")}"' in page
    assert 'name="row_version" value="2"' in " ".join(page.split())
    statement.refresh_from_db()
    assert statement.words == "twelve people died in the fire"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"do": "move:-1:word"}, "twelve people died in the"),
        ({"do": "move:1:character"}, "twelve people died in the fire."),
        ({"do": "move:1:word", "border": "start"}, "people died in the fire"),
        ({"do": "move:-1:word", "border": "both"}, "said twelve people died in the"),
    ],
)
def test_a_step_without_scripts_shows_the_marking_and_saves_nothing(editor, asked, words):
    statement = StatementFactory()

    response = editor.post(
        address("correct", statement), form_of(statement) | {"at": "content.0"} | asked, follow=True
    )

    (row,) = response.context["rows"]
    assert row.words == words
    assert "not saved yet" in response.content.decode()
    assert statement.events.count() == 0


def test_a_second_span_is_added_and_removed_without_scripts(editor):
    statement = StatementFactory(exact="twelve people died")

    added = editor.post(
        address("correct", statement), form_of(statement) | {"do": "add:content"}, follow=True
    )
    assert [row.words for row in added.context["rows"]] == ["twelve people died", "in"]
    removed = editor.post(
        address("correct", statement),
        form_of(statement, "twelve people died", "in the") | {"do": "remove", "at": "content.1"},
        follow=True,
    )

    assert [row.words for row in removed.context["rows"]] == ["twelve people died"]


def test_labels_that_were_chosen_survive_a_step(editor):
    statement = StatementFactory()

    response = editor.post(
        address("correct", statement),
        form_of(statement, cue_class="warn", modality=["hedged"]) | {"do": "cut"},
        follow=True,
    )

    form = response.context["correct_form"]
    assert (form["cue_class"].value(), form["modality"].value()) == ("warn", ["hedged"])


@pytest.mark.parametrize("do", ["dance", "move:2:word", "move:1:mile", "add:title", "move"])
def test_a_step_that_does_not_exist_is_refused_in_words(editor, do):
    statement = StatementFactory()

    response = editor.post(address("correct", statement), form_of(statement) | {"do": do})

    assert response.status_code == 422
    assert "press one of its buttons" in response.content.decode()


@pytest.mark.parametrize("written", ["9-4", "abc", "0-999999"])
def test_an_address_with_a_span_that_makes_no_sense_shows_what_stands(editor, written):
    statement = StatementFactory()

    response = editor.get(address("correct", statement), {"content": written})

    assert response.status_code == 200
    assert [row.words for row in response.context["rows"]] == statement.exact_words


def test_no_words_marked_is_refused(editor):
    statement = StatementFactory()

    response = editor.post(address("correct", statement), form_of(statement) | {"content": []})

    assert statement.events.count() == 0
    assert response.status_code in {302, 422}


def test_the_whole_article_is_shown_on_demand(editor):
    text = "\n\n".join(f"Paragraph {n}." for n in range(20)) + "\n\nHe said it rained.\n"
    statement = StatementFactory(version=ArticleVersionFactory(text=text), exact="it rained")

    near = editor.get(address("correct", statement))
    whole = editor.post(
        address("correct", statement), form_of(statement) | {"do": "whole"}, follow=True
    )

    assert len(near.context["paragraphs"]) == 3
    assert len(whole.context["paragraphs"]) == 21


# Split and join


def test_a_split_shows_first_where_the_cut_would_be(editor):
    statement = StatementFactory()

    response = editor.post(address("split", statement), form_of(statement))

    assert [row.words for row in response.context["rows"]] == ["twelve people", "died in the fire"]
    assert Statement.objects.count() == 1


def test_a_split_at_the_chosen_span(editor):
    statement = StatementFactory()

    editor.post(
        address("split", statement),
        form_of(statement, "twelve people died", "in the fire") | {"at": "content.1"},
    )

    statement.refresh_from_db()
    second = Statement.objects.get(split_from=statement)
    assert (statement.words, second.words) == ("twelve people died", "in the fire")


def test_a_split_does_not_lose_labels_that_are_not_saved(editor):
    statement = StatementFactory()

    response = editor.post(
        address("split", statement),
        form_of(statement, "twelve people died", "in the fire", quotation="direct"),
    )

    assert response.status_code == 422
    assert "Save quotation" in response.content.decode()
    assert Statement.objects.count() == 1


def test_a_neighbour_is_joined(editor):
    version = ArticleVersionFactory()
    statement = StatementFactory(version=version, exact="twelve people died")
    other = StatementFactory(version=version, exact="in the fire")

    page = editor.get(statement.detail_url)
    editor.post(address("join", statement), {"row_version": 1, "other": f"{other.pk}:1"})

    assert page.context["neighbours"] == [other]
    statement.refresh_from_db()
    assert statement.words == "twelve people died in the fire"
    joined = editor.get(other.detail_url).content.decode()
    assert "Joined into another statement" in joined


@pytest.mark.parametrize("other", ["", "x", "999999:1"])
def test_joining_with_nothing_is_not_found(editor, other):
    statement = StatementFactory()

    response = editor.post(address("join", statement), {"row_version": 1, "other": other})

    assert response.status_code == 404


def test_joining_a_row_that_changed_is_a_conflict(editor):
    version = ArticleVersionFactory()
    statement = StatementFactory(version=version, exact="twelve people died")
    other = StatementFactory(version=version, exact="in the fire", row_version=2)

    response = editor.post(
        address("join", statement), {"row_version": 1, "other": f"{other.pk}:1"}, headers=SWAP
    )

    assert response.status_code == 409


# Speakers


def test_namesakes_are_offered_to_choose_from(editor):
    one = SpeakerFactory(name="Jan Novak", slug="jan-novak")
    other = SpeakerFactory(name="Jan Novak", slug="jan-novak-2")
    statement = StatementFactory()
    form = {"row_version": 1, "speaker": "jan novak"}

    asked = editor.post(address("speaker", statement), form)
    editor.post(address("speaker", statement), form | {"chosen": other.slug})

    statement.refresh_from_db()
    assert asked.status_code == 422
    assert set(asked.context["credit_form"].candidates) == {one, other}
    assert statement.speaker == other


def test_a_choice_left_over_from_another_name_is_not_taken(editor):
    SpeakerFactory(name="Jan Novak", slug="jan-novak")
    right = SpeakerFactory(name="Ada Kovan")
    statement = StatementFactory()

    editor.post(
        address("speaker", statement),
        {"row_version": 1, "speaker": "Ada Kovan", "chosen": "jan-novak"},
    )

    statement.refresh_from_db()
    assert statement.speaker == right


@pytest.mark.parametrize(("group", "is_provisional"), [("editor", True), ("curator", False)])
def test_a_new_speaker_is_added_without_leaving_the_page(client_as, group, is_provisional):
    statement = StatementFactory()

    response = client_as(group).post(
        address("new-speaker", statement),
        {"row_version": 1, "name": "Irena Holt", "kind": "person", "description": "commander"},
    )

    statement.refresh_from_db()
    assert response.url == statement.detail_url
    assert statement.speaker.name == "Irena Holt"
    assert Speaker.objects.get(name="Irena Holt").is_provisional is is_provisional


def test_a_new_speaker_without_a_kind_is_asked_for_one(editor):
    statement = StatementFactory()

    response = editor.post(
        address("new-speaker", statement), {"row_version": 1, "name": "Irena Holt"}
    )

    assert response.status_code == 422
    assert not Speaker.objects.exists()


def test_suggestions_say_kind_and_the_name_that_fits(editor):
    speaker = SpeakerFactory(name="Ministry of Harbours", kind="ministry", slug="harbours")
    SpeakerNameFactory(speaker=speaker, name="Port Department")

    page = editor.get(
        reverse("speakers:speaker-suggest"), {"as": "listbox", "q": "port dep"}
    ).content.decode()

    assert 'data-slug="harbours"' in page
    assert "ministry" in page
    assert "also “Port Department”" in page


@pytest.mark.parametrize("n_speakers", [1, 12])
def test_suggestions_cost_the_same_however_many_there_are(
    editor, django_assert_max_num_queries, n_speakers
):
    for n in range(n_speakers):
        SpeakerFactory(name=f"Kovan {n}")

    with django_assert_max_num_queries(12):
        editor.get(reverse("speakers:speaker-suggest"), {"as": "listbox", "q": "kovan"})


def test_the_page_costs_the_same_however_many_neighbours(editor, django_assert_max_num_queries):
    version = ArticleVersionFactory()
    statement = StatementFactory(version=version)
    StatementFactory.create_batch(12, version=version, exact="There was no warning")

    with django_assert_max_num_queries(20):
        editor.get(statement.detail_url)
