"""Partners' keys: shown once when made, then known by their first letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.permissions import actor_of
from partners.admin.scopes import KeyAdminForm
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

    form = KeyAdminForm
    list_display = (
        *("partner", "label", "prefix", "may", "is_active"),
        *("created_at", "expires_at", "last_used_at"),
    )
    list_filter = ("is_active", "expires_at", "last_used_at", "partner")
    search_fields = ("partner__name", "label", "prefix")
    list_select_related = ("partner",)
    autocomplete_fields = ("partner",)
    asked = ("partner", "label", "scopes", "expires_at", "requests_per_minute", "requests_per_day")
    readonly_fields = ("prefix", "created_at", "made_by", "rotated_from", "last_used_at")
    show_full_result_count = False
    actions = ("deactivate",)

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        """Return what is asked for a new key, or what is shown of one."""
        return (*self.asked, "is_active", *self.readonly_fields) if obj else self.asked

    @admin.display(description=_("may"))
    def may(self, key: ApiKey) -> str:
        """Return its scopes."""
        return ", ".join(key.scopes)

    def save_model(
        self, request: HttpRequest, obj: ApiKey, form: ModelForm[ApiKey], change: bool
    ) -> None:
        """Make the key of a new row, keep its hash, and show it this once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        key = new_key()
        obj.prefix, obj.key_sha256, obj.made_by = key[:8], hash_key(key), actor_of(request)
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
