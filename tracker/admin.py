"""The name of the admin, and the workers that are alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.models import WorkerBeat

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[WorkerBeat]
else:
    Base = admin.ModelAdmin

admin.site.site_header = "Crossclaim"
admin.site.site_title = "Crossclaim"
admin.site.index_title = _("Everything, row by row")


@admin.register(WorkerBeat)
class WorkerBeatAdmin(Base):
    """Which workers said lately that they are alive; only they write here."""

    list_display = ("host", "pid", "started_at", "seen_at")
    list_filter = ("seen_at",)
    search_fields = ("host",)
    ordering = ("-seen_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: WorkerBeat | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: WorkerBeat | None = None) -> bool:
        """Refuse."""
        return False
