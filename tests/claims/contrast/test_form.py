from __future__ import annotations

import datetime as dt

import pytest

from claims.contrast.form import read_span


def test_a_span_is_two_moments():
    span = read_span("2026-03-11T09:00:00.000Z/2026-03-12T09:00+01:00")

    assert span == (
        dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 12, 8, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-03-11T09:00Z",
        "2026-03-12T09:00Z/2026-03-11T09:00Z",
        "2026-03-11T09:00/2026-03-12T09:00",
        "2026-02-31T09:00Z/2026-03-12T09:00Z",
        "yesterday/today",
    ],
    ids=["nothing", "one", "backwards", "no zone", "no such day", "words"],
)
def test_anything_else_is_no_span(written):
    assert read_span(written) is None
