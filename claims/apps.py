"""The Django app `claims`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Registers the app, keeps the logs of events frozen and the full-text index whole."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        """Have the triggers made again after every migration."""
        from claims.search.index import drop_triggers, keep_index
        from claims.triggers import freeze_events

        post_migrate.connect(freeze_events, sender=self)
        pre_migrate.connect(drop_triggers, sender=self)
        post_migrate.connect(keep_index, sender=self)
