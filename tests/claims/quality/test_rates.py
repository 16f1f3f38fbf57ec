from __future__ import annotations

import pytest

from claims.quality.rates import Rate


@pytest.mark.parametrize(
    ("n_yes", "n", "low", "high"),
    [
        pytest.param(8, 10, 0.4902, 0.9433, id="few"),
        pytest.param(0, 10, 0.0, 0.2775, id="none"),
        pytest.param(10, 10, 0.7225, 1.0, id="all"),
        pytest.param(800, 1000, 0.7741, 0.8236, id="many"),
        pytest.param(0, 0, 0.0, 1.0, id="nothing"),
    ],
)
def test_the_interval_is_wilsons(n_yes, n, low, high):
    assert Rate(n_yes, n).bounds == pytest.approx((low, high), abs=1e-4)
