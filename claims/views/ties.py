"""Where a statement belongs: kept in or out of questions, judged with other statements; whole groups too."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ReviewError
from claims.models import (
    Question,
    QuestionTie,
    Statement,
    StatementGroup,
    StatementJudgement,
    WhyNot,
)
from claims.services.contrasting import find_rivals
from claims.services.relations import judge_statements, take_back_judgement
from claims.services.ties import take_back_tie, tie_group, tie_statement
from claims.views.acts import UNPROCESSABLE, actor_of, can_review, next_url, reads_first

N_BESIDE = 8
N_LISTED = 200


class TieForm(forms.Form):
    """A question, and whether a statement or group belongs to it."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=300,
        help_text=gettext_lazy("Type some of its words, and choose it from the list."),
        widget=forms.TextInput(attrs={"list": "open-questions", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("It"),
        choices=[
            (QuestionTie.Kind.BELONGS, gettext_lazy("belongs to this question")),
            (QuestionTie.Kind.APART, gettext_lazy("is kept out of this question")),
        ],
    )

    def clean_question(self) -> Question:
        """Return the one question that stands under these words, or this slug."""
        words = self.cleaned_data["question"].strip()
        found = list(Question.objects.standing().filter(Q(slug=words) | Q(text__iexact=words))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("No question, or more than one, is called that: choose it from the list.")
            )
        return found[0]


def open_questions() -> list[str]:
    """Return the newest questions that stand, by their words, for a field that lists them."""
    rows = Question.objects.standing().order_by("-pk").values_list("text", flat=True)
    return list(rows[:N_LISTED])


@require_http_methods(["GET", "POST"])
@login_required
@reads_first
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a statement belongs; what was sent is kept."""
    statement = get_object_or_404(Statement.objects.with_context().with_links(), pk=pk)
    if request.method == "POST":
        return _tie(request, statement)
    return _render(request, statement, TieForm())


@can_review
def _tie(request: HttpRequest, statement: Statement) -> HttpResponse:
    form = TieForm(request.POST)
    if not form.is_valid():
        return _render(request, statement, form, status=UNPROCESSABLE)
    try:
        tie_statement(statement=statement, actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Kept: the engine follows it from now on."))
    except ReviewError as error:
        form.add_error("question", str(error))
        return _render(request, statement, form, status=UNPROCESSABLE)
    return _back(request, statement.pk)


@require_POST
@can_review
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what two statements are to each other."""
    statement = get_object_or_404(Statement, pk=pk)
    posted = request.POST.get("other", "")
    other = Statement.objects.filter(pk=posted if posted.isdecimal() else 0).first()
    verdict, _sep, why = request.POST.get("verdict", "").partition(":")

    def act() -> None:
        if other is None or verdict not in StatementJudgement.Verdict.values:
            raise ReviewError(_("Choose another statement, and what the two are to each other."))
        judge_statements(
            one=statement, other=other, verdict=verdict, why=why, actor=actor_of(request)
        )

    return _do(request, act, pk)


@require_POST
@can_review
def tie_whole_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a group in a question, or out of it."""
    group = get_object_or_404(StatementGroup, pk=pk)
    form = TieForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the question from the list."))
        return redirect("claims:question-proposed")
    try:
        tie_group(group=group, actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Kept: the engine follows it from now on."))
    except ReviewError as error:
        messages.error(request, str(error))
    return redirect(next_url(request, reverse("claims:question-proposed")))


@require_POST
@can_review
def untie(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tie back."""
    tie = get_object_or_404(QuestionTie, pk=pk)
    take_back_tie(tie=tie, actor=actor_of(request))
    messages.success(request, _("Taken back."))
    default = reverse("claims:question-list")
    if tie.statement_id is not None:
        default = reverse("claims:statement-ties", args=[tie.statement_id])
    return redirect(next_url(request, default))


@require_POST
@can_review
def unjudge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judgement on two statements back."""
    judgement = get_object_or_404(StatementJudgement, pk=pk)
    take_back_judgement(judgement=judgement, actor=actor_of(request))
    messages.success(request, _("Taken back."))
    return redirect(next_url(request, reverse("claims:statement-ties", args=[judgement.a_id])))


def _do(request: HttpRequest, act: Callable[[], None], pk: int) -> HttpResponse:
    try:
        act()
        messages.success(request, _("Kept: the engine follows it from now on."))
    except ReviewError as error:
        messages.error(request, str(error))
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(next_url(request, reverse("claims:statement-ties", args=[pk])))


def _render(
    request: HttpRequest, statement: Statement, form: TieForm, *, status: int = 200
) -> HttpResponse:
    judged = StatementJudgement.objects.standing().about([statement.pk])
    judgements = list(
        judged.select_related("a__speaker__canonical", "b__speaker__canonical", "actor").order_by(
            "-pk"
        )
    )
    known = {key for judgement in judgements for key in (judgement.a_id, judgement.b_id)}
    near = (found.statement for found in find_rivals(statement))
    ties = QuestionTie.objects.standing().about(statement.pk)
    context = {
        "statement": statement,
        "form": form,
        "ties": ties.select_related("question", "actor", "group").distinct(),
        "judgements": [(j, j.b if j.a_id == statement.pk else j.a) for j in judgements],
        "beside": [other for other in near if other.pk not in known][:N_BESIDE],
        "verdicts": _verdicts(),
        "open_questions": open_questions(),
        "can_review": request.user.has_perm("claims.review_statement"),
    }
    return render(request, "claims/statement_ties.html", context, status=status)


def _verdicts() -> list[tuple[str, str]]:
    verdict = StatementJudgement.Verdict
    plain = [
        (value, str(label)) for value, label in verdict.choices if value != verdict.NOT_COMPARABLE
    ]
    incomparable = str(verdict.NOT_COMPARABLE.label)
    return plain + [
        (f"{verdict.NOT_COMPARABLE}:{why.value}", f"{incomparable}: {why.label}") for why in WhyNot
    ]
