"""The registry, row by row: speakers with their names, posts and mandates, and what they were before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Field, Q, QuerySet
from django.forms import BaseInlineFormSet, TextInput
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

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
from speakers.partial_dates import PartialDateField
from speakers.services.registry import check_speakers, sync_full_name

__all__ = [
    "JudgementAdmin",
    "LikelyPairAdmin",
    "MembershipAdmin",
    "MentionJudgementAdmin",
    "PostAdmin",
    "RegistryEventAdmin",
    "SpeakerAdmin",
    "SpeakerNameAdmin",
]

if TYPE_CHECKING:
    from django.contrib.admin import TabularInline
    from django.forms import ModelForm

    NameInlineBase = TabularInline[SpeakerName, Speaker]
    PostInlineBase = TabularInline[Post, Speaker]
    MembershipInlineBase = TabularInline[Membership, Any]
    NameFormSetBase = BaseInlineFormSet[SpeakerName, Speaker, ModelForm[SpeakerName]]
else:
    NameInlineBase = PostInlineBase = MembershipInlineBase = admin.TabularInline
    NameFormSetBase = BaseInlineFormSet


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


class NameFormSet(NameFormSetBase):
    """Names of one speaker; no two may share a key."""

    def clean(self) -> None:
        """Refuse two names that look-ups cannot tell apart."""
        super().clean()
        seen: dict[str, str] = {}
        for form in self.forms:
            entered = getattr(form, "cleaned_data", {})
            name = entered.get("name")
            if not name or entered.get("DELETE"):
                continue
            other = seen.setdefault(name_key(name), name)
            if other is not name:
                message = _t("“%(one)s” and “%(other)s” are the same name to look-ups: keep one.")
                raise ValidationError(message, params={"one": other, "other": name})


SHORT_DATES: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {
    PartialDateField: {"widget": TextInput(attrs={"size": 10, "placeholder": "YYYY-MM-DD"})}
}


class NameInline(NameInlineBase):
    """What the speaker goes or went by."""

    model = SpeakerName
    formset = NameFormSet
    fields = ("name", "kind", "language", "start", "end")
    formfield_overrides = SHORT_DATES
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep the field for a language tag as short as the tag."""
        if db_field.name == "language":
            kwargs["widget"] = TextInput(attrs={"size": 4})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PostInline(PostInlineBase):
    """The posts that an organisation has."""

    model = Post
    extra = 0
    show_change_link = True


class MembershipInline(MembershipInlineBase):
    """The posts that a person holds or held."""

    model = Membership
    form = MembershipForm
    fk_name = "person"
    autocomplete_fields = ("post", "on_behalf_of")
    formfield_overrides = SHORT_DATES
    extra = 0


class HolderInline(MembershipInline):
    """Who holds or held a post."""

    fk_name = "post"
    autocomplete_fields = ("person", "on_behalf_of")


@admin.register(Speaker)
class SpeakerAdmin(SimpleHistoryAdmin):  # type: ignore[misc] # simple_history has no types
    """People, organisations and documents to whom words are credited."""

    list_display = (
        "name",
        "kind",
        "country",
        "parent",
        "is_provisional",
        "canonical",
        "other_names",
        "n_accepted",
        "statements",
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
        """Return the names besides the full one."""
        return " · ".join(speaker.other_names)

    @admin.display(description=_("accepted statements"))
    def n_accepted(self, speaker: Speaker) -> int:
        """Return how many accepted statements are credited to the speaker."""
        return cast(int, speaker.n_statements)  # type: ignore[attr-defined]

    @admin.display(description=_("statements"))
    def statements(self, speaker: Speaker) -> SafeString:
        """Return a link to the statements credited to the speaker."""
        address = reverse("admin:claims_statement_changelist")
        return format_html(
            '<a href="{}?speaker__id__exact={}">{}</a>', address, speaker.pk, _t("show")
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
