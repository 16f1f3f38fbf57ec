"""The OpenAPI 3.1 document: made from the code, once for each process."""

from __future__ import annotations

import functools
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from partners import withdrawn
from partners.filters import SLUG_PATTERN
from partners.openapi_formats import describe_formats, shape_parameters
from partners.openapi_links import describe_links
from partners.pagination import MAX_ID
from partners.problems import PROBLEM_TYPE, ProblemSerializer

ERRORS = (400, 401, 403, 404, 405, 406, 429, 500)
ETAG = {"description": "The tag of this representation.", "schema": {"type": "string"}}
LIMITS = {
    "RateLimit": {
        "description": "Requests left in this window, and seconds until the next.",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "Requests that a window allows, and its length in seconds.",
        "schema": {"type": "string"},
    },
}
HEADERS = {
    401: {
        "WWW-Authenticate": {
            "description": "How to authenticate.",
            "required": True,
            "schema": {"type": "string"},
        }
    },
    405: {
        "Allow": {
            "description": "The methods that are allowed.",
            "required": True,
            "schema": {"type": "string"},
        }
    },
    429: {
        **LIMITS,
        "Retry-After": {
            "description": "Seconds until the next window.",
            "required": True,
            "schema": {"type": "integer"},
        },
    },
}
LOCATION = {
    "description": "Where it stands in this API.",
    "required": True,
    "schema": {"type": "string", "format": "uri"},
}
KEY = {"schema": {"type": "integer", "minimum": 1, "maximum": 10**18 - 1}}
ROW = {
    "message": {"description": "The id of the message.", **KEY},
    "id": {
        "description": "The id of the row.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_ID},
    },
    "name": {
        "description": "The name of the file.",
        "schema": {"type": "string", "pattern": "^[a-z]{1,10}-[0-9]{4,9}\\.(jsonl\\.gz|parquet)$"},
    },
    "slug": {
        "description": "The slug of the row.",
        "schema": {"type": "string", "pattern": SLUG_PATTERN},
    },
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an earlier answer: gives 304 without a body if nothing has changed since.",
    "schema": {"type": "string"},
}


class PartnerSchema(AutoSchema):
    """Adds to every operation what `PublishedViewSet` does for every answer."""

    def _get_format_parameters(self) -> list[dict[str, Any]]:
        """Return none: the format is chosen by `Accept` or by the ending of the address."""
        return []

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Return the operation with its conditional header, its entity tag and its problems."""
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        parameters = [
            {**p, **ROW[p["name"]]} if p["in"] == "path" and p["name"] in ROW else p
            for p in operation.get("parameters", [])
        ]
        responses = operation["responses"]
        if self.method == "GET":
            parameters.append(IF_NONE_MATCH)
            tagged = {"headers": {"ETag": {**ETAG, "required": True}, **LIMITS}}
            responses["200"] |= {"description": "What is published now.", **tagged}
            responses["304"] = {"description": "Nothing has changed.", **tagged}
        else:
            _describe_success(operation)
        kind = getattr(self.view, "kind", None)
        if kind is not None:
            parameters += shape_parameters(kind)
            if kind in withdrawn.KINDS:
                is_list = operation["operationId"].endswith("_list")
                parameters.append(withdrawn.withdrawn_parameter(is_list=is_list))
            describe_formats(
                responses["200"], kind, [r.media_type for r in self.view.renderer_classes]
            )
        operation["parameters"] = parameters
        problem = self._get_response_for_code(  # type: ignore[no-untyped-call]
            ProblemSerializer, "default", [PROBLEM_TYPE]
        )
        for status in sorted({*ERRORS, *getattr(self.view, "extra_statuses", ())}):
            responses[str(status)] = {**problem, "description": DESCRIPTIONS[status]}
            if status in HEADERS:
                responses[str(status)]["headers"] = HEADERS[status]
        describe_links(operation)
        return operation


def _describe_success(operation: dict[str, Any]) -> None:
    """Let the answer to what is no `GET` name its headers."""
    [success] = [r for status, r in operation["responses"].items() if status < "300"]
    headers = success.setdefault("headers", {})
    headers |= LIMITS
    if operation["operationId"] in MADE:
        headers["Location"] = LOCATION


MADE = {"dumps_create", "reviews_create", "webhooks_create"}
DESCRIPTIONS = {
    400: "A parameter is unknown, given twice, empty or malformed.",
    401: "No key was sent, or one that is not valid.",
    403: "The key may not do that.",
    404: "Nothing is published at this address.",
    405: "The method is not allowed here.",
    406: "No format that was asked for can be served.",
    409: "It cannot be beside what is there already.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key was used for another body.",
    410: "The token has expired: make a full copy again.",
    429: "The key has used up its requests for this window.",
    500: "The server failed; the fault has been logged.",
}


@functools.cache
def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document of version 1. Callers must not change it."""
    document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document
