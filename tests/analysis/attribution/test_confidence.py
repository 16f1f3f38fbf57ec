from __future__ import annotations

import pytest

from analysis.attribution.confidence import Calibration, read_calibration
from analysis.attribution.drafts import SIGNALS, Draft, made_by_rule, tidy_spans
from analysis.types import Span


def test_confidence_is_the_logistic_of_the_signals():
    calibration = Calibration((1.0, 2.0), -3.0)

    assert calibration.confidence((1.0, 1.0)) == pytest.approx(0.5)


def test_confidence_stays_a_probability_for_wild_signals():
    calibration = Calibration((1e9,), 0.0)

    assert calibration.confidence((1.0,)) <= 1
    assert calibration.confidence((-1.0,)) >= 0


def test_weights_are_read_in_the_order_of_the_signals(tmp_path):
    path = tmp_path / "confidence.json"
    path.write_text('{"weights": {"a": 1.0, "b": 2.0}, "bias": 0.5}', encoding="utf-8")

    assert read_calibration(path) == Calibration((1.0, 2.0), 0.5)


def test_a_draft_made_by_rule_says_so_in_its_last_signal():
    assert SIGNALS[-1] == "made by rule"
    assert made_by_rule((0.5, 0.0)) == (0.5, 1.0)


def test_tidy_spans_are_in_order_and_apart():
    assert tidy_spans([Span(5, 8), Span(0, 2), Span(7, 9)]) == (Span(0, 2), Span(5, 9))


def test_a_draft_runs_from_its_first_word_to_its_last():
    draft = Draft((Span(4, 6),), (Span(7, 9),), (Span(0, 3),), ())

    assert (draft.start, draft.end) == (0, 9)
