"""Statements of a body before and after it was renamed or split are found together when asked so."""

from __future__ import annotations

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from speakers.services.successions import add_succession
from tests.factories import ApiKeyFactory, SpeakerFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    ApiKeyFactory(key="test-key")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer test-key")
    return client


@pytest.fixture
def bodies():
    before, after = (
        SpeakerFactory(name=name, slug=slug, kind="ministry")
        for name, slug in (("Harbour Board", "board"), ("Ports Agency", "agency"))
    )
    add_succession(predecessor=before, successor=after, on="2021-09")
    for speaker in (before, after):
        StatementFactory(speaker=speaker, engine_speaker=speaker, status="accepted")
    return before, after


ASKED = [
    ("agency", "", {"agency"}),
    ("agency", "predecessors", {"board", "agency"}),
    ("agency", "successors", {"agency"}),
    ("board", "successors", {"board", "agency"}),
    ("board", "both", {"board", "agency"}),
]


@pytest.mark.parametrize(("slug", "include", "said_by"), ASKED)
def test_on_the_speakers_page(client_as, bodies, slug, include, said_by):
    address = reverse("claims:speaker-detail", args=[slug])

    page = client_as("viewer").get(address, {"include": include})

    assert {row.speaker.slug for row in page.context["heard"].page} == said_by
    assert "Before and after" in page.content.decode()


@pytest.mark.parametrize(("slug", "include", "said_by"), ASKED)
def test_in_the_search(client_as, bodies, slug, include, said_by):
    page = client_as("viewer").get(reverse("search"), {"speaker": slug, "include": include})

    assert {found.statement.speaker.slug for found in page.context["results"]} == said_by
    assert bool(page.context["lines"]) is not bool(include)


@pytest.mark.parametrize(("slug", "include", "said_by"), ASKED)
def test_for_partners(api, bodies, slug, include, said_by):
    asked = {"speaker": slug} | ({"include": include} if include else {})

    rows = api.get("/api/v1/statements", asked).json()["results"]

    assert {row["speaker"]["slug"] for row in rows} == said_by


def test_partners_see_the_line_and_a_stray_include_has_no_effect(api, bodies):
    agency = api.get("/api/v1/speakers/agency").json()
    board = api.get("/api/v1/speakers/board").json()
    stray = api.get("/api/v1/statements", {"include": "both"})

    assert [(s["speaker"]["slug"], s["how"], s["on"]) for s in agency["predecessors"]] == [
        ("board", "renamed", "2021-09")
    ]
    assert [s["speaker"]["slug"] for s in board["successors"]] == ["agency"]
    assert (agency["successors"], board["predecessors"]) == ([], [])
    assert len(stray.json()["results"]) == 2


def test_a_filter_of_the_search_takes_the_line_along_when_it_goes(client_as, bodies):
    page = client_as("viewer").get(
        reverse("search"), {"speaker": "agency", "include": "predecessors"}
    )

    labels = {choice.label: choice.url for choice in page.context["filters"]}
    assert labels["Speaker: Ports Agency"] == reverse("search")
    assert "Bodies before and after: with predecessors" in labels
