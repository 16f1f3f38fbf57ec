"""What admin pages of rows that only services write have in common."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest


def can_review(request: HttpRequest) -> bool:
    """Tell whether the user may act on statements."""
    return cast(AbstractUser, request.user).has_perm("claims.review_statement")


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
