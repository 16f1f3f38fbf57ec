"""Times in the reader's zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class ReaderTimezone:
    """Activate the zone that the browser named in its `timezone` cookie; else the site's zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.COOKIES.get("timezone", "")
        try:
            timezone.activate(zoneinfo.ZoneInfo(name))
        except (ValueError, zoneinfo.ZoneInfoNotFoundError, OSError):
            timezone.deactivate()
        return self.get_response(request)
