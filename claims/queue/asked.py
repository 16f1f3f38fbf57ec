"""What an editor asks of the queue, as the address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from claims.models import Statement
from claims.queue.ordering import SORTS

MINE, DESK, ALL = "mine", "desk", "all"
WHOSE = {MINE: _("Mine"), DESK: _("Desk"), ALL: _("All")}
WAITING, UNSURE, SECOND = "waiting", "unsure", "second"
VERDICTS = {WAITING: _("waiting"), UNSURE: _("unsure"), SECOND: _("second reading")}
SURE, HALF = "sure", "unproven"
CONFIDENCES = {SURE: _("0.8 and more"), HALF: _("less than 0.8")}
_CHOICES: Mapping[str, Mapping[str, Any]] = {
    "whose": WHOSE,
    "verdict": VERDICTS,
    "sort": SORTS,
    "confidence": CONFIDENCES,
    "cue": dict(Statement.CueClass.choices),
}
_KEYS = ("article", "outlet", "speaker")
_FLAGS = ("breaking", "disputed", "carried")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose statements, which of them, in which order. What the address does not say has the usual value."""

    whose: str = ALL
    desk: str = ""
    verdict: str = WAITING
    sort: str = "matters"
    confidence: str = ""
    cue: str = ""
    article: int = 0
    outlet: int = 0
    speaker: int = 0
    breaking: bool = False
    disputed: bool = False
    carried: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Return what an address asks; what it cannot mean is left out."""
        values: dict[str, Any] = {
            name: given[name] for name, known in _CHOICES.items() if given.get(name, "") in known
        }
        values |= {name: int(given[name]) for name in _KEYS if given.get(name, "").isdecimal()}
        values |= {name: True for name in _FLAGS if given.get(name) == "1"}
        return cls(**values, desk=given.get("desk", "")[:80])

    def parameters(self) -> dict[str, str]:
        """Return the parameters of an address that asks this, without usual values."""
        usual = asdict(Asked())
        return {
            name: "1" if value is True else str(value)
            for name, value in asdict(self).items()
            if value != usual[name]
        }

    def address(self, **more: str) -> str:
        """Return the query part of an address that asks this and `more`, with its question mark."""
        return "?" + urlencode(self.parameters() | {k: v for k, v in more.items() if v})

    def with_(self, **values: Any) -> Asked:
        """Return the same with other values."""
        return replace(self, **values)

    @property
    def n_filters(self) -> int:
        """How many filters narrow it, besides whose it is and the verdict."""
        return len(self.parameters().keys() - {"whose", "desk", "verdict", "sort"})
