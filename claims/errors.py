"""What can go wrong in reviewing and linking; the message is shown to the user as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.models import Statement


class ReviewError(Exception):
    """The act cannot be done; `str()` is one sentence that says what to do."""


class ConflictError(ReviewError):
    """Somebody changed the statement since the page was loaded; `fresh` is how it stands now."""

    def __init__(self, message: str, *, fresh: Statement) -> None:
        super().__init__(message)
        self.fresh = fresh


class SecondReadingError(ReviewError):
    """The statement waits for a second reading that this user could give: they must not see the first before."""

    def __init__(self, message: str, *, statement_id: int) -> None:
        super().__init__(message)
        self.statement_id = statement_id


class SelectorError(ReviewError):
    """The words cannot be found in the version, or the span is not inside its text."""


class StaleQuestionError(ReviewError):
    """Somebody changed the question since the page was loaded; nothing was written."""


class SameWordsError(ReviewError):
    """These very words are a statement already; `same` is that statement."""

    def __init__(self, message: str, *, same: Statement) -> None:
        super().__init__(message)
        self.same = same
