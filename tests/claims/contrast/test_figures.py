from __future__ import annotations

import math

import pytest

from claims.contrast.figures import draw_dots, read_points
from tests.claims.contrast.saying import contrast_of, said


@pytest.mark.parametrize(
    ("words", "answer", "unit", "low", "high"),
    [
        ("killed 12 people late on Tuesday", "12", "dead", 12, 12),
        ("At least 17 people were killed", "17", "dead", 17, math.inf),
        ("The confirmed figure is 12, and there is no other", "12", "dead", 12, 12),
        ("Nineteen people are now known to have died", "19", "dead", 19, 19),
        ("registered 17 people who died, and we know the names of 15", "17", "dead", 17, 17),
        ("between 900 and 1,200 tonnes were stored", "900 to 1200", "tonnes", 900, 1200),
        ("1,150 tonnes, more than twice the 500 tonnes allowed", "1150", "tonnes", 1150, 1150),
        ("about 400 tonnes", "400", "tonnes", 360, 440),
    ],
    ids=["exact", "at-least", "another-number", "word", "two", "range", "measure", "about"],
)
def test_a_figure_is_read_from_the_words(words, answer, unit, low, high):
    (point,) = read_points(contrast_of([said(words)], unit=unit, answers=[answer]))

    assert (point.bounds.low, point.bounds.high) == (low, high)
    assert point.is_from_words


def test_words_without_a_figure_have_that_of_the_claim():
    (point,) = read_points(contrast_of([said("The lists were compared")], answers=["17"]))

    assert (point.bounds.low, point.is_from_words) == (17, False)


def test_who_denies_puts_no_figure_forward():
    assert read_points(contrast_of([said("not 17", stance="denies")], answers=["17"])) == ()


def test_other_questions_have_no_figures():
    assert read_points(contrast_of([said("killed 12 people")], kind="yes_no")) == ()


def test_a_figure_said_twice_in_one_report_is_one_row():
    twice = [said("12 people died", origin_id=5), said("12 people were killed", origin_id=5)]

    assert len(read_points(contrast_of(twice, answers=["12"]))) == 1


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("At least 17 people were killed", "≥ 17"),
        ("12 people died", "12"),
        ("between 12 and 17 people died", "12–17"),
        ("up to 20 people died", "≤ 20"),
    ],
)
def test_bounds_are_written_for_people(words, label):
    (point,) = read_points(contrast_of([said(words)]))

    assert point.bounds.label == label


def test_rows_stand_under_each_other_and_values_beside():
    points = read_points(
        contrast_of(
            [said("12 people died", on=1)],
            [said("at least 17 people died", claim=2, on=2)],
            answers=["12", "17"],
        )
    )

    first, second = draw_dots(points).dots

    assert first.y < second.y
    assert first.x < second.x
    assert (first.has_range, second.is_open) == (False, True)
