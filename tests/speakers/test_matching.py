"""Speakers that go by the words typed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speakers.matching import match_names
from speakers.models import Speaker
from speakers.services import registry
from speakers.services.name_keys import index_speaker, rebuild_name_keys

pytestmark = pytest.mark.django_db


def test_a_name_spelt_otherwise_is_suggested_with_the_alias_that_is_alike():
    speaker = registry.create_speaker(name="Rosa Lund", kind="person", names=["Mohammed Karzuni"])

    (spelt,) = match_names("Mohamed Karzuny")
    (turned,) = match_names("Karzuni, Muhamad")

    assert spelt.speaker == turned.speaker == speaker
    assert spelt.alias == turned.alias == "Mohammed Karzuni"


@pytest.fixture
def _registry():
    registry.create_speaker(name="Chinese Foreign Ministry", kind="ministry", names=["MFA"])
    registry.create_speaker(name="Foreign Press Club", kind="ngo")
    registry.create_speaker(name="Foreign", kind="media")
    registry.create_speaker(
        name="Ministry for the Sea Lanes, Harbours and Inland Waters of Senn", kind="ministry"
    )


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("foreign", ["Foreign", "Foreign Press Club", "Chinese Foreign Ministry"]),
        ("Foreign Min", ["Chinese Foreign Ministry"]),
        ("mf", ["Chinese Foreign Ministry"]),
        ("press", ["Foreign Press Club"]),
        ("inistry", []),
        ("ministry for the sea lanes harbours and inland w", ["Ministry for the Sea Lanes, Harbours and Inland Waters of Senn"]),
        ("ministry for the sea lanes harbours and inland x", []),
        ("100%", []),
        ("f_reign", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_typed_begins_a_word_of_a_name_and_the_nearest_come_first(typed, found):
    assert [speaker.name for speaker in Speaker.objects.suggested(typed)] == found
    if typed:
        assert {speaker.name for speaker in Speaker.objects.matching(typed)} == set(found)


@pytest.mark.usefixtures("_registry")
def test_looking_names_up_reads_an_index_and_never_the_registry():
    if connection.vendor != "sqlite":
        pytest.skip("plans of small tables say nothing on PostgreSQL; bench/ measures there")
    with CaptureQueriesContext(connection) as queries:
        list(Speaker.objects.suggested("foreign min")[:12])
        list(Speaker.objects.matching("foreign min"))

    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " | ".join(row[3] for row in cursor.fetchall())
            assert "SCAN speakers" not in plan


def test_a_name_that_changes_is_found_by_its_new_words_alone():
    speaker = registry.create_speaker(name="Harbour Board", kind="agency")
    name = speaker.names.get()
    name.name, name.key = "Ports Agency", "ports agency"
    name.save()
    index_speaker(speaker=speaker)

    assert list(Speaker.objects.matching("board")) == []
    assert list(Speaker.objects.matching("agency")) == [speaker]
    rebuild_name_keys()
    assert list(Speaker.objects.matching("ports")) == [speaker]
