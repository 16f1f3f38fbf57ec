"""The Django app `claims`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Registers the app, and keeps the log of review events frozen."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        """Have the triggers made again after every migration."""
        from claims.triggers import freeze_review_events

        post_migrate.connect(freeze_review_events, sender=self)
