"""Partners see the record that stands, with what all of its records have."""

from __future__ import annotations

import pytest

from partners.models import Change
from partners.services.feed import publish_all_changes
from speakers.models import Judgement, Speaker
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.registry import rename_speaker
from speakers.services.successions import add_succession
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


def news():
    """Publish, and return (type, slug or id, act) of what is new in the feed."""
    before = Change.objects.count()
    publish_all_changes()
    slugs = dict(Speaker.objects.values_list("pk", "slug"))
    return {
        (change.kind, slugs.get(change.item_id, "") if change.kind == "speaker" else "", change.act)
        for change in Change.objects.order_by("sequence")[before:]
    }


def test_the_feed_tells_of_a_merge_and_of_its_undoing(api, records):
    news()

    merge(*records)
    merged = news()
    take_back_judgement(judgement_id=Judgement.objects.get().pk, actor=UserFactory())
    parted = news()

    assert {("speaker", "a-kovan", "withdrawn"), ("speaker", "ada", "changed")} <= merged
    assert ("statement", "", "changed") in merged
    assert {("speaker", "a-kovan", "created"), ("speaker", "ada", "changed")} <= parted


def test_the_feed_tells_both_ends_of_a_succession(records):
    bodies = SpeakerFactory.create_batch(2, kind="ministry")
    for body in bodies:
        StatementFactory(speaker=body, engine_speaker=body, status="accepted")
    news()

    add_succession(predecessor=bodies[0], successor=bodies[1], on="2021")
    set_ = news()
    rename_speaker(speaker=bodies[0], name="Harbour Board")
    renamed = news()

    both = {("speaker", body.slug, "changed") for body in bodies}
    assert both <= set_
    assert both <= renamed
