from __future__ import annotations

import random

import pytest

from analysis.attribution.recalibration import (
    Recalibration,
    Trait,
    fit_recalibration,
    recalibrate,
)
from analysis.types import Attribution, CueClass, Extraction, Quotation, Span


def trait(confidence=0.8, cue_class="assert", *, has_source=True):
    return Trait(confidence, "indirect", cue_class, has_source)


def decided(said, so, n, **kinds):
    """`n` proposals of confidence `said`, of which the share `so` was accepted."""
    return [(trait(said, **kinds), i < so * n) for i in range(n)]


def fit(*groups):
    rows = [row for group in groups for row in group]
    return fit_recalibration([t for t, _ in rows], [accepted for _, accepted in rows])


def test_without_weights_the_shipped_confidence_stands():
    assert Recalibration({}).confidence(trait(0.83)) == pytest.approx(0.83)


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_confidence_at_the_end_of_the_scale_stays_a_share(confidence):
    assert 0 < Recalibration({}).confidence(trait(confidence)) < 1


def test_an_engine_that_is_too_sure_is_brought_down():
    fitted = fit(decided(0.9, 0.6, 400), decided(0.7, 0.4, 400))

    assert fitted.confidence(trait(0.9)) == pytest.approx(0.6, abs=0.03)
    assert fitted.confidence(trait(0.7)) == pytest.approx(0.4, abs=0.03)


def test_a_class_that_editors_reject_is_told_apart():
    fitted = fit(decided(0.8, 0.9, 300), decided(0.8, 0.2, 300, cue_class="think"))

    assert fitted.confidence(trait(0.8)) > 0.8
    assert fitted.confidence(trait(0.8, "think")) < 0.35


def test_few_decisions_change_little():
    fitted = fit(decided(0.8, 1.0, 3), decided(0.8, 0.0, 1, has_source=False))

    assert fitted.confidence(trait(0.8)) == pytest.approx(0.8, abs=0.1)


def test_what_is_calibrated_already_stays():
    chance = random.Random(3)  # noqa: S311 - a fixed shuffle, no secret
    said = [chance.uniform(0.1, 0.95) for _ in range(4000)]
    fitted = fit([(trait(p), chance.random() < p) for p in said])

    assert all(abs(fitted.confidence(trait(p)) - p) < 0.05 for p in (0.2, 0.5, 0.8, 0.9))


def test_one_kind_of_verdict_alone_does_not_run_away():
    assert fit(decided(0.8, 1.0, 200)).confidence(trait(0.8)) < 1


def test_a_recalibrated_extraction_says_so_and_keeps_what_was_before():
    attribution = Attribution(
        (), (), (Span(0, 4),), Quotation.INDIRECT, CueClass.ASSERT, (), confidence=0.8
    )
    extraction = Extraction((attribution,), (None,), engine="engine@1")

    changed = recalibrate(extraction, Recalibration({"offset": -1.0}), number=3)

    assert changed.engine == "engine@1+cal.3"
    assert changed.attributions[0].plain_confidence == 0.8
    assert changed.attributions[0].confidence == pytest.approx(0.5954, abs=1e-4)
