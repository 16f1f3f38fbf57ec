"""What every answer of the API carries: limits, an entity tag, and 304 when nothing changed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.negotiation import BaseContentNegotiation, DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import APISettings

KEPT_ON_304 = ("Cache-Control", "ETag", "Vary", "RateLimit", "RateLimit-Policy")


class HeaderNegotiation(DefaultContentNegotiation):
    """Chooses the format by the ending of the address, else by `Accept`: `?format=` is a parameter that nobody knows."""

    settings = APISettings({"URL_FORMAT_OVERRIDE": None})  # type: ignore[arg-type,assignment]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the renderer of the ending, whatever `Accept` says; raises `Http404` if there is none."""
        if format_suffix:
            [renderer, *_] = self.filter_renderers(renderers, format_suffix)
            return renderer, renderer.media_type
        return super().select_renderer(request, renderers, None)


class AnyNegotiation(BaseContentNegotiation):
    """Leaves the format to the address, whatever `Accept` says: a file is what it is. Problems are JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the first renderer."""
        return renderers[0], renderers[0].media_type


def tag_representation(response: Response, request: Request) -> None:
    """Let `response`, once rendered, carry a strong `ETag`, and become a 304 if the asker has it already."""
    patch_vary_headers(response, ["Authorization"])
    response["Cache-Control"] = "private, no-cache"
    asked = request.headers.get("If-None-Match", "")

    def answer(rendered: Any) -> HttpResponse:
        etag = f'"{hashlib.sha256(rendered.content).hexdigest()[:32]}"'
        rendered["ETag"] = etag
        if not _names(asked, etag):
            return rendered  # type: ignore[no-any-return]
        unchanged = HttpResponseNotModified()
        for name in KEPT_ON_304:
            if name in rendered:
                unchanged[name] = rendered[name]
        return unchanged

    response.add_post_render_callback(answer)


def _names(asked: str, etag: str) -> bool:
    """Tell whether `If-None-Match` names `etag`; it compares weakly (RFC 9110, section 13.1.2)."""
    tags = parse_etags(asked) if asked else []
    return "*" in tags or etag in (tag.removeprefix("W/") for tag in tags)
