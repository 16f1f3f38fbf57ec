"""Extraction runs: looked at, and asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import ReadOnlyMixin
from claims.models import ExtractionRun
from claims.services.runs import request_run

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[ExtractionRun]
else:
    Base = admin.ModelAdmin


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnlyMixin, Base):
    """What the engine did, how long it took, and why it failed."""

    list_display = (
        "article",
        "state",
        "engine",
        "n_found",
        "n_kept",
        "n_skipped",
        "seconds",
        "queued_at",
        "finished_at",
    )
    list_filter = ("state", "engine", "queued_at")
    search_fields = ("version__article__title", "engine", "error")
    show_full_result_count = False
    actions = ("run_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractionRun]:
        """Return the runs with their article, without its text."""
        runs = super().get_queryset(request).select_related("version__article")
        return runs.defer("version__text", "version__raw", "version__sketch")

    @admin.display(description=_("article"), ordering="version__article__title")
    def article(self, run: ExtractionRun) -> str:
        """Return the title and the number of the version."""
        return str(run.version)

    @admin.action(description=_("Run again on the same version"), permissions=["review"])
    def run_again(self, request: HttpRequest, queryset: QuerySet[ExtractionRun]) -> None:
        """Ask for a run of every version chosen, once each; what editors decided stays as it is."""
        versions = {run.version_id: run.version for run in queryset}
        for version in versions.values():
            request_run(version=version)
        message = ngettext("%(n)d run is waiting.", "%(n)d runs are waiting.", len(versions))
        messages.success(request, message % {"n": len(versions)})
