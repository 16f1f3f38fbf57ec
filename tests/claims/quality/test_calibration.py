from __future__ import annotations

import numpy as np
import pytest

from analysis.attribution.recalibration import Trait
from claims.quality.calibration import Decision, area, compare, measure


def decide(said, so, n, *, cue_class="assert"):
    return [
        Decision(Trait(said, "indirect", cue_class, has_source=True), i < so * n, article=i % 20)
        for i in range(n)
    ]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([0.9, 0.1], 1.0, id="above"),
        pytest.param([0.1, 0.9], 0.0, id="below"),
        pytest.param([0.5, 0.5], 0.5, id="tied"),
        pytest.param([0.9, 0.5, 0.5, 0.1], 0.875, id="half-tied"),
    ],
)
def test_the_area_is_the_chance_that_a_positive_scores_higher(scores, expected):
    is_positive = np.arange(len(scores)) < len(scores) / 2

    assert area(np.array(scores), is_positive) == expected


def test_the_area_of_one_kind_alone_is_chance():
    assert area(np.array([0.2, 0.9]), np.array([True, True])) == 0.5


def test_figures_are_those_of_the_textbook():
    figures = measure([0.9, 0.9, 0.2, 0.2], np.array([True, False, False, False]))

    assert figures.error == pytest.approx((abs(1.8 - 1) + abs(0.4 - 0)) / 4)
    assert figures.brier == pytest.approx((0.01 + 0.81 + 0.04 + 0.04) / 4)
    assert figures.auc == pytest.approx(5 / 6, abs=1e-4)


def test_a_refit_is_measured_on_articles_it_did_not_see():
    report = compare([*decide(0.9, 0.5, 200), *decide(0.6, 0.2, 200)], in_use=None)

    assert report.in_use == report.shipped
    assert report.refitted.error < 0.1 < 0.35 < report.shipped.error
    assert report.is_better


@pytest.mark.parametrize(
    "decisions",
    [
        pytest.param(decide(0.9, 0.5, 99), id="too-few"),
        pytest.param(decide(0.9, 1.0, 200), id="of-one-kind"),
    ],
)
def test_too_few_decisions_say_how_many_are_needed(decisions):
    with pytest.raises(ValueError, match="need 100 decisions, and 10 of each kind"):
        compare(decisions, in_use=None)
