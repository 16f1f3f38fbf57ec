import io
import json
import sys

import pytest

from analysis.__main__ import main

GIVEN = '{"id": 7, "a": "At least 12 people died.", "b": "On 9 May 17 were killed."}'


def feed(monkeypatch, *lines):
    stream = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    monkeypatch.setattr(sys, "stdin", stream)


def test_figures_are_compared_line_by_line(monkeypatch, capsys):
    feed(monkeypatch, GIVEN, '{"id": 8, "a": 3}', "nonsense", "")

    status = main(["figures"])

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert rows[0] == {
        "id": 7,
        "comparable": True,
        "relation": "overlap",
        "a": {"low": 12, "high": None, "unit": "dead"},
        "b": {"low": 17, "high": 17, "unit": "dead"},
        "why": None,
    }
    assert (rows[1]["id"], "error" in rows[1], "error" in rows[2]) == (8, True, True)


def test_a_file_may_be_named(tmp_path, capsys):
    (tmp_path / "pairs.jsonl").write_text(GIVEN, "utf-8")

    assert main(["figures", str(tmp_path / "pairs.jsonl")]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 7


@pytest.mark.slow
def test_contrast_is_said_line_by_line(monkeypatch, capsys):
    pair = {
        "id": "p",
        "question": "Did the ministry receive a warning?",
        "a": {"text": "The ministry received a written warning.", "speaker": "Ana Roe"},
        "b": {"text": "The ministry received no warning.", "speaker": "Tom Lark"},
    }
    feed(monkeypatch, json.dumps(pair), '{"id": "q", "a": {"text": "x"}}')

    status = main(["contrast"])

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert status == 1
    assert (first["id"], first["relation"]) == ("p", "denies")
    assert 0.5 <= first["score"] <= 1.0
    assert first["reasons"]
    assert (second["id"], "error" in second) == ("q", True)
