"""What a file says of one person, body, post or mandate, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from speakers.models import Section, SpeakerName

__all__ = ["MANY", "GivenName", "Record", "Said", "Section", "given"]

# How many may hold a post, where only the file's way of writing it tells: said of a new post, not of one that is there.
MANY = "many"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a record, translated when it is shown: a message and its values."""

    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message) % self.values

    def stored(self) -> dict[str, Any]:
        """Return the sentence as a line keeps it."""
        return {"message": self.message, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name besides the full one."""

    name: str
    kind: str = SpeakerName.Kind.ALIAS
    language: str = "en"
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: the line it begins on, its identifier there, and what it says.

    `values` holds what is given and nothing else; `refs` names other records by their identifiers. A record with a
    `problem` is shown and not imported; `notes` say what of it is left out.
    """

    section: Section
    line: int
    identifier: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[str, str] = field(default_factory=dict)
    names: tuple[GivenName, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    problem: Said | None = None
    notes: tuple[Said, ...] = ()

    @property
    def is_speaker(self) -> bool:
        """Whether it is a person or a body."""
        return self.section in {Section.PERSON, Section.ORGANISATION}


def given(**values: str | None) -> dict[str, str]:
    """Return the values that are there."""
    return {name: " ".join(value.split()) for name, value in values.items() if value}
