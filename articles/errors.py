"""What can go wrong in taking an article in; the message is shown to the user as it stands."""


class IngestError(Exception):
    """The article could not be taken in; `str()` is one sentence that says what to do.

    `is_retryable` tells whether the same attempt may succeed later (a time-out, a server's 503).
    """

    def __init__(self, message: str, *, is_retryable: bool = False) -> None:
        super().__init__(message)
        self.is_retryable = is_retryable


class CleaningError(IngestError):
    """What was handed in is not the text of one English article."""


class FetchError(IngestError):
    """The page could not be fetched."""


class BlockedAddressError(FetchError):
    """The address leads to a machine that must not be asked (loopback, private network, metadata)."""
