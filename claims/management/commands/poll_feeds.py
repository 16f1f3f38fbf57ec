"""`manage.py poll_feeds`: ask the feeds whose time has come, and queue again what was lost."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from articles.services.polling import Poll, poll_due_feeds
from articles.services.submission import rescue_attempts

EVERY_S = 60


class Command(BaseCommand):
    """One round, or one a minute; the worker reads what is handed in."""

    help = "Ask every feed whose time has come; new articles are handed to the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--once` (the default) or `--loop`."""
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="one round, for cron (the default)")
        how.add_argument("--loop", action="store_true", help="a round a minute until stopped")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        """Poll once, or until stopped."""
        self._poll()
        while loop:
            time.sleep(EVERY_S)
            close_old_connections()
            self._poll()

    def _poll(self) -> None:
        for poll in poll_due_feeds():
            self.stdout.write(_line(poll))
        n_rescued = rescue_attempts()
        if n_rescued:
            self.stdout.write(f"{n_rescued} lost attempts were queued again or given up")


def _line(poll: Poll) -> str:
    if poll.error:
        return f"{poll.feed.url}: failed: {poll.error}"
    refused = f", {poll.n_refused} refused" if poll.n_refused else ""
    return f"{poll.feed.url}: {len(poll.attempts)} new{refused}"
