"""Reading the JSON lines that `match` and `group` take, one bad line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its id as given, its text and title, or what is wrong with it."""

    id: Any
    text: str = ""
    title: str = ""
    error: str = ""


def read_rows(lines: Iterable[bytes], name: str) -> Iterator[Row]:
    """Return the rows of a stream as they come; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield parse_row(line, f"{name}, line {number}")


def parse_row(line: bytes, place: str) -> Row:
    """Return the row of one line, or what is wrong with it."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row(None, error=f"{place}: not JSON: {error}")
    if not isinstance(given, dict):
        return Row(None, error=f"{place}: expected an object with id and text")
    text, title = given.get("text"), given.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        return Row(given.get("id"), error=f"{place}: expected text and title to be strings")
    if not f"{text}{title}".strip():
        return Row(given.get("id"), error=f"{place}: expected some text, got none")
    try:
        f"{text}{title}".encode()
    except UnicodeEncodeError as error:
        return Row(given.get("id"), error=f"{place}: half a character at {error.start}")
    return Row(given.get("id"), text, title)
