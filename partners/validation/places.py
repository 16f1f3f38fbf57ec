"""Places in an item, and what is found wrong at them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
N_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the item and its JSON pointer (RFC 6901); the value is None where there is nothing."""

    value: Any
    pointer: str = ""

    def at(self, name: str) -> Place:
        """Return the member of this name."""
        value = self.value.get(name) if isinstance(self.value, Mapping) else None
        return Place(value, f"{self.pointer}/{name.replace('~', '~0').replace('/', '~1')}")

    def each(self) -> Iterator[Place]:
        """Yield the values: those of a list, else the one there is; JSON-LD writes one thing either way."""
        if isinstance(self.value, list):
            yield from (Place(one, f"{self.pointer}/{i}") for i, one in enumerate(self.value))
        elif self.value is not None:
            yield self

    @property
    def types(self) -> list[str]:
        """The types that a node of either vocabulary names."""
        names = self.at("@type").value or self.at("type").value
        names = names if isinstance(names, list) else [names]
        return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]

    @property
    def shown(self) -> str:
        """The value as JSON, cut short; empty where there is none."""
        if self.value is None:
            return ""
        text = json.dumps(self.value, ensure_ascii=False)
        return text if len(text) <= N_SHOWN else f"{text[:N_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one place: a fault breaks the standard, anything else is advice."""

    says: str
    pointer: str
    shown: str
    is_fault: bool


@dataclass(slots=True)
class Findings:
    """What was found so far."""

    found: list[Finding] = field(default_factory=list)

    def fault(self, place: Place, says: str) -> None:
        """Note that the standard is broken at `place`."""
        self.found.append(Finding(says, place.pointer, place.shown, is_fault=True))

    def advise(self, place: Place, says: str) -> None:
        """Note what would make the item more useful."""
        self.found.append(Finding(says, place.pointer, place.shown, is_fault=False))


def is_address(value: Any) -> bool:
    """Tell whether the value is an absolute web address."""
    if not isinstance(value, str) or re.search(r"\s", value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def is_iri(value: Any) -> bool:
    """Tell whether the value is an absolute IRI of any scheme."""
    return (
        isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value) is not None
    )


def read_moment(value: Any, *, needs_zone: bool = False) -> dt.datetime | None:
    """Return the date and time that the value is in ISO 8601, in UTC where no zone is named; None if it is none."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None or (needs_zone and not found[3]):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def is_date(value: Any) -> bool:
    """Tell whether the value is a date, of a year or a month at least, or a date and time."""
    if read_moment(value) is not None:
        return True
    if not isinstance(value, str) or _PARTIAL_DATE.fullmatch(value) is None:
        return False
    try:
        dt.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_language(value: Any) -> bool:
    """Tell whether the value has the form of a BCP 47 tag."""
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def is_text(value: Any) -> bool:
    """Tell whether the value is a text that is not empty."""
    return isinstance(value, str) and bool(value.strip())
