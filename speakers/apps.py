"""The Django app `speakers`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpeakersConfig(AppConfig):
    """Registers the app under its name."""

    name = "speakers"
    verbose_name = _("Speakers")
