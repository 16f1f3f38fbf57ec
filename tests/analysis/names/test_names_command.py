"""`python -m analysis names`."""

from __future__ import annotations

import io
import json
import sys

from analysis.__main__ import main


def run(monkeypatch, capsys, *lines):
    stream = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    status = main(["names"])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_pairs_are_judged_in_order(monkeypatch, capsys):
    status, rows = run(
        monkeypatch,
        capsys,
        '{"id": 1, "a": {"name": "Mohammed Karzuni", "kind": "person"}, "b": {"name": "Karzuni, Muhammad"}}',
        '{"id": "x", "a": {"name": "Chinese Foreign Ministry"}, "b": {"name": "Russian Foreign Ministry"}}',
    )

    assert status == 0
    assert [(row["id"], row["verdict"]) for row in rows] == [(1, "same"), ("x", "different")]
    assert rows[1]["reasons"] == ["they belong to two countries: China and Russia"]
    assert set(rows[0]) == {"id", "verdict", "score", "reasons"}


def test_a_row_that_fails_says_why_and_the_rest_go_on(monkeypatch, capsys):
    status, rows = run(
        monkeypatch,
        capsys,
        '{"id": 1, "a": {"name": "Ada Kovan"}}',
        '{"id": 2, "a": {"name": "Ada Kovan", "kind": "wizard"}, "b": {"name": "Ada Kovan"}}',
        '{"id": 3, "a": {"name": "…"}, "b": {"name": "Ada Kovan"}}',
        '{"id": 4, "a": {"name": "Ada Kovan"}, "b": {"name": "ADA KOVAN"}}',
    )

    assert status == 1
    assert [row["id"] for row in rows] == [1, 2, 3, 4]
    assert ["error" in row for row in rows] == [True, True, True, False]
    assert "wizard" in rows[1]["error"]
    assert rows[3]["verdict"] == "same"
