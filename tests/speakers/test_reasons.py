"""Reasons of the names judge, in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from analysis.names import judge_names
from speakers.reasons import said, stored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Karzuni", "Karzuni, Muhammad"),
        ("Chinese Foreign Ministry", "Russian Foreign Ministry"),
        ("Ada Kovan", "Ada M. Kovan"),
        ("Bob Lind", "Robert Lind"),
        ("Foreign Ministry", "Ministry of Foreign Affairs"),
    ],
)
def test_a_reason_comes_back_as_it_was(one, other):
    reasons = judge_names(one, other).reasons

    assert reasons
    assert said(stored(reasons)) == list(reasons)


def test_a_reason_is_said_in_the_language_of_the_reader(monkeypatch):
    reasons = stored(judge_names("Bob Lind", "Robert Lind").reasons)
    german = {"“%(short)s” is short for “%(full)s”": "„%(short)s“ ist kurz für „%(full)s“"}
    with translation.override("en"):
        catalogue = trans_real.catalog()
        monkeypatch.setattr(catalogue, "gettext", lambda message: german.get(message, message))

        assert said(reasons)[0] == "„bob“ ist kurz für „robert“"
