from __future__ import annotations

import datetime as dt
import math

import pytest

from claims.contrast.scales import linear_scale, nice_step, number, time_scale
from tests.claims.contrast.saying import day


def test_moments_keep_their_order_and_stay_inside():
    moments = [day(3), day(1), day(9)]

    scale = time_scale(moments, 10, 990)

    places = [scale.x(at) for at in sorted(moments)]
    assert places == sorted(places)
    assert 10 < places[0] < places[-1] < 990


def test_one_moment_stands_in_the_middle():
    assert time_scale([day(1)], 0, 100).x(day(1)) == 50


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (day(1, 6), day(1, 18), "12:00"),
        (day(1), day(9), "4 Mar"),
        (day(1), day(1) + dt.timedelta(days=300), "Jun 2026"),
        (day(1), day(1) + dt.timedelta(days=4000), "2030"),
    ],
    ids=["hours", "days", "months", "years"],
)
def test_ticks_stand_on_round_moments(first, last, label):
    ticks = time_scale([first, last], 0, 1000).ticks(12)

    assert label in [tick.label for tick in ticks]
    assert 2 <= len(ticks) <= 14


def test_ticks_never_leave_the_axis():
    for hours in (1, 30, 400, 9000, 300_000):
        scale = time_scale([day(1), day(1) + dt.timedelta(hours=hours)], 0, 1000)

        assert all(0 <= tick.x <= 1000 for tick in scale.ticks(6))


def test_values_begin_at_nought_and_an_open_end_is_the_edge():
    scale = linear_scale([12.0, 17.0, math.inf], 0, 100)

    assert scale.x(0) == 0
    assert 80 < scale.x(17) < 100
    assert scale.x(math.inf) == 100


@pytest.mark.parametrize(("rough", "step"), [(0.7, 1), (1.2, 2), (3, 5), (7, 10), (120, 200)])
def test_steps_are_round(rough, step):
    assert nice_step(rough) == step


def test_numbers_are_written_for_people():
    assert [number(v) for v in (12.0, 1150.0, 2.5)] == ["12", "1,150", "2.5"]
