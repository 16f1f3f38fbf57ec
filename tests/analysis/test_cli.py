from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from analysis import extract_command
from analysis.__main__ import COMMANDS, main
from analysis.types import (
    Attribution,
    CueClass,
    Extraction,
    Modality,
    Quotation,
    ResolvedSpeaker,
    Span,
    SpeakerKind,
)

FOUND = Extraction(
    attributions=(
        Attribution(
            source=(Span(0, 3),),
            cue=(Span(4, 8),),
            content=(Span(9, 14),),
            quotation=Quotation.INDIRECT,
            cue_class=CueClass.ASSERT,
            modality=(Modality.HEDGED,),
            confidence=0.75,
        ),
    ),
    speakers=(ResolvedSpeaker("Ana Ruiz", SpeakerKind.PERSON, mentions=(Span(0, 3),)),),
    engine="engine@1",
)


def run(monkeypatch, capsys, *argv, stdin=b"", extract=lambda text: FOUND):
    monkeypatch.setattr(extract_command, "extract", extract)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    status = main(["extract", *map(str, argv)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_row_has_the_agreed_fields(monkeypatch, capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Ana said maybe", encoding="utf-8")

    status, (row,) = run(monkeypatch, capsys, path)

    assert status == 0
    assert row["id"] == str(path)
    assert row["engine"] == "engine@1"
    (attribution,) = row["attributions"]
    assert attribution["source"] == [[0, 3]]
    assert attribution["content"] == [[9, 14]]
    assert attribution["quotation"] == "indirect"
    assert attribution["cue_class"] == "assert"
    assert attribution["modality"] == ["hedged"]
    assert attribution["confidence"] == 0.75
    assert attribution["speaker"]["name"] == "Ana Ruiz"
    assert attribution["speaker"]["mentions"] == [[0, 3]]
    assert attribution["speaker"]["kind"] == "person"


def test_lines_keep_their_order_and_ids(monkeypatch, capsys):
    stdin = b'{"id": "b", "text": "x"}\n\n{"id": 7, "text": "y"}\n'

    status, rows = run(monkeypatch, capsys, "--jsonl", stdin=stdin)

    assert status == 0
    assert [row["id"] for row in rows] == ["b", 7]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        pytest.param(b"{not json", "line 1: not JSON", id="not-json"),
        pytest.param(b'{"id": "\xff"}', "not JSON", id="not-utf-8"),
        pytest.param(b"[1]", "expected an object", id="not-an-object"),
        pytest.param(b'{"id": "a"}', "expected text to be a string", id="no-text"),
        pytest.param(b'{"id": "a", "text": 3}', "expected text", id="text-is-a-number"),
        pytest.param(b"[" * 100_000, "not JSON", id="nested-too-deep"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_go_on(monkeypatch, capsys, line, part):
    stdin = line + b'\n{"id": "good", "text": "x"}\n'

    status, (bad, good) = run(monkeypatch, capsys, "--jsonl", stdin=stdin)

    assert status == 1
    assert part in bad["error"]
    assert good["id"] == "good"
    assert "error" not in good


def test_a_missing_file_and_a_latin_1_file_are_reported(monkeypatch, capsys, tmp_path):
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Núñez".encode("latin-1"))

    status, rows = run(monkeypatch, capsys, tmp_path / "none.txt", latin)

    assert status == 1
    assert "cannot read" in rows[0]["error"]
    assert "not UTF-8" in rows[1]["error"]


def test_a_text_that_fails_is_reported_and_the_rest_go_on(monkeypatch, capsys):
    def extract(text):
        if text == "bad":
            raise ValueError("no such thing")
        return FOUND

    stdin = b'{"id": 1, "text": "bad"}\n{"id": 2, "text": "good"}\n'

    status, (bad, good) = run(monkeypatch, capsys, "--jsonl", stdin=stdin, extract=extract)

    assert status == 1
    assert bad == {"id": 1, "error": "ValueError: no such thing"}
    assert good["id"] == 2


def test_line_ends_are_not_translated(monkeypatch, capsys, tmp_path):
    path = tmp_path / "dos.txt"
    path.write_bytes(b"one\r\ntwo")
    seen = []

    run(monkeypatch, capsys, path, extract=lambda text: seen.append(text) or FOUND)

    assert seen == ["one\r\ntwo"]


def test_skipped_windows_are_counted(monkeypatch, capsys):
    skipped = Extraction((), (), engine="e", n_skipped=2)

    _, (row,) = run(monkeypatch, capsys, stdin=b"x", extract=lambda text: skipped)

    assert row == {"id": "-", "attributions": [], "engine": "e", "n_skipped": 2}


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["explode"])

    assert "extract" in capsys.readouterr().err


def test_every_command_can_be_imported():
    for module in COMMANDS.values():
        code = f"import importlib; m = importlib.import_module({module!r}); m.run, m.add_arguments"
        subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_values_loads_no_model_library():
    code = (
        "import sys, analysis.types; "
        "assert not {'spacy', 'onnxruntime', 'tokenizers'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_reader_that_stops_early_ends_the_command_quietly():
    command = subprocess.Popen(
        [sys.executable, "-m", "analysis", "extract", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    command.stdout.close()

    _, complaint = command.communicate(b'{"id": 1}\n' * 100)

    assert complaint == b""
