"""Who is asking: `Authorization: Bearer <key>`, and nothing else."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from partners.models import ApiKey
from partners.services.keys import find_key, note_use

REALM = 'Bearer realm="Crossclaim"'


class KeyAuthentication(BaseAuthentication):
    """Makes the partner's `ApiKey` the user of the request.

    A browser session opens nothing here: a page that an editor visits must not read the API in their name.
    """

    def authenticate(self, request: Request) -> tuple[ApiKey, None] | None:
        """Return the key, or None if no `Authorization` was sent; a refused key raises."""
        header = get_authorization_header(request).decode("latin-1")
        if not header:
            return None
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise AuthenticationFailed("The Authorization header must read “Bearer” and one key.")
        key = find_key(secret=secret.strip())
        if key is None:
            raise AuthenticationFailed(
                "This key is not known, has been switched off, or has expired."
            )
        note_use(key=key)
        return key, None

    def authenticate_header(self, request: Request) -> str:
        """Return the `WWW-Authenticate` header (RFC 6750, section 3)."""
        if get_authorization_header(request):
            return f'{REALM}, error="invalid_token"'
        return REALM


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes `KeyAuthentication` in the OpenAPI document."""

    target_class = KeyAuthentication
    name = "partnerKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the security scheme."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "The key handed to the partner, once.",
        }
