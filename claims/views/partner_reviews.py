"""Partners' reviews of the claims of a question: looked at, taken, refused, or typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ReviewError
from claims.models import PartnerReview, Question
from claims.services.partner_reviews import decide_partner_review, record_partner_review
from claims.views.acts import UNPROCESSABLE, actor_of, can_review, needs
from claims.views.finding import of_question

N_PAGE = 20


class PartnerReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A review as its partner published it."""

    url = forms.URLField(
        label=gettext_lazy("Address of the review"), max_length=500, assume_scheme="https"
    )

    class Meta:
        model = PartnerReview
        fields = [
            "claim",
            "partner",
            "claim_reviewed",
            "rating",
            "url",
            "author",
            "published_on",
            "language",
        ]
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "claim": gettext_lazy("The claim of this question that the review is about."),
            "claim_reviewed": gettext_lazy("Word for word as the partner has it."),
            "rating": gettext_lazy("Word for word, never translated: “Mostly false”, “Faux”."),
            "language": gettext_lazy("The language of the rating, such as “en” or “fr”."),
        }

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claims = question.claims.standing().order_by("pk")
        self.fields["claim"].queryset = claims  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """Allow an address that stands already: it is brought up to date."""


@require_http_methods(["GET", "POST"])
@login_required
@of_question()
def reviews(request: HttpRequest, question: Question) -> HttpResponse:
    """List the reviews of the question's claims; an editor adds one."""
    if request.method == "POST":
        return _add(request, question)
    return _render(request, question, PartnerReviewForm(question=question))


@needs("claims.add_partnerreview")
def _add(request: HttpRequest, question: Question) -> HttpResponse:
    form = PartnerReviewForm(request.POST, question=question)
    if not form.is_valid():
        return _render(request, question, form, status=UNPROCESSABLE)
    try:
        record_partner_review(actor=actor_of(request), **form.cleaned_data)
    except ReviewError as error:
        form.add_error(None, str(error))
        return _render(request, question, form, status=UNPROCESSABLE)
    messages.success(request, _("The review stands beside the claim, under the partner’s name."))
    return redirect(reverse("claims:partner-review-list", args=[question.slug]))


@require_POST
@can_review
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a review is about its claim."""
    review = get_object_or_404(PartnerReview.objects.select_related("claim__question"), pk=pk)
    try:
        decide_partner_review(
            review_id=pk,
            shown=request.POST.get("shown", ""),
            state=request.POST.get("state", ""),
            actor=actor_of(request),
        )
        messages.success(request, _("Decided, and on record."))
    except ReviewError as error:
        messages.warning(request, str(error))
    slug = review.claim.question.standing.slug
    return redirect(reverse("claims:partner-review-list", args=[slug]))


def _render(
    request: HttpRequest, question: Question, form: PartnerReviewForm, *, status: int = 200
) -> HttpResponse:
    rows = PartnerReview.objects.filter(claim__question=question).select_related(
        "claim", "decided_by"
    )
    context = {
        "question": question,
        "form": form,
        "page": Paginator(rows.order_by("-pk"), N_PAGE).get_page(request.GET.get("page")),
        "can_review": request.user.has_perm("claims.review_statement"),
        "can_add": request.user.has_perm("claims.add_partnerreview"),
    }
    return render(request, "claims/partner_reviews.html", context, status=status)
