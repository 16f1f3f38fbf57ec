"""The curators' queue: what it shows, what it writes, and what it says when somebody was quicker."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from claims.models import Statement
from claims.services.review import correct_speaker
from speakers.models import Judgement, RegistryEvent, Speaker
from speakers.services.duplicates import compare_records
from speakers.services.judging import judge_pair
from speakers.services.registry import create_speaker
from tests.factories import MembershipFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

QUEUE = reverse("claims:curation")
SWAP = {"HX-Request": "true"}


def make(name, kind="person", **more):
    return create_speaker(name=name, kind=kind, slug=f"s-{Speaker.objects.count()}", **more)


@pytest.fixture
def pair():
    kept, other = make("Nadia Feld"), make("Nadja Feld", is_provisional=True)
    StatementFactory(speaker=kept, engine_speaker=kept)
    compare_records()
    return kept, other


@pytest.fixture
def client(client_as):
    return client_as("curator")


def sent(pair, act, **more):
    first, second = sorted(record.pk for record in pair)
    return {"a": first, "b": second, "act": act, "seen": 0, "kept": pair[0].pk} | more


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 403), ("editor", 403), ("curator", 200), ("administrator", 200)],
)
def test_who_may_curate(client_as, pair, who, status):
    client = client_as(who)

    assert client.get(QUEUE).status_code == status
    client.post(QUEUE, sent(pair, "not_same"))
    assert Judgement.objects.exists() is (status == 200)


def test_two_records_stand_side_by_side_and_the_checked_one_is_kept(client, pair):
    page = client.get(QUEUE)
    card = page.context["card"]

    assert [side.speaker for side in card.sides] == list(pair)
    assert [side.is_kept for side in card.sides] == [True, False]
    assert [(side.n_credited, side.n_coming) for side in card.sides] == [(1, 0), (0, 1)]
    assert card.reasons == ["“nadia” and “nadja” differ by one letter"]
    assert "twelve people died in the fire" in page.content.decode()


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["scripts off", "scripts on"])
@pytest.mark.parametrize(
    ("act", "kept", "stands"),
    [
        ("same", 0, {"Nadia Feld"}),
        ("same", 1, {"Nadja Feld"}),
        ("not_same", 0, {"Nadia Feld", "Nadja Feld"}),
        ("unsure", 0, {"Nadia Feld", "Nadja Feld"}),
    ],
)
def test_a_judgement_is_written_and_the_next_pair_shown(client, pair, headers, act, kept, stands):
    given = sent(pair, act, kept=pair[kept].pk)

    answer = client.post(QUEUE, given, headers=headers, follow=True)

    assert answer.status_code == 200
    assert Judgement.objects.get().verdict == act
    assert {row.name for row in Speaker.objects.standing()} == stands
    assert answer.context["card"] is None
    assert "Done: " in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["scripts off", "scripts on"])
def test_undo_takes_the_last_judgement_back_and_shows_the_pair_again(client, pair, headers):
    client.post(QUEUE, sent(pair, "same"))

    answer = client.post(QUEUE, {"act": "undo"}, headers=headers, follow=True)

    assert Speaker.objects.standing().count() == 2
    assert answer.context["card"].pair.one == pair[0]
    assert "Done: undid: merged" in answer.content.decode()


def test_undo_is_for_ones_own_acts_alone(client, pair):
    judge_pair(one=pair[0].pk, other=pair[1].pk, verdict="unsure", actor=UserFactory())

    answer = client.post(QUEUE, {"act": "undo"})

    assert answer.status_code == 422
    assert "There is nothing left to undo" in answer.content.decode()
    assert RegistryEvent.objects.count() == 1


def test_undo_leaves_alone_what_the_same_curator_did_elsewhere(client, pair):
    judge_pair(one=pair[0].pk, other=pair[1].pk, verdict="unsure", actor=User.objects.get())
    statement = StatementFactory()
    correct_speaker(
        statement_id=statement.pk, row_version=1, actor=User.objects.get(), speaker=pair[0]
    )

    answer = client.post(QUEUE, {"act": "undo"})

    assert answer.status_code == 422
    assert RegistryEvent.objects.count() == 1
    assert Statement.objects.get(pk=statement.pk).speaker == pair[0]


def test_each_undo_takes_back_one_judgement_more(client, pair):
    client.post(QUEUE, sent(pair, "unsure"))
    seen = Judgement.objects.standing().get().pk
    client.post(QUEUE, sent(pair, "not_same", seen=seen))

    left = []
    for _press in range(2):
        client.post(QUEUE, {"act": "undo"})
        left.append([row.verdict for row in Judgement.objects.standing()])

    assert left == [["unsure"], []]
    assert client.post(QUEUE, {"act": "undo"}).status_code == 422


def test_the_second_of_two_curators_is_told(client, pair):
    anna = UserFactory(username="anna")
    judge_pair(one=pair[0].pk, other=pair[1].pk, verdict="not_same", actor=anna)

    answer = client.post(QUEUE, sent(pair, "same"))

    assert answer.status_code == 409
    assert "anna judged these two" in answer.content.decode()
    assert Speaker.objects.standing().count() == 2


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"act": "twin"}, 422),
        ({"act": "same", "kept": ""}, 422),
        ({"act": "same", "a": "x"}, 422),
        ({"act": ""}, 422),
    ],
)
def test_what_cannot_be_judged_writes_nothing(client, pair, given, status):
    answer = client.post(QUEUE, sent(pair, "same") | given)

    assert answer.status_code == status
    assert not Judgement.objects.exists()


def test_skipping_goes_on_and_comes_round_again(client, pair):
    make("Rosa Lindner")
    make("Rosa Lindnar")
    compare_records()

    first = client.get(QUEUE).context
    second = client.get(QUEUE + first["next_url"]).context
    third = client.get(QUEUE + second["next_url"]).context

    assert first["card"].pair.one != second["card"].pair.one
    assert third["card"].pair.one == first["card"].pair.one


def test_what_was_left_unsure_waits_in_a_list_of_its_own(client, pair):
    client.post(QUEUE, sent(pair, "unsure"))

    page = client.get(QUEUE, {"which": "unsure"})
    card = page.context["card"]
    given = sent(pair, "not_same", seen=card.pair.judgement.pk)
    done = client.post(QUEUE + "?which=unsure", given, follow=True)

    assert "Judged by curator: unsure" in page.content.decode()
    assert Judgement.objects.standing().get().verdict == "not_same"
    assert done.context["card"] is None


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ({"kind": "person"}, 2),
        ({"kind": "ministry"}, 0),
        ({"new": "1"}, 1),
        ({"said": "1"}, 1),
        ({"q": "lindnar"}, 1),
        ({"q": "nadja", "new": "1", "sort": "most"}, 1),
        ({"kind": "wizard", "sort": "random", "which": "all"}, 2),
    ],
)
def test_the_queue_is_narrowed(client, pair, asked, n):
    make("Rosa Lindner")
    make("Rosa Lindnar")
    compare_records()

    assert client.get(QUEUE, asked).context["waiting"].n == n


def test_any_two_records_can_be_compared(client, pair):
    other = make("Boris Tarn")

    page = client.get(QUEUE, {"a": pair[0].pk, "b": other.pk})
    one = client.get(QUEUE, {"a": pair[0].pk, "b": pair[0].pk})

    assert "Nothing in their names is alike." in page.content.decode()
    assert "are one record" in one.content.decode()


def test_the_page_costs_the_same_however_much_was_said(client, pair, django_assert_max_num_queries):
    for record in pair:
        StatementFactory.create_batch(6, speaker=record, engine_speaker=record)
        MembershipFactory.create_batch(5, person=record)

    with django_assert_max_num_queries(32):
        client.get(QUEUE)
