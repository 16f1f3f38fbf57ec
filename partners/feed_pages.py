"""Pages of the change feed: forwards only, held together by tokens that never wear out by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from partners.errors import ExpiredTokenError, ParameterError
from partners.models import Change, FeedState, Kind
from partners.pagination import page_links, page_size_parameter, read_size
from partners.services.feed import read_state
from partners.tokens import TOKEN_PATTERN, Token, looks_like_token, token_at

NOT_A_TOKEN = "This is not a token: take it from “token” or “next” as it stands."  # noqa: S105 - a sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of the feed."""

    after: int
    size: int
    kind: str = ""
    with_items: bool = False


class FeedPages(BasePagination):
    """Pages `{next, previous, results, token}`; `token` is where to go on after this page, at any later time."""

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Change], request: Request, view: APIView | None = None
    ) -> list[Change]:
        """Return the entries that are asked for; `ParameterError` or `ExpiredTokenError` if they cannot be."""
        # Before the entries: what is numbered meanwhile may be on the page, but is never passed over.
        state = read_state()
        self.asked = _read(request, state)
        found = queryset.filter(sequence__gt=self.asked.after).order_by("sequence")
        if self.asked.kind:
            found = found.filter(kind=self.asked.kind)
        rows = list(found[: self.asked.size + 1])
        has_more, rows = len(rows) > self.asked.size, rows[: self.asked.size]
        self._set_links(request, state, rows, has_more=has_more)
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page."""
        page = {"next": self.next_url, "previous": None, "results": data, "token": self.token}
        return Response(page)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page: all four members are always there."""
        page = page_links(schema)
        page["required"].append("token")
        page["properties"]["previous"] = {
            "type": "null",
            "description": "Always null: a feed is read forwards.",
        }
        page["properties"]["token"] = {
            "type": "string",
            "pattern": TOKEN_PATTERN,
            "description": "Keep it, and hand it back as `cursor` to read on from here, at any later time.",
        }
        return page

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Return the parameters of the feed."""
        return [
            _parameter(
                "cursor",
                "Where to go on: a `token` of this feed or of a dump. From the beginning if left out.",
                {"pattern": TOKEN_PATTERN},
            ),
            _parameter(
                "expand",
                "`item` puts each thing, as it stands now, beside its entry.",
                {"enum": ["item"]},
            ),
            page_size_parameter(),
            _parameter(
                "start",
                "`now` gives an empty page with the token of this moment: ask for it before you make a full copy. "
                "A cursor goes before it.",
                {"enum": ["now"]},
            ),
            _parameter(
                "type", "Only entries about this sort of thing.", {"enum": list(Kind.values)}
            ),
        ]

    def _set_links(
        self, request: Request, state: FeedState, rows: Sequence[Change], *, has_more: bool
    ) -> None:
        last = rows[-1].sequence if rows else self.asked.after
        self.token = token_at(state, last if has_more else max(last, state.head))
        url = remove_query_param(request.build_absolute_uri(), "start")
        self.next_url = replace_query_param(url, "cursor", self.token) if has_more else None


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }


def _read(request: Request, state: FeedState) -> Asked:
    given, errors = request.query_params, dict[str, str]()
    size = read_size(given, errors)
    for name, known in (("start", ["now"]), ("expand", ["item"]), ("type", Kind.values)):
        if name in given and given[name] not in known:
            errors[name] = f"Expected one of: {', '.join(known)}."
    if "cursor" in given and not looks_like_token(given["cursor"]):
        errors["cursor"] = NOT_A_TOKEN
    if errors:
        raise ParameterError(errors)
    return Asked(
        after=_start(given, state),
        size=size,
        kind=given.get("type", ""),
        with_items="expand" in given,
    )


def _start(given: Mapping[str, str], state: FeedState) -> int:
    """Return the number after which to read on; raises `NotFound` or `ExpiredTokenError` for a token that is no good."""
    if "cursor" in given:
        token = Token.decode(given["cursor"])
        if token is None:
            raise NotFound("No feed has ever given this token.")
        if not token.is_good_in(state):
            raise ExpiredTokenError
        return token.sequence
    return state.head if "start" in given else state.forgotten
