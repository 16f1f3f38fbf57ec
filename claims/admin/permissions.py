"""What admin pages of rows that only services write have in common."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def can_review(request: HttpRequest) -> bool:
    """Tell whether the user may act on statements."""
    return actor_of(request).has_perm("claims.review_statement")


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in user; the admin lets nobody else in."""
    return cast(User, request.user)


class ReadOnlyMixin:
    """No form writes these rows: they are looked at, and acted on by actions that call services."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Allow editors and up; what `permissions=["review"]` of an action asks."""
        return can_review(request)
