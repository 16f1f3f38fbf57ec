from __future__ import annotations

import itertools

import pytest

from claims.contrast.timeline import NARROW, ROW, WIDE, draw_timeline, place_marks, wrap_label
from tests.claims.contrast.saying import contrast_of, day, said


def test_nothing_said_draws_nothing():
    assert draw_timeline(contrast_of([], [])) is None


def test_each_claim_has_a_lane_of_its_own_and_lanes_do_not_overlap():
    plot = draw_timeline(contrast_of([said(on=1)], [said(claim=2, on=3)]))

    first, second = plot.lanes
    assert first.top + first.height <= second.top
    assert all(first.top < mark.y < first.top + first.height for mark in first.marks)


def test_marks_at_one_moment_stand_under_each_other():
    plot = draw_timeline(contrast_of([said(on=2), said(on=2), said(on=2)]))

    marks = plot.lanes[0].marks
    assert len({mark.y for mark in marks}) == 3


def test_no_two_marks_touch():
    points = [(x * 7.0, said()) for x in range(40)]

    placed = place_marks(points)

    for (x, row, _one, _n), (x2, row2, _two, _m) in itertools.combinations(placed, 2):
        assert row != row2 or abs(x - x2) >= ROW


def test_a_crowd_of_one_stance_shares_a_mark_that_counts_it():
    points = [(50.0, said()) for _ in range(200)] + [(50.0, said(stance="denies"))]

    placed = place_marks(points)

    assert sorted(n for _x, _row, _one, n in placed) == [1, 200]


def test_two_thousand_statements_stay_a_few_hundred_marks():
    column = [said(on=1 + i % 28, hour=i % 24) for i in range(2000)]

    plot = draw_timeline(contrast_of(column))

    assert len(plot.lanes[0].marks) < 130
    assert sum(mark.n for mark in plot.lanes[0].marks) == 2000


def test_a_mark_stands_at_its_moment_and_a_shared_one_in_the_middle_of_its_place():
    column = [said(on=1 + i % 28, hour=i % 24) for i in range(2000)]
    plot = draw_timeline(contrast_of(column))

    for mark in (*plot.lanes[0].marks, *draw_timeline(contrast_of(column[:3])).lanes[0].marks):
        assert mark.n > 1 or mark.at == mark.said.at
    shared = [mark for mark in plot.lanes[0].marks if mark.n > 1]
    assert len(shared) > 20
    assert all(abs(plot.scale.x(mark.at) - mark.x) < 0.2 for mark in shared[:-1])
    assert shared[-1].at <= plot.scale.end


def crowded(n=2000):
    return [
        said(on=1 + i % 28, hour=i * 7 % 24, stance=("asserts", "denies", "qualifies")[i % 3])
        for i in range(n)
    ]


@pytest.mark.parametrize("days", [1, 3, 14])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_part_of_the_timeline_has_the_lanes_of_the_whole(days, size):
    contrast = contrast_of(crowded(), [said(claim=2, on=3)])
    whole = draw_timeline(contrast, size)

    part = draw_timeline(contrast, size, span=(day(5, 0), day(5 + days, 0)))

    assert [(lane.top, lane.height) for lane in part.lanes] == [
        (lane.top, lane.height) for lane in whole.lanes
    ]
    for lane in part.lanes:
        assert all(lane.top < mark.y < lane.top + lane.height for mark in lane.marks)


def test_statements_that_share_a_mark_come_apart_in_a_part():
    contrast = contrast_of(crowded(300))
    span = (day(5, 0), day(6, 0))
    inside = [one for one in contrast.said if span[0] <= one.at <= span[1]]

    marks = draw_timeline(contrast, span=span).lanes[0].marks

    assert sum(mark.n for mark in marks) == len(inside) > 10
    assert max(mark.n for mark in draw_timeline(contrast).lanes[0].marks) > 3
    assert {mark.n for mark in marks} == {1}


def test_a_part_beside_the_timeline_is_the_whole():
    contrast = contrast_of([said(on=1), said(on=4)])

    beside = draw_timeline(contrast, span=(day(20), day(21)))

    assert beside == draw_timeline(contrast)


def test_a_long_claim_is_cut_to_two_lines():
    assert len(wrap_label("very long words " * 40, NARROW.width)) == 2
    assert wrap_label("A  Short.", WIDE.width) == ["A  Short."]
