"""What is looked at to be compared is what is handed out, but for the name of the site."""

from __future__ import annotations

import pytest
from rest_framework.serializers import Serializer

from claims.models import ClaimRelation
from partners.catalogue import CATALOGUE, TO_COMPARE, Context, digest_look
from partners.serializers.looking import LookSerializer
from tests.factories import ClaimFactory, ClaimLinkFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def absolute(path: str) -> str:
    return f"https://desk.example{path}"


@pytest.mark.parametrize("with_words", [True, False])
@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_look_with_its_digest_is_the_look(kind, with_words):
    ClaimLinkFactory(statement__speaker=SpeakerFactory())
    listed = CATALOGUE[kind]
    ids = list(listed.published().values_list("pk", flat=True))
    context = Context(absolute=absolute, with_words=with_words)

    found = list(listed.digested_looks(ids, context))

    assert [(pk, look) for pk, look, _digest in found] == list(listed.looks(ids, context))
    assert "https://desk.example/" in str(found)
    compared = [digest_look(look) for _pk, look in listed.looks(ids, TO_COMPARE)]
    assert [digest for _pk, _look, digest in found] == compared


@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_look_is_what_the_framework_would_make_of_the_row(kind, monkeypatch):
    link = ClaimLinkFactory(statement__speaker=SpeakerFactory())
    ClaimRelation.objects.create(claim=link.claim, other=ClaimFactory(), kind="contradicts")
    listed, context = CATALOGUE[kind], Context(absolute=absolute)
    ids = list(listed.published().values_list("pk", flat=True))
    looks = list(listed.looks(ids, context))

    monkeypatch.setattr(LookSerializer, "to_representation", Serializer.to_representation)

    assert looks
    assert looks == list(listed.looks(ids, context))


def test_words_that_look_like_an_address_of_the_site_stay_as_they_are():
    link = ClaimLinkFactory(claim__text="/statements/1/")
    context = Context(absolute=absolute)

    [(_pk, look, _digest)] = CATALOGUE["claim"].digested_looks([link.claim_id], context)

    assert look["text"] == "/statements/1/"
