"""What can go wrong in telling somebody what is new."""


class DeliveryError(Exception):
    """The receiver did not take a message; `is_gone` if it said that it never will again."""

    def __init__(self, message: str, *, is_retryable: bool = True, is_gone: bool = False) -> None:
        super().__init__(message)
        self.is_retryable = is_retryable
        self.is_gone = is_gone
