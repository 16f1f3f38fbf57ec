"""Names that are not registered letter for letter: who is linked, who is only proposed."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from speakers.candidates import Mention, find_candidates
from speakers.models import NameKey, SpeakerName
from speakers.services import linking, registry
from tests.factories import MembershipFactory, PostFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

# name, kind, country, other names
REGISTRY = [
    ("Mohammed Karzuni", "person", "XA", []),
    ("Volodymyr Orlenko", "person", "XB", []),
    ("Robert Lindqvist", "person", "", []),
    ("Xiao Jinhua", "person", "XC", []),
    ("Ada Marta Kovan", "person", "", []),
    ("Ada Louise Kovan", "person", "", []),
    ("Oskar Brandt Jr", "person", "", []),
    ("Oskar Brandt Sr", "person", "", []),
    ("George Tellman", "person", "", []),
    ("George Tellman III", "person", "", []),
    ("Christine Vauban", "person", "", []),
    ("Elena Ferro", "person", "", ["Elena Ferro-Dias"]),
    ("Jonathan Smith", "person", "", []),
    ("Ministry of Foreign Affairs of Norway", "ministry", "NO", []),
    ("Ministry of Foreign Affairs of Poland", "ministry", "PL", []),
    ("Norwegian Fisheries Directorate", "agency", "NO", ["NFD"]),
    ("World Health Organization", "igo", "", []),
    ("Kestrel Lake Volunteers", "ngo", "", []),
    ("Lumen Tern Ltd", "company", "", []),
    ("Resolution 1267 Committee", "igo", "", []),
    ("Harbour Ministry", "ministry", "XA", []),
]
LINKED = [
    ("Muhammad Karzuni", "person", "", "mohammed-karzuni", "spelling"),
    ("Karzuni, Mohammed", "person", "", "mohammed-karzuni", "order"),
    ("Minister Mohamed Karzuni", "person", "", "mohammed-karzuni", "title and spelling"),
    ("Vladimir Orlenko", "person", "", "volodymyr-orlenko", "form of the given name"),
    ("Володимир Орленко", "person", "", "volodymyr-orlenko", "script"),
    ("Bob Lindqvist", "person", "", "robert-lindqvist", "short form"),
    ("Jinhua Xiao", "person", "", "xiao-jinhua", "order of a Chinese name"),
    ("Xiao Jin-hua", "person", "", "xiao-jinhua", "hyphen in a Chinese name"),
    ("Ada M. Kovan", "person", "", "ada-marta-kovan", "middle initial against a namesake"),
    ("Oskar Brandt, Jr.", "person", "", "oskar-brandt-jr", "generation"),
    (
        "Norwegian Foreign Ministry",
        "ministry",
        "",
        "ministry-of-foreign-affairs-of-norway",
        "turned about",
    ),
    (
        "Norway's Foreign Ministry",
        "ministry",
        "NO",
        "ministry-of-foreign-affairs-of-norway",
        "whose",
    ),
    ("WHO", "igo", "", "world-health-organization", "acronym in the list"),
    ("World Health Organisation", "igo", "", "world-health-organization", "British spelling"),
    ("Lumen Tern Limited", "company", "", "lumen-tern-ltd", "legal form"),
    ("Lumen Tern", "company", "", "lumen-tern-ltd", "without a legal form"),
    ("Harbor Ministry", "ministry", "", "harbour-ministry", "American spelling"),
    ("Mohammed Karzuni", "person", "XA", "mohammed-karzuni", "country agrees"),
]
OPEN = [
    ("Ada Kovan", "person", "", "two who may be meant"),
    ("A. Kovan", "person", "", "initial"),
    ("Robert J. Lindqvist", "person", "", "middle initial"),
    ("Kovan", "person", "", "surname alone"),
    ("Oskar Brandt", "person", "", "father or son"),
    ("Christine Vaubin", "person", "", "one letter"),
    ("Kristina Vauban", "person", "", "near given name"),
    ("George Tellmann", "person", "", "one letter"),
    ("Muhammad Karzuni", "person", "XZ", "another country"),
    ("Mohammed Karzuni", "company", "", "a person is no company"),
    ("Foreign Ministry", "ministry", "", "whose ministry is not said"),
    ("Swedish Foreign Ministry", "ministry", "", "another country's ministry"),
    ("Norwegian Finance Ministry", "ministry", "", "another ministry"),
    ("KLV", "ngo", "", "initials only"),
    ("Lumen Tern GmbH", "company", "", "other legal form"),
    ("Resolution 1373 Committee", "igo", "", "other number"),
    ("John Smith", "person", "", "not the short form"),
    ("Boris Lindqvist", "person", "", "same surname"),
    ("she", "person", "", "pronoun"),
    ("residents", "collective", "", "nobody"),
]


@pytest.fixture
def _registry():
    for name, kind, country, names in REGISTRY:
        registry.create_speaker(name=name, kind=kind, country=country, names=names)


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("name", "kind", "country", "slug"), [pytest.param(*row[:4], id=row[4]) for row in LINKED]
)
def test_surely_one_speaker_links_in_another_form(name, kind, country, slug):
    match = linking.find_speaker(name=name, kind=kind, country=country)

    assert match.speaker is not None
    assert match.speaker.slug == slug
    assert match.alias
    assert match.reason


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("name", "kind", "country"), [pytest.param(*row[:3], id=row[3]) for row in OPEN]
)
def test_a_doubt_links_nobody(name, kind, country):
    assert linking.find_speaker(name=name, kind=kind, country=country).speaker is None


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("name", "kind", "offered"),
    [
        pytest.param("Ada Kovan", "person", {"ada-marta-kovan", "ada-louise-kovan"}, id="both"),
        pytest.param("Christine Vaubin", "person", {"christine-vauban"}, id="one-letter"),
        pytest.param("Boris Lindqvist", "person", {"robert-lindqvist"}, id="surname"),
        pytest.param(
            "Foreign Ministry",
            "ministry",
            {"ministry-of-foreign-affairs-of-norway", "ministry-of-foreign-affairs-of-poland"},
            id="every-country",
        ),
        pytest.param("KLV", "ngo", {"kestrel-lake-volunteers"}, id="initials"),
    ],
)
def test_a_doubt_is_proposed(name, kind, offered):
    match = linking.find_speaker(name=name, kind=kind)

    assert {s.slug for s in match.candidates} >= offered
    if match.proposals:
        assert len(match.proposals) == len(match.candidates)
        assert all(p.alias and p.reasons for p in match.proposals)


@pytest.mark.usefixtures("_registry")
def test_the_alias_that_matched_is_told():
    match = linking.find_speaker(name="Norwegian Directorate of Fisheries", kind="agency")
    by_alias = linking.find_speaker(name="N.F.D.", kind="agency")

    assert (match.speaker.slug, match.alias) == (
        "norwegian-fisheries-directorate",
        "Norwegian Fisheries Directorate",
    )
    assert by_alias.speaker == match.speaker


@pytest.mark.parametrize(
    ("on", "slug"),
    [
        pytest.param("2024-05-01", "ana-reyes-2", id="in-office"),
        pytest.param("2019-05-01", None, id="not-yet"),
        pytest.param("", "ana-reyes-2", id="day-not-known"),
    ],
)
def test_the_role_held_on_the_day_decides_between_namesakes(on, slug):
    registry.create_speaker(name="Ana Reyes", kind="person", slug="ana-reyes")
    second = registry.create_speaker(name="Ana Reyes", kind="person", slug="ana-reyes-2")
    post = PostFactory(label="mayor", organisation=SpeakerFactory(name="Senn", kind="government"))
    MembershipFactory(person=second, post=post, start="2022", end="2025-06")

    match = linking.find_speaker(name="Ana Reyes", kind="person", role="mayor", on=on)

    assert (match.speaker and match.speaker.slug) == slug


def test_a_former_name_is_a_doubt_after_its_end():
    ministry = registry.create_speaker(name="Kelpian Ministry of Ports and Coasts", kind="ministry")
    registry.add_name(
        speaker=ministry, name="Kelpian Ministry of Harbour Works", kind="former", end="2019"
    )
    mention = Mention("Kelpian Harbour Works Ministry", "ministry", on="2024-01-01")
    before = Mention("Kelpian Harbour Works Ministry", "ministry", on="2018-01-01")

    (late,) = find_candidates([mention])[mention]
    (early,) = find_candidates([before])[before]

    assert (late.verdict, early.verdict) == ("maybe", "same")
    assert "“Kelpian Ministry of Harbour Works” was not the name on that day" in late.reasons


@pytest.mark.usefixtures("_registry")
def test_queries_do_not_grow_with_mentions(django_assert_max_num_queries):
    names = [Mention(row[0], row[1], row[2]) for row in LINKED + OPEN]

    with django_assert_max_num_queries(4):
        found = linking.find_speakers(names)

    assert len(found) == len(set(names))


def test_a_name_that_so_many_share_is_a_doubt(monkeypatch):
    monkeypatch.setattr("speakers.candidates.N_BLOCK", 2)
    for i in range(3):
        registry.create_speaker(name=f"Mohammed Karzun{'i' * (i + 1)}", kind="person")
    mention = Mention("Muhammad Karzuni", "person")

    found = find_candidates([mention])[mention]

    assert all(candidate.verdict == "maybe" for candidate in found)


def test_keys_follow_names_and_kinds():
    speaker = registry.create_speaker(name="Rosa Lund", kind="person")
    before = set(NameKey.objects.values_list("key", flat=True))
    registry.rename_speaker(speaker=speaker, name="Rosa Lindgren")

    assert before
    assert before < set(NameKey.objects.values_list("key", flat=True))


def test_all_keys_are_made_anew(capsys):
    SpeakerFactory(name="Mohammed Karzuni")
    SpeakerName.objects.update(name="Mohammed Karzuni")
    NameKey.objects.all().delete()

    call_command("rebuild_names")

    assert "1 names indexed." in capsys.readouterr().out
    assert linking.find_speaker(name="Muhammad Karzuni", kind="person").speaker is not None
