"""Judging records on a speaker's page, and undoing it from the history."""

from __future__ import annotations

import pytest
from django.urls import reverse

from speakers.models import Judgement, RegistryEvent, Speaker
from speakers.services.judging import judge_pair
from tests.factories import SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return SpeakerFactory(name="Ada Kovan", slug="ada")


@pytest.fixture
def other():
    return SpeakerFactory(name="A. Kovan", slug="a-kovan")


def address(speaker):
    return reverse("claims:speaker-judge", args=[speaker.slug])


def sent(other, verdict="same", kept="this", **more):
    return {"speaker": other.name, "verdict": verdict, "kept": kept} | more


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 403), ("editor", 403), ("curator", 302), ("administrator", 302)],
)
def test_who_may_judge(client_as, ada, other, who, status):
    answer = client_as(who).post(address(ada), sent(other))

    assert answer.status_code == status
    assert Judgement.objects.exists() is (who in {"curator", "administrator"})


@pytest.mark.parametrize(("kept", "slug"), [("this", "ada"), ("other", "a-kovan")])
def test_the_record_chosen_stands_and_its_page_is_shown(client_as, ada, other, kept, slug):
    answer = client_as("curator").post(address(ada), sent(other, kept=kept), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("claims:speaker-detail", args=[slug])
    assert [row.slug for row in Speaker.objects.standing()] == [slug]
    assert "was merged into" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"speaker": "Nobody"}, "No registered speaker"),
        ({"speaker": "Ada Kovan"}, "against itself"),
        ({"speaker": "A. Kovan", "verdict": ""}, "required"),
    ],
)
def test_what_cannot_be_judged_is_explained(client_as, ada, other, given, message):
    answer = client_as("curator").post(address(ada), sent(other) | given)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_judgement_is_taken_back_from_the_page(client_as, ada, other):
    client = client_as("curator")
    client.post(address(ada), sent(other))
    take_back = reverse("claims:judgement-take-back", args=[Judgement.objects.get().pk])

    client.post(take_back, {"next": ada.get_absolute_url()})
    again = client.post(take_back, follow=True)

    assert Speaker.objects.standing().count() == 2
    assert "taken back already" in again.content.decode()


def test_the_history_tells_what_was_judged_and_undoes_it(client_as, ada, other):
    anna = UserFactory(username="anna")
    event = judge_pair(one=ada.pk, other=other.pk, verdict="same", kept=ada.pk, actor=anna)
    client = client_as("curator")

    page = client.get(reverse("claims:history"), {"what": "registry-same", "who": anna.pk})
    undone = client.post(reverse("claims:registry-event-undo", args=[event.pk]), follow=True)

    assert "merged “A. Kovan” into “Ada Kovan”" in page.content.decode()
    assert "undid: merged “A. Kovan” into “Ada Kovan”" in undone.content.decode()
    assert Speaker.objects.standing().count() == 2


def test_the_history_is_paged_by_place_across_all_kinds_of_acts(client_as, ada, other):
    anna = UserFactory(username="anna")
    for verdict in ["unsure", "not_same"] * 20:
        judge_pair(one=ada.pk, other=other.pk, verdict=verdict, actor=anna)
    client, seen = client_as("viewer"), []

    address = reverse("claims:history")
    while address:
        page = client.get(address)
        seen += [entry.registry_event.pk for entry in page.context["page"].entries]
        older = page.context["older_url"]
        address = reverse("claims:history") + older if older else ""

    assert seen == list(RegistryEvent.objects.order_by("-pk").values_list("pk", flat=True))
    assert "Undo" not in page.content.decode().split("history-list")[1]
