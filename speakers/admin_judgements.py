"""Judgements on records and the log of acts on the registry: read here, taken back by actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from speakers.errors import RegistryError
from speakers.models import Judgement, LikelyPair, MentionJudgement, RegistryEvent
from speakers.sentences import sentence_of
from speakers.services.judging import take_back_judgement
from speakers.services.undoing import undo_registry_event

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    JudgementBase = ModelAdmin[Judgement]
    EventBase = ModelAdmin[RegistryEvent]
    MentionBase = ModelAdmin[MentionJudgement]
    PairBase = ModelAdmin[LikelyPair]
else:
    JudgementBase = EventBase = MentionBase = PairBase = admin.ModelAdmin

SIDES = ("name", "names__name")


class WrittenByServices:
    """No form writes these rows: they are looked at, and acted on by actions that call services."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_judge_permission(self, request: HttpRequest) -> bool:
        """Allow curators and up; what `permissions=["judge"]` of an action asks."""
        return cast(User, request.user).has_perm("speakers.add_judgement")


class StandingFilter(admin.SimpleListFilter):
    """Whether a judgement still stands."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return both."""
        return [("yes", _("stands")), ("no", _("taken back"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Judgement]
    ) -> QuerySet[Judgement] | None:
        """Return those that stand, or those that do not."""
        if self.value() is None:
            return queryset
        return queryset.filter(taken_back_at__isnull=self.value() == "yes")


@admin.register(Judgement)
class JudgementAdmin(WrittenByServices, JudgementBase):
    """What was judged of pairs of records."""

    list_display = ("a", "b", "verdict", "kept", "actor", "at", "taken_back_at")
    list_filter = ("verdict", StandingFilter, "at")
    search_fields = (*(f"{side}__{name}" for side in "ab" for name in SIDES), "actor__username")
    list_select_related = ("a", "b", "kept", "actor")
    show_full_result_count = False
    actions = ("take_back_selected",)

    @admin.action(description=_("Take the selected judgements back"), permissions=["judge"])
    def take_back_selected(self, request: HttpRequest, queryset: QuerySet[Judgement]) -> None:
        """Take back those that stand, the newest first."""
        keys = list(queryset.order_by("-pk").values_list("pk", flat=True))
        _act_on_each(request, keys, _take_back)


@admin.register(MentionJudgement)
class MentionJudgementAdmin(WrittenByServices, MentionBase):
    """What was judged of names in articles; undone as acts on the registry."""

    list_display = ("name", "kind", "affiliation", "scope", "speaker", "verdict", "actor", "at")
    list_filter = ("verdict", StandingFilter, "at")
    search_fields = ("name", *(f"speaker__{name}" for name in SIDES), "actor__username")
    list_select_related = ("speaker", "actor")
    show_full_result_count = False


@admin.register(LikelyPair)
class LikelyPairAdmin(WrittenByServices, PairBase):
    """Likely duplicates that wait; judged in the curators' queue."""

    list_display = ("both", "kind", "score", "n_statements", "why")
    list_filter = ("kind", "made_at")
    search_fields = tuple(f"{side}__{name}" for side in "ab" for name in SIDES)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[LikelyPair]:
        """Return what waits, the likeliest first."""
        return LikelyPair.objects.waiting().select_related("a", "b").order_by("-score", "pk")

    @admin.display(description=_("records"))
    def both(self, pair: LikelyPair) -> SafeString:
        """Return both names, leading to the queue."""
        address = f"{reverse('claims:curation')}?a={pair.a_id}&b={pair.b_id}"
        return format_html('<a href="{}">{} / {}</a>', address, pair.a, pair.b)

    @admin.display(description=_("why"))
    def why(self, pair: LikelyPair) -> str:
        """Return the reasons."""
        return "; ".join(pair.reasons_said)


@admin.register(RegistryEvent)
class RegistryEventAdmin(WrittenByServices, EventBase):
    """The log of acts on the registry."""

    list_display = ("at", "what", "actor", "why", "is_undone")
    list_filter = ("act", "at")
    search_fields = (
        *(f"{side}__{name}" for side in ("speaker", "other") for name in SIDES),
        "actor__username",
        "why",
    )
    show_full_result_count = False
    actions = ("undo_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegistryEvent]:
        """Return the acts with all that a line shows."""
        return RegistryEvent.objects.told().order_by("-pk")

    @admin.display(description=_("what"))
    def what(self, event: RegistryEvent) -> str:
        """Return the act as a sentence."""
        return sentence_of(event)

    @admin.display(description=_("undone"), boolean=True)
    def is_undone(self, event: RegistryEvent) -> bool:
        """Whether a later act took this one back."""
        return hasattr(event, "undone_by")

    @admin.action(description=_("Undo the selected acts"), permissions=["judge"])
    def undo_selected(self, request: HttpRequest, queryset: QuerySet[RegistryEvent]) -> None:
        """Take acts back, the newest first."""
        keys = list(queryset.order_by("-pk").values_list("pk", flat=True))
        _act_on_each(request, keys, _undo)


def _take_back(key: int, actor: User) -> RegistryEvent:
    return take_back_judgement(judgement_id=key, actor=actor)


def _undo(key: int, actor: User) -> RegistryEvent:
    return undo_registry_event(event_id=key, actor=actor)


def _act_on_each(
    request: HttpRequest, keys: Iterable[int], act: Callable[[int, User], RegistryEvent]
) -> None:
    """Do `act` on each row, say what could not be done and why, and how many were."""
    n_done = 0
    for key in keys:
        try:
            act(key, cast(User, request.user))
        except RegistryError as error:
            messages.warning(request, str(error))
        else:
            n_done += 1
    message = ngettext("%(n)d act taken back.", "%(n)d acts taken back.", n_done)
    messages.success(request, message % {"n": n_done})
