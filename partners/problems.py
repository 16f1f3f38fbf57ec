"""Errors as `application/problem+json` (RFC 9457), each of a kind that `/api/docs/problems/` explains."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from partners.errors import ParameterError

logger = logging.getLogger("django.request")

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: its place on the page of problems, its status, and what to do about it."""

    slug: str
    status: int
    title: str
    remedy: str | Promise

    @property
    def uri(self) -> str:
        """The `type` member: where this kind is explained."""
        return f"{reverse('partners:problems')}#{self.slug}"


KINDS = (
    ProblemKind(
        "bad-request",
        400,
        "The request cannot be used",
        _("A parameter is unknown, given twice, empty or malformed. “errors” names each one."),
    ),
    ProblemKind(
        "not-authenticated",
        401,
        "A valid key is needed",
        _(
            "Send your key as “Authorization: Bearer” and the key. Keys can expire and can be switched off."
        ),
    ),
    ProblemKind(
        "not-allowed",
        403,
        "This key may not do that",
        _("“detail” names the scope that it lacks. Ask for a key that has it."),
    ),
    ProblemKind(
        "not-found",
        404,
        "There is no such thing",
        _("The address is wrong, or what stood there has been withdrawn or was never published."),
    ),
    ProblemKind(
        "method-not-allowed",
        405,
        "The method is not allowed",
        _("“Allow” names the methods that are."),
    ),
    ProblemKind(
        "not-acceptable",
        406,
        "No such format",
        _("Answers are JSON: send “Accept: application/json”, or no “Accept” at all."),
    ),
    ProblemKind(
        "conflict",
        409,
        "It cannot be beside what is there",
        _("“detail” says what is there already. Look at it first, then change or remove it."),
    ),
    ProblemKind(
        "token-expired",
        410,
        "The token has expired",
        _(
            "The feed cannot go on from there without leaving something out. Make a full copy again: take the newest "
            "dump, or ask for the feed’s token with “start=now” and read all lists; then go on with that token."
        ),
    ),
    ProblemKind(
        "unsupported-media-type",
        415,
        "The body has the wrong format",
        _("Send JSON, with its “Content-Type”."),
    ),
    ProblemKind(
        "key-reused",
        422,
        "The Idempotency-Key was used for something else",
        _("Use a new UUID for each new request, and the same only to repeat one."),
    ),
    ProblemKind(
        "too-many-requests",
        429,
        "Too many requests",
        _(
            "Wait for the seconds that “Retry-After” names. “RateLimit” says with every answer how many are left."
        ),
    ),
    ProblemKind(
        "server-error",
        500,
        "Something went wrong here",
        _("It has been logged. Trying again later may help."),
    ),
)
BY_STATUS = {kind.status: kind for kind in KINDS}


class ParameterProblemSerializer(serializers.Serializer[Any]):
    """One thing that is wrong with the request."""

    detail = serializers.CharField(help_text="What is wrong, and what was expected.")
    pointer = serializers.CharField(
        help_text="The parameter, as a JSON Pointer fragment: `#/stance`."
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem (RFC 9457)."""

    type = serializers.CharField(
        help_text="Where this kind of problem is explained, relative to this site."
    )
    title = serializers.CharField(help_text="The kind of problem, always in the same words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What happened this time.")
    instance = serializers.CharField(help_text="The path that was asked for.")
    errors = ParameterProblemSerializer(  # type: ignore[assignment]
        many=True,
        required=False,
        help_text="What is wrong with the request, one by one; only with status 400.",
    )


def handle_exception(error: Exception, context: dict[str, Any]) -> Response:
    """Return the problem for whatever a view raised.

    What nobody foresaw becomes a 500 without details; it is logged, and Django's `got_request_exception` is sent,
    as for any page that breaks.
    """
    request = context["request"]
    failure = _as_api_exception(error)
    if failure is None:
        logger.error("Internal Server Error: %s", request.path, exc_info=error)
        got_request_exception.send(sender=None, request=request._request)  # noqa: SLF001 - as DRF names it
        failure = exceptions.APIException("The server could not answer; the fault has been logged.")
    kind = BY_STATUS.get(failure.status_code, BY_STATUS[500])
    problem: dict[str, Any] = {
        "type": kind.uri,
        "title": kind.title,
        "status": failure.status_code,
        "detail": _detail(failure),
        "instance": escape_uri_path(request.path),
    }
    errors = _errors(failure)
    if errors:
        problem["errors"] = errors
    return Response(
        problem, status=failure.status_code, headers=_headers(failure), content_type=PROBLEM_TYPE
    )


def _as_api_exception(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound("Nothing is published at this address.")
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    return None


def _detail(failure: exceptions.APIException) -> str:
    if isinstance(failure, exceptions.ValidationError):
        return "Some values cannot be used."
    return str(failure.detail)


def _errors(failure: exceptions.APIException) -> list[dict[str, str]]:
    if isinstance(failure, ParameterError):
        return [
            {"detail": detail, "pointer": _pointer(name)} for name, detail in failure.errors.items()
        ]
    if isinstance(failure, exceptions.ValidationError):
        return _flatten(failure.detail, "#")
    return []


def _flatten(detail: Any, pointer: str) -> list[dict[str, str]]:
    """Return DRF's nested error details one by one, each with a pointer to its value."""
    if isinstance(detail, dict):
        return [
            e
            for name, inner in detail.items()
            for e in _flatten(inner, f"{pointer}{_pointer(str(name))[1:]}")
        ]
    if isinstance(detail, list):
        return [e for inner in detail for e in _flatten(inner, pointer)]
    return [{"detail": str(detail), "pointer": pointer}]


def _pointer(name: str) -> str:
    return f"#/{escape_uri_path(name.replace('~', '~0').replace('/', '~1'))}"


def _headers(failure: exceptions.APIException) -> dict[str, str]:
    headers: dict[str, str] = {}
    if getattr(failure, "auth_header", None):
        headers["WWW-Authenticate"] = failure.auth_header  # type: ignore[attr-defined]
    wait_s = getattr(failure, "wait", None)
    if wait_s is not None:
        headers["Retry-After"] = str(math.ceil(wait_s))
    return headers
