"""Adding a statement that the engine missed, with scripts off."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Statement
from tests.factories import ArticleVersionFactory, SpeakerFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.fixture
def version():
    return ArticleVersionFactory()


def address(version):
    return reverse("claims:statement-add", args=[version.article_id])


def span_of(version, words):
    start = version.text.index(words)
    return f"{start}-{start + len(words)}"


def form_of(version, words="There was no warning", **changes):
    return {
        "content": span_of(version, words),
        "text_sha256": version.text_sha256,
        "quotation": "direct",
        "cue_class": "assert",
    } | changes


def test_words_marked_are_added_and_accepted(editor, version):
    speaker = SpeakerFactory(name="Ada Kovan")

    response = editor.post(
        address(version),
        form_of(
            version,
            source=span_of(version, "Minister Ada Kovan"),
            cue=span_of(version, "told"),
            speaker="Ada Kovan",
        ),
    )

    statement = Statement.objects.get()
    assert response.url == statement.detail_url
    assert (statement.status, statement.words, statement.speaker) == (
        "accepted",
        "There was no warning",
        speaker,
    )


def test_a_speaker_is_not_demanded(editor, version):
    editor.post(address(version), form_of(version))

    assert Statement.objects.get().speaker is None


def test_words_are_found_wherever_they_stand_and_each_place_is_a_link(editor):
    version = ArticleVersionFactory(text='He said “no way”. She said "No  way" too.\n')

    response = editor.get(address(version), {"find": '"no way"'})

    assert [place.words for place in response.context["places"]] == ["“no way”", '"No way"']
    assert f"content={response.context['places'][1].written}" in response.content.decode()


def test_words_that_do_not_stand_there_say_so(editor, version):
    page = editor.get(address(version), {"find": "thirteen people"}).content.decode()

    assert "does not stand in the article" in page


def test_the_quotation_is_guessed_from_the_marks_around(editor, version):
    page = editor.get(address(version), {"content": span_of(version, "There was no warning")})

    assert page.context["form"]["quotation"].value() == "direct"


def test_a_step_keeps_what_was_entered(editor, version):
    response = editor.post(
        address(version),
        form_of(version, speaker="Ada Kovan", cue_class="deny")
        | {"do": "move:-1:word", "at": "content.0"},
        follow=True,
    )

    assert [row.words for row in response.context["rows"]] == ["There was no"]
    form = response.context["form"]
    assert (form["speaker"].value(), form["cue_class"].value()) == ("Ada Kovan", "deny")
    assert not Statement.objects.exists()


def test_the_same_words_lead_to_the_statement_that_has_them(editor, version):
    same = StatementFactory(version=version, exact="There was no warning", status="rejected")

    response = editor.post(address(version), form_of(version))

    assert response.status_code == 422
    assert same.detail_url in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"content": []}, "needs words"),
        ({"content": "5-3"}, "could not be read"),
        ({"text_sha256": "0" * 64}, "has changed"),
        ({"speaker": "Nobody Known"}, "add them first"),
        ({"quotation": "shouted"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_added_says_why(editor, version, changes, told):
    response = editor.post(address(version), form_of(version, **changes))

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Statement.objects.exists()


def test_an_earlier_version_can_be_marked(editor, version):
    ArticleVersionFactory(article=version.article, number=2, text="Another text.\n")

    page = editor.get(address(version), {"version": "1"})

    assert page.context["version"] == version
