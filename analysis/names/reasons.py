"""Reasons in words: English as they stand, and apart as message and values, so that a page can say them in its language."""

from __future__ import annotations

from collections.abc import Mapping


class Reason(str):
    """One reason of a comparison. It is its English text; `message` is that text with `%(name)s` for each of `values`."""

    __slots__ = ("message", "values")

    message: str
    values: Mapping[str, str]

    def __new__(cls, message: str, **values: str) -> Reason:
        """Return the reason that `message` gives with `values` put in; write `_("...")` around the message."""
        made = super().__new__(cls, message % values if values else message)
        made.message, made.values = message, values
        return made


def gettext_noop(message: str) -> str:
    """Return `message`: marks it for whoever collects what is to be translated."""
    return message
