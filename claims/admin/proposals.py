"""Proposed links of names in articles to speakers: looked at here, judged in the curators' queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.permissions import ReadOnlyMixin
from claims.curation.asked import LINKS, Asked
from claims.models import LinkProposal

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[LinkProposal]
else:
    Base = admin.ModelAdmin


class WaitingFilter(admin.SimpleListFilter):
    """Whether a proposal still waits; without it the list costs no look at the statements."""

    title = _("judgement")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return both."""
        return [("yes", _("waits for one")), ("unsure", _("left unsure"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[LinkProposal]
    ) -> QuerySet[LinkProposal]:
        """Return the proposals that wait, or those left unsure."""
        if self.value() not in {"yes", "unsure"}:
            return queryset
        waiting = LinkProposal.objects.waiting(is_unsure=self.value() == "unsure")
        return queryset.filter(pk__in=waiting.values("pk"))


@admin.register(LinkProposal)
class LinkProposalAdmin(ReadOnlyMixin, Base):
    """Which record a name in articles may mean, the likeliest first."""

    list_display = ("both", "why", "n_statements", "score", "article")
    list_filter = (WaitingFilter, "kind", "made_at")
    search_fields = ("name", "alias", "affiliation", "speaker__name")
    list_select_related = ("speaker", "article")
    list_display_links = ("score",)
    ordering = ("-score", "pk")
    exclude = ("reasons",)
    readonly_fields = ("both", "why")
    show_full_result_count = False

    @admin.display(description=_("name in the article / record"))
    def both(self, proposal: LinkProposal) -> SafeString:
        """Return the name and the record, leading to the queue."""
        asked = Asked(which=LINKS).address(link=str(proposal.pk))
        address = reverse("claims:curation") + asked
        return format_html('<a href="{}">“{}” / {}</a>', address, proposal.name, proposal.speaker)

    @admin.display(description=_("why"))
    def why(self, proposal: LinkProposal) -> str:
        """Return the reasons."""
        return "; ".join(proposal.reasons_said)
