"""From names in articles to speakers."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import connection

from speakers.candidates import Mention
from speakers.models import Speaker
from speakers.services import linking, registry
from tests.factories import MembershipFactory, PostFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _registry():
    """A small world: one unique person, two namesakes, bodies with acronyms, a company named like a person."""
    registry.create_speaker(
        name="Ada Kovan", kind="person", country="XX", names=["Kovan", "A. Kovan"]
    )
    registry.create_speaker(name="Jon Bell", kind="person", slug="jon-bell")
    registry.create_speaker(name="Jon Bell", kind="person", slug="jon-bell-doctor")
    registry.create_speaker(
        name="Harbour Ministry", kind="ministry", names=["Ministry of Harbours"]
    )
    registry.create_speaker(name="United States", kind="government", names=["U.S.", "US"])
    registry.create_speaker(name="World Health Organization", kind="igo", names=["WHO"])
    registry.create_speaker(name="Rosa Lund", kind="company")
    registry.create_speaker(name="Villagers", kind="collective")


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        pytest.param("Ada Kovan", "person", "ada-kovan", id="full-name"),
        pytest.param("Dr. ADA KOVÁN", "person", "ada-kovan", id="title-case-accent"),
        pytest.param("Ada Kovan", "", "ada-kovan", id="kind-not-known"),
        pytest.param("Ada Kovan", "expert", "ada-kovan", id="person-called-expert"),
        pytest.param("A. Kovan", "person", "ada-kovan", id="registered-initial"),
        pytest.param("The Harbour Ministry", "ministry", "harbour-ministry", id="article"),
        pytest.param(
            "Ministry of Harbours", "agency", "harbour-ministry", id="alias-and-near-kind"
        ),
        pytest.param("WHO", "igo", "world-health-organization", id="acronym-like-a-pronoun"),
        pytest.param("US", "government", "united-states", id="country-like-a-pronoun"),
        pytest.param("Kovan", "person", None, id="registered-surname-alone"),
        pytest.param("Kovan", "", None, id="surname-alone-kind-not-known"),
        pytest.param("Boris Kovan", "person", None, id="same-surname-other-person"),
        pytest.param("Mr Kovan", "person", None, id="title-and-surname"),
        pytest.param("Jon Bell", "person", None, id="namesakes"),
        pytest.param("Rosa Lund", "person", None, id="a-company-is-no-person"),
        pytest.param("Ada Kovan", "company", None, id="a-person-is-no-company"),
        pytest.param("Villagers", "collective", None, id="collective-never"),
        pytest.param("Villagers", "anonymous", None, id="anonymous-never"),
        pytest.param("she", "person", None, id="pronoun"),
        pytest.param("who", "igo", None, id="pronoun-like-an-acronym"),
        pytest.param("", "person", None, id="empty"),
        pytest.param("“…”", "", None, id="only-marks"),
        pytest.param("Harbour Min", "ministry", None, id="part-of-a-name"),
    ],
)
def test_only_a_unique_exact_name_of_a_compatible_kind_links(name, kind, slug):
    match = linking.find_speaker(name=name, kind=kind)
    bulk = linking.find_speakers([Mention(name, kind)])[Mention(name, kind)]

    assert (match.speaker and match.speaker.slug) == slug
    assert bulk.speaker == match.speaker
    assert match.reason


@pytest.mark.usefixtures("_registry")
def test_what_does_not_link_is_offered_as_a_candidate():
    namesakes = linking.find_speaker(name="Jon Bell", kind="person")
    same_surname = linking.find_speaker(name="Boris Kovan", kind="person")

    assert {s.slug for s in namesakes.candidates} == {"jon-bell", "jon-bell-doctor"}
    assert [s.slug for s in same_surname.candidates] == ["ada-kovan"]


@pytest.mark.usefixtures("_registry")
def test_another_country_is_another_speaker():
    assert linking.find_speaker(name="Ada Kovan", kind="person", country="yy").speaker is None
    assert linking.find_speaker(name="Ada Kovan", kind="person", country="xx").speaker is not None


@pytest.mark.usefixtures("_registry")
def test_affiliation_decides_between_namesakes():
    doctor = Speaker.objects.get(slug="jon-bell-doctor")
    hospital = SpeakerFactory(name="City Hospital", kind="agency")
    MembershipFactory(person=doctor, post=PostFactory(organisation=hospital))

    match = linking.find_speaker(name="Jon Bell", kind="person", affiliation="the City Hospital")

    assert match.speaker == doctor


@pytest.mark.usefixtures("_registry")
def test_bulk_form_asks_twice_however_many(django_assert_num_queries):
    asked = [("Ada Kovan", "person"), ("Harbour Ministry", ""), ("US", ""), ("she", "person")] * 5
    names = [Mention(*one) for one in asked]

    with django_assert_num_queries(2):
        found = linking.find_speakers(names)

    assert len(found) == 4


@pytest.mark.parametrize(
    ("name", "kind", "is_made"),
    [
        pytest.param("Mara Ilves", "person", True, id="full-name"),
        pytest.param("Port Authority of Senn", "agency", True, id="body"),
        pytest.param("NATO", "igo", True, id="acronym"),
        pytest.param("Hamas", "armed_group", True, id="one-proper-word"),
        pytest.param("Global Risks Report", "document", True, id="titled-document"),
        pytest.param("保健省", "ministry", True, id="script-without-capitals"),
        pytest.param("Ilves", "person", False, id="surname"),
        pytest.param("M. Ilves", "person", False, id="initial"),
        pytest.param("Mrs Ilves", "person", False, id="title-and-surname"),
        pytest.param("he", "person", False, id="pronoun"),
        pytest.param("local officials", "collective", False, id="collective"),
        pytest.param("A Senior Official", "anonymous", False, id="anonymous"),
        pytest.param("The Ministry", "ministry", False, id="common-noun"),
        pytest.param("the harbour ministry", "ministry", False, id="no-capital"),
        pytest.param("Police", "agency", False, id="capital-by-place"),
        pytest.param("President", "office", False, id="one-word-office"),
        pytest.param("The report", "document", False, id="common-document"),
        pytest.param("Mara Ilves", "", False, id="no-kind"),
    ],
)
def test_only_full_proper_names_start_a_provisional_speaker(name, kind, is_made):
    proposed = linking.propose_speaker(name=name, kind=kind)

    assert (proposed is not None) is is_made
    assert Speaker.objects.provisional().count() == int(is_made)


def test_proposing_twice_makes_one_speaker():
    one = linking.propose_speaker(name="Mara Ilves", kind="person")
    two = linking.propose_speakers(
        [Mention("Mara Ilves", "person"), Mention("mara ilves", "expert")]
    )

    assert set(two.values()) == {one}


@pytest.mark.usefixtures("_registry")
def test_nothing_is_proposed_beside_namesakes():
    assert linking.propose_speaker(name="Jon Bell", kind="person") is None


@pytest.mark.parametrize("n_statements", range(6))
def test_a_rival_who_was_faster_wins(n_statements):
    """Two workers: the rival's row is committed after so many of our statements; the seventh is the insert."""
    name = "Port Office of Senn"
    rival, statements = [], count()

    def let_the_rival_in(execute, sql, params, many, context):
        if next(statements) == n_statements:
            rival.append(SpeakerFactory(name=name, slug="port-office-of-senn", kind="agency"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(let_the_rival_in):
        proposed = linking.propose_speaker(name=name, kind="ministry")

    assert proposed == rival[0]
    assert Speaker.objects.count() == 1
