"""Imports of published reviews: what came of each; undone on the page of the site that each leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.admin.permissions import ReadOnlyMixin, actor_of
from claims.models import PartnerReview, ReviewImport
from claims.services.review_imports import claims_of

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[ReviewImport]
else:
    Base = admin.ModelAdmin

N_ROWS = 50
UNDECIDED = Q(reviews__state=PartnerReview.State.SUGGESTED, reviews__decided_at=None)


@admin.register(ReviewImport)
class ReviewImportAdmin(ReadOnlyMixin, Base):
    """Which feeds were handed in, by whom, and what came of their reviews."""

    list_display = (
        *("source", "how_far", "made_by", "made_at"),
        *("n_reviews", "n_suggested", "n_undecided", "failure"),
    )
    list_filter = (
        "state",
        "is_dry_run",
        "made_at",
        ("made_by", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("source", "failure", "made_by__username")
    search_help_text = _("File or address, why it failed, or who handed it in.")
    fields = (
        "source",
        ("how_far", "failure"),
        ("made_by", "made_at", "finished_at"),
        ("n_reviews", "n_done", "n_suggested", "n_undecided"),
    )
    readonly_fields = ("how_far", "n_suggested", "n_undecided")
    list_select_related = ("made_by",)
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    change_form_template = "admin/claims/reviewimport/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewImport]:
        """Return the imports with their counts, without the feed and the report, which may be megabytes."""
        runs = super().get_queryset(request).defer("text", "report")
        return runs.annotate(
            n_suggested=Count("reviews"), n_undecided=Count("reviews", filter=UNDECIDED)
        )

    @admin.display(description=_("state"), ordering="state")
    def how_far(self, run: ReviewImport) -> str:
        """Return how far it is, and whether it was only tried out."""
        said = run.get_state_display()
        return _t("%(state)s, only tried out") % {"state": said} if run.is_dry_run else said

    @admin.display(description=_("suggested"))
    def n_suggested(self, run: ReviewImport) -> SafeString | int:
        """Return how many reviews came with it and stand, leading to them."""
        n: int = run.n_suggested  # type: ignore[attr-defined]
        address = reverse("admin:claims_partnerreview_changelist")
        return n and format_html('<a href="{}?came_with__exact={}">{}</a>', address, run.pk, n)

    @admin.display(description=_("waiting"))
    def n_undecided(self, run: ReviewImport) -> int:
        """Return how many of them wait for an editor."""
        return int(run.n_undecided)  # type: ignore[attr-defined]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the facts and a page of what came of each review, all or those of one outcome."""
        run = self.get_object(request, object_id)
        shown = {} if run is None else _rows(run, request)
        may_undo = actor_of(request).has_perm("claims.add_reviewimport")
        context = {**(extra_context or {}), **shown, "may_open_page": may_undo}
        return super().change_view(request, object_id, form_url, context)


def _rows(run: ReviewImport, request: HttpRequest) -> dict[str, Any]:
    outcomes = run.outcomes
    asked = request.GET.get("outcome", "")
    report = [row for row in run.report if asked not in outcomes or row["outcome"] == asked]
    page = Paginator(report, N_ROWS).get_page(request.GET.get("page"))
    claims = claims_of(list(page))
    rows = [{**row, "claim": claims.get(row.get("claim", 0))} for row in page]
    return {"rows": rows, "page": page, "outcomes": outcomes, "asked": asked, "n": len(run.report)}
