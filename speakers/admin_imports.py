"""Imports into the registry, their lines, and the identifiers by which rows are found again; all read here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from speakers.admin_judgements import WrittenByServices
from speakers.models import Identifier, ImportLine, RegistryImport

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    ImportBase = ModelAdmin[RegistryImport]
    LineBase = ModelAdmin[ImportLine]
    IdentifierBase = ModelAdmin[Identifier]
else:
    ImportBase = LineBase = IdentifierBase = admin.ModelAdmin

N_LINES = 50


@admin.register(RegistryImport)
class RegistryImportAdmin(WrittenByServices, ImportBase):
    """Which files were handed in, by whom, and what became of their records."""

    list_display = (
        *("file_name", "state", "actor", "at"),
        *("n_added", "n_changed", "n_refused", "n_left", "failure"),
    )
    list_filter = ("state", "format", "at", ("actor", admin.RelatedOnlyFieldListFilter))
    search_fields = ("file_name", "scheme", "failure", "actor__username")
    search_help_text = _("File, list, why it failed, or who handed it in.")
    fields = (
        "file_name",
        ("format", "scheme", "matches_names"),
        ("state", "failure"),
        ("actor", "at", "imported_at"),
        ("undone_by", "undone_at"),
        ("n_records", "n_added", "n_changed", "n_unchanged", "n_refused", "n_left"),
    )
    readonly_fields = ("n_added", "n_changed", "n_unchanged", "n_refused", "n_left")
    # The counts are of lines, of which an import may have a hundred thousand: no more imports a page than on the site.
    list_per_page = 25
    show_full_result_count = False
    view_on_site = False
    change_form_template = "admin/speakers/registryimport/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegistryImport]:
        """Return the imports with what became of their lines, without the file."""
        return RegistryImport.objects.with_outcomes().defer("text").order_by("-pk")

    @admin.display(description=_("added"))
    def n_added(self, run: RegistryImport) -> SafeString | int:
        """Return how many records are new, leading to their lines."""
        return _lines(run, "n_added", "outcome__exact=added")

    @admin.display(description=_("changed"))
    def n_changed(self, run: RegistryImport) -> SafeString | int:
        """Return how many records were changed, leading to their lines."""
        return _lines(run, "n_changed", "outcome__exact=changed")

    @admin.display(description=_("unchanged"))
    def n_unchanged(self, run: RegistryImport) -> SafeString | int:
        """Return how many records stood so already, leading to their lines."""
        return _lines(run, "n_unchanged", "outcome__exact=unchanged")

    @admin.display(description=_("refused"))
    def n_refused(self, run: RegistryImport) -> SafeString | int:
        """Return how many records were refused, leading to their lines and the reasons."""
        return _lines(run, "n_refused", "outcome__exact=refused")

    @admin.display(description=_("left alone by the undo"))
    def n_left(self, run: RegistryImport) -> SafeString | int:
        """Return how many records the undo left alone, leading to their lines."""
        return _lines(run, "n_left", "undo__exact=left")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the facts and a page of lines, what is refused first."""
        run = self.get_object(request, object_id)
        lines = ImportLine.objects.filter(run=run).to_show().urgent_first()
        context = {
            **(extra_context or {}),
            "page": Paginator(lines, N_LINES).get_page(request.GET.get("page")),
            "may_open_page": request.user.has_perm("speakers.add_registryimport"),
        }
        return super().change_view(request, object_id, form_url, context)


@admin.register(ImportLine)
class ImportLineAdmin(WrittenByServices, LineBase):
    """What each record of each file did, to find the import that wrote something."""

    list_display = ("line", "label", "section", "outcome", "file", "undo", "said")
    list_display_links = ("label",)
    list_filter = ("outcome", "undo", "section", "run__state")
    search_fields = ("label", "identifier", "run__file_name")
    search_help_text = _("Record, its identifier, or the file.")
    fields = (
        "file",
        ("line", "section", "outcome", "undo"),
        ("label", "identifier"),
        "said",
        "changed_fields",
    )
    readonly_fields = ("file", "said", "changed_fields")
    ordering = ("-run", "number")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportLine]:
        """Return the lines with the names of their files, without what the undo keeps."""
        lines = super().get_queryset(request).select_related("run")
        return lines.defer("before", "after", "run__text")

    @admin.display(description=_("import"), ordering="run")
    def file(self, line: ImportLine) -> SafeString:
        """Return the file, leading to the import."""
        address = reverse("admin:speakers_registryimport_change", args=[line.run_id])
        return format_html('<a href="{}">{}</a>', address, line.run)

    @admin.display(description=_("notes"))
    def said(self, line: ImportLine) -> str:
        """Return why it was refused, what was noted, and why the undo left it alone."""
        return " ".join(filter(None, map(capfirst, [*line.notes_said, line.undo_said]))) or "–"

    @admin.display(description=_("fields"))
    def changed_fields(self, line: ImportLine) -> SafeString:
        """Return what each field was before and is after, a line each."""
        rows = (
            (one["field"], one.get("before") or "–", one.get("after") or "–")
            for one in line.changes_said
        )
        return format_html_join("", "<div>{}: {} → {}</div>", rows)


@admin.register(Identifier)
class IdentifierAdmin(WrittenByServices, IdentifierBase):
    """Which row here another list means by what: by this an import finds it again."""

    list_display = ("scheme", "section", "identifier", "row")
    list_filter = ("section", "scheme")
    search_fields = (
        "=identifier",
        "speaker__name",
        "post__label",
        "membership__person__name",
    )
    search_help_text = _("The identifier itself, or the name of what it means.")
    fields = ("scheme", "section", "identifier", "row")
    readonly_fields = ("row",)
    list_select_related = (
        "speaker",
        "post__organisation",
        "membership__person",
        "membership__post__organisation",
    )
    show_full_result_count = False

    @admin.display(description=_("means"))
    def row(self, identifier: Identifier) -> SafeString:
        """Return the row that it means, leading to its page."""
        one_of = (identifier.speaker, identifier.post, identifier.membership)
        [means] = filter(None, one_of)
        address = f"admin:speakers_{type(means)._meta.model_name}_change"  # noqa: SLF001 - Django's public name
        return format_html('<a href="{}">{}</a>', reverse(address, args=[means.pk]), means)


def _lines(run: RegistryImport, count: str, chosen: str) -> SafeString | int:
    n: int = getattr(run, count)
    address = reverse("admin:speakers_importline_changelist")
    return n and format_html('<a href="{}?run__id__exact={}&{}">{}</a>', address, run.pk, chosen, n)
