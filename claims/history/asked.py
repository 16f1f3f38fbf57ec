"""What is asked of the history, as the address says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.dateparse import parse_date

from claims.models import Act, QuestionEvent
from speakers.models import RegistryEvent

# Acts on questions stand in the same list; their kinds are told apart by this.
QUESTION = "question-"
QUESTION_KINDS: Mapping[str, Any] = {
    f"{QUESTION}{value}": label for value, label in QuestionEvent.Act.choices if value != "undo"
}
# So do those on the registry.
REGISTRY = "registry-"
REGISTRY_KINDS: Mapping[str, Any] = {
    f"{REGISTRY}{value}": label for value, label in RegistryEvent.Act.choices if value != "undo"
}
KINDS: Mapping[str, Any] = dict(Act.Kind.choices)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose acts, of which kind, between which days, on what. Empty means all."""

    who: int = 0
    what: str = ""
    since: str = ""
    until: str = ""
    article: int = 0
    statement: int = 0

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Return what an address asks; what it cannot mean is left out."""
        values: dict[str, Any] = {
            name: int(given[name])
            for name in ("who", "article", "statement")
            if given.get(name, "").isdecimal() and len(given[name]) < 18
        }
        if given.get("what", "") in {*KINDS, *QUESTION_KINDS, *REGISTRY_KINDS}:
            values["what"] = given["what"]
        values |= {
            name: given[name]
            for name in ("since", "until")
            if _day(given.get(name, "")) is not None
        }
        return cls(**values)

    @property
    def first_day(self) -> dt.date | None:
        """The first day."""
        return _day(self.since)

    @property
    def last_day(self) -> dt.date | None:
        """The last day."""
        return _day(self.until)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked."""
        return self != Asked()

    def address(self, **more: str) -> str:
        """Return the query part of an address that asks this and `more`, with its question mark."""
        mine = {name: str(value) for name, value in asdict(self).items() if value}
        return "?" + urlencode(mine | {name: value for name, value in more.items() if value})

    def with_(self, **values: Any) -> Asked:
        """Return the same with other values."""
        return replace(self, **values)


def _day(written: str) -> dt.date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None
