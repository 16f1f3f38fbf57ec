"""What can go wrong in serving partners; `partners.problems` turns each into a problem."""

from __future__ import annotations

from rest_framework import status
from rest_framework.exceptions import APIException


class AccessError(Exception):
    """A partner's access cannot be changed so; the message is for the person who asked."""


class TakenError(AccessError):
    """It is there already, or there are too many of its kind."""


class ParameterError(APIException):
    """A query parameter is unknown, given twice, empty or malformed; `errors` holds one sentence each."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid-parameter"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("Some query parameters cannot be used; nothing was read.")
        self.errors = errors


class ExpiredTokenError(APIException):
    """A token of the change feed leads nowhere any more."""

    status_code = status.HTTP_410_GONE
    default_code = "token-expired"
    default_detail = "This token has expired: make a full copy again, from the newest dump or from the lists, and go on with its token."


class ConflictError(APIException):
    """What was asked for cannot be beside what is there."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class ReusedKeyError(APIException):
    """An `Idempotency-Key` was used before, for another body."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "key-reused"
    default_detail = (
        "This Idempotency-Key was used for another body: use a new one for a new request."
    )


class ReconcileError(Exception):
    """A request of the reconciliation API cannot be used; the message says what was expected."""

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
