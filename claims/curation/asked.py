"""What a curator asks of the queue, as the address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from claims.queue.ordering import Sort
from speakers.models import Speaker

DUPLICATES, LINKS, UNSURE, UNSURE_LINKS = "duplicates", "links", "unsure", "unsure-links"
LISTS = {
    DUPLICATES: _("Likely duplicates"),
    LINKS: _("Proposed links"),
    UNSURE: _("Unsure pairs"),
    UNSURE_LINKS: _("Unsure links"),
}
SORTS: dict[str, Sort] = {
    "likeliest": Sort(_("likeliest first"), (("score", True), ("id", False))),
    "most": Sort(
        _("most statements first"), (("n_statements", True), ("score", True), ("id", False))
    ),
}
NEWEST_JUDGED = Sort(_("newest judgement first"), (("id", True),))
_CHOICES: Mapping[str, Mapping[str, Any]] = {
    "which": LISTS,
    "sort": SORTS,
    "kind": dict(Speaker.Kind.choices),
}
_FLAGS = ("new", "said")
N_WORDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs, in which order. What the address does not say has the usual value.

    `new` leaves pairs with a provisional record, `said` those with statements, `q` those with such a name.
    """

    which: str = DUPLICATES
    sort: str = "likeliest"
    kind: str = ""
    new: bool = False
    said: bool = False
    q: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Return what an address asks; what it cannot mean is left out."""
        values: dict[str, Any] = {
            name: given[name] for name, known in _CHOICES.items() if given.get(name, "") in known
        }
        values |= {name: True for name in _FLAGS if given.get(name) == "1"}
        return cls(**values, q=" ".join(given.get("q", "").replace("\0", "").split())[:N_WORDS])

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
        """How many filters narrow it."""
        return len(self.parameters().keys() - {"which", "sort"})

    @property
    def is_links(self) -> bool:
        """Whether names in articles are judged, and not pairs of records."""
        return self.which in {LINKS, UNSURE_LINKS}

    @property
    def order(self) -> Sort:
        """The order that is asked for."""
        return NEWEST_JUDGED if self.which == UNSURE else SORTS[self.sort]
