"""Partners' keys: shown once when made, then known by their first letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partners.models import ApiKey, hash_key, new_key

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.forms import ModelForm

    Base = ModelAdmin[ApiKey]
else:
    Base = admin.ModelAdmin


@admin.register(ApiKey)
class ApiKeyAdmin(Base):
    """Made, given an end, switched off; never read again and never deleted."""

    list_display = ("partner", "prefix", "is_active", "created_at", "expires_at", "last_used_at")
    list_filter = ("is_active", "expires_at", "last_used_at")
    search_fields = ("partner", "prefix")
    fields = ("partner", "expires_at", "is_active", "prefix", "created_at", "last_used_at")
    readonly_fields = ("prefix", "created_at", "last_used_at")
    show_full_result_count = False
    actions = ("deactivate",)

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        """Return what is asked for a new key, or what is shown of one."""
        return self.fields if obj else ("partner", "expires_at")

    def save_model(
        self, request: HttpRequest, obj: ApiKey, form: ModelForm[ApiKey], change: bool
    ) -> None:
        """Make the key of a new row, keep its hash, and show it this once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        key = new_key()
        obj.prefix, obj.key_sha256 = key[:8], hash_key(key)
        super().save_model(request, obj, form, change)
        message = _t("The key of %(partner)s is %(key)s. Copy it now: it is not shown again.")
        messages.warning(request, message % {"partner": obj.partner, "key": key})

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        """Refuse: a key that was used stays on record, switched off."""
        return False

    @admin.action(description=_("Switch the selected keys off"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        """Switch the chosen keys off, at once."""
        n = queryset.filter(is_active=True).update(is_active=False)
        message = ngettext("%(n)d key switched off.", "%(n)d keys switched off.", n)
        messages.success(request, message % {"n": n})
