"""Sources without a name of their own: pronouns, offices, groups, documents, unnamed people."""

from __future__ import annotations

import pytest

from analysis.resolution import resolve_speakers
from analysis.types import Quotation, SpeakerKind
from tests.analysis.resolution.building import attribution

# text, then (source, cue, content) of each attribution in order, then the name of the last.
CHAINS = [
    pytest.param(
        "Ada Brook met Oskar Lind. Lind said it was late. “We wait,” he added.",
        [("Lind", "said", "it was late"), ("he", "added", "We wait")],
        "Oskar Lind",
        id="he-continues-the-last-speaker",
    ),
    pytest.param(
        "Ada Brook met Oskar Lind. Lind said it was late. She disagreed: the boats could go.",
        [("Lind", "said", "it was late"), ("She", "disagreed", "the boats could go")],
        "Ada Brook",
        id="she-skips-a-man",
    ),
    pytest.param(
        "Oskar Lind waited. “Karl Ost is a thief,” he said.",
        [("he", "said", "Karl Ost is a thief")],
        "Oskar Lind",
        id="he-is-nobody-inside-his-own-words",
    ),
    pytest.param(
        "Harbour leaders insist the quay is safe. They claim the report is wrong.",
        [
            ("Harbour leaders", "insist", "the quay is safe"),
            ("They", "claim", "the report is wrong"),
        ],
        "Harbour leaders",
        id="they-continues-a-group",
    ),
    pytest.param(
        "Dockers blocked the gate at noon. They said wages were late.",
        [("They", "said", "wages were late")],
        "Dockers",
        id="they-takes-a-plural-subject",
    ),
    pytest.param(
        "The Lumen Institute warned of floods. It said the dyke was old.",
        [("The Lumen Institute", "warned", "floods"), ("It", "said", "the dyke was old")],
        "Lumen Institute",
        id="it-continues-an-institution",
    ),
    pytest.param(
        "Many left, according to Harbour Radio, which estimated that forty boats had gone.",
        [("which", "estimated", "forty boats had gone")],
        "Harbour Radio",
        id="which-takes-its-antecedent",
    ),
    pytest.param(
        "The plan was read by Ada Brook, who said it would fail.",
        [("who", "said", "it would fail")],
        "Ada Brook",
        id="who-takes-its-antecedent",
    ),
    pytest.param(
        "The last view is that of village elders, who said it would fail.",
        [("who", "said", "it would fail")],
        "village elders",
        id="antecedent-without-its-preposition",
    ),
    pytest.param(
        "Village elders said it failed. Norwegian authorities came. In May they said it would stay.",
        [("Village elders", "said", "it failed"), ("they", "said", "it would stay")],
        "Norwegian authorities",
        id="they-takes-the-nearer-plural-subject",
    ),
    pytest.param(
        "Village elders said it failed. The Lumen Press came. In May they said it would stay.",
        [("Village elders", "said", "it failed"), ("they", "said", "it would stay")],
        "Village elders",
        id="they-passes-over-one-body",
    ),
    pytest.param(
        "The harbour ministry counted boats. In a note, it said none was lost.",
        [("it", "said", "none was lost")],
        "Harbour Ministry",
        id="it-takes-the-body-that-opens-the-sentence",
    ),
    pytest.param(
        "Minister Ada Brook toured the port. The minister said it would close.",
        [("The minister", "said", "it would close")],
        "Ada Brook",
        id="office-to-its-holder",
    ),
    pytest.param(
        "Deputy Minister Ada Brook toured the port. The minister said it would close.",
        [("The minister", "said", "it would close")],
        "minister",
        id="deputy-is-not-the-minister",
    ),
    pytest.param(
        "Norway’s Fisheries Ministry held talks. The ministry said quotas would fall.",
        [("The ministry", "said", "quotas would fall")],
        "Norwegian Fisheries Ministry",
        id="the-ministry",
    ),
    pytest.param(
        "The Lumen Relief Union left in May. The group said it would return.",
        [("The group", "said", "it would return")],
        "Lumen Relief Union",
        id="the-group",
    ),
    pytest.param(
        "Boats sank, said a note from the Lumen Institute. “They were old,” the note read.",
        [("the note", "read", "They were old")],
        "Lumen Institute",
        id="the-note-to-its-issuer",
    ),
    pytest.param(
        "Ada Brook was told that a poll would be held. The poll found few in favour.",
        [("The poll", "found", "few in favour")],
        "poll",
        id="poll-speaks-for-itself",
    ),
    pytest.param(
        "Two officials met. Villagers said they heard shots.",
        [("Villagers", "said", "they heard shots")],
        "Villagers",
        id="plural-opening-a-sentence",
    ),
]


@pytest.mark.parametrize(("text", "parts", "name"), CHAINS)
def test_last_source_resolves_to(text, parts, name):
    attributions = [attribution(text, source, cue, content) for source, cue, content in parts]
    attributions[-1] = _last(text, *parts[-1])

    speaker = resolve_speakers(text, attributions)[-1]

    assert speaker is not None
    assert speaker.name == name


def _last(text, source, cue, content):
    """Build an attribution whose source is the last place that holds its words."""
    place = max(text.rfind(f" {source} "), 0)
    built = attribution(text, source, cue, content)
    moved = attribution(text[place:], source, source, source).source[0]
    span = type(moved)(moved.start + place, moved.end + place)
    return type(built)(
        (span,), built.cue, built.content, built.quotation, built.cue_class, built.modality, 1.0
    )


KINDS = [
    pytest.param(
        "a senior official who spoke on condition of anonymity",
        SpeakerKind.ANONYMOUS,
        id="condition-of-anonymity",
    ),
    pytest.param("a person familiar with the talks", SpeakerKind.ANONYMOUS, id="familiar-with"),
    pytest.param("two officials", SpeakerKind.COLLECTIVE, id="counted-officials"),
    pytest.param("residents of the old port", SpeakerKind.COLLECTIVE, id="plural-with-of"),
    pytest.param("Ada Brook and Oskar Lind", SpeakerKind.COLLECTIVE, id="coordination"),
    pytest.param("a Harbour Times poll", SpeakerKind.DOCUMENT, id="poll"),
    pytest.param("a group of doctors", SpeakerKind.COLLECTIVE, id="group-of-people"),
    pytest.param("police", SpeakerKind.AGENCY, id="police"),
    pytest.param("a spokesman for the Lumen Institute", SpeakerKind.OFFICE, id="unnamed-spokesman"),
    pytest.param("many EU nations", SpeakerKind.COLLECTIVE, id="quantified-nations"),
    pytest.param("Lumen Holdings", SpeakerKind.COMPANY, id="company"),
    pytest.param("the Taliban", SpeakerKind.ARMED_GROUP, id="armed-group"),
    pytest.param("the World Health Organization", SpeakerKind.IGO, id="international-body"),
    pytest.param("the Harbour Senate", SpeakerKind.LEGISLATURE, id="legislature"),
    pytest.param("the Coastal Army", SpeakerKind.MILITARY, id="army"),
]


@pytest.mark.parametrize(("source", "kind"), KINDS)
def test_kind_of_source(source, kind):
    text = f"It was reported on Monday that, as {source} said, the bridge was closed."
    a = attribution(text, source, "said", "the bridge was closed")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert speaker.kind is kind


def test_anonymous_sources_are_never_merged():
    text = "A senior official said no. Then another matter. A senior official said yes."
    first = attribution(text, "A senior official", "said", "no")
    second = attribution(text, "A senior official", "said", "yes", after="matter")

    speakers = resolve_speakers(text, [first, second])

    assert speakers[0] is not None
    assert speakers[1] is not None
    assert speakers[0].mentions != speakers[1].mentions


def test_relatives_of_two_people_are_two_speakers():
    text = "Ada Brook left, as her father said he would. Oskar Lind said his father knew."
    first = attribution(text, "her father", "said", "he would")
    second = attribution(text, "his father", "knew", "knew")

    speakers = resolve_speakers(text, [first, second])

    assert [speaker.name for speaker in speakers if speaker] == [
        "Ada Brook’s father",
        "Oskar Lind’s father",
    ]


def test_reason_for_anonymity_is_kept():
    text = "A clerk, speaking on condition of anonymity, said the files were gone."
    a = attribution(text, "A clerk", "said", "the files were gone")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert "condition of anonymity" in speaker.reasons[0]


@pytest.mark.parametrize("source", ["We", "You", "I"])
def test_speech_participants_name_nobody(source):
    text = f"{source} said that the bridge was closed."
    a = attribution(text, source, "said", "the bridge was closed")

    assert resolve_speakers(text, [a]) == (None,)


def test_no_source_gives_none():
    text = "It is said that the bridge was closed."
    a = attribution(text, None, "is said", "the bridge was closed")

    assert resolve_speakers(text, [a]) == (None,)


def test_quoted_first_person_is_the_quoted_speaker():
    text = "“I think it is over,” Ada Brook said."
    outer = attribution(
        text, "Ada Brook", "said", "“I think it is over,”", quotation=Quotation.DIRECT
    )
    inner = attribution(text, "I", "think", "it is over")

    speakers = resolve_speakers(text, [inner, outer])

    assert speakers[0] is not None
    assert speakers[0].name == "Ada Brook"


def test_nested_attribution_is_relayed_by_the_outlet():
    text = "Reuters reported that the Lumen Institute said the dyke was old."
    outer = attribution(text, "Reuters", "reported", "the Lumen Institute said the dyke was old")
    inner = attribution(text, "the Lumen Institute", "said", "the dyke was old")

    relayed, relaying = resolve_speakers(text, [inner, outer])[0], "Reuters"

    assert relayed is not None
    assert (relayed.name, relayed.relayed_by) == ("Lumen Institute", relaying)


def test_outlet_told_relays_the_words():
    text = "Ada Brook told the BBC the dyke was old."
    a = attribution(text, "Ada Brook", "told", "the dyke was old")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert (speaker.name, speaker.relayed_by) == ("Ada Brook", "BBC")


def test_metonym_proposes_its_government():
    text = "Tokyo insisted that the strait was open."
    a = attribution(text, "Tokyo", "insisted", "the strait was open")

    (speaker,) = resolve_speakers(text, [a])

    assert speaker is not None
    assert speaker.affiliation == "Japanese government"
