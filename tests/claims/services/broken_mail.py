"""A mail server that cannot be reached."""

from __future__ import annotations

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class BrokenBackend(BaseEmailBackend):
    """Fails as a connection does."""

    def send_messages(self, email_messages: Any) -> int:
        raise OSError("the mail server is away")
