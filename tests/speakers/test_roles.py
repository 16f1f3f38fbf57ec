"""Posts by day, and names as look-ups compare them."""

from __future__ import annotations

import datetime as dt

import pytest

from speakers.models import Speaker
from speakers.names import name_key
from speakers.partial_dates import is_before
from speakers.roles import roles_on
from tests.factories import MembershipFactory, PostFactory, SpeakerFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        pytest.param("", "", True, id="open"),
        pytest.param("2024", "2024", True, id="that-year"),
        pytest.param("2024-05", "", True, id="from-that-month"),
        pytest.param("", "2024-05-09", False, id="until-the-day-before"),
        pytest.param("2024-05-10", "2024-05-10", True, id="that-day"),
        pytest.param("2024-06", "", False, id="from-the-next-month"),
        pytest.param("2020", "2023", False, id="earlier"),
    ],
)
def test_roles_on_a_day(start, end, holds):
    minister = MembershipFactory(start=start, end=end)

    roles = roles_on(minister.person, dt.date(2024, 5, 10))

    assert roles == ([minister] if holds else [])


@pytest.mark.django_db
def test_roles_cost_two_queries_and_none_when_loaded_with_roles(django_assert_num_queries):
    person = SpeakerFactory()
    for label in "abc":
        MembershipFactory(person=person, post=PostFactory(label=label))
    day = dt.date(2024, 5, 10)

    with django_assert_num_queries(2):
        alone = {str(role.post.organisation) for role in roles_on(person, day)}
    loaded = Speaker.objects.with_roles().get(pk=person.pk)
    with django_assert_num_queries(0):
        again = {str(role.post.organisation) for role in roles_on(loaded, day)}

    assert len(alone) == 3
    assert again == alone


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("The Ministry of  Health", "ministry of health", id="article-and-spaces"),
        pytest.param("Dr. Ada Kován", "ada kovan", id="title-with-a-point"),
        pytest.param("U.S.", "us", id="points-of-an-acronym"),
        pytest.param("Theodora Dra", "theodora dra", id="title-letters-in-a-name"),
        pytest.param("Jean-Luc O’Neil", "jean luc o neil", id="hyphen-and-apostrophe"),
    ],
)
def test_keys(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other", "is_earlier"),
    [
        ("2023", "2024", True),
        ("2024", "2024-05", False),
        ("2024-05", "2024", False),
        ("2024-04-30", "2024-05", True),
        ("2024-05", "2024-04-30", False),
    ],
)
def test_partial_dates_in_order(one, other, is_earlier):
    assert is_before(one, other) is is_earlier
