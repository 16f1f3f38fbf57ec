"""The log: searched, never changed; acts are taken back by acts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk import Chosen, act_on_each, report
from claims.admin.permissions import ReadOnlyMixin, actor_of, can_review
from claims.history.sentences import sentence_of
from claims.models import Act, ReviewEvent
from claims.querysets_reading import hidden_rows
from claims.second.blind import open_to
from claims.services.undoing import undo_event

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[ReviewEvent]
    ActBase = ModelAdmin[Act]
else:
    Base = ActBase = admin.ModelAdmin


@admin.register(Act)
class ActAdmin(ReadOnlyMixin, ActBase):
    """What people did, one line an act; undone from its page."""

    list_display = ("at", "actor", "sentence", "article", "why", "n_undone", "events")
    list_filter = ("kind", "at", "actor")
    search_fields = ("actor__username", "why")
    list_select_related = ("actor", "article", "undoes__undoes__undoes")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Act]:
        """Return the acts, without those on a statement that the user may still read blind."""
        user, acts = actor_of(request), super().get_queryset(request)
        if not can_review(request):
            return acts
        unread = ReviewEvent.objects.filter(hidden_rows(user.pk, "statement"))
        return acts.exclude(Exists(unread.filter(part_of=OuterRef("pk"))))

    @admin.display(description=_("what"))
    def sentence(self, act: Act) -> SafeString:
        """Return what was done, linking to the act's page in the history."""
        return format_html('<a href="{}">{}</a>', act.get_absolute_url(), sentence_of(act))

    @admin.display(description=_("events"))
    def events(self, act: Act) -> SafeString:
        """Return a link to what it did to each statement."""
        address = reverse("admin:claims_reviewevent_changelist")
        return format_html('<a href="{}?part_of__exact={}">{}</a>', address, act.pk, act.n_events)


@admin.register(ReviewEvent)
class ReviewEventAdmin(ReadOnlyMixin, Base):
    """Who did what, when and why."""

    list_display = ("at", "act", "words", "actor", "why", "bulk_act", "is_undone")
    list_filter = ("act", "at", "actor")
    search_fields = ("statement__words", "actor__username", "why")
    show_full_result_count = False
    actions = ("undo_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewEvent]:
        """Return the events with all that a row of the list shows."""
        events = open_to(super().get_queryset(request), request.user, statement="statement")
        return events.select_related("statement", "actor", "undone_by", "part_of")

    @admin.display(description=_("statement"))
    def words(self, event: ReviewEvent) -> SafeString:
        """Return the words, linking to the statement."""
        address = reverse("admin:claims_statement_change", args=[event.statement_id])
        return format_html('<a href="{}">{}</a>', address, event.statement.words[:80])

    @admin.display(description=_("bulk act"))
    def bulk_act(self, event: ReviewEvent) -> SafeString:
        """Return a link to all events of the same act."""
        return format_html('<a href="?part_of__exact={}">{}</a>', event.part_of_id, event.part_of)

    @admin.display(description=_("taken back"), empty_value="")
    def is_undone(self, event: ReviewEvent) -> str:
        """Tell whether a later event took this one back."""
        return _t("undone") if hasattr(event, "undone_by") else ""

    @admin.action(description=_("Undo the selected acts"), permissions=["review"])
    def undo_selected(self, request: HttpRequest, queryset: QuerySet[ReviewEvent]) -> None:
        """Take the chosen acts back, the newest first, so that acts on one statement come off in order."""
        events = list(queryset.select_related("statement").order_by("-pk"))
        by_row = {_chosen(event): event for event in events}

        def undo(row: Chosen, _batch: uuid.UUID) -> bool:
            undo_event(event_id=by_row[row].pk, actor=actor_of(request))
            return True

        report(request, act_on_each(by_row, undo))

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[object, str, str]]:  # type: ignore[override]
        """Return the actions; the log's own deletion is none of them."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions  # type: ignore[return-value]


def _chosen(event: ReviewEvent) -> Chosen:
    """The act as a row of a bulk act; its id makes it unlike other acts on the same statement."""
    label = _t("%(act)s: %(words)s") % {
        "act": event.get_act_display(),
        "words": event.statement.words,
    }
    return Chosen(event.pk, 0, label)
