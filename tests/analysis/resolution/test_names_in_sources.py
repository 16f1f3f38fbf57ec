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
        "EUNAV’s Steady Anchor mission sank boats. The mission said they were empty.",
        "The mission",
        "Steady Anchor",
        SpeakerKind.MILITARY,
        id="noun-dropped-from-a-name",
    ),
    pytest.param(
        "It fell to Steady Anchor, the EUNAV mission off Norway. The mission said it was ready.",
        "The mission",
        "Steady Anchor",
        SpeakerKind.MILITARY,
        id="noun-from-an-apposition",
    ),
    pytest.param(
        "Lumen Tern, a storage company, leased it. Tern law is old. Lumen said it would pay.",
        "Lumen",
        "Lumen Tern",
        SpeakerKind.COMPANY,
        id="company-by-its-first-word",
    ),
    pytest.param(
        "The Quay Relief Committee said three were missing.",
        "The Quay Relief Committee",
        "Quay Relief Committee",
        SpeakerKind.NGO,
        id="relief-committee-is-no-legislature",
    ),
    pytest.param(
        "Willow House announced three days of mourning.",
        "Willow House",
        "Willow House",
        SpeakerKind.OFFICE,
        id="house-is-a-seat",
    ),
    pytest.param(
        "The Norwegian Upper House said no.",
        "The Norwegian Upper House",
        "Norwegian Upper House",
        SpeakerKind.LEGISLATURE,
        id="upper-house-is-a-legislature",
    ),
    pytest.param(
        "It is made in Tarnhelm. Tarnhelm promised help.",
        "Tarnhelm",
        "Tarnhelm",
        SpeakerKind.GOVERNMENT,
        id="place-stands-for-its-government",
    ),
    pytest.param(
        "The Union of Quay Workers said no.",
        "The Union of Quay Workers",
        "Union of Quay Workers",
        SpeakerKind.NGO,
        id="union-of-workers-is-one-body",
    ),
    pytest.param(
        "Fisheries Finance Minister Ada Brook left. The ministry said she was tired.",
        "The ministry",
        "Finance Ministry",
        SpeakerKind.MINISTRY,
        id="ministry-of-a-minister",
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


OWNERS = [
    pytest.param(
        "Norway stressed this at the talks, the Foreign Ministry said. Norway said it would stay.",
        "Norwegian Foreign Ministry",
        id="one-country-credited",
    ),
    pytest.param(
        "Norway pressed Denmark at the talks, the Foreign Ministry said. Norway said it would stay.",
        "Foreign Ministry",
        id="two-countries-in-the-sentence",
    ),
    pytest.param(
        "Norway attacked during talks, the Foreign Ministry said. Norway said it would stay.",
        "Foreign Ministry",
        id="the-other-side-may-be-speaking",
    ),
    pytest.param(
        "At the talks the Foreign Ministry said Norway attacked. Norway said it would stay.",
        "Foreign Ministry",
        id="country-inside-the-words",
    ),
    pytest.param(
        "Norway is cold. Ice is thick, and the Foreign Ministry said so. Snow said it would stay.",
        "Foreign Ministry",
        id="no-country-credited",
    ),
]


@pytest.mark.parametrize(("text", "name"), OWNERS)
def test_ministry_belongs_to_the_only_country_that_speaks(text, name):
    ministry = attribution(
        text, "the Foreign Ministry", "said", "talks" if "talks" in text else "Ice"
    )
    country = attribution(
        text, text.split(". ")[-1].split()[0], "said", "it would stay", after=". "
    )

    speaker, _ = resolve_speakers(text, [ministry, country])

    assert speaker is not None
    assert speaker.name == name


def test_its_state_media_are_the_media_of_the_country():
    text = "Norway said the ice held. Its state media said boats were safe."
    first = attribution(text, "Norway", "said", "the ice held")
    second = attribution(text, "Its state media", "said", "boats were safe", after="Its")

    speakers = resolve_speakers(text, [first, second])

    assert speakers[1] is not None
    assert (speakers[1].name, speakers[1].affiliation) == ("Norwegian state media", "Norway")


def test_noun_in_an_affiliation_is_the_body_that_it_means():
    text = (
        "The Lumen Relief Committee met. Ada Brook, the committee’s coordinator, said it was late."
    )
    a = attribution(text, "Ada Brook, the committee’s coordinator", "said", "it was late")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert (speaker.role, speaker.affiliation) == ("coordinator", "Lumen Relief Committee")


def test_armed_group_is_the_front_named_before():
    text = "The Free Quay Front has fought. The armed group said it would stop."
    a = attribution(text, "The armed group", "said", "it would stop")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Free Quay Front", SpeakerKind.ARMED_GROUP)
