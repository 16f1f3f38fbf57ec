"""`manage.py prepare_demo`: from an empty folder to a demo that can be served."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from claims.demo.withdrawn import find_withdrawals, withdraw_all
from partners.services.feed import publish_all_changes


class Command(BaseCommand):
    """Each step leaves alone what is there, so a second run is quick and loses nothing."""

    help = "Make tables, static files, demo articles and demo log-ins, where they are missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        with transaction.atomic():  # a first start that is interrupted begins anew the next time
            call_command("seed")
        withdraw_some()
        call_command("demo_accounts")


def withdraw_some() -> None:
    """Publish the demo and then withdraw a statement of it, so that the feed tells of both."""
    withdrawals = find_withdrawals()
    if withdrawals:
        publish_all_changes()
        withdraw_all(withdrawals)
