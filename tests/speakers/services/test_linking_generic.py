"""Names that bodies of many countries share link only where the article says whose it is; common nouns never."""

from __future__ import annotations

import pytest

from speakers.candidates import Mention
from speakers.services.linking import find_speaker, find_speakers, propose_speakers
from speakers.services.registry import create_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def _registry():
    """One country's ministry with generic aliases, and one whose full name is generic, part of an invented government."""
    create_speaker(
        name="Chinese Foreign Ministry",
        kind="ministry",
        country="CN",
        names=["Foreign Ministry", "the ministry", "MFA of China"],
    )
    velmara = create_speaker(name="Government of Velmara", kind="government")
    create_speaker(name="Interior Ministry", kind="ministry", parent=velmara, names=["Police"])
    create_speaker(name="Coastal Police of Senn", kind="agency", names=["the police"])


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("said", "linked"),
    [
        pytest.param(Mention("the ministry", "ministry"), None, id="common-noun"),
        pytest.param(
            Mention("The Ministry", "ministry", "CN", "China"), None, id="common-noun-with-country"
        ),
        pytest.param(Mention("police", "agency"), None, id="common-noun-of-two"),
        pytest.param(Mention("Foreign Ministry", "ministry"), None, id="generic-alias"),
        pytest.param(Mention("the foreign ministry", ""), None, id="generic-alias-no-kind"),
        pytest.param(
            Mention("Foreign Ministry", "ministry", "", "China"),
            "chinese-foreign-ministry",
            id="generic-alias-whose-it-is-said",
        ),
        pytest.param(
            Mention("Foreign Ministry", "ministry", "CN"),
            "chinese-foreign-ministry",
            id="generic-alias-of-the-country",
        ),
        pytest.param(
            Mention("Foreign Ministry", "ministry", "", "Russia"), None, id="another-country"
        ),
        pytest.param(
            Mention("MFA of China", "ministry"), "chinese-foreign-ministry", id="alias-that-says"
        ),
        pytest.param(
            Mention("Interior Ministry", "ministry"), "interior-ministry", id="generic-full-name"
        ),
        pytest.param(
            Mention("Interior Ministry", "ministry", "", "Velmara"),
            "interior-ministry",
            id="part-of-the-body-said",
        ),
        pytest.param(
            Mention("Interior Ministry", "ministry", "", "Norway"), None, id="part-of-another"
        ),
    ],
)
def test_who_links(said, linked):
    match = find_speakers([said])[said]

    assert (match.speaker and match.speaker.slug) == linked


@pytest.mark.usefixtures("_registry")
def test_what_does_not_link_is_offered_with_the_reason_and_makes_no_new_speaker():
    match = find_speaker(name="Foreign Ministry", kind="ministry")
    mention = Mention("Foreign Ministry", "ministry")

    assert [speaker.slug for speaker in match.candidates] == ["chinese-foreign-ministry"]
    assert match.reason == "many go by such a name, and whose it is, is not said"
    assert propose_speakers([mention]) == {mention: None}
