from __future__ import annotations

import hashlib
import io
import json
import sys

import numpy as np
import pytest

from analysis.__main__ import main
from analysis.matching import group_command, match_command
from analysis.matching.blocks import WIDTH
from analysis.matching.words import find_terms


def embed(texts):
    """Stand in for the model: a direction for each term."""
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for term in find_terms(text) or [""]:
            row[int(hashlib.sha256(term.encode()).hexdigest(), 16) % WIDTH] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def command(monkeypatch, capsys):
    monkeypatch.setattr(match_command, "embed", embed)
    monkeypatch.setattr(group_command, "embed", embed)

    def run(*argv, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([*map(str, argv)])
        written = capsys.readouterr()
        return status, [json.loads(line) for line in written.out.splitlines()], written.err

    return run


def lines(*rows):
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


CORPUS = [
    {"id": "a", "text": "The Kestrel bridge is closed.", "title": "Is the bridge closed?"},
    {"id": 7, "text": "The port of Norrin is open."},
]


def test_matches_come_best_first_with_ids_as_given(command, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(lines(*CORPUS))

    status, rows, _ = command(
        "match", "--corpus", corpus, stdin=lines({"id": 1, "text": "Norrin port open"})
    )

    assert status == 0
    assert rows[0]["id"] == 1
    assert [match["id"] for match in rows[0]["matches"]] == [7, "a"]
    assert rows[0]["matches"][0]["score"] == 1.0


def test_at_most_twenty_are_given(command, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(lines(*({"id": n, "text": f"bridge number {n}"} for n in range(30))))

    _, (row,), _ = command("match", "--corpus", corpus, stdin=lines({"id": 1, "text": "bridge"}))

    assert len(row["matches"]) == 20


def test_an_empty_corpus_gives_no_matches(command, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(b"")

    status, rows, _ = command("match", "--corpus", corpus, stdin=lines({"id": 1, "text": "x"}))

    assert (status, rows) == (0, [{"id": 1, "matches": []}])


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"{not json", id="not-json"),
        pytest.param(b"[1]", id="not-an-object"),
        pytest.param(b'{"id": 1}', id="no-text"),
        pytest.param(b'{"id": 1, "text": "  "}', id="blank"),
        pytest.param(b'{"id": 1, "text": "\\ud800"}', id="half-a-character"),
    ],
)
def test_a_bad_row_is_reported_and_the_rest_go_on(command, tmp_path, bad):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(lines(*CORPUS))
    stdin = bad + b"\n\n" + lines({"id": 2, "text": "bridge"})

    for argv in (("match", "--corpus", corpus), ("group",)):
        status, (first, second), _ = command(*argv, stdin=stdin)

        assert status == 1
        assert set(first) == {"id", "error"}
        assert "error" not in second


def test_a_bad_row_of_the_corpus_is_named_and_passed_over(command, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(b"{\n" + lines(*CORPUS))

    status, rows, complaint = command(
        "match", "--corpus", corpus, stdin=lines({"id": 1, "text": "port"})
    )

    assert status == 1
    assert "line 1" in complaint
    assert rows[0]["matches"][0]["id"] == 7


def test_a_missing_corpus_is_said(command, tmp_path):
    status, rows, complaint = command("match", "--corpus", tmp_path / "none.jsonl")

    assert (status, rows) == (2, [])
    assert "cannot read" in complaint


def test_groups_keep_the_order_of_the_rows(command):
    items = [
        {"id": "x", "text": "The Kestrel bridge is closed."},
        {"id": "y", "text": "Council taxes on boats will rise."},
        {"id": "z", "text": "Kestrel bridge closed."},
    ]

    status, rows, _ = command("group", stdin=lines(*items))

    assert status == 0
    assert [row["id"] for row in rows] == ["x", "y", "z"]
    assert rows[0]["group"] == rows[2]["group"] != rows[1]["group"]


def test_what_comes_later_changes_no_group(command):
    items = [
        {"id": n, "text": f"The {w} is closed."} for n, w in enumerate(["bridge", "port", "mill"])
    ]

    _, whole, _ = command("group", stdin=lines(*items))
    _, part, _ = command("group", stdin=lines(*items[:2]))

    assert whole[:2] == part
