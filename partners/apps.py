"""The Django app `partners`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Registers the app under its name."""

    name = "partners"
    verbose_name = _("Partners")
