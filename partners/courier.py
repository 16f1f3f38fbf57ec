"""The courier: a few threads of the worker that bring messages to webhooks, so that a slow one holds up nobody."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DatabaseError, connections
from django.utils import timezone

from partners.models import WebhookMessage
from partners.sending import post_message
from partners.services.delivering import make_messages, note_try, take_messages
from partners.signing import sign

logger = logging.getLogger(__name__)
N_THREADS = 8


class Courier:
    """Sends what is due. Call `tick` every second or so, `close` at the end."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(N_THREADS, thread_name_prefix="courier")
        self._sending: set[Future[None]] = set()

    def tick(self) -> int:
        """Make messages of what is new, and hand those that are due to free threads; return how many."""
        self._sending = {one for one in self._sending if not one.done()}
        make_messages()
        messages = take_messages(limit=N_THREADS - len(self._sending))
        self._sending |= {self._pool.submit(_send_on_own_connection, one) for one in messages}
        return len(messages)

    def wait(self) -> None:
        """Wait until everything that was handed out is done."""
        for one in list(self._sending):
            one.result()

    def close(self) -> None:
        """Let what is being sent come to its end, and send nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def send_message(message: WebhookMessage) -> None:
    """Sign and send one message, and record how that went."""
    endpoint = message.endpoint
    headers = sign(endpoint, message_id=message.message_id, at=timezone.now(), body=message.body)
    note_try(message=message, sent=post_message(endpoint.url, body=message.body, headers=headers))


def _send_on_own_connection(message: WebhookMessage) -> None:
    try:
        send_message(message)
    except DatabaseError as error:
        logger.warning("how %s went could not be recorded: %s", message, error)
    finally:
        connections.close_all()
