"""What is asked of the search, as a value: the words and every filter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Asked:
    """One search. Empty values filter nothing; an empty `status` means proposed and accepted.

    `line` are bodies whose statements count as the speaker's:
    what it was before, or became. Dates are days in UTC, so that an address finds the same for every reader: from `since` on, before `until`.
    """

    words: str = ""
    speaker: int | None = None
    line: tuple[int, ...] = ()
    kind: str = ""
    role: str = ""
    question: int | None = None
    stance: str = ""
    outlet: int | None = None
    quotation: str = ""
    status: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    sort: str = "relevance"
