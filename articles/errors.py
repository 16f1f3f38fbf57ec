"""What can go wrong in taking an article in, and the one sentence that says so to the user.

A sentence is kept in two parts: the message, by which translators know it, and the values for its named
places. So an attempt that failed yesterday is explained today in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext

MAX_VALUE_CHARS = 200
# A number is a quantity and is written as the reader's language writes it; a port or a status is a str.
Value = str | int | float


class IngestError(Exception):
    """The article could not be taken in; `str()` says why, and what to do, in the language in force.

    `message` is marked with `gettext_noop` where it is raised; `values` fill its named places.
    `is_retryable` tells whether the same attempt may succeed later (a time-out, a server's 503).
    """

    def __init__(self, message: str, *, is_retryable: bool = False, **values: Value) -> None:
        super().__init__(message)
        self.message = message
        self.values = values
        self.is_retryable = is_retryable

    def __str__(self) -> str:
        return say(self.message, self.values)


class CleaningError(IngestError):
    """What was handed in is not the text of one English article."""


class FetchError(IngestError):
    """The page could not be fetched."""


class BlockedAddressError(FetchError):
    """The address leads to a machine that must not be asked (loopback, private network, metadata)."""


def say(message: str, values: Mapping[str, Value]) -> str:
    """Return `message` in the language in force, with `values` in its named places.

    A value that goes on and on, such as the name of a host, is cut short. Without values the message is shown as it stands, percent signs and all: so are texts stored before messages
    had places. A translation that names a place which has no value gives way to the message itself.
    """
    translated = gettext(message) if message else ""
    if not values:
        return translated
    written = {name: _write(value) for name, value in values.items()}
    for sentence in (translated, message):
        try:
            return sentence % written
        except (KeyError, TypeError, ValueError):
            continue
    return message


def _write(value: Value) -> str:
    if isinstance(value, str):
        return Truncator(value).chars(MAX_VALUE_CHARS)
    return number_format(value, force_grouping=True)
