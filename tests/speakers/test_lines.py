"""Successions: what may follow what, and the line of a body."""

from __future__ import annotations

import pytest

from speakers.errors import RegistryError
from speakers.lines import line_of, roots_in_line
from speakers.models import Judgement, Speaker, Succession
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.pairs import Following
from speakers.services.successions import add_succession
from speakers.services.undoing import undo_registry_event
from tests.factories import SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies():
    """Board -> Ministry; Ministry split into Ports and Canals; Ports -> Agency."""
    named = {
        name: SpeakerFactory(name=name, kind="ministry")
        for name in ("Board", "Ministry", "Ports", "Canals", "Agency")
    }
    for before, after, kind, on in (
        ("Board", "Ministry", "renamed", "1990"),
        ("Ministry", "Ports", "split", "2010-05"),
        ("Ministry", "Canals", "split", "2010-05"),
        ("Ports", "Agency", "replaced", "2021-09-01"),
    ):
        add_succession(predecessor=named[before], successor=named[after], kind=kind, on=on)
    return named


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Board", [], ["Ministry", "Ports", "Canals", "Agency"]),
        ("Ministry", ["Board"], ["Ports", "Canals", "Agency"]),
        ("Ports", ["Ministry", "Board"], ["Agency"]),
        ("Canals", ["Ministry", "Board"], []),
        ("Agency", ["Ports", "Ministry", "Board"], []),
    ],
)
def test_a_line_holds_what_a_body_was_and_became_and_no_siblings(bodies, name, before, after):
    line = line_of(bodies[name])

    assert [body.name for body in line.predecessors] == before
    assert [body.name for body in line.successors] == after


@pytest.mark.parametrize(
    ("include", "names"),
    [
        ("", {"Ports"}),
        ("predecessors", {"Ports", "Ministry", "Board"}),
        ("successors", {"Ports", "Agency"}),
        ("both", {"Ports", "Ministry", "Board", "Agency"}),
        ("siblings", {"Ports"}),
    ],
)
def test_what_is_included(bodies, include, names):
    keys = roots_in_line(bodies["Ports"], include)

    assert set(Speaker.objects.filter(pk__in=keys).values_list("name", flat=True)) == names


def test_a_line_follows_merged_records(bodies):
    twin = SpeakerFactory(name="Ministry again", kind="ministry")
    ministry = bodies["Ministry"]
    judge_pair(one=twin.pk, other=ministry.pk, verdict="same", kept=twin.pk, actor=UserFactory())

    ministry.refresh_from_db()
    assert [body.name for body in line_of(bodies["Ports"]).predecessors] == [
        "Ministry again",
        "Board",
    ]
    assert line_of(ministry).speaker == twin


def test_a_body_without_a_line_costs_one_query(bodies, django_assert_num_queries):
    alone = SpeakerFactory(kind="ministry")

    with django_assert_num_queries(1):
        line_of(alone)
    with django_assert_num_queries(0):
        roots_in_line(alone, "")


@pytest.mark.parametrize(
    ("before", "after", "more", "message"),
    [
        pytest.param("Ports", "Ports", {}, "does not follow itself", id="itself"),
        pytest.param("Agency", "Board", {}, "turn back on itself", id="circle"),
        pytest.param("Board", "Canals", {"on": "2010-13"}, "is not a date", id="date"),
        pytest.param("Board", "Canals", {"kind": "eaten"}, "Say how", id="how"),
        pytest.param("Board", "Ada", {}, "is a person", id="person"),
    ],
)
def test_what_cannot_follow_is_refused(bodies, before, after, more, message):
    bodies["Ada"] = SpeakerFactory(name="Ada", kind="person")
    n = Succession.objects.count()

    with pytest.raises(RegistryError, match=message):
        add_succession(predecessor=bodies[before], successor=bodies[after], **more)

    assert Succession.objects.count() == n


def judge(before, after, by, how="renamed", on="2020"):
    following = Following(before.pk, how, on)
    return judge_pair(
        one=before.pk, other=after.pk, verdict="successor", following=following, actor=by
    )


def test_a_judgement_sets_a_successor_and_its_undoing_takes_it_away_again():
    before, after = SpeakerFactory.create_batch(2, kind="ministry")
    by = UserFactory()

    event = judge(before, after, by, how="merged", on="2020-04")

    row = Succession.objects.get()
    assert (row.predecessor, row.successor, row.kind, row.on) == (
        before,
        after,
        "merged",
        "2020-04",
    )
    assert Judgement.objects.get().verdict == "successor"
    undo = undo_registry_event(event_id=event.pk, actor=by)
    assert not Succession.objects.exists()
    undo_registry_event(event_id=undo.pk, actor=by)
    assert Succession.objects.get().on == "2020-04"
    take_back_judgement(judgement_id=Judgement.objects.standing().get().pk, actor=by)
    assert not Succession.objects.exists()


def test_bodies_that_follow_each_other_are_not_merged(bodies):
    ports, agency = bodies["Ports"], bodies["Agency"]

    with pytest.raises(RegistryError, match="“Agency” follows “Ports”"):
        judge_pair(
            one=ports.pk, other=agency.pk, verdict="same", kept=agency.pk, actor=UserFactory()
        )
    with pytest.raises(RegistryError, match="on record already"):
        judge(ports, agency, UserFactory())


def test_an_undo_leaves_alone_what_the_admin_has_changed_since():
    before, after = SpeakerFactory.create_batch(2, kind="ministry")
    by = UserFactory()
    event = judge(before, after, by)
    Succession.objects.update(on="2021")

    with pytest.raises(RegistryError, match="Something else stands"):
        undo_registry_event(event_id=event.pk, actor=by)

    assert Succession.objects.get().on == "2021"
