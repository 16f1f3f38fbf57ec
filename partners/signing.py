"""Secrets and signatures of Standard Webhooks 1.0.0.

A secret is never stored: it is made, whenever it is needed, from the endpoint's salt in the database and the site's
`WEBHOOKS_KEY` in the environment. Each alone is worth nothing.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac

from django.conf import settings

from partners.models import WebhookEndpoint

PREFIX = "whsec_"


def secret_of(salt: str) -> str:
    """Return the secret that `salt` stands for, as partners are shown it, once: `whsec_` and 32 bytes in base64."""
    return PREFIX + base64.b64encode(_key_of(salt)).decode()


def sign(
    endpoint: WebhookEndpoint, *, message_id: str, at: dt.datetime, body: str
) -> dict[str, str]:
    """Return the headers that prove a message: its id, the time of this try, a signature for each secret in force."""
    timestamp = str(int(at.timestamp()))
    salts = [endpoint.salt]
    if endpoint.old_salt_until is not None and at < endpoint.old_salt_until:
        salts.append(endpoint.old_salt)
    signed = f"{message_id}.{timestamp}.{body}".encode()
    signatures = (
        base64.b64encode(hmac.digest(_key_of(salt), signed, hashlib.sha256)).decode()
        for salt in salts
    )
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def _key_of(salt: str) -> bytes:
    key = settings.WEBHOOKS_KEY.encode()
    return hmac.digest(key, b"crossclaim webhook " + salt.encode(), hashlib.sha256)
