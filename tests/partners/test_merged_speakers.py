"""Partners see the record that stands, with what all of its records have."""

from __future__ import annotations

import pytest

from speakers.models import Judgement
from speakers.services.judging import judge_pair, take_back_judgement
from tests.factories import (
    MembershipFactory,
    PostFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

STATEMENTS, SPEAKERS = "/api/v1/statements", "/api/v1/speakers"


@pytest.fixture
def records():
    kept = SpeakerFactory(name="Ada Kovan", slug="ada")
    merged = SpeakerFactory(name="A. Kovan", slug="a-kovan")
    for speaker in (kept, merged):
        StatementFactory(speaker=speaker, engine_speaker=speaker, status="accepted")
    ministry = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    MembershipFactory(person=merged, post=PostFactory(organisation=ministry), start="2024")
    return kept, merged


def merge(kept, merged):
    by = UserFactory()
    judge_pair(one=kept.pk, other=merged.pk, verdict="same", kept=kept.pk, actor=by)


@pytest.mark.parametrize("slug", ["ada", "a-kovan"])
def test_either_slug_lists_the_statements_of_both(api, records, slug):
    merge(*records)

    rows = api.get(STATEMENTS, {"speaker": slug}).json()["results"]

    assert [row["speaker"]["slug"] for row in rows] == ["ada", "ada"]


@pytest.mark.parametrize("slug", ["ada", "a-kovan"])
def test_either_slug_leads_to_the_one_that_stands(api, records, slug):
    merge(*records)

    speaker = api.get(f"{SPEAKERS}/{slug}").json()

    assert speaker["slug"] == "ada"
    assert {name["name"] for name in speaker["names"]} == {"Ada Kovan", "A. Kovan"}
    assert [post["organisation"]["name"] for post in speaker["posts"]] == ["Harbour Ministry"]
    assert [record["slug"] for record in speaker["merged"]] == ["a-kovan"]


def test_the_list_holds_each_speaker_once_and_both_again_after_a_take_back(api, records):
    def listed():
        return {row["slug"] for row in api.get(SPEAKERS, {"q": "kovan"}).json()["results"]}

    assert listed() == {"ada", "a-kovan"}
    merge(*records)
    assert listed() == {"ada"}

    take_back_judgement(judgement_id=Judgement.objects.get().pk, actor=UserFactory())

    assert listed() == {"ada", "a-kovan"}


def test_a_parent_that_was_merged_is_the_one_that_stands(api, records):
    part = SpeakerFactory(name="Press office", slug="press", parent=records[1])
    StatementFactory(speaker=part, engine_speaker=part, status="accepted")
    merge(*records)

    assert api.get(f"{SPEAKERS}/press").json()["parent"]["slug"] == "ada"


def test_the_list_costs_the_same_for_many_merged_records(
    api, records, django_assert_max_num_queries
):
    kept, _merged = records
    for n in range(4):
        merge(kept, SpeakerFactory(name=f"Ada {n}", slug=f"ada-{n}"))

    with django_assert_max_num_queries(20):
        rows = api.get(SPEAKERS).json()["results"]

    assert len(next(row for row in rows if row["slug"] == "ada")["merged"]) == 4
