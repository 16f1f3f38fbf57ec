import json

import pytest

from analysis.contrast.contrast_command import fit
from analysis.contrast.rerank import (
    VARIABLE,
    fit_reranker,
    load_reranker,
    read_reranker,
    write_reranker,
)
from analysis.contrast.weighing import WEIGHTS, weigh


def decisions(n):
    """Editors who confirm what has opposing words and refuse what denies."""
    return [({"antonym": float(i % 2), "denied": float(1 - i % 2)}, bool(i % 2)) for i in range(n)]


def test_decisions_move_the_weights_toward_what_editors_confirm():
    reranker = fit_reranker(decisions(200))

    assert reranker.weights["antonym"] > WEIGHTS["antonym"]
    assert reranker.weights["denied"] < WEIGHTS["denied"]
    assert reranker.score({"antonym": 1.0}) > 0.9 > 0.2 > reranker.score({"denied": 1.0})


def test_what_no_decision_is_about_keeps_its_fixed_weight():
    reranker = fit_reranker(decisions(200))

    assert reranker.weights["number"] == pytest.approx(WEIGHTS["number"])


@pytest.mark.parametrize("rows", [decisions(10), [({"denied": 1.0}, True)] * 80])
def test_too_few_decisions_or_one_kind_are_refused(rows):
    with pytest.raises(ValueError, match="need 40 decisions of both kinds"):
        fit_reranker(rows)


def test_a_written_reranker_reads_back(tmp_path):
    reranker = fit_reranker(decisions(60))

    write_reranker(reranker, tmp_path / "weights.json")

    assert read_reranker(tmp_path / "weights.json").n_decisions == 60


def test_the_environment_names_the_reranker(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "weights.json"))
    assert load_reranker() is None

    write_reranker(fit_reranker(decisions(60)), tmp_path / "weights.json")

    assert load_reranker() is not None


def test_the_command_fits_from_a_file(tmp_path, capsys):
    rows = [{"features": row, "is_confirmed": said} for row, said in decisions(60)]
    (tmp_path / "given.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    assert fit(tmp_path / "given.jsonl", tmp_path / "weights.json") == 0

    assert "60 decisions" in capsys.readouterr().out
    assert (tmp_path / "weights.json").exists()


def test_more_evidence_never_lowers_the_score():
    assert weigh({}) < weigh({"denied": 1.0}) < weigh({"denied": 1.0, "named": 1.0}) < 1.0
