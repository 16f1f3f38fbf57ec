"""Read texts, write one JSON line each: who said what, by which words, and how sure that is."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from analysis.extraction import extract
from analysis.types import Attribution, Extraction, ResolvedSpeaker, Span


@dataclass(frozen=True, slots=True)
class Given:
    """One text to read, or the reason why there is none."""

    id: str | int | None
    text: str = ""
    error: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="default: standard input")
    parser.add_argument(
        "--jsonl", action="store_true", help='read lines {"id", "text"} instead of plain text'
    )


def run(args: argparse.Namespace) -> int:
    """Write a line a text, in the order given, each at once; return 1 if any text failed."""
    status = 0
    for given in read_given(args.files, is_jsonl=args.jsonl):
        row = answer(given)
        status = 1 if "error" in row else status
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    return status


def read_given(files: Sequence[str], *, is_jsonl: bool) -> Iterator[Given]:
    """Return the texts of the files, or of standard input, one at a time."""
    read = read_lines if is_jsonl else read_text
    if not files:
        yield from read("-", sys.stdin.buffer)
    for name in files:
        try:
            with Path(name).open("rb") as stream:
                yield from read(name, stream)
        except OSError as error:
            yield Given(name, error=f"cannot read {name}: {error.strerror}")


def read_text(name: str, stream: BinaryIO) -> Iterator[Given]:
    """Return the whole stream as one text, its line ends untouched so that offsets hold."""
    try:
        yield Given(name, stream.read().decode("utf-8"))
    except UnicodeDecodeError as error:
        yield Given(name, error=f"{name} is not UTF-8: byte {error.start} cannot be read")


def read_lines(name: str, stream: BinaryIO) -> Iterator[Given]:
    """Return the text of each line; blank lines are passed over."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield parse_line(line, f"{name}, line {number}")


def parse_line(line: bytes, place: str) -> Given:
    """Return the text of one JSON line, or what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Given(None, error=f"{place}: not JSON: {error}")
    if not isinstance(row, dict):
        return Given(None, error=f"{place}: expected an object with id and text")
    text, given_id = row.get("text"), row.get("id")
    if not isinstance(text, str):
        return Given(given_id, error=f"{place}: expected text to be a string")
    return Given(given_id, text)


def answer(given: Given) -> dict[str, Any]:
    """Return the row to write for one text."""
    if given.error:
        return {"id": given.id, "error": given.error}
    try:
        return {"id": given.id, **extraction_row(extract(given.text))}
    except Exception as error:  # noqa: BLE001 - one bad text must not stop the rest
        return {"id": given.id, "error": f"{type(error).__name__}: {error}"}


def extraction_row(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the form that docs and checks name: see docs/attribution.md."""
    pairs = zip(extraction.attributions, extraction.speakers, strict=True)
    row: dict[str, Any] = {
        "attributions": [attribution_row(*pair) for pair in pairs],
        "engine": extraction.engine,
    }
    if extraction.n_skipped:
        row["n_skipped"] = extraction.n_skipped
    return row


def attribution_row(attribution: Attribution, speaker: ResolvedSpeaker | None) -> dict[str, Any]:
    """Return one attribution with its speaker, offsets as pairs."""
    return {
        "source": span_pairs(attribution.source),
        "cue": span_pairs(attribution.cue),
        "content": span_pairs(attribution.content),
        "quotation": attribution.quotation.value,
        "cue_class": attribution.cue_class.value,
        "modality": [modality.value for modality in attribution.modality],
        "confidence": attribution.confidence,
        "speaker": speaker_row(speaker) if speaker else None,
    }


def speaker_row(speaker: ResolvedSpeaker) -> dict[str, Any]:
    """Return one speaker."""
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "mentions": span_pairs(speaker.mentions),
        "relayed_by": speaker.relayed_by,
        "reasons": list(speaker.reasons),
        "score": speaker.score,
    }


def span_pairs(spans: Sequence[Span]) -> list[list[int]]:
    """Return spans as JSON has them."""
    return [[span.start, span.end] for span in spans]
