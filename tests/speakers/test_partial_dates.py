"""Partial dates in words: as precise as they are known, never more."""

import pytest

from speakers.partial_dates import say_date, say_span


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2022", "2022"),
        ("2022-05", "May 2022"),
        ("2022-09-02", "2 September 2022"),
        ("", ""),
        ("about 1990", "about 1990"),
    ],
)
def test_a_partial_date_is_said_as_precisely_as_it_is_known(value, said):
    assert say_date(value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2016-05", "2022-09-20", "May 2016 to 20 September 2022"),
        ("2016-05", "", "since May 2016"),
        ("", "2022", "until 2022"),
        ("", "", ""),
    ],
)
def test_a_span_is_said_with_what_is_known_of_it(start, end, said):
    assert say_span(start, end) == said
