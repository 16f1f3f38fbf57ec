"""The messages of alerts: plain e-mail, and webhooks signed as Standard Webhooks 1.0.0 has it.

A webhook goes through the same guard as fetched articles: public addresses on the web's own ports only, no
redirects, an end to every connection.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import Any

import httpcore
import httpx
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext

from articles.addresses import parse_url
from articles.network import Deadline, PublicBackend
from claims.models import Statement
from tracker.errors import DeliveryError
from tracker.models import AlertMessage

WEBHOOK_TIMEOUT_S = 15.0
SECRET_BYTES = 32
GONE = 410


def send_mail(message: AlertMessage, statements: Sequence[Statement]) -> None:
    """Send the message as plain text. Raises OSError when the mail server cannot be reached or refuses."""
    search = message.alert.search
    subject = ngettext(
        "%(n)s new statement: %(name)s", "%(n)s new statements: %(name)s", len(statements)
    ) % {"n": len(statements), "name": search.name}
    text = render_to_string(
        "tracker/alert.txt",
        {"search": search, "statements": statements, "site": settings.SITE_URL},
    )
    headers = {
        "Message-ID": f"<{message.uid}@crossclaim.alert>",
        "Auto-Submitted": "auto-generated",
    }
    one_line = " ".join(subject.split())
    EmailMessage(one_line, text, to=[message.alert.target], headers=headers).send()


def post_message(message: AlertMessage, statements: Sequence[Statement]) -> None:
    """Post the message to the webhook. Raises FetchError or DeliveryError when it is not taken."""
    url = parse_url(message.alert.target)
    body = json.dumps(describe(message, statements), ensure_ascii=False).encode("utf-8")
    host = url.netloc.decode("ascii")
    headers = {
        "Host": host,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": "Crossclaim/1.0 (search alerts)",
        "Connection": "close",
        **sign(f"msg_{message.uid.hex}", body, secret=message.alert.secret),
    }
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        network_backend=PublicBackend(Deadline(WEBHOOK_TIMEOUT_S)),
        max_keepalive_connections=0,
    )
    with pool, pool.stream(b"POST", target, headers=list(headers.items()), content=body) as answer:
        status = answer.status
    if not 200 <= status < 300:
        is_gone = status == GONE
        raise DeliveryError(
            f"{host} answered with status {status}", is_retryable=not is_gone, is_gone=is_gone
        )


def make_secret() -> str:
    """Return a new signing secret in the form that receivers' libraries take."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def sign(uid: str, body: bytes, *, secret: str, at_s: int | None = None) -> dict[str, str]:
    """Return the three headers by which a receiver knows who sent `body`, when, and that it is whole."""
    stamp = str(int(timezone.now().timestamp()) if at_s is None else at_s)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{uid}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": uid,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode('ascii')}",
    }


def describe(message: AlertMessage, statements: Sequence[Statement]) -> dict[str, Any]:
    """Return the message as the webhook's JSON."""
    search = message.alert.search
    return {
        "type": "search.matched",
        "timestamp": message.created_at.isoformat(),
        "data": {
            "search": {
                "id": search.pk,
                "name": search.name,
                "url": settings.SITE_URL + search.get_absolute_url(),
            },
            "statements": [_describe(statement) for statement in statements],
        },
    }


def _describe(statement: Statement) -> dict[str, Any]:
    article = statement.version.article
    return {
        "id": statement.pk,
        "url": settings.SITE_URL + statement.get_absolute_url(),
        "speaker": statement.speaker_label,
        "words": statement.words,
        "article": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "published_at": article.published_at and article.published_at.isoformat(),
    }
