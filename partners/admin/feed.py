"""The change feed, to be looked at: what partners were told, and whether they are told of everything by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import ReadOnlyMixin
from partners.catalogue import CATALOGUE
from partners.models import Change, Touch
from partners.services.feed import read_state

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[Change]
else:
    Base = admin.ModelAdmin


@admin.register(Change)
class ChangeAdmin(ReadOnlyMixin, Base):
    """Every entry of the feed, newest first; written by the feed itself and by nobody else."""

    list_display = ("sequence", "at", "act", "kind", "thing")
    list_filter = ("act", "kind", "at")
    search_fields = ("=item_id",)
    ordering = ("-sequence",)
    show_full_result_count = False

    @admin.display(description=_("key"))
    def thing(self, change: Change) -> SafeString | int:
        """Return the key of the thing, leading to its own page in the admin while it is there."""
        if change.act == Change.Act.ERASED:
            return change.item_id
        meta = CATALOGUE[change.kind].model._meta  # noqa: SLF001 - Django's public name
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[change.item_id])
        return format_html('<a href="{}">{}</a>', address, change.item_id)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under a line that says where the feed stands."""
        context = {**(extra_context or {}), "title": _where_it_stands()}
        return super().changelist_view(request, context)


def _where_it_stands() -> str:
    state, n_waiting = read_state(), Touch.objects.count()
    words = _t("Changes, the newest is number %(head)d") % {"head": state.head}
    if not n_waiting:
        return words
    waiting = ngettext(
        "%(n)d write waits to be looked at", "%(n)d writes wait to be looked at", n_waiting
    )
    return f"{words} · {waiting % {'n': n_waiting}}"
