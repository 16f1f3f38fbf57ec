from __future__ import annotations

import datetime as dt

import pytest

from claims.agreement.plot import draw_weeks
from claims.agreement.reading import read_agreement
from claims.quality.asked import Asked
from tests.claims.agreement.rows import MONDAY, read_twice, spans
from tests.factories import DeskFactory

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


def by_label(rows):
    return {row.label: row for row in rows}


def test_verdicts_are_counted_by_what_each_reader_said():
    for first, second, n in (
        ("accepted", "accepted", 3),
        ("accepted", "rejected", 2),
        ("rejected", "unsure", 1),
    ):
        for _ in range(n):
            read_twice(first, second)

    agreement = read_agreement(Asked())

    assert agreement.verdicts == [("accepted", [3, 2, 0]), ("rejected", [0, 0, 1])]
    assert (agreement.whole.kappa.n, agreement.whole.kappa.observed) == (6, 0.5)


def test_words_count_where_both_accepted_and_all_spans_together():
    read_twice(marked=(spans((0, 10)), spans((0, 5))))
    read_twice(marked=(spans((0, 10), (20, 30)), spans((5, 25))))
    read_twice("accepted", "rejected", marked=(spans((0, 500)), spans((0, 1))))

    whole = read_agreement(Asked()).whole

    content = whole.content
    assert (content.first, content.second, content.both) == (30, 25, 15)
    assert content.f1 == pytest.approx(30 / 55)
    assert (whole.source.f1, whole.cue.f1, whole.n_accepted) == (1.0, None, 2)


def test_desks_and_weeks_have_figures_of_their_own():
    port, world = DeskFactory(name="Port"), DeskFactory(name="World")
    read_twice(desk=port)
    read_twice("accepted", "rejected", desk=world, on=MONDAY + dt.timedelta(days=6))
    read_twice(desk=world, on=MONDAY + WEEK)

    agreement = read_agreement(Asked())

    assert {name: row.kappa.n for name, row in by_label(agreement.desks).items()} == {
        "Port": 1,
        "World": 2,
    }
    assert [(row.label, row.kappa.n) for row in agreement.weeks] == [
        ("2 Mar 2026", 2),
        ("9 Mar 2026", 1),
    ]


def test_what_is_asked_narrows_it():
    port = DeskFactory()
    read_twice(desk=port)
    read_twice(on=MONDAY + WEEK)

    def n(**asked):
        return read_agreement(Asked(**asked)).whole.kappa.n

    assert (n(), n(desk=port), n(since=MONDAY + WEEK), n(until=MONDAY + dt.timedelta(days=3))) == (
        2,
        1,
        1,
        1,
    )
    assert n(since=MONDAY + dt.timedelta(days=2)) == 2  # a week is shown whole


def test_differences_are_told_by_how_they_ended():
    read_twice()
    read_twice("accepted", "rejected")
    read_twice("accepted", "rejected", settled="second")
    read_twice("accepted", "unsure", settled="second")

    agreement = read_agreement(Asked())

    assert agreement.n_open == 1
    assert agreement.n_settled == {"the second reading stands": 2}


def test_old_weeks_are_left_out_and_counted():
    for i in range(28):
        read_twice(on=MONDAY + i * WEEK)

    agreement = read_agreement(Asked())

    assert (len(agreement.weeks), agreement.n_earlier_weeks) == (26, 2)
    assert agreement.weeks[-1].label == "7 Sep 2026"


def test_the_plot_has_a_point_for_each_week_with_enough_readings():
    for week, n_same, n_other in ((0, 12, 2), (1, 4, 0), (2, 9, 6)):
        for i in range(n_same):
            read_twice(*(["accepted", "rejected"][i % 2],) * 2, on=MONDAY + week * WEEK)
        for _ in range(n_other):
            read_twice("accepted", "rejected", on=MONDAY + week * WEEK)

    plot = draw_weeks(read_agreement(Asked()).weeks)

    assert [point.row.label for point in plot.points] == ["2 Mar 2026", "16 Mar 2026"]
    first, second = plot.points
    assert first.x < second.x
    assert plot.top <= first.high <= first.y < first.low <= plot.bottom
    assert first.y < second.y  # the first week agrees better, and stands higher
    assert [line.role for line in plot.lines] == ["source", "cue", "content"]


def test_the_axis_reaches_below_zero_where_kappa_does():
    for i in range(12):
        read_twice(*[("accepted", "rejected"), ("rejected", "accepted")][i % 2])

    plot = draw_weeks(read_agreement(Asked()).weeks)

    assert plot.up[0].label == "-1.00"
    assert plot.zero < plot.points[0].y <= plot.bottom


def test_without_a_week_of_enough_readings_nothing_is_drawn():
    read_twice()

    assert draw_weeks(read_agreement(Asked()).weeks) is None


def test_two_queries_and_the_names_of_the_desks_however_many(django_assert_num_queries):
    for i in range(9):
        read_twice(on=MONDAY + i * WEEK)

    with django_assert_num_queries(3):
        read_agreement(Asked())
