"""Mandates whose dates cannot all be right."""

from __future__ import annotations

import pytest
from django.urls import reverse

from speakers.models import Membership
from speakers.warnings import find_warnings
from tests.factories import MembershipFactory, PostFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def troubles():
    return [str(warned.trouble) for warned in find_warnings()]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        pytest.param(("2018", "2023-06-20"), ("2023-06-12", ""), True, id="some-days"),
        pytest.param(("2018", ""), ("2023", ""), True, id="both-open"),
        pytest.param(("2018", "2023-06"), ("2023-06", ""), False, id="handover-in-a-month"),
        pytest.param(("2018", "2023"), ("2023-06-12", ""), False, id="handover-in-a-year"),
        pytest.param(("2018", "2022"), ("2023", ""), False, id="one-after-the-other"),
        pytest.param(("", ""), ("2023", ""), False, id="nothing-known-of-one"),
        pytest.param(("2018", ""), ("", ""), False, id="unknown-start-and-end"),
        pytest.param(("2018", ""), ("", "2017"), False, id="unknown-start"),
    ],
)
def test_two_holders_of_a_single_seat(first, second, found):
    post = PostFactory()
    for start, end in (first, second):
        MembershipFactory(post=post, start=start, end=end)

    assert troubles() == (["two_holders"] if found else [])


def test_a_post_of_many_seats_may_have_several_holders():
    post = PostFactory(is_single_seat=False)
    for _n in range(3):
        MembershipFactory(post=post, start="2020")

    assert troubles() == []


def test_one_person_twice_in_a_post_at_a_time_also_under_a_merged_record():
    kept = SpeakerFactory()
    merged = SpeakerFactory(canonical=kept)
    post = PostFactory()
    MembershipFactory(post=post, person=kept, start="2018", end="2022")
    MembershipFactory(post=post, person=merged, start="2020")

    assert troubles() == ["overlap"]


def test_an_end_before_the_start_and_a_body_that_was_not_there():
    MembershipFactory(start="2020", end="2019")
    gone = PostFactory(organisation=SpeakerFactory(kind="ministry", dissolved="2021-08-31"))
    MembershipFactory(post=gone, start="2022")
    new = PostFactory(organisation=SpeakerFactory(kind="ministry", founded="1996"))
    MembershipFactory(post=new, start="1980", end="1990")

    assert sorted(troubles()) == ["no_body", "no_body", "turned"]


def test_the_queries_do_not_grow_with_the_warnings(django_assert_num_queries):
    for _n in range(12):
        MembershipFactory(start="2020", end="2019")

    with django_assert_num_queries(1):
        assert len(troubles()) == 12


@pytest.mark.parametrize(
    ("who", "status"), [("viewer", 403), ("editor", 403), ("curator", 200), ("administrator", 200)]
)
def test_curators_and_up_see_the_page(client_as, who, status):
    mandate = MembershipFactory(start="2020-05-01", end="2019")

    response = client_as(who).get("/speakers/warnings/")

    assert response.status_code == status
    if status == 200:
        assert "ends before it starts: 1 May 2020 to 2019" in response.text
        assert reverse("admin:speakers_membership_change", args=[mandate.pk]) in response.text


def test_the_admin_warns_right_after_a_second_holder_is_saved(client_as):
    post = PostFactory(label="Harbour Minister")
    MembershipFactory(post=post, start="2018")
    fresh = MembershipFactory(post=post, start="2020", end="2021")
    page = reverse("admin:speakers_membership_change", args=[fresh.pk])
    entered = {"person": fresh.person_id, "post": post.pk, "start": "2020", "end": ""}

    response = client_as("curator").post(page, entered, follow=True)

    assert Membership.objects.get(pk=fresh.pk).end == ""
    assert "is a single seat" in response.text
    assert "/speakers/warnings/" in response.text


def test_the_page_says_so_when_nothing_is_to_be_looked_at(client_as):
    assert "Nothing to look at" in client_as("curator").get("/speakers/warnings/").text
