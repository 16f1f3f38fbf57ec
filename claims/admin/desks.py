"""Desks: who belongs to them, and which articles come to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Desk, DeskRoute
from claims.services.desks import request_rerouting
from claims.services.sampling import trim_sample

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline

    DeskBase = ModelAdmin[Desk]
    RouteBase = TabularInline[DeskRoute, Desk]
    FormBase = ModelForm[Desk]
else:
    DeskBase, RouteBase, FormBase = admin.ModelAdmin, admin.TabularInline, ModelForm


class DeskRouteInline(RouteBase):
    """What comes to the desk."""

    model = DeskRoute
    fields = ("outlet", "topic", "article")
    autocomplete_fields = ("outlet", "article")
    extra = 1


class DeskForm(FormBase):
    """A desk; a share left empty is none."""

    def clean_second_share(self) -> int:
        """Return the share in per cent."""
        return self.cleaned_data["second_share"] or 0


@admin.register(Desk)
class DeskAdmin(DeskBase):
    """Editors, routes and the share of second readings of one desk."""

    form = DeskForm
    list_display = ("name", "n_editors", "n_routes", "second_share")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("editors",)
    inlines = (DeskRouteInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Desk]:
        """Return the desks with the counts that the list shows."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                n_editors=Count("editors", distinct=True), n_routes=Count("routes", distinct=True)
            )
        )

    @admin.display(description=gettext_lazy("editors"))
    def n_editors(self, desk: Desk) -> int:
        """Return how many editors belong to it."""
        return int(getattr(desk, "n_editors", 0))

    @admin.display(description=gettext_lazy("routes"))
    def n_routes(self, desk: Desk) -> int:
        """Return how many routes lead to it."""
        return int(getattr(desk, "n_routes", 0))

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Desk],
        formsets: list[BaseModelFormSet[Any, Any]],
        change: bool,
    ) -> None:
        """Save editors and routes, let what waits follow the routes, and let go what a smaller share leaves out."""
        super().save_related(request, form, formsets, change)
        trim_sample(form.instance)
        request_rerouting()
        messages.info(request, _("What waits is brought to its desks in the background."))
