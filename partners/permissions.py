"""What a key may do: each endpoint names the scopes that it asks for."""

from __future__ import annotations

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from partners.models import ApiKey


class HasScopes(BasePermission):
    """Allows a key that has every scope that the view's `required_scopes` names."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return False without a key; raises `PermissionDenied`, naming what is missing, if it may not do this."""
        key: object = request.user
        if not isinstance(key, ApiKey):
            return False
        missing = [scope for scope in view.required_scopes() if not key.may(scope)]  # type: ignore[attr-defined]
        if missing:
            raise PermissionDenied(
                f"This key lacks the scope “{missing[0]}”; it has: {', '.join(key.scopes)}."
            )
        return True
