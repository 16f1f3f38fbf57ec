"""What bodies became and were part of, on the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _

from speakers.models import Parentage, Speaker, Succession
from speakers.partial_dates import PartialDateField
from speakers.succession_forms import SuccessionForm

if TYPE_CHECKING:
    from django.contrib.admin import TabularInline

    SuccessionInlineBase = TabularInline[Succession, Speaker]
    ParentageInlineBase = TabularInline[Parentage, Speaker]
else:
    SuccessionInlineBase = ParentageInlineBase = admin.TabularInline

SHORT_DATES: dict[Any, Any] = {
    PartialDateField: {"widget": TextInput(attrs={"size": 10, "placeholder": "YYYY-MM-DD"})}
}


class PredecessorInline(SuccessionInlineBase):
    """The bodies that became this one."""

    model = Succession
    form = SuccessionForm
    fk_name = "successor"
    verbose_name = _("predecessor")
    verbose_name_plural = _("predecessors")
    autocomplete_fields = ("predecessor",)
    formfield_overrides = SHORT_DATES
    extra = 0


class SuccessorInline(PredecessorInline):
    """The bodies that this one became."""

    fk_name = "predecessor"
    verbose_name = _("successor")
    verbose_name_plural = _("successors")
    autocomplete_fields = ("successor",)


class ParentageInline(ParentageInlineBase):
    """What the body was part of, and when."""

    model = Parentage
    fk_name = "child"
    autocomplete_fields = ("parent",)
    formfield_overrides = SHORT_DATES
    extra = 0
