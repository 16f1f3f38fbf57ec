"""The curators' desk for outlets, feeds, articles and attempts.

Texts and what machines recorded are read-only here: a text that could be edited would leave every offset
into it wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.errors import IngestError
from articles.models import Article, ArticleVersion, Feed, IngestAttempt, Origin, Outlet
from articles.services.submission import retry_attempt

# A bare "news.example" typed as an address means https.
URL_FIELDS: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"}
}


class RecordedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that only services write: to be read, not added, changed or deleted."""

    formfield_overrides = URL_FIELDS

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody changes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody deletes one by hand."""
        return False


class FeedErrorMixin:
    """Shows why a feed could not be read."""

    @admin.display(description=_("last error"), ordering="last_error")
    def last_error_said(self, feed: Feed) -> str:
        """Why the last poll failed, in the reader's language."""
        return capfirst(feed.last_error_said)


class FeedInline(FeedErrorMixin, admin.TabularInline):  # type: ignore[type-arg]
    """An outlet's feeds."""

    model = Feed
    formfield_overrides = URL_FIELDS
    extra = 0
    fields = ("url", "is_active", "next_poll_at", "n_failures", "last_error_said")
    readonly_fields = ("next_poll_at", "n_failures", "last_error_said")


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who publishes."""

    formfield_overrides = URL_FIELDS
    list_display = ("name", "domain", "country", "kind", "licence", "excerpt_limit", "n_articles")
    list_filter = ("kind", "country", "language")
    search_fields = ("name", "domain", "home")
    inlines = (FeedInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        """Return the outlets with the number of their articles."""
        outlets: QuerySet[Outlet] = super().get_queryset(request)
        return outlets.annotate(n_articles=Count("articles")).order_by("name")

    @admin.display(description=_("articles"), ordering="n_articles")
    def n_articles(self, outlet: Outlet) -> int:
        """How many articles the outlet has here."""
        return int(getattr(outlet, "n_articles", 0))


@admin.register(Feed)
class FeedAdmin(FeedErrorMixin, admin.ModelAdmin):  # type: ignore[type-arg]
    """Where outlets announce articles, and how asking went."""

    formfield_overrides = URL_FIELDS
    list_display = ("url", "outlet", "is_active", "next_poll_at", "n_failures", "last_error_said")
    list_filter = ("is_active", ("last_error", admin.EmptyFieldListFilter), "outlet__kind")
    list_select_related = ("outlet",)
    search_fields = ("url", "outlet__name", "last_error", "last_error_values")
    autocomplete_fields = ("outlet",)
    exclude = ("last_error",)
    readonly_fields = ("n_failures", "last_error_said", "etag", "last_modified")


@admin.register(Origin)
class OriginAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The reports behind articles; to join or part copies, give an article another origin."""

    list_display = ("name", "created_at", "n_articles")
    search_fields = ("name", "articles__title")
    date_hierarchy = "created_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Origin]:
        """Return the origins with the number of articles that carry them."""
        origins: QuerySet[Origin] = super().get_queryset(request)
        return origins.annotate(n_articles=Count("articles", distinct=True)).order_by("-pk")

    @admin.display(description=_("articles"), ordering="n_articles")
    def n_articles(self, origin: Origin) -> int:
        """How many articles carry this report."""
        return int(getattr(origin, "n_articles", 0))


class VersionInline(admin.TabularInline):  # type: ignore[type-arg]
    """An article's versions, to be opened."""

    model = ArticleVersion
    extra = 0
    fields = readonly_fields = ("number", "fetched_at", "cleaner", "note")
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Versions come from ingest alone."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        """Return the versions without their long columns."""
        return super().get_queryset(request).defer("text", "raw", "sketch")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Articles: state, dates, outlet and origin can be put right."""

    formfield_overrides = URL_FIELDS
    list_display = (
        "title",
        "outlet",
        "state",
        "published_at",
        "published_known_from",
        "first_seen_at",
        "page_link",
    )
    list_filter = ("state", "published_known_from", "outlet")
    list_select_related = ("outlet",)
    search_fields = ("title", "byline", "canonical_url")
    autocomplete_fields = ("outlet", "origin")
    date_hierarchy = "first_seen_at"
    readonly_fields = ("sort_at", "added_by", "page_link")
    inlines = (VersionInline,)

    @admin.display(description=_("page"))
    def page_link(self, article: Article) -> str:
        """Link to the article's own page."""
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("read"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come in through the page for adding, which cleans and stores a text."""
        return False


@admin.register(ArticleVersion)
class ArticleVersionAdmin(RecordedAdmin):
    """The texts, as they were stored."""

    list_display = ("article", "number", "fetched_at", "cleaner", "note")
    list_filter = ("cleaner",)
    list_select_related = ("article",)
    search_fields = ("article__title", "text_sha256")
    date_hierarchy = "fetched_at"
    fields = (
        "article",
        "number",
        "fetched_at",
        "cleaner",
        "note",
        "text_sha256",
        "furniture",
        "text",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        """Return the versions without the pages they were cut from."""
        return super().get_queryset(request).defer("raw", "sketch")


@admin.register(IngestAttempt)
class IngestAttemptAdmin(RecordedAdmin):
    """Every try at taking an article in."""

    list_display = (
        "handed_in",
        "kind",
        "state",
        "reason_said",
        "is_retryable",
        "n_tries",
        "created_at",
        "sender",
        "article_link",
    )
    list_filter = ("state", "kind", "is_retryable")
    list_select_related = ("article", "feed__outlet", "submitted_by")
    search_fields = ("url", "file_name", "given_title", "reason", "reason_values", "article__title")
    fields = (
        "kind",
        "state",
        "reason_said",
        "is_retryable",
        "n_tries",
        ("created_at", "state_at", "finished_at"),
        "sender",
        ("article", "version"),
        "url",
        "file_name",
        "feed",
        ("given_title", "outlet"),
        ("given_published_at", "given_first_seen_at"),
        "is_html",
        "payload",
    )
    date_hierarchy = "created_at"
    actions = ("try_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[IngestAttempt]:
        """Return the attempts; lists do without what was handed in."""
        return super().get_queryset(request).defer("payload")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever may change attempts may have one tried again."""
        return request.user.has_perm("articles.change_ingestattempt")

    @admin.display(description=_("what was handed in"))
    def handed_in(self, attempt: IngestAttempt) -> str:
        """An address, a file's name or a title."""
        return Truncator(attempt.label).chars(80)

    @admin.display(description=_("reason"), ordering="reason")
    def reason_said(self, attempt: IngestAttempt) -> str:
        """Why it failed, in the reader's language."""
        return capfirst(attempt.reason_said)

    @admin.display(description=_("from"))
    def sender(self, attempt: IngestAttempt) -> str:
        """Who handed it in."""
        return attempt.sender

    @admin.display(description=_("article"))
    def article_link(self, attempt: IngestAttempt) -> str:
        """Link to the stored article."""
        if attempt.article is None:
            return ""
        address = reverse("admin:articles_article_change", args=[attempt.article.pk])
        title = Truncator(attempt.article.title).chars(80)
        return format_html('<a href="{}">{}</a>', address, title)

    @admin.action(description=_("Try again"), permissions=["retry"])
    def try_again(self, request: HttpRequest, attempts: QuerySet[IngestAttempt]) -> None:
        """Queue the chosen attempts again; those under way or stored are left alone."""
        n_queued = 0
        for attempt in attempts:
            try:
                retry_attempt(attempt=attempt)
            except IngestError as error:
                self.message_user(request, f"{attempt.label}: {error}", messages.WARNING)
            else:
                n_queued += 1
        message = ngettext(
            "%(n)d attempt is queued again.", "%(n)d attempts are queued again.", n_queued
        )
        self.message_user(request, message % {"n": n_queued}, messages.SUCCESS)
