"""A post in words."""

from __future__ import annotations

import pytest

from speakers.post_words import name_post


@pytest.mark.parametrize(
    ("label", "organisation", "expected"),
    [
        pytest.param(
            "Director", "Ports Inspectorate", "Director, Ports Inspectorate", id="elsewhere"
        ),
        pytest.param(
            "Spokesman of the Interior Ministry",
            "Interior Ministry",
            "Spokesman of the Interior Ministry",
            id="label-says-where",
        ),
        pytest.param(
            "Chair of the Committee", "committee", "Chair of the Committee", id="any-case"
        ),
    ],
)
def test_a_post_says_once_where_it_is(label: str, organisation: str, expected: str) -> None:
    assert name_post(label, organisation) == expected
