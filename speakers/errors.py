"""What can go wrong in the registry; the message is shown to the user as it stands."""

from __future__ import annotations


class RegistryError(Exception):
    """The row cannot be written; `str()` is one sentence that says what to do."""


class StaleJudgementError(RegistryError):
    """Somebody judged the two records since the page was loaded; nothing was written."""
