"""What stands beside a statement while it is reviewed: the alias, the speaker's earlier words, the rival claims."""

from __future__ import annotations

import re

import pytest

from analysis.types import Span
from claims.selectors import cut_selectors
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

REVIEW = "/review/"


@pytest.fixture
def editor(client_as):
    return client_as("editor")


def test_the_alias_that_matched_and_the_earlier_words_are_shown(editor):
    speaker = SpeakerFactory(name="Ministry of Harbours", kind="ministry")
    SpeakerNameFactory(speaker=speaker, name="Harbour Ministry")
    said = {"speaker": speaker, "engine_speaker": speaker}
    StatementFactory(exact="There was no warning", status="accepted", **said)
    StatementFactory(**said)

    page = editor.get(REVIEW).content.decode()

    assert "matched by the name “Harbour Ministry”" in page
    assert "The same speaker before" in page
    assert "There was no warning" in page.split("The same speaker before")[1]


def test_the_earlier_words_stand_behind_their_cue_and_not_behind_the_outlet(editor):
    speaker, version = SpeakerFactory(), ArticleVersionFactory()
    said = {"speaker": speaker, "engine_speaker": speaker, "version": version}
    at = version.text.index("said twelve")
    StatementFactory(status="accepted", cue=cut_selectors(version.text, [Span(at, at + 4)]), **said)
    StatementFactory(exact="There was no warning", **said)

    page = editor.get(REVIEW).content.decode()

    earlier = page.split("The same speaker before")[1].split('class="bench-heard"')[1]
    heard = re.sub(r"<[^>]*>|\s+", " ", earlier.split("</q>")[0].partition(">")[2])
    assert " ".join(heard.split()) == "said twelve people died in the fire"


def test_the_rival_claims_stand_beside_it(editor):
    statement = StatementFactory()
    link = ClaimLinkFactory(statement=statement, state="suggested")
    ClaimFactory(question=link.claim.question, text="Seventeen people died.")

    page = editor.get(f"/review/?statement={statement.pk}").content.decode()

    assert "Seventeen people died." in page
