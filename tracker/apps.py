"""The Django app `tracker`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """Registers the app, and keeps what SQLite knows of its tables fresh."""

    name = "tracker"
    verbose_name = _("Tracker")

    def ready(self) -> None:
        """Have the tables looked at after every migration."""
        from tracker.statistics import look_at_new_indexes

        post_migrate.connect(look_at_new_indexes, sender=self)
