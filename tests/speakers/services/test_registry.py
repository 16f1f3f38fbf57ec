"""Making and naming speakers."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from speakers.errors import RegistryError
from speakers.models import Speaker, SpeakerName
from speakers.services import registry
from speakers.services.posts import add_membership, create_post
from tests.factories import PostFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def _names(speaker: Speaker) -> dict[str, str]:
    return dict(speaker.names.values_list("name", "kind"))


def test_name_and_aliases_become_rows_with_keys():
    speaker = registry.create_speaker(
        name="World Health Organization", kind="igo", names=["WHO", "the World Health Body"]
    )

    assert speaker.slug == "world-health-organization"
    assert _names(speaker) == {
        "World Health Organization": "full",
        "WHO": "acronym",
        "the World Health Body": "alias",
    }
    assert set(speaker.names.values_list("key", flat=True)) == {
        "world health organization",
        "who",
        "world health body",
    }


@pytest.mark.parametrize(
    ("again", "is_same"),
    [
        pytest.param({"name": "Ada Kovan", "kind": "person"}, True, id="same-words"),
        pytest.param({"name": "ADA  KOVÁN", "kind": "person"}, True, id="case-accents-spaces"),
        pytest.param(
            {"name": "Ada Kovan", "kind": "person", "country": "xx"}, True, id="same-country"
        ),
        pytest.param(
            {"name": "Ada Kovan", "kind": "person", "slug": "ada-kovan"}, True, id="its-slug"
        ),
        pytest.param({"name": "Ada Kovan", "kind": "company"}, False, id="other-kind"),
        pytest.param(
            {"name": "Ada Kovan", "kind": "person", "country": "YY"}, False, id="other-country"
        ),
        pytest.param(
            {"name": "Ada Kovan", "kind": "person", "wikidata": "Q2"}, False, id="other-wikidata"
        ),
        pytest.param(
            {"name": "Ada Kovan", "kind": "person", "slug": "ada-two"}, False, id="other-slug"
        ),
        pytest.param({"name": "Kovan", "kind": "person"}, False, id="surname-only"),
    ],
)
def test_a_second_call_makes_a_row_only_for_somebody_else(again, is_same):
    first = registry.create_speaker(name="Ada Kovan", kind="person", country="XX", wikidata="Q1")

    second = registry.create_speaker(**again)

    assert (second.pk == first.pk) is is_same


def test_a_second_call_adds_the_names_that_are_missing():
    registry.create_speaker(name="Harbour Ministry", kind="ministry", names=["HM"])

    speaker = registry.create_speaker(
        name="Harbour Ministry", kind="ministry", names=["H.M.", "Ministry of Harbours"]
    )

    assert set(_names(speaker)) == {"Harbour Ministry", "HM", "Ministry of Harbours"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        pytest.param("Ada Kovan", "ada-kovan-2", id="taken"),
        pytest.param("Suggest", "suggest-2", id="reserved"),
        pytest.param("Ağrı Valiliği", "agr-valiligi", id="accents"),
        pytest.param("Министерство", "speaker-54fb80f1c2", id="other-script"),
    ],
)
def test_slug_is_made_from_the_name_and_free(name, slug):
    SpeakerFactory(slug="ada-kovan")

    assert registry.create_speaker(name=name, kind="company").slug == slug


@pytest.mark.parametrize("name", ["", "  ", "…"])
def test_a_name_without_letters_is_refused(name):
    with pytest.raises(RegistryError, match="needs letters"):
        registry.create_speaker(name=name, kind="person")


def test_an_unknown_kind_is_refused():
    with pytest.raises(RegistryError, match="not a kind"):
        registry.create_speaker(name="Ada Kovan", kind="wizard")


def test_a_slug_of_somebody_else_is_refused():
    SpeakerFactory(name="Boris Tarn", slug="tarn")

    with pytest.raises(RegistryError, match="belongs to Boris Tarn"):
        registry.create_speaker(name="Carla Tarn", kind="person", slug="tarn")


def test_renaming_keeps_the_slug_and_the_old_name_findable():
    speaker = registry.create_speaker(name="Labour Office", kind="agency")

    registry.rename_speaker(speaker=speaker, name="Employment Agency")

    speaker.refresh_from_db()
    assert (speaker.name, speaker.slug) == ("Employment Agency", "labour-office")
    assert _names(speaker) == {"Employment Agency": "full", "Labour Office": "former"}


def test_renaming_to_an_alias_makes_it_the_full_name():
    speaker = registry.create_speaker(name="Labour Office", kind="agency", names=["Work Office"])

    registry.rename_speaker(speaker=speaker, name="Work Office")

    assert _names(speaker) == {"Work Office": "full", "Labour Office": "former"}


def test_adding_a_name_twice_makes_one_row():
    speaker = SpeakerFactory()

    one = registry.add_name(speaker=speaker, name="The Boss", start="2001")
    two = registry.add_name(speaker=speaker, name="the boss")

    assert one == two
    assert SpeakerName.objects.filter(key="boss").count() == 1


def test_a_name_with_an_impossible_date_is_refused():
    with pytest.raises(ValidationError, match="is not a date"):
        registry.add_name(speaker=SpeakerFactory(), name="The Boss", start="2001-13")


def test_a_post_is_made_once():
    ministry = SpeakerFactory(kind="ministry")

    one = create_post(label="Minister", organisation=ministry)

    assert create_post(label=" Minister ", organisation=ministry) == one


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        pytest.param("2020", "", None, id="open"),
        pytest.param("2020-05", "2020", None, id="end-known-to-the-year"),
        pytest.param("2020", "2020-01-01", None, id="start-known-to-the-year"),
        pytest.param("2020-05-02", "2020-04", "before it starts", id="end-before-start"),
        pytest.param("2020-02-30", "", "is not a date", id="no-such-day"),
        pytest.param("May 2020", "", "is not a date", id="words"),
    ],
)
def test_dates_of_a_mandate(start, end, message):
    person, post = SpeakerFactory(), PostFactory()

    if message is None:
        assert add_membership(person=person, post=post, start=start, end=end).start == start
    else:
        with pytest.raises(RegistryError, match=message):
            add_membership(person=person, post=post, start=start, end=end)


def test_a_body_cannot_hold_a_post():
    with pytest.raises(RegistryError, match="not a person"):
        add_membership(person=SpeakerFactory(kind="ministry"), post=PostFactory())


def test_an_open_mandate_is_closed_by_its_end():
    person, post = SpeakerFactory(), PostFactory()
    open_one = add_membership(person=person, post=post, start="2020")

    closed = add_membership(person=person, post=post, start="2020", end="2024-03")

    assert (closed.pk, closed.end) == (open_one.pk, "2024-03")
