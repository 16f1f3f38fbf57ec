"""“Contrast this”: a question opened from a statement, with rivals from the archive."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.drafting import draft_question
from claims.errors import ConflictError, ReviewError
from claims.forms import QuestionForm
from claims.models import Question, Statement
from claims.services.contrasting import (
    OTHERWISE,
    RivalFound,
    RivalTaken,
    find_rivals,
    open_question_from_statement,
)
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, needs, reads_first

DOES = [
    (OTHERWISE, gettext_lazy("answers otherwise")),
    ("denies", gettext_lazy("denies the claim")),
    ("qualifies", gettext_lazy("qualifies the claim")),
    ("asserts", gettext_lazy("asserts the claim too")),
]


class ContrastForm(QuestionForm):
    """A question and its first claim, drafted from a statement."""

    claim_text = forms.CharField(
        label=gettext_lazy("The claim of this statement"),
        max_length=300,
        help_text=gettext_lazy("One answer as a plain sentence that somebody could hold."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Short answer"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("In a word or a figure: “12”, “no”, “the port authority”."),
    )

    class Meta(QuestionForm.Meta):
        fields = ["text", "answer_kind", "unit"]


@require_http_methods(["GET", "POST"])
@needs("claims.add_question")
@reads_first
def contrast(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the drafted question with its rivals; a posted one is opened."""
    statement = get_object_or_404(Statement.objects.with_context().with_links(), pk=pk)
    if request.method == "POST":
        return _open(request, statement)
    draft = draft_question(statement)
    initial = {name: getattr(draft, name) for name in draft.__slots__}
    return _render(request, statement, ContrastForm(initial=initial))


def _open(request: HttpRequest, statement: Statement) -> HttpResponse:
    form = ContrastForm(request.POST)
    if not form.is_valid():
        return _render(request, statement, form, status=UNPROCESSABLE)
    try:
        question: Question = open_question_from_statement(
            statement_id=statement.pk,
            row_version=_number(request, "row_version"),
            actor=actor_of(request),
            rivals=_taken(request),
            **form.cleaned_data,
        )
    except ConflictError as error:
        messages.warning(request, str(error))
        return _render(request, statement, form, status=CONFLICT)
    except ReviewError as error:
        form.add_error(None, str(error))
        return _render(request, statement, form, status=UNPROCESSABLE)
    messages.success(request, _("The question is open. More rivals are being looked for."))
    return redirect(question)


def _taken(request: HttpRequest) -> list[RivalTaken]:
    """Return the rivals ticked, each once and at the row version that the page showed."""
    keys = sorted({int(key) for key in request.POST.getlist("rival") if key.isdecimal()})
    known = Statement.objects.shown().filter(pk__in=keys).values_list("pk", flat=True)
    return [
        RivalTaken(key, _number(request, f"row_version_{key}"), request.POST.get(f"does_{key}", ""))
        for key in known.order_by("pk")
    ]


def _number(request: HttpRequest, name: str) -> int:
    posted = request.POST.get(name, "")
    return int(posted) if posted.isdecimal() else 0


def _render(
    request: HttpRequest, statement: Statement, form: ContrastForm, *, status: int = 200
) -> HttpResponse:
    rivals = find_rivals(statement)
    ticked = set(request.POST.getlist("rival"))
    context = {
        "statement": Statement.objects.with_context().with_links().get(pk=statement.pk),
        "form": form,
        "rivals": [
            (rival, str(rival.statement.pk) in ticked, _does(request, rival)) for rival in rivals
        ],
        "does": DOES,
        "is_searched": hasattr(statement, "vector"),
    }
    return render(request, "claims/statement_contrast.html", context, status=status)


def _does(request: HttpRequest, rival: RivalFound) -> str:
    return request.POST.get(f"does_{rival.statement.pk}") or rival.does
