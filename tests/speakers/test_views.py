"""The pages of the registry."""

from __future__ import annotations

import pytest
from django.urls import reverse

from speakers.models import Judgement, Speaker
from tests.factories import SpeakerFactory, SpeakerNameFactory, StatementFactory

pytestmark = pytest.mark.django_db

LIST, ADD, SUGGEST = "speakers:speaker-list", "speakers:speaker-add", "speakers:speaker-suggest"
ADA = {"name": "Ada Kovan", "kind": "person"}


@pytest.mark.parametrize(
    ("group", "statuses"),
    [
        # list, suggestions, form, adding
        ("nobody", (302, 302, 302, 302)),
        ("viewer", (200, 200, 403, 403)),
        ("editor", (200, 200, 200, 302)),
        ("curator", (200, 200, 200, 302)),
        ("administrator", (200, 200, 200, 302)),
    ],
)
def test_who_may_see_and_add(client_as, group, statuses):
    client = client_as(group)

    answers = (
        client.get(reverse(LIST)),
        client.get(reverse(SUGGEST), {"q": "a"}),
        client.get(reverse(ADD)),
        client.post(reverse(ADD), ADA),
    )

    assert tuple(answer.status_code for answer in answers) == statuses
    may_add = group in {"editor", "curator", "administrator"}
    assert Speaker.objects.filter(name="Ada Kovan").exists() is may_add


@pytest.mark.parametrize(("group", "is_provisional"), [("editor", True), ("curator", False)])
def test_a_speaker_added_by_an_editor_waits_for_a_curator(client_as, group, is_provisional):
    client_as(group).post(reverse(ADD), ADA | {"aliases": "A. Kovan\n\n AK ", "country": "xx"})

    speaker = Speaker.objects.get()
    assert speaker.is_provisional is is_provisional
    assert speaker.country == "XX"
    assert set(speaker.names.values_list("name", "kind")) == {
        ("Ada Kovan", "full"),
        ("A. Kovan", "alias"),
        ("AK", "acronym"),
    }


@pytest.mark.parametrize(
    ("following", "lands_on"),
    [
        pytest.param("/review/?statement=3", "/review/?statement=3", id="local"),
        pytest.param("", "/speakers/", id="none"),
        pytest.param("https://evil.example/", "/speakers/", id="other-host"),
        pytest.param("//evil.example/", "/speakers/", id="other-host-without-scheme"),
        pytest.param("javascript:alert(1)", "/speakers/", id="script"),
    ],
)
def test_adding_returns_to_local_pages_only(client_as, following, lands_on):
    answer = client_as("editor").post(reverse(ADD), ADA | {"next": following})

    assert answer["Location"] == lands_on


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        pytest.param({"name": "…", "kind": "person"}, "needs letters", id="no-letters"),
        pytest.param({"name": "Ada Kovan"}, "required", id="no-kind"),
        pytest.param(ADA | {"country": "France"}, "two letters", id="country"),
        pytest.param(ADA | {"wikidata": "42"}, "such as Q42", id="wikidata"),
        pytest.param(ADA | {"aliases": "x" * 301}, "at most 300", id="long-alias"),
        pytest.param(
            {"name": "Boris Tarn", "kind": "person"}, "in the registry already", id="known"
        ),
    ],
)
def test_what_cannot_be_added_is_explained(client_as, entered, message):
    SpeakerFactory(name="Boris Tarn")

    answer = client_as("curator").post(reverse(ADD), entered)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Speaker.objects.count() == 1


def test_a_namesake_is_added_when_it_is_somebody_else(client_as):
    client = client_as("curator")
    client.post(reverse(ADD), ADA)

    client.post(reverse(ADD), ADA | {"is_another": "on"})

    assert set(Speaker.objects.values_list("slug", flat=True)) == {"ada-kovan", "ada-kovan-2"}
    assert Judgement.objects.get().verdict == "not_same"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param({}, {"Ada Kovan", "Harbour Ministry"}, id="all"),
        pytest.param({"q": "kován"}, {"Ada Kovan"}, id="part-of-a-name"),
        pytest.param({"q": "H.M."}, {"Harbour Ministry"}, id="alias"),
        pytest.param({"kind": "ministry"}, {"Harbour Ministry"}, id="kind"),
        pytest.param({"q": "kovan", "kind": "ministry"}, set(), id="both"),
        pytest.param({"kind": "wizard"}, {"Ada Kovan", "Harbour Ministry"}, id="unknown-kind"),
    ],
)
def test_list_is_searched_by_any_name_and_filtered(client_as, asked, shown):
    SpeakerFactory(name="Ada Kovan")
    ministry = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    SpeakerNameFactory(speaker=ministry, name="HM")

    answer = client_as("viewer").get(reverse(LIST), asked)

    assert {speaker.name for speaker in answer.context["page"]} == shown


def test_list_counts_accepted_statements_and_marks_provisional_speakers(client_as):
    ada = SpeakerFactory(name="Ada Kovan", is_provisional=True)
    StatementFactory.create_batch(2, engine_speaker=ada, speaker=ada, status="accepted")
    StatementFactory(engine_speaker=ada, speaker=ada)

    answer = client_as("viewer").get(reverse(LIST))

    assert answer.context["page"][0].n_statements == 2
    assert "provisional" in answer.content.decode()


def test_empty_list_says_what_to_do(client_as):
    assert "registry is empty" in client_as("viewer").get(reverse(LIST)).content.decode()


def test_list_costs_the_same_for_many_speakers(client_as, django_assert_num_queries):
    client = client_as("viewer")
    SpeakerFactory()
    client.get(reverse(LIST))
    with django_assert_num_queries(9):
        client.get(reverse(LIST))
    SpeakerNameFactory.create_batch(12)

    with django_assert_num_queries(9):
        client.get(reverse(LIST))


def test_suggestions_put_the_very_name_first_and_are_escaped(client_as):
    SpeakerFactory(name="Ana Lund")
    SpeakerFactory(name="Lund")
    SpeakerFactory(name="Lund & <b>Sons</b>")

    answer = client_as("editor").get(reverse(SUGGEST), {"q": "lund"})

    assert [s.name for s in answer.context["speakers"]] == [
        "Lund",
        "Lund & <b>Sons</b>",
        "Ana Lund",
    ]
    assert "Lund &amp; &lt;b&gt;Sons" in answer.content.decode()


def test_suggestions_come_as_options_too(client_as):
    SpeakerFactory(name="Ada Kovan")

    answer = client_as("editor").get(reverse(SUGGEST), {"speaker": "ada", "as": "options"})

    assert '<option value="Ada Kovan">person</option>' in answer.content.decode()


def test_namesakes_are_offered_by_slug_so_that_one_can_be_chosen(client_as):
    SpeakerFactory(name="Jon Bell", slug="jon-bell")
    SpeakerFactory(name="Jon Bell", slug="jon-bell-2", country="XX")

    answer = client_as("editor").get(reverse(SUGGEST), {"speaker": "bell", "as": "options"})

    assert '<option value="jon-bell-2">Jon Bell, person, XX</option>' in answer.content.decode()


def test_nothing_typed_suggests_nothing(client_as):
    SpeakerFactory()

    answer = client_as("editor").get(reverse(SUGGEST), {"q": " "})

    assert list(answer.context["speakers"]) == []
