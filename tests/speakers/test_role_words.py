"""Which words of an article fit which post."""

from __future__ import annotations

import pytest

from speakers.models import Membership, Post, Speaker
from speakers.role_words import fits


def held(label, body="Interior Ministry"):
    return [Membership(post=Post(label=label, organisation=Speaker(name=body)))]


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        pytest.param("Interior Minister", "Interior Minister", True, id="the-same"),
        pytest.param("Minister of the Interior", "Interior Minister", True, id="of"),
        pytest.param("the minister", "Interior Minister", True, id="short"),
        pytest.param("Velmara's interior minister", "Interior Minister", True, id="whose"),
        pytest.param("ministry spokeswoman", "Spokesman of the Interior Ministry", True, id="sex"),
        pytest.param("Chairwoman", "Chair of the committee", True, id="chair"),
        pytest.param("deputy interior minister", "Interior Minister", False, id="deputy"),
        pytest.param("ex-Interior Minister", "Interior Minister", False, id="ex"),
        pytest.param("former minister", "Interior Minister", False, id="former"),
        pytest.param("Minister", "Deputy Minister", False, id="lower-post"),
        pytest.param("Vice-Minister", "Vice Minister", True, id="hyphen"),
        pytest.param("mayor", "Interior Minister", False, id="another-post"),
        pytest.param("health minister", "Interior Minister", False, id="another-ministry"),
        pytest.param("its", "Interior Minister", True, id="no-content"),
    ],
)
def test_words_of_an_article_and_a_post(words, label, expected):
    assert fits(words, held(label)) is expected


def test_one_fitting_post_of_several_is_enough():
    both = [*held("Interior Minister"), *held("Leader of the Civic Alliance", "Civic Alliance")]

    assert fits("prime minister", both) is False
    assert fits("Civic Alliance leader", both)
    assert fits("leader", both)
