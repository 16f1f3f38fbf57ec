"""What holds of every request: addresses that can be asked of the database, and times in the reader's zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.translation import gettext as _


class RefuseNul:
    """Answers 400 to an address with a NUL in what it asks: PostgreSQL stores no such text, and would fail to look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The API says itself which parameter it is.
        asks = "%00" in request.META.get("QUERY_STRING", "")
        if asks and not request.path.startswith("/api/"):
            return HttpResponseBadRequest(_("This address holds a character that no text has."))
        return self.get_response(request)


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
