"""The registry, row by row: speakers with their names, posts and mandates, and what they were before."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from speakers.admin_imports import IdentifierAdmin, ImportLineAdmin, RegistryImportAdmin
from speakers.admin_inlines import HolderInline, MembershipInline, NameInline, PostInline
from speakers.admin_judgements import (
    JudgementAdmin,
    LikelyPairAdmin,
    MentionJudgementAdmin,
    RegistryEventAdmin,
)
from speakers.admin_successions import ParentageInline, PredecessorInline, SuccessorInline
from speakers.admin_warnings import WarnsOfMandates, warn_about
from speakers.forms import MembershipForm
from speakers.models import Membership, Post, Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.registry import check_speakers, sync_full_name

__all__ = [
    "IdentifierAdmin",
    "ImportLineAdmin",
    "JudgementAdmin",
    "LikelyPairAdmin",
    "MembershipAdmin",
    "MentionJudgementAdmin",
    "PostAdmin",
    "RegistryEventAdmin",
    "RegistryImportAdmin",
    "SpeakerAdmin",
    "SpeakerNameAdmin",
]


N_NAMES = 3


class MergedFilter(admin.SimpleListFilter):
    """Whether a record stands for itself."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return both."""
        return [("no", _("stands itself")), ("yes", _("merged into another"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> QuerySet[Speaker]:
        """Return the records that stand, or those that do not."""
        if self.value() is None:
            return queryset
        return queryset.filter(canonical__isnull=self.value() == "no")


@admin.register(Speaker)
class SpeakerAdmin(SimpleHistoryAdmin):  # type: ignore[misc] # simple_history has no types
    """People, organisations and documents to whom words are credited."""

    list_display = (
        "name",
        "other_names",
        "kind",
        "parent",
        "country",
        "statements",
        "is_provisional",
        "canonical",
    )
    list_filter = ("is_provisional", MergedFilter, "kind", "country", "created_at")
    search_fields = ("name", "names__name", "wikidata")
    search_help_text = _("Any name the speaker goes or went by, or their Wikidata identifier.")
    list_select_related = ("parent", "canonical")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        ("name", "slug"),
        ("kind", "country", "wikidata"),
        "description",
        ("parent", "founded", "dissolved"),
        "is_provisional",
    )
    history_list_display = ("name", "kind", "is_provisional")
    show_full_result_count = False
    inlines = (
        NameInline,
        MembershipInline,
        PostInline,
        PredecessorInline,
        SuccessorInline,
        ParentageInline,
    )
    actions = ("mark_checked", "compare_two")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Return the speakers with the counts that the list shows."""
        speakers = Speaker.objects.with_counts().with_names()
        return speakers.order_by("name", "pk")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Speaker], search_term: str
    ) -> tuple[QuerySet[Speaker], bool]:
        """Return the speakers who go by the words typed, case, accents and titles aside."""
        if not name_key(search_term):
            return queryset, False
        by_name = Speaker.objects.matching(search_term).values("pk")
        return queryset.filter(Q(pk__in=by_name) | Q(wikidata=search_term.strip())), False

    @admin.display(description=_("other names"))
    def other_names(self, speaker: Speaker) -> str:
        """Return the first names besides the full one, and how many more there are."""
        shown = " · ".join(speaker.other_names[:N_NAMES])
        n_more = len(speaker.other_names) - N_NAMES
        if n_more <= 0:
            return shown
        return f"{shown} {ngettext('and %(n)d more', 'and %(n)d more', n_more) % {'n': n_more}}"

    @admin.display(description=_("accepted statements"))
    def statements(self, speaker: Speaker) -> SafeString:
        """Return how many accepted statements are credited to the speaker, leading to all of them."""
        address = reverse("admin:claims_statement_changelist")
        n_accepted = cast(int, speaker.n_statements)  # type: ignore[attr-defined]
        return format_html(
            '<a href="{}?speaker__id__exact={}">{}</a>', address, speaker.pk, n_accepted
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save names, mandates and posts, then see that the speaker's name is its one full name."""
        super().save_related(request, form, formsets, change)
        sync_full_name(speaker=form.instance)
        warn_about(request, form.instance)

    @admin.action(description=_("Mark the selected speakers as checked"), permissions=["change"])
    def mark_checked(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> None:
        """Take the chosen speakers over from the engine."""
        n = check_speakers(speaker_ids=list(queryset.values_list("pk", flat=True)))
        message = ngettext("%(n)d speaker checked.", "%(n)d speakers checked.", n)
        messages.success(request, message % {"n": n})

    @admin.action(description=_("Judge the two selected against each other"), permissions=["judge"])
    def compare_two(
        self, request: HttpRequest, queryset: QuerySet[Speaker]
    ) -> HttpResponseRedirect | None:
        """Lead to the curators' queue with the two records side by side."""
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            messages.warning(request, _("Tick exactly two records to judge against each other."))
            return None
        return HttpResponseRedirect(f"{reverse('claims:curation')}?a={keys[0]}&b={keys[1]}")

    def has_judge_permission(self, request: HttpRequest) -> bool:
        """Allow curators and up; what `permissions=["judge"]` of an action asks."""
        return bool(request.user.has_perm("speakers.add_judgement"))


@admin.register(Post)
class PostAdmin(WarnsOfMandates, SimpleHistoryAdmin):  # type: ignore[misc] # simple_history has no types
    """Positions that exist whoever holds them."""

    list_display = ("label", "organisation", "is_single_seat", "n_holders")
    list_filter = ("is_single_seat", "organisation__kind", "organisation__country")
    search_fields = ("label", "organisation__name", "organisation__names__name")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
    show_full_result_count = False
    inlines = (HolderInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """Return the posts with the count that the list shows."""
        posts = super().get_queryset(request).annotate(n_holders=Count("memberships"))
        return cast("QuerySet[Post]", posts)

    @admin.display(description=_("mandates"))
    def n_holders(self, post: Post) -> int:
        """Return how many mandates are on record."""
        return cast(int, post.n_holders)  # type: ignore[attr-defined]


@admin.register(Membership)
class MembershipAdmin(WarnsOfMandates, SimpleHistoryAdmin):  # type: ignore[misc] # simple_history has no types
    """Who held which post, from when until when."""

    form = MembershipForm
    list_display = ("person", "post", "start", "end", "on_behalf_of")
    list_filter = ("post__organisation__kind", "post__organisation__country")
    search_fields = (
        "person__name",
        "person__names__name",
        "post__label",
        "post__organisation__name",
    )
    list_select_related = ("person", "post__organisation", "on_behalf_of")
    autocomplete_fields = ("person", "post", "on_behalf_of")
    show_full_result_count = False


@admin.register(SpeakerName)
class SpeakerNameAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every name in the registry, to find namesakes; names are changed on the speaker's page."""

    list_display = ("name", "key", "kind", "language", "start", "end", "speaker")
    list_filter = ("kind", "language", "speaker__kind")
    search_fields = ("name", "key", "speaker__name")
    list_select_related = ("speaker",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: SpeakerName | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SpeakerName | None = None) -> bool:
        """Allow only as a part of its speaker, whose page asks with the name at hand."""
        return obj is not None and super().has_delete_permission(request, obj)
