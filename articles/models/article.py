"""Articles, the immutable texts they have had, and the report behind them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Outlet
from articles.paths import path_to
from articles.querysets import ArticleQuerySet, ArticleVersionQuerySet


class Origin(models.Model):
    """The independent report behind one or more articles: one wire story in forty outlets is one origin."""

    name = models.CharField(_("name"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One published piece; its words live in versions."""

    class State(models.TextChoices):
        """Whether the piece still stands."""

        LIVE = "live", _("live")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class DateSource(models.TextChoices):
        """How a date of publication is known."""

        UNKNOWN = "", _("not known")
        PAGE = "page", _("stated on the page")
        GIVEN = "given", _("given by whoever added it")
        FEED = "feed", _("stated in the feed")

    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="articles", null=True, blank=True
    )
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="articles")
    canonical_url = models.URLField(
        _("address"), max_length=1000, unique=True, null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=500)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_known_from = models.CharField(
        max_length=10, choices=DateSource.choices, default=DateSource.UNKNOWN, blank=True
    )
    modified_at = models.DateTimeField(_("modified by the publisher"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    sort_at = models.GeneratedField(
        expression=Coalesce("published_at", "first_seen_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.LIVE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["-sort_at", "-id"], name="article_newest"),
            models.Index(fields=["outlet", "-sort_at"], name="article_by_outlet"),
            models.Index(fields=["state"], condition=~Q(state="live"), name="article_not_live"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page that shows the text with its statements marked."""
        return path_to("claims:article-detail", self.pk)

    @property
    def latest_version(self) -> ArticleVersion:
        """The newest version; every stored article has one."""
        return self.versions.order_by("-number")[0]


class ArticleVersion(models.Model):
    """One immutable text an article has had. Every offset points into one version.

    `sketch` is `articles.similarity.sketch` of the text without its furniture, for finding copies.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"), default=1)
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(max_length=64, db_index=True)
    raw = models.TextField(_("page as fetched"), blank=True)
    furniture = models.JSONField(
        _("furniture"),
        default=list,
        help_text=_("[start, end] of each line that is not the article"),
    )
    sketch = models.JSONField(default=list, editable=False)
    fetched_at = models.DateTimeField(_("fetched"), default=timezone.now)
    cleaner = models.CharField(_("cleaner"), max_length=60)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="version_number_from_one"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="version_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"

    @property
    def headline_end(self) -> int:
        """Where the text proper begins to differ from its headline: the length of a first line that is the title."""
        first = self.text.partition("\n")[0]
        return len(first) if " ".join(first.split()) == " ".join(self.article.title.split()) else 0
