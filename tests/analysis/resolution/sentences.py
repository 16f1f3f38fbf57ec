"""The tables of sentences in `sentences.txt` and `more_sentences.txt`, read into attributions and what they should give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.names.reasons import Reason
from analysis.resolution import resolve_speakers
from analysis.types import Attribution, CueClass, Quotation, ResolvedSpeaker, Span

FILES = tuple(Path(__file__).with_name(name) for name in ("sentences.txt", "more_sentences.txt"))


@dataclass(frozen=True)
class Row:
    """One text, its attributions in order, and the fields that the last should give."""

    section: str
    text: str
    parts: tuple[str, ...]
    name: str
    wanted: dict[str, str]

    @property
    def title(self) -> str:
        """A short name for the report of a test run."""
        return f"{self.section}: {self.text[:50]}"


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table in order."""
    rows: list[Row] = []
    section = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.strip().splitlines() if not line.startswith("# ")]
        if lines and lines[0].startswith("## "):
            section = lines[0].removeprefix("## ")
        elif len(lines) > 1:
            rows.append(_row(section, lines))
    return rows


def _row(section: str, lines: list[str]) -> Row:
    name, *fields = [part.strip() for part in lines[-1].strip().removeprefix("= ").split(" ; ")]
    wanted = dict(field.partition("=")[::2] for field in fields[1:])
    if fields:
        wanted["kind"] = fields[0]
    return Row(
        section,
        lines[0].replace("\\n", "\n"),
        tuple(line.strip() for line in lines[1:-1]),
        name,
        wanted,
    )


def differences(row: Row) -> list[str]:
    """Return in words what the engine gives otherwise than the row wants; none when it agrees."""
    attributions = _attributions(row)
    speakers = resolve_speakers(row.text, attributions)
    found = speakers[-1]
    if row.name == "nobody" or found is None:
        same = row.name == "nobody" and found is None
        return [] if same else [f"name: {found.name if found else 'nobody'}"]
    wrong = [] if found.name == row.name else [f"name: {found.name}"]
    given = {
        "kind": found.kind.value,
        "role": found.role or "-",
        "affiliation": found.affiliation or "-",
        "relayed": found.relayed_by or "-",
    }
    wrong += [f"{k}: {v}" for k, v in given.items() if k in row.wanted and row.wanted[k] != v]
    if not any(row.wanted.get("why", "") in reason for reason in found.reasons):
        wrong.append(f"why: {found.reasons}")
    wrong += [f"no translation: {one}" for one in found.reasons if not isinstance(one, Reason)]
    if not 0 < found.score <= 1:
        wrong.append(f"score: {found.score}")
    if "apart" in row.wanted and _is_shared(found, speakers[:-1]):
        wrong.append("apart: shared with another")
    return wrong


def _is_shared(found: ResolvedSpeaker, others: tuple[ResolvedSpeaker | None, ...]) -> bool:
    return any(other is not None and other.mentions == found.mentions for other in others)


def _attributions(row: Row) -> list[Attribution]:
    built = []
    for part in row.parts:
        source, cue, content = part.split(" | ")
        quotation = Quotation.DIRECT if source.startswith("^") else Quotation.INDIRECT
        words, _at, n = source.removeprefix("^").partition("@")
        start = _places(row.text, words)[int(n or 1) - 1]
        cue_at = _nearest(row.text, cue, start)
        built.append(
            Attribution(
                (Span(start, start + len(words)),),
                (Span(cue_at, cue_at + len(cue)),),
                (_span(row.text, content, cue_at),),
                quotation,
                CueClass.ASSERT,
                (),
                1.0,
            )
        )
    return built


def _span(text: str, words: str, near: int) -> Span:
    start = _nearest(text, words, near)
    return Span(start, start + len(words))


def _nearest(text: str, words: str, near: int) -> int:
    return min(_places(text, words), key=lambda place: abs(place - near))


def _places(text: str, words: str) -> list[int]:
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return [match.start() for match in found]
