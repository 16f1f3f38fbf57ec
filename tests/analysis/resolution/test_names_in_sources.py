"""Sources that hold a name: each case is one way a newspaper names somebody."""

from __future__ import annotations

import pytest

from analysis.resolution import resolve_speakers
from analysis.types import SpeakerKind
from tests.analysis.resolution.building import attribution

CASES = [
    pytest.param(
        "Deputy Minister of Trade Ada Brook met farmers. “It is late,” Brook said.",
        "Brook",
        "Ada Brook",
        SpeakerKind.PERSON,
        id="surname-to-full-name",
    ),
    pytest.param(
        "Fishermen met Oskar Lind Jr. on the quay. Mr. Lind said the nets were empty.",
        "Mr. Lind",
        "Oskar Lind",
        SpeakerKind.PERSON,
        id="honorific-and-surname",
    ),
    pytest.param(
        "Verdanian envoy Tao Meiling arrived. Tao said talks would go on.",
        "Tao",
        "Tao Meiling",
        SpeakerKind.PERSON,
        id="family-name-first",
    ),
    pytest.param(
        "MODERATOR: Please begin, Governor Ada Brook. BROOK: The dam said nothing to us.",
        "BROOK",
        "Ada Brook",
        SpeakerKind.PERSON,
        id="transcript-capitals",
    ),
    pytest.param(
        "Rainfall fell, said economist Petra Noor, who studies wheat at the Lumen Institute.",
        "economist Petra Noor, who studies wheat at the Lumen Institute",
        "Petra Noor",
        SpeakerKind.EXPERT,
        id="lower-case-role-before-name",
    ),
    pytest.param(
        "The minister of fisheries, Mr. Anders Holm, said stocks had recovered.",
        "The minister of fisheries, Mr. Anders Holm,",
        "Anders Holm",
        SpeakerKind.PERSON,
        id="name-in-apposition-to-office",
    ),
    pytest.param(
        "Lumen Foundation spokesman Karl Ost said the fund was empty.",
        "Lumen Foundation spokesman Karl Ost",
        "Karl Ost",
        SpeakerKind.PERSON,
        id="organisation-before-spokesman",
    ),
    pytest.param(
        "France’s Fisheries Ministry said quotas would fall.",
        "France’s Fisheries Ministry",
        "French Fisheries Ministry",
        SpeakerKind.MINISTRY,
        id="possessive-country-becomes-adjective",
    ),
    pytest.param(
        "Quotas would fall, said a French Fisheries ministry statement.",
        "a French Fisheries ministry statement",
        "French Fisheries Ministry",
        SpeakerKind.MINISTRY,
        id="statement-speaks-for-ministry",
    ),
    pytest.param(
        "Boats were sunk, according to a press statement from EUNAV’s Steady Anchor mission.",
        "a press statement from EUNAV’s Steady Anchor mission",
        "Steady Anchor",
        SpeakerKind.MILITARY,
        id="statement-from-owner-and-mission",
    ),
    pytest.param(
        "The Kremlin denied that grain had been held back.",
        "The Kremlin",
        "Kremlin",
        SpeakerKind.OFFICE,
        id="metonym-keeps-its-name",
    ),
    pytest.param(
        "Tokyo insisted that the strait was open.",
        "Tokyo",
        "Tokyo",
        SpeakerKind.GOVERNMENT,
        id="capital-stands-for-government",
    ),
    pytest.param(
        "Norway said that the strait was open.",
        "Norway",
        "Norway",
        SpeakerKind.GOVERNMENT,
        id="country-is-its-government",
    ),
    pytest.param(
        "The Lumen Relief Union (LRU) left in May. The LRU said it would return.",
        "The LRU",
        "Lumen Relief Union",
        SpeakerKind.NGO,
        id="acronym-from-brackets",
    ),
    pytest.param(
        "Ships were turned back, Norwegian state-media reported.",
        "Norwegian state-media",
        "Norwegian state-media",
        SpeakerKind.MEDIA,
        id="state-media-of-a-country",
    ),
    pytest.param(
        "Sources told the Harbour Times, and the Times reported that it was sold.",
        "the Times",
        "Harbour Times",
        SpeakerKind.MEDIA,
        id="newspaper-by-its-last-word",
    ),
    pytest.param(
        "The former secretary of state Ada Brook said the pact was dead.",
        "The former secretary of state Ada Brook",
        "Ada Brook",
        SpeakerKind.PERSON,
        id="portfolio-before-name",
    ),
    pytest.param(
        "The divided Harbour Court said the quay was public land.",
        "The divided Harbour Court",
        "Harbour Court",
        SpeakerKind.COURT,
        id="adjective-before-name-dropped",
    ),
    pytest.param(
        "Ada Brook’s campaign said she would win. ",
        "Ada Brook’s campaign",
        "Brook campaign",
        SpeakerKind.PARTY,
        id="campaign-of-a-person",
    ),
    pytest.param(
        "The Department of Fisheries said quotas would fall.",
        "The Department of Fisheries",
        "Department of Fisheries",
        SpeakerKind.MINISTRY,
        id="department-with-of",
    ),
    pytest.param(
        "The Harbour Police Department said a man was held.",
        "The Harbour Police Department",
        "Harbour Police Department",
        SpeakerKind.AGENCY,
        id="police-department-is-no-ministry",
    ),
]


@pytest.mark.parametrize(("text", "source", "name", "kind"), CASES)
def test_source_resolves_to_name(text, source, name, kind):
    after = text[text.rindex(source) :]
    a = attribution(text, source, source, source, after=after)

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert (speaker.name, speaker.kind) == (name, kind)
    assert speaker.reasons


ROLES = [
    pytest.param(
        "Assistant Minister of Harbours for Coastal and Island Affairs Ada Brook spoke.",
        "Assistant Minister of Harbours for Coastal and Island Affairs",
        None,
        id="long-office-before-name",
    ),
    pytest.param(
        "Norwegian Vice Fisheries Minister Ada Brook spoke.",
        "Vice Fisheries Minister",
        "Norway",
        id="nationality-set-apart",
    ),
    pytest.param(
        "Ada Brook, who serves as Envoy-At-Large for the Lumen Bureau of Tides, spoke.",
        None,
        "Lumen Bureau of Tides",
        id="who-serves-as",
    ),
    pytest.param(
        "Ada Brook, 54, the executive director of the Lumen Institute, spoke.",
        "executive director",
        "Lumen Institute",
        id="apposition-after-age",
    ),
    pytest.param(
        "Ada Brook, a professor of marine law at Lumen University, spoke.",
        "professor of marine law",
        "Lumen University",
        id="field-of-a-professor",
    ),
    pytest.param(
        "Ada Brook is the chairwoman of the Harbour Council. She spoke.",
        "chairwoman",
        "Harbour Council",
        id="copula",
    ),
    pytest.param("Captain Ada Brook spoke.", "Captain", None, id="rank"),
]


@pytest.mark.parametrize(("text", "role", "affiliation"), ROLES)
def test_role_and_affiliation_are_words_of_the_article(text, role, affiliation):
    a = attribution(text, "Ada Brook", "spoke", "spoke")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert speaker.name == "Ada Brook"
    assert role is None or speaker.role == role
    assert speaker.affiliation == affiliation


def test_title_of_the_article_lends_no_role():
    text = "Rival Ada Brook Wins\n\nAda Brook said the vote was fair and long awaited by all."
    a = attribution(text, "Ada Brook", "said", "the vote was fair", after="\n")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert speaker.role is None


def test_two_forms_of_a_ministry_are_one_speaker():
    text = "A Norwegian Fisheries ministry note said no. Norway’s Fisheries Ministry said yes."
    first = attribution(text, "A Norwegian Fisheries ministry note", "said", "no")
    second = attribution(text, "Norway’s Fisheries Ministry", "said", "yes")

    speakers = resolve_speakers(text, [first, second])

    assert {speaker.name for speaker in speakers if speaker} == {"Norwegian Fisheries Ministry"}
    assert speakers[0] is not None
    assert len(speakers[0].mentions) == 2


def test_mentions_cover_every_name_of_the_speaker():
    text = "Harbour chief Ada Brook spoke. Brook said it was late. “Go,” she added."
    first = attribution(text, "Brook", "said", "it was late", after="Brook said")
    second = attribution(text, "she", "added", "she")

    speakers = resolve_speakers(text, [first, second])

    assert speakers[0] is not None
    assert [span.of(text) for span in speakers[0].mentions] == ["Ada Brook", "Brook", "she"]
