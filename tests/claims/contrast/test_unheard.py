from __future__ import annotations

import pytest

from claims.contrast.unheard import anonymous_only, find_unheard, name_keys
from tests.claims.contrast.saying import said
from tests.factories import SpeakerFactory, SpeakerNameFactory


def test_runs_of_names_are_looked_up():
    assert {"free coast front", "front"} <= name_keys("that the Free Coast Front planned it")


@pytest.mark.django_db
def test_who_is_named_and_says_nothing_is_unheard():
    front = SpeakerFactory(name="Free Coast Front", kind="armed_group")
    accusation = said("the Free Coast Front planned it", cue_class="accuse")

    (unheard,) = find_unheard([accusation])

    assert (unheard.speaker, unheard.named_in) == (front, (accusation,))


@pytest.mark.django_db
def test_another_name_counts_too():
    name = SpeakerNameFactory(name="FCF", speaker=SpeakerFactory(kind="armed_group"))

    assert [u.speaker for u in find_unheard([said("the FCF did it")])] == [name.speaker]


@pytest.mark.django_db
def test_who_has_a_statement_is_heard():
    front = SpeakerFactory(name="Free Coast Front", kind="armed_group")
    answer = said("we were not there", speaker_id=front.pk)

    assert find_unheard([said("the Free Coast Front planned it"), answer]) == ()


@pytest.mark.django_db
def test_an_organisation_is_heard_through_its_part():
    port = SpeakerFactory(name="Port Authority", kind="agency")
    part = said("no comment", speaker_id=99, speaker_parent_id=port.pk)

    assert find_unheard([said("the Port Authority knew"), part]) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("cue", "n"), [("assert", 0), ("accuse", 1)])
def test_a_government_is_a_party_only_where_something_is_laid_at_its_door(cue, n):
    SpeakerFactory(name="Velmara", kind="government")

    assert len(find_unheard([said("that Velmara hid it", cue_class=cue)])) == n


@pytest.mark.django_db
def test_one_query_however_many_statements(django_assert_num_queries):
    with django_assert_num_queries(1):
        find_unheard([said(f"Name {i} did it") for i in range(50)])


def test_unnamed_sources_are_listed_once_each():
    nobody = {"speaker_id": None, "registered_name": None, "registered_kind": None}
    official = nobody | {"speaker_name": "an official", "speaker_kind": "anonymous"}
    twice = [said(article_id=1, **official), said(article_id=1, **official)]

    assert anonymous_only([*twice, said()]) == (twice[0],)
