"""The Django app `tracker`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """Registers the app under its name."""

    name = "tracker"
    verbose_name = _("Tracker")
