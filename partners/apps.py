"""The Django app `partners`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Registers the app, and keeps the triggers that note what partners may see."""

    name = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        """Have the triggers made again after every migration."""
        from partners.triggers import keep_triggers, let_tables_move

        pre_migrate.connect(let_tables_move, sender=self)
        post_migrate.connect(keep_triggers, sender=self)
