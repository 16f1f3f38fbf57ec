"""Dumps in the admin: what was written, and one more on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.admin.permissions import ReadOnlyMixin
from partners.models import Dump, DumpFile
from partners.services.dumping import request_dump

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline

    Base = ModelAdmin[Dump]
    InlineBase = TabularInline[DumpFile, Dump]
else:
    Base, InlineBase = admin.ModelAdmin, admin.TabularInline


class DumpFileInline(ReadOnlyMixin, InlineBase):
    """The files of one dump."""

    model = DumpFile
    fields = ("name", "format", "n_rows", "n_bytes", "sha256")
    readonly_fields = ("name",)
    can_delete = False
    extra = 0


@admin.register(Dump)
class DumpAdmin(ReadOnlyMixin, Base):
    """Every dump there is, newest first. Old ones go by themselves."""

    list_display = ("created_at", "state", "finished_at", "asked_by", "size", "error")
    list_filter = ("state", "created_at")
    inlines = (DumpFileInline,)
    change_list_template = "admin/partners/dump/change_list.html"

    @admin.display(description=_("size"))
    def size(self, dump: Dump) -> str:
        """Return how much room its files take."""
        return filesizeformat(sum(file.n_bytes for file in dump.files.all()))

    def get_urls(self) -> list[URLPattern]:
        """Add the address at which a dump is asked for."""
        make = self.admin_site.admin_view(require_POST(self.make))
        return [path("make/", make, name="partners_dump_make"), *super().get_urls()]

    def make(self, request: HttpRequest) -> HttpResponse:
        """Order a dump, and go back to the list."""
        if not request.user.has_perm("partners.add_dump"):
            messages.error(request, _t("You may look at dumps, but not ask for one."))
        else:
            request_dump()
            messages.success(request, _t("A dump is being written; it stands in this list."))
        return redirect(reverse("admin:partners_dump_changelist"))
