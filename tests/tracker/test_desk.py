"""The desk: what it counts is what its links lead to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import QueueEntry
from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db


def test_the_desk_counts_what_the_queue_hands_out(client_as):
    _waiting, set_aside = StatementFactory.create_batch(2)
    QueueEntry.objects.filter(pk=set_aside.pk).update(is_unsure=True)

    page = client_as("editor").get(reverse("desk"))

    assert str(page.context["n_waiting"]) == "1"


@pytest.mark.parametrize(("who", "is_invited"), [("editor", True), ("viewer", False)])
def test_an_empty_house_says_what_to_do_next_to_whoever_may(client_as, who, is_invited):
    client = client_as(who)

    desk = client.get(reverse("desk")).content.decode()
    review = client.get(reverse("claims:review")).content.decode()

    assert "There is no article yet." in desk
    add_article, add_question = reverse("articles:article-add"), reverse("claims:question-add")
    assert desk.count(f'href="{add_article}"') == (2 if is_invited else 0)
    assert (f'href="{add_question}"' in desk) is is_invited
    assert (f'href="{add_article}"' in review) is is_invited


def test_a_fault_is_told_on_a_page_that_needs_nothing_of_what_broke(client_as, monkeypatch):
    def fail(*args):
        raise RuntimeError("the password is hunter2")

    client = client_as("editor")
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.views.count_waiting", fail)

    answer = client.get(reverse("desk"))

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert "hunter2" not in answer.content.decode()
