"""Desks: which editors look after which articles."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet


class Desk(models.Model):
    """Editors who look after a part of the news. Routes say which articles come to it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="desks", verbose_name=_("editors")
    )
    second_share = models.PositiveSmallIntegerField(
        _("read a second time, in per cent"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "This share of the decided statements is read by another editor too, who does not see how the "
            "first decided. Partners get such a statement when both have read it. 0 for none."
        ),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        constraints = [
            models.CheckConstraint(condition=Q(second_share__lte=100), name="desk_share_is_share")
        ]

    def __str__(self) -> str:
        return self.name


class DeskRoute(models.Model):
    """What comes to a desk: one article, what an outlet publishes, or headlines that hold a topic's words.

    An article's own route wins over one by topic, and that over one by outlet.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="routes")
    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="desk_route",
        verbose_name=_("article"),
    )
    topic = models.CharField(
        _("topic"), max_length=120, blank=True, help_text=_("words that the headline holds")
    )
    outlet = models.OneToOneField(
        Outlet,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="desk_route",
        verbose_name=_("outlet"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("route to a desk")
        verbose_name_plural = _("routes to desks")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, topic="", outlet=None)
                | (Q(article=None, outlet=None) & ~Q(topic=""))
                | Q(article=None, topic="", outlet__isnull=False),
                name="desk_route_by_one_thing",
                violation_error_message=_(
                    "Give a route one thing: an article, a topic or an outlet."
                ),
            ),
            models.UniqueConstraint(
                fields=["topic"], condition=~Q(topic=""), name="desk_route_topic_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.outlet or self.topic} → {self.desk}"
