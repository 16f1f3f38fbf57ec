"""Who may do what on these pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

UNPROCESSABLE = 422


def can_add(view: View) -> View:
    """Let in whoever may add articles: others sign in first, or get a 403."""
    return login_required(permission_required("articles.add_article", raise_exception=True)(view))


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in user; the view has checked that there is one."""
    return cast("User", request.user)
