"""Why a statement was proposed for its speaker, on the statement's own page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as):
    return client_as("editor")


def _page(client, speaker):
    statement = StatementFactory(
        status="accepted", proposal={"engine": "made@1", "speaker": speaker}
    )
    return client.get(reverse("claims:statement-detail", args=[statement.pk])).content.decode()


def test_rule_and_score_are_shown(client):
    reason = "“The ministry” is “Harbour Ministry”."
    page = _page(
        client,
        {"name": "Harbour Ministry", "kind": "ministry", "reasons": [reason], "score": 0.75},
    )

    assert "Credited to “Harbour Ministry”" in page
    assert reason in page
    assert "no probability: 0.75 of 1" in page


def test_unnamed_source_says_why_it_is_unnamed(client):
    reason = "Not named in the article (“asked not to be named because the talks were private”)."
    page = _page(
        client, {"name": "a diplomat", "kind": "anonymous", "reasons": [reason], "score": 0.8}
    )

    assert "The article does not name “a diplomat”" in page
    assert "because the talks were private" in page
