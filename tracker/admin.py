"""The name of the admin, the workers that are alive, and what became of alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.models import AlertMessage, SavedSearch, SearchAlert, WorkerBeat

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[Any]
else:
    Base = admin.ModelAdmin

admin.site.site_header = "Crossclaim"
admin.site.site_title = "Crossclaim"
admin.site.index_title = _("Everything, row by row")


class ReadOnlyAdmin(Base):
    """Rows that only the site itself, or their owners on its pages, write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(WorkerBeat)
class WorkerBeatAdmin(ReadOnlyAdmin):
    """Which workers said lately that they are alive; only they write here."""

    list_display = ("host", "pid", "started_at", "seen_at")
    list_filter = ("seen_at",)
    search_fields = ("host",)
    ordering = ("-seen_at",)


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnlyAdmin):
    """Who keeps which search."""

    list_display = ("name", "owner", "created_at")
    list_filter = ("created_at",)
    search_fields = ("name", "owner__username")
    list_select_related = ("owner",)


@admin.register(SearchAlert)
class SearchAlertAdmin(ReadOnlyAdmin):
    """Where alerts go; the signing secret is shown to the owner alone."""

    list_display = ("search", "channel", "target", "is_active", "problem")
    list_filter = ("channel", "is_active")
    search_fields = ("target", "search__name")
    list_select_related = ("search",)
    exclude = ("secret",)


@admin.register(AlertMessage)
class AlertMessageAdmin(ReadOnlyAdmin):
    """What became of each message."""

    list_display = ("uid", "alert", "state", "n_tries", "next_try_at", "last_error")
    list_filter = ("state", "created_at")
    search_fields = ("alert__target", "last_error")
    list_select_related = ("alert",)
