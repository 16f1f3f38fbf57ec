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
