"""Pages in the order rows were made, held together by a cursor instead of a page number."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from partners.errors import ParameterError
from partners.finding import MAX_KEY, Stretch, walk_keys

Row = TypeVar("Row", bound=Model)

MAX_ID = MAX_KEY
DEFAULT_SIZE = 50
MAX_SIZE = 200
# One letter for the way to go, then eight bytes in base64: every text of this shape is a cursor that can be used,
# so the pattern in the OpenAPI document says exactly what is accepted.
CURSOR_PATTERN = "^[np][A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: after or before `row_id`."""

    row_id: int
    is_forward: bool

    def encode(self) -> str:
        """Return the text that partners hand back to us, and must not look into."""
        packed = self.row_id.to_bytes(8, "big")
        return ("n" if self.is_forward else "p") + base64.urlsafe_b64encode(packed).decode().rstrip(
            "="
        )

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Return the cursor that `text` stands for; raises `ValueError` for anything `encode` cannot have made."""
        if not re.fullmatch(CURSOR_PATTERN.strip("^$"), text, re.ASCII):
            raise ValueError(text)
        try:
            packed = base64.urlsafe_b64decode(text[1:] + "=")
        except binascii.Error as error:
            raise ValueError(text) from error
        return cls(row_id=min(int.from_bytes(packed, "big"), MAX_ID), is_forward=text[0] == "n")

    @property
    def stretch(self) -> Stretch:
        """The keys that lie ahead."""
        return Stretch(after=self.row_id) if self.is_forward else Stretch(before=self.row_id)


START = Cursor(row_id=0, is_forward=True)
# Returns so many keys after a cursor, or before it: in the order of the way that it goes.
Find = Callable[[Cursor, int], list[int]]


def page_links(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a page of `schema`: all three members are always there."""
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {
            "next": {**link, "description": "The page after this one; null on the last."},
            "previous": {**link, "description": "The page before this one; null on the first."},
            "results": schema,
        },
    }


def page_size_parameter() -> dict[str, Any]:
    """Return the parameter `page_size` as the OpenAPI document has it."""
    return {
        "name": "page_size",
        "in": "query",
        "required": False,
        "description": "How many rows a page holds.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
    }


def read_size(given: Mapping[str, str], errors: dict[str, str]) -> int:
    """Return the size of page that is asked for; what is wrong with it goes into `errors`."""
    if "page_size" not in given:
        return DEFAULT_SIZE
    text = given["page_size"]
    size = int(text) if re.fullmatch("[0-9]{1,4}", text) else 0
    if not 1 <= size <= MAX_SIZE:
        errors["page_size"] = f"Expected a whole number from 1 to {MAX_SIZE}."
    return size


class SequenceCursor(BasePagination):
    """Pages `{next, previous, results}` by ascending id.

    Rows added while a partner walks come at the end: nobody sees a row twice or misses one that was there.
    """

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Row], request: Request, view: APIView | None = None
    ) -> list[Row]:
        """Return the rows of the page that `cursor` and `page_size` ask for; `ParameterError` if they cannot."""

        def find(cursor: Cursor, n: int) -> list[int]:
            return walk_keys(
                lambda stretch: queryset.filter(stretch.of("pk")),
                cursor.stretch,
                n,
                is_forward=cursor.is_forward,
            )

        return self.paginate(queryset, request, find)

    def paginate(self, rows: QuerySet[Row], request: Request, find: Find) -> list[Row]:
        """Return those of `rows` that are on the page whose keys `find` returns.

        What is gone from `rows` by then is missing from the page, and nothing else is.
        """
        cursor, size = self._read(request)
        keys = find(cursor, size + 1)
        has_more, keys = len(keys) > size, keys[:size]
        if not cursor.is_forward:
            keys.reverse()
        self._set_links(request, cursor, keys, has_more=has_more)
        return list(rows.filter(pk__in=keys).order_by("pk"))

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page."""
        return Response({"next": self.next_url, "previous": self.previous_url, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page."""
        return page_links(schema)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Return the two parameters of every list."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Where to go on, taken from `next` or `previous`; do not build one yourself.",
                "schema": {"type": "string", "pattern": CURSOR_PATTERN},
            },
            page_size_parameter(),
        ]

    def _read(self, request: Request) -> tuple[Cursor, int]:
        errors: dict[str, str] = {}
        cursor, size = START, read_size(request.query_params, errors)
        if "cursor" in request.query_params:
            try:
                cursor = Cursor.decode(request.query_params["cursor"])
            except ValueError:
                errors["cursor"] = (
                    "This is not a cursor: take it from “next” or “previous” as it stands."
                )
        if errors:
            raise ParameterError(errors)
        return cursor, size

    def _set_links(
        self, request: Request, cursor: Cursor, keys: Sequence[int], *, has_more: bool
    ) -> None:
        """Find out which neighbours the page has.

        Coming from a page, that page is behind us; ahead of us one row more than the page tells.
        """
        first = keys[0] if keys else cursor.row_id + (1 if cursor.is_forward else 0)
        last = keys[-1] if keys else max(cursor.row_id - (0 if cursor.is_forward else 1), 0)
        came_from_page = cursor != START
        has_next = has_more if cursor.is_forward else came_from_page
        has_previous = came_from_page if cursor.is_forward else has_more
        url = request.build_absolute_uri()

        def link(row_id: int, *, is_forward: bool) -> str:
            text = Cursor(row_id=min(row_id, MAX_ID), is_forward=is_forward).encode()
            return str(replace_query_param(url, "cursor", text))

        self.next_url = link(last, is_forward=True) if has_next else None
        self.previous_url = link(first, is_forward=False) if has_previous else None
