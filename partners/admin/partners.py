"""Partners in the admin: opened, switched off, and given people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from partners.admin.scopes import PartnerForm
from partners.models import Partner, PartnerMember

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline

    Base = ModelAdmin[Partner]
    InlineBase = TabularInline[PartnerMember, Partner]
else:
    Base, InlineBase = admin.ModelAdmin, admin.TabularInline


class MemberInline(InlineBase):
    """The people of a partner."""

    model = PartnerMember
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Partner)
class PartnerAdmin(Base):
    """Who has access, how far, and through which people."""

    form = PartnerForm
    list_display = ("name", "is_active", "n_keys", "page")
    list_filter = ("is_active",)
    search_fields = ("name", "contact")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "home", "contact", "scopes", "is_active")
    inlines = (MemberInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        """Return the partners with their active keys counted."""
        active = Count("keys", filter=Q(keys__is_active=True))
        return super().get_queryset(request).annotate(n_active_keys=active)

    @admin.display(description=_("active keys"))
    def n_keys(self, partner: Partner) -> SafeString:
        """Return how many keys are on, leading to them."""
        address = reverse("admin:partners_apikey_changelist")
        n: int = partner.n_active_keys  # type: ignore[attr-defined]
        return format_html('<a href="{}?partner__id__exact={}">{}</a>', address, partner.pk, n)

    @admin.display(description=_("page"))
    def page(self, partner: Partner) -> SafeString:
        """Return a link to the page that the partner sees."""
        return format_html('<a href="{}">{}</a>', partner.get_absolute_url(), _t("look"))

    def has_delete_permission(self, request: HttpRequest, obj: Partner | None = None) -> bool:
        """Refuse: what a partner did stays on record; switch it off instead."""
        return False
