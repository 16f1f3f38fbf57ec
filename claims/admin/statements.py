"""Statements: listed, filtered, decided one by one or many at once; every act through the services."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.admin.acts import Asked, perform
from claims.admin.bulk import (
    N_MOST,
    Act,
    Chosen,
    act_on_each,
    chosen_statements,
    report,
    report_too_many,
    version_field,
)
from claims.admin.filters import ConfidenceFilter, SpeakerKindFilter
from claims.admin.forms import AssignSpeakerForm, LinkToClaimForm
from claims.admin.permissions import ReadOnlyMixin, actor_of, can_review
from claims.errors import ConflictError, ReviewError
from claims.highlighting import mark_around
from claims.history.words import history_of
from claims.models import Statement
from claims.second.blind import open_to
from claims.services.linking import link_statement
from claims.services.review import accept_statement, correct_speaker, reject_statement

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[Statement]
else:
    Base = admin.ModelAdmin


@admin.register(Statement)
class StatementAdmin(ReadOnlyMixin, Base):
    """The review queue as a list, and one page for each statement."""

    list_display = (
        "short_words",
        "who",
        "kind",
        "article",
        "status_badge",
        "quotation",
        "sureness",
        "published",
    )
    list_filter = (
        "status",
        SpeakerKindFilter,
        "version__article__outlet",
        "quotation",
        "cue_class",
        ConfidenceFilter,
        "version__article__published_at",
    )
    search_fields = (
        "words",
        "speaker_name",
        "speaker__name",
        "speaker__names__name",
        "version__article__title",
    )
    search_help_text = _(
        "Words of the statement, any name of the speaker, or words of the article's title."
    )
    show_full_result_count = False
    list_per_page = 50
    actions = ("accept_selected", "reject_selected", "assign_speaker", "link_to_claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        """Return the statements with all that a row of the list shows, and no article's text."""
        statements = open_to(super().get_queryset(request), request.user)
        statements = statements.select_related("version__article__outlet", "speaker__canonical")
        return statements.defer(
            "version__text", "version__raw", "version__furniture", "version__sketch", "proposal"
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow whoever may review; what they change goes through the services."""
        return can_review(request)

    @admin.display(description=_("exact words"), ordering="words")
    def short_words(self, statement: Statement) -> SafeString:
        """Return the words, with the row version that an action will act on."""
        return format_html("{}{}", version_field(statement), Truncator(statement.words).chars(110))

    @admin.display(description=_("speaker"), ordering="speaker__name")
    def who(self, statement: Statement) -> str:
        """Return the speaker as pages show them."""
        return statement.speaker_label

    @admin.display(description=_("kind"), ordering="speaker__kind")
    def kind(self, statement: Statement) -> str:
        """Return the kind of the speaker."""
        return statement.kind_label

    @admin.display(description=_("article"), ordering="version__article__title")
    def article(self, statement: Statement) -> SafeString:
        """Return the title, linking to the words in the article's page, and the outlet."""
        article = statement.version.article
        outlet = article.outlet.name if article.outlet else _t("no outlet")
        return format_html(
            '<a href="{}">{}</a> · {}',
            statement.get_absolute_url(),
            Truncator(article.title).chars(60),
            outlet,
        )

    @admin.display(description=_("status"), ordering="status")
    def status_badge(self, statement: Statement) -> SafeString:
        """Return the status as a badge."""
        label = statement.get_status_display()
        return format_html('<span class="badge badge-{}">{}</span>', statement.status, label)

    @admin.display(description=_("confidence"), ordering="confidence")
    def sureness(self, statement: Statement) -> str:
        """Return the confidence as a percentage."""
        return f"{statement.confidence:.0%}"

    @admin.display(description=_("date"), ordering="version__article__sort_at")
    def published(self, statement: Statement) -> Any:
        """Return when the article was published, as far as that is known."""
        return statement.version.article.published_at

    # Many at once ------------------------------------------------------------------------------

    @admin.action(description=_("Accept the selected statements"), permissions=["review"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        """Accept every chosen statement."""

        def act(row: Chosen, batch: uuid.UUID) -> bool:
            fresh = accept_statement(**_at(row), actor=actor_of(request), batch=batch)
            return fresh.row_version > row.row_version

        self._act(request, chosen_statements(request, queryset), act)

    @admin.action(description=_("Reject the selected statements"), permissions=["review"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        """Reject every chosen statement."""

        def act(row: Chosen, batch: uuid.UUID) -> bool:
            fresh = reject_statement(**_at(row), actor=actor_of(request), batch=batch)
            return fresh.row_version > row.row_version

        self._act(request, chosen_statements(request, queryset), act)

    @admin.action(
        description=_("Credit the selected statements to a speaker…"), permissions=["review"]
    )
    def assign_speaker(
        self, request: HttpRequest, queryset: QuerySet[Statement]
    ) -> HttpResponse | None:
        """Ask for a speaker, then credit every chosen statement to them."""
        chosen = chosen_statements(request, queryset)
        form = AssignSpeakerForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, chosen, form, title=_t("Credit statements to a speaker"))
        entered = form.cleaned_data

        def act(row: Chosen, batch: uuid.UUID) -> bool:
            fresh = correct_speaker(**_at(row), actor=actor_of(request), batch=batch, **entered)
            return fresh.row_version > row.row_version

        self._act(request, chosen, act)
        return None

    @admin.action(description=_("Link the selected statements to a claim…"), permissions=["review"])
    def link_to_claim(
        self, request: HttpRequest, queryset: QuerySet[Statement]
    ) -> HttpResponse | None:
        """Ask for a claim and a stance, then link every chosen statement."""
        chosen = chosen_statements(request, queryset)
        form = LinkToClaimForm(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, chosen, form, title=_t("Link statements to a claim"))
        entered = form.cleaned_data

        def act(row: Chosen, batch: uuid.UUID) -> bool:
            fresh = link_statement(**_at(row), actor=actor_of(request), batch=batch, **entered)
            return fresh.row_version > row.row_version

        self._act(request, chosen, act)
        return None

    def _act(self, request: HttpRequest, chosen: list[Chosen], act: Act) -> None:
        if len(chosen) > N_MOST:
            report_too_many(request)
        else:
            report(request, act_on_each(chosen, act))

    def _ask(
        self, request: HttpRequest, chosen: list[Chosen], form: Form, *, title: str
    ) -> HttpResponse | None:
        """Show the page between ticking and acting, or refuse when too many are ticked."""
        if len(chosen) > N_MOST:
            report_too_many(request)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "chosen": chosen,
            "action": request.POST["action"],
        }
        return TemplateResponse(request, "admin/claims/statement/bulk_form.html", context)

    # One at a time -----------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one statement in its paragraph with its history; a POST is one act through one service."""
        statement = self._load(request, object_id)
        if statement is None:
            raise Http404
        if request.method == "POST":
            return self._perform(request, statement)
        if not self.has_view_or_change_permission(request, statement):
            raise PermissionDenied
        return self._show(request, statement)

    def _load(self, request: HttpRequest, object_id: str) -> Statement | None:
        pk = unquote(object_id)
        if not pk.isdecimal():
            return None
        rows = open_to(Statement.objects.with_context().with_links(), request.user)
        return rows.filter(pk=pk).first()

    def _perform(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        if not can_review(request):
            raise PermissionDenied
        shown = request.POST.get("row_version", "")
        row_version = int(shown) if shown.isdecimal() else 0
        try:
            perform(Asked(statement, row_version, actor_of(request), request.POST))
        except ConflictError as error:
            messages.warning(request, str(error))
        except ReviewError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _t("Done. The act is in the history below, and can be undone there.")
            )
        return redirect("admin:claims_statement_change", statement.pk)

    def _show(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        credit_form, link_form = (
            AssignSpeakerForm(auto_id="credit_%s"),
            LinkToClaimForm(auto_id="link_%s"),
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Statement"),
            "subtitle": Truncator(statement.words).chars(60),
            "opts": self.opts,
            "statement": statement,
            "paragraphs": mark_around(statement.version, statement),
            "history": history_of(statement),
            "credit_form": credit_form,
            "link_form": link_form,
            "media": self.media + credit_form.media + link_form.media,
            "may_act": can_review(request),
        }
        return TemplateResponse(request, "admin/claims/statement/change_form.html", context)


def _at(row: Chosen) -> dict[str, Any]:
    return {"statement_id": row.statement_id, "row_version": row.row_version}
