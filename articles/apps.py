"""The Django app `articles`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Registers the app under its name."""

    name = "articles"
    verbose_name = _("Articles")
