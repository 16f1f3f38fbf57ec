"""The Django app `claims`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """Registers the app under its name."""

    name = "claims"
    verbose_name = _("Claims")
