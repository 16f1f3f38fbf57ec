"""What every page may show."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is the demo, and which part of the site the page belongs to."""
    match = request.resolver_match
    section = match.app_name or match.url_name if match else ""
    return {"is_demo": settings.DEMO, "section": section}
