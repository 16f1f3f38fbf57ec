"""Second readings that were given, and recalibrations of the confidence: looked at, never changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.admin.permissions import ReadOnlyMixin, actor_of
from claims.models import Recalibration, SecondReading
from claims.second.blind import open_to
from claims.second.sides import LABELS

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    ReadingBase = ModelAdmin[SecondReading]
    RecalibrationBase = ModelAdmin[Recalibration]
else:
    ReadingBase = RecalibrationBase = admin.ModelAdmin


@admin.register(SecondReading)
class SecondReadingAdmin(ReadOnlyMixin, ReadingBase):
    """What second readers made of decided statements, and how differences were settled; settled on the site."""

    list_display = ("words", "parts", "first_said", "second_said", "outcome", "read_at")
    list_filter = ("is_open", "settled", "verdict", "desk", "read_at")
    search_fields = (
        "statement__words",
        "first_reader__username",
        "reader__username",
        "settled_by__username",
        "why",
    )
    fields = (
        "words",
        ("desk", "week", "read_at"),
        ("first_reader", "first_verdict"),
        ("reader", "verdict", "why"),
        ("parts", "is_open"),
        ("settled", "settled_by"),
    )
    readonly_fields = ("words", "parts")
    list_select_related = ("statement", "first_reader", "reader", "settled_by")
    list_display_links = ("read_at",)
    ordering = ("-read_at", "-pk")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[SecondReading]:
        """Return the readings, without those of a statement that the user may be handed to read blind."""
        readings = super().get_queryset(request).select_related(*self.list_select_related)
        return open_to(readings, actor_of(request), statement="statement")

    @admin.display(description=_("statement"))
    def words(self, reading: SecondReading) -> SafeString:
        """Return the words, leading to the statement."""
        address = reverse("admin:claims_statement_change", args=[reading.statement_id])
        said = Truncator(reading.statement.words).chars(80)
        return format_html('<a href="{}">{}</a>', address, said)

    @admin.display(description=_("first reading"), ordering="first_verdict")
    def first_said(self, reading: SecondReading) -> str:
        """Return who read first, and what they decided."""
        return f"{reading.first_reader}: {reading.get_first_verdict_display()}"

    @admin.display(description=_("second reading"), ordering="verdict")
    def second_said(self, reading: SecondReading) -> str:
        """Return who read second, and what they would have decided."""
        return f"{reading.reader}: {reading.get_verdict_display()}"

    @admin.display(description=_("settled"), ordering="settled")
    def outcome(self, reading: SecondReading) -> str:
        """Return how a difference was settled, and by whom; or that it waits."""
        if reading.is_open:
            return _t("to be settled")
        if not reading.settled:
            return "–"
        return f"{reading.get_settled_display()} ({reading.settled_by})"

    @admin.display(description=_("what differs"))
    def parts(self, reading: SecondReading) -> SafeString | str:
        """Return what is not the same in the two, leading to both side by side."""
        if not reading.differs:
            return ""
        address = f"{reverse('claims:differences')}?statement={reading.pk}"
        named = ", ".join(str(LABELS[part]) for part in reading.differs)
        return format_html('<a href="{}">{}</a>', address, named)


@admin.register(Recalibration)
class RecalibrationAdmin(ReadOnlyMixin, RecalibrationBase):
    """Every calibration fitted here; commands make them and put them to use."""

    list_display = ("number", "engine", "made_at", "n_decisions", "is_used", "used_from", "error")
    list_filter = ("is_used", "engine", "made_at")
    search_fields = ("engine",)
    fields = (
        ("number", "engine", "made_at", "n_decisions"),
        ("is_used", "used_from"),
        "figures",
    )
    readonly_fields = ("figures",)

    @admin.display(description=_("calibration error, in use before and refitted"))
    def error(self, row: Recalibration) -> str:
        """Return the calibration error with what was in use and with this one."""
        return _figures(row.lines[0], "in_use", "refitted") if row.report else ""

    @admin.display(description=_("as shipped, in use before, refitted"))
    def figures(self, row: Recalibration) -> SafeString:
        """Return the figures of the report, a line each."""
        lines = row.lines if row.report else []
        said = ((line["label"], _figures(line, "shipped", "in_use", "refitted")) for line in lines)
        return format_html_join("", "<div>{}: {}</div>", said)


def _figures(line: dict[str, Any], *columns: str) -> str:
    return " → ".join(f"{line[column]:.3f}" for column in columns)
