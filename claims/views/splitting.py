"""Splitting a question: choose the claims and statements that become a question of their own."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.errors import ReviewError, StaleQuestionError
from claims.forms import QuestionForm
from claims.models import Claim, ClaimLink, Question
from claims.services.splitting import SplitOff, split_question
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, needs
from claims.views.finding import of_question

N_PAGE = 60


class SplitForm(QuestionForm):
    """The question that is split off."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    class Meta(QuestionForm.Meta):
        fields = ["text", "answer_kind", "unit"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim with those of its statements that the page shows; what was ticked stays so."""

    claim: Claim
    n_statements: int
    links: tuple[tuple[ClaimLink, bool], ...]
    is_ticked: bool


@require_http_methods(["GET", "POST"])
@needs("claims.change_question")
@of_question()
def split(request: HttpRequest, question: Question) -> HttpResponse:
    """Show the claims with their statements to choose from; what was sent becomes a question."""
    initial = {"answer_kind": question.answer_kind, "unit": question.unit}
    if request.method == "POST":
        return _split(request, question, SplitForm(request.POST))
    return _render(request, question, SplitForm(initial=initial))


def _split(request: HttpRequest, question: Question, form: SplitForm) -> HttpResponse:
    if not form.is_valid():
        return _render(request, question, form, status=UNPROCESSABLE)
    posted = request.POST.get("row_version", "")
    try:
        event = split_question(
            question_id=question.pk,
            row_version=int(posted) if posted.isdecimal() else 0,
            chosen=SplitOff(_keys(request, "claim"), _keys(request, "link")),
            actor=actor_of(request),
            **form.cleaned_data,
        )
    except StaleQuestionError as error:
        messages.warning(request, str(error))
        question.refresh_from_db()
        return _render(request, question, form, status=CONFLICT)
    except ReviewError as error:
        messages.error(request, str(error))
        return _render(request, question, form, status=UNPROCESSABLE)
    messages.success(
        request,
        _("This question was split off from “%(question)s”. The history of either can undo that.")
        % {"question": question},
    )
    return redirect(event.other or question)


def _render(
    request: HttpRequest, question: Question, form: SplitForm, *, status: int = 200
) -> HttpResponse:
    words = request.GET.get("words", "").strip()
    links = ClaimLink.objects.confirmed().filter(claim__question=question)
    if words:
        links = links.filter(
            Q(statement__words__icontains=words)
            | Q(statement__speaker__name__icontains=words)
            | Q(statement__speaker__canonical__name__icontains=words)
        )
    links = (
        links.select_related(
            "claim", "statement__speaker__canonical", "statement__version__article__outlet"
        )
        .defer("statement__version__text", "statement__version__raw")
        .order_by("claim", "statement__version__article__sort_at", "pk")
    )
    page = Paginator(links, N_PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "form": form,
        "choices": _choices(request, question, list(page)),
        "page": page,
        "words": words,
    }
    return render(request, "claims/question_split.html", context, status=status)


def _choices(request: HttpRequest, question: Question, links: list[ClaimLink]) -> list[Choice]:
    ticked_claims, ticked_links = _keys(request, "claim"), _keys(request, "link")
    claims = question.claims.standing().order_by("pk")
    n_confirmed = Count("links", filter=Q(links__state="confirmed"))
    counts = dict(claims.annotate(n=n_confirmed).values_list("pk", "n"))
    return [
        Choice(
            claim,
            counts[claim.pk],
            tuple((link, link.pk in ticked_links) for link in links if link.claim_id == claim.pk),
            claim.pk in ticked_claims,
        )
        for claim in claims
    ]


def _keys(request: HttpRequest, name: str) -> frozenset[int]:
    return frozenset(int(key) for key in request.POST.getlist(name) if key.isdecimal())
