"""Speakers that go by the words typed."""

from __future__ import annotations

import pytest

from speakers.matching import match_names
from speakers.services import registry

pytestmark = pytest.mark.django_db


def test_a_name_spelt_otherwise_is_suggested_with_the_alias_that_is_alike():
    speaker = registry.create_speaker(name="Rosa Lund", kind="person", names=["Mohammed Karzuni"])

    (spelt,) = match_names("Mohamed Karzuny")
    (turned,) = match_names("Karzuni, Muhamad")

    assert spelt.speaker == turned.speaker == speaker
    assert spelt.alias == turned.alias == "Mohammed Karzuni"
