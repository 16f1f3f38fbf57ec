"""Make the keys that names are looked up by anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from speakers.services.name_keys import rebuild_name_keys


class Command(BaseCommand):
    """`manage.py rebuild_names`: after names were written past the services, or their keys changed with an upgrade."""

    help = "Make the keys that names of speakers are looked up by anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Index every name and say how many there are."""
        n_names = rebuild_name_keys()
        self.stdout.write(f"{n_names:,} names indexed.")
