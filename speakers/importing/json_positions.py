"""JSON with the line on which each object begins: what an editor needs to find a row that was refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from speakers.errors import RegistryError

_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Found:
    """One object, the key it stands under at the top (blank in a bare list), and its line from 1."""

    key: str
    line: int
    value: Any


def find_objects(text: str, *, keys: frozenset[str]) -> Iterator[Found]:
    """Yield the objects of a bare list, of lines of JSON, or of the lists and objects under `keys` at the top.

    What stands under other keys is passed over. A top object with none of `keys` is itself yielded. Raises
    `RegistryError` with the line where the text stops being JSON.
    """
    reader = _Reader(text)
    try:
        yield from _read(reader, keys)
    except json.JSONDecodeError as error:
        message = _("Line %(line)s is not JSON (%(why)s): write the file anew from its source.")
        raise RegistryError(message % {"line": error.lineno, "why": error.msg}) from error


def _read(reader: _Reader, keys: frozenset[str]) -> Iterator[Found]:
    if reader.peek() == "[":
        yield from ((Found("", line, value)) for line, value in reader.elements("[", "]"))
    while reader.peek() == "{":
        start = reader.at
        found = list(_members(reader, keys))
        if any(one.key for one in found):
            yield from found
        else:
            yield Found("", reader.line_of(start), reader.value(start))
        if reader.peek() == ",":
            reader.at += 1
    reader.expect("")


def _members(reader: _Reader, keys: frozenset[str]) -> Iterator[Found]:
    """Yield what stands under `keys` in the object that begins here."""
    for _line, key in reader.elements("{", "}", is_key=True):
        if key in keys and reader.peek() == "[":
            for line, value in reader.elements("[", "]"):
                yield Found(key, line, value)
        elif key in keys and reader.peek() == "{":
            for line, _key in reader.elements("{", "}", is_key=True):
                yield Found(key, line, reader.value())
        else:
            reader.value()


class _Reader:
    """A place in the text, moving forward."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._counted, self._line = 0, 1

    def peek(self) -> str:
        """Return the next character that is not space; empty at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def expect(self, character: str) -> None:
        """Step over `character`, or the end; anything else is no JSON."""
        if self.peek() != character:
            raise json.JSONDecodeError(
                f"expected {character or 'the end'}", self.text, min(self.at, len(self.text))
            )
        self.at += len(character)

    def value(self, at: int | None = None) -> Any:
        """Return the value that begins here, or at `at`, and step over it."""
        if at is not None:
            self.at = at
        self.peek()
        value, self.at = _DECODER.raw_decode(self.text, self.at)
        return value

    def elements(self, start: str, end: str, *, is_key: bool = False) -> Iterator[tuple[int, Any]]:
        """Yield line and value of each element, or each key with the place left before its value."""
        self.expect(start)
        while self.peek() != end:
            line = self.line_of(self.at)
            value = self.value()
            if is_key:
                self.expect(":")
            yield line, value
            if self.peek() != end:
                self.expect(",")
        self.expect(end)

    def line_of(self, at: int) -> int:
        """Return the line of a place, from 1."""
        if at < self._counted:
            return self.text.count("\n", 0, at) + 1
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line
