"""Questions, the claims that answer them, and the links of statements to claims."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.bulk import Chosen, act_on_each, report
from claims.admin.permissions import ReadOnlyMixin
from claims.models import Claim, ClaimLink, Question, Statement
from claims.services.linking import link_statement, unlink_statement

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, TabularInline
    from django.forms import ModelForm

    QuestionBase = ModelAdmin[Question]
    ClaimBase = ModelAdmin[Claim]
    LinkBase = ModelAdmin[ClaimLink]
    ClaimInlineBase = TabularInline[Claim, Question]
else:
    QuestionBase = ClaimBase = LinkBase = admin.ModelAdmin
    ClaimInlineBase = admin.TabularInline


class ClaimInline(ClaimInlineBase):
    """The rival claims of a question."""

    model = Claim
    fields = ("text", "answer", "slug")
    prepopulated_fields = {"slug": ("text",)}
    extra = 1
    can_delete = False


@admin.register(Question)
class QuestionAdmin(QuestionBase):
    """What is in dispute, with its claims."""

    list_display = (
        "text",
        "answer_kind",
        "unit",
        "is_published",
        "n_claims",
        "n_statements",
        "created_at",
    )
    list_filter = ("answer_kind", "is_published", "created_at")
    search_fields = ("text", "summary", "claims__text")
    prepopulated_fields = {"slug": ("text",)}
    fields = ("text", "slug", "answer_kind", "unit", "summary", "is_published")
    show_full_result_count = False
    inlines = (ClaimInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Return the questions with the counts that the list shows."""
        return cast(
            "QuerySet[Question]", Question.objects.with_counts().order_by("-created_at", "-pk")
        )

    @admin.display(description=_("claims"))
    def n_claims(self, question: Question) -> int:
        """Return how many claims answer it."""
        return cast(int, question.n_claims)  # type: ignore[attr-defined]

    @admin.display(description=_("accepted statements"))
    def n_statements(self, question: Question) -> int:
        """Return how many accepted statements bear on it."""
        return cast(int, question.n_statements)  # type: ignore[attr-defined]

    def save_model(
        self, request: HttpRequest, obj: Question, form: ModelForm[Question], change: bool
    ) -> None:
        """Note who opened the question."""
        if not change:
            obj.created_by = cast(User, request.user)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """Refuse while statements are linked: the log names these links."""
        if obj is not None and ClaimLink.objects.filter(claim__question=obj).exists():
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions without deleting many at once."""
        return _without_deletion(super().get_actions(request))


@admin.register(Claim)
class ClaimAdmin(ClaimBase):
    """One answer to a question."""

    list_display = ("text", "answer", "question", "n_confirmed", "n_suggested")
    list_filter = ("question__answer_kind", "question__is_published", "created_at")
    search_fields = ("text", "answer", "question__text")
    autocomplete_fields = ("question",)
    prepopulated_fields = {"slug": ("text",)}
    fields = ("question", "text", "slug", "answer")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Return the claims with their question and the counts that the list shows."""
        claims = super().get_queryset(request).select_related("question")
        return claims.annotate(
            n_confirmed=Count("links", filter=Q(links__state="confirmed")),
            n_suggested=Count("links", filter=Q(links__state="suggested")),
        )

    @admin.display(description=_("statements"))
    def n_confirmed(self, claim: Claim) -> int:
        """Return how many links editors stand behind."""
        return cast(int, claim.n_confirmed)  # type: ignore[attr-defined]

    @admin.display(description=_("suggested"))
    def n_suggested(self, claim: Claim) -> int:
        """Return how many links wait for an editor."""
        return cast(int, claim.n_suggested)  # type: ignore[attr-defined]

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """Refuse while statements are linked: the log names these links."""
        if obj is not None and obj.links.exists():
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions without deleting many at once."""
        return _without_deletion(super().get_actions(request))


@admin.register(ClaimLink)
class ClaimLinkAdmin(ReadOnlyMixin, LinkBase):
    """What bears on what; confirmed and refused by actions that the log keeps."""

    list_display = ("words", "stance", "claim", "state", "score", "created_by", "created_at")
    list_filter = ("state", "stance", "claim__question", "created_at")
    search_fields = (
        "statement__words",
        "statement__speaker__name",
        "claim__text",
        "claim__question__text",
    )
    show_full_result_count = False
    list_select_related = ("statement", "claim", "created_by")
    actions = ("confirm_selected", "refuse_selected")

    @admin.display(description=_("statement"))
    def words(self, link: ClaimLink) -> SafeString:
        """Return the words, linking to the statement, with the row version that an action will act on."""
        address = reverse("admin:claims_statement_change", args=[link.statement_id])
        return format_html(
            '<a href="{}">{}</a><input type="hidden" name="row_version_{}" value="{}">',
            address,
            link.statement.words[:80],
            link.statement_id,
            link.statement.row_version,
        )

    @admin.action(description=_("Confirm the selected links"), permissions=["review"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[ClaimLink]) -> None:
        """Stand behind every chosen link as it is."""

        def confirm(link: ClaimLink, **at: Any) -> Statement:
            return link_statement(claim=link.claim, stance=link.stance, **at)

        _act_on_links(request, queryset, confirm)

    @admin.action(description=_("Refuse the selected links"), permissions=["review"])
    def refuse_selected(self, request: HttpRequest, queryset: QuerySet[ClaimLink]) -> None:
        """Say of every chosen link that the statement does not bear on the claim."""

        def refuse(link: ClaimLink, **at: Any) -> Statement:
            return unlink_statement(claim=link.claim, **at)

        _act_on_links(request, queryset, refuse)


def _act_on_links(request: HttpRequest, queryset: QuerySet[ClaimLink], act: Any) -> None:
    """Act on each link at the row version that the page showed, or that the act before it left."""
    links = {link.pk: link for link in queryset.select_related("statement", "claim").order_by("pk")}
    versions: dict[int, int] = {}
    for link in links.values():
        shown = request.POST.get(f"row_version_{link.statement_id}", "")
        versions[link.statement_id] = (
            int(shown) if shown.isdecimal() else link.statement.row_version
        )

    def act_on(row: Chosen, batch: uuid.UUID) -> bool:
        link = links[row.statement_id]
        statement, before = link.statement_id, versions[link.statement_id]
        fresh: Statement = act(
            link, statement_id=statement, row_version=before, actor=request.user, batch=batch
        )
        versions[statement] = fresh.row_version
        return fresh.row_version > before

    rows = [Chosen(pk, 0, link.statement.words) for pk, link in links.items()]
    report(request, act_on_each(rows, act_on))


def _without_deletion(actions: dict[str, Any]) -> dict[str, Any]:
    actions.pop("delete_selected", None)
    return actions
