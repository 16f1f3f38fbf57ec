"""People of partners stay on their own pages: what is not published is the newsroom's."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN = ("/api/", "/partners/", "/login/", "/logout/", "/static/", "/healthz")
# Pages that anybody may read; they show a partner's people no more than that.
PUBLIC = re.compile(
    r"/(?:questions|(?:questions/(?!(?:add|proposed)/)[-\w]+|statements/[0-9]+|claims/[0-9]+)(?:/embed)?)/$"
)


class KeepPartnersApart:
    """Leads whoever has no place in the newsroom from every other page to that of their partner.

    Somebody whom a group of the newsroom lets read articles, or who is on its staff, may be a partner's member as well. Who is
    of no partner either, any more or yet, is told there to ask an administrator.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_apart = _is_apart(request)
        request.is_partner_apart = is_apart  # type: ignore[attr-defined]
        is_open = request.path.startswith(OPEN) or PUBLIC.match(request.path)
        if is_apart and not is_open:
            return redirect(reverse("partner-pages:list"))
        return self.get_response(request)


def _is_apart(request: HttpRequest) -> bool:
    user = request.user
    # Whoever may read articles is of the newsroom; what a user may do is asked once a request anyway.
    is_ours = user.is_staff or user.has_perm("articles.view_article")
    return user.is_authenticated and not is_ours
