"""Feeds of published reviews: handed in, watched, undone; and their matches, judged one by one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import ReviewError
from claims.models import PartnerReview, ReviewImport
from claims.services.partner_reviews import decide_partner_review
from claims.services.review_imports import claims_of, import_for_real, request_import, undo_import
from claims.views.acts import UNPROCESSABLE, actor_of, can_review, needs

N_PAGE = 25
N_ROWS = 100
can_import = needs("claims.add_reviewimport")


class ReviewImportForm(forms.Form):
    """A file, or an address."""

    file = forms.FileField(label=gettext_lazy("File with ClaimReview JSON-LD"), required=False)
    url = forms.URLField(
        label=gettext_lazy("or the address of such a feed"),
        required=False,
        max_length=1000,
        assume_scheme="https",
    )
    is_dry_run = forms.BooleanField(
        label=gettext_lazy("Only try it: show what would be suggested"),
        required=False,
        initial=True,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of both."""
        values = super().clean() or {}
        if bool(values.get("file")) == bool(values.get("url")) and not self.errors:
            raise forms.ValidationError(_("Choose a file or give an address."))
        return values


@require_http_methods(["GET", "POST"])
@can_import
def list_imports(request: HttpRequest) -> HttpResponse:
    """Show the imports, newest first, and take a feed in."""
    form = ReviewImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            run = request_import(
                source=given["file"].name if given["file"] else given["url"],
                data=given["file"].read() if given["file"] else None,
                actor=actor_of(request),
                is_dry_run=given["is_dry_run"],
            )
        except ReviewError as error:
            form.add_error(None, str(error))
        else:
            return redirect(run)
    runs = ReviewImport.objects.defer("text").select_related("made_by")
    context = {
        "form": form,
        "page": Paginator(runs, N_PAGE).get_page(request.GET.get("page")),
        "n_waiting": PartnerReview.objects.suggested().count(),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "claims/review_import_list.html", context, status=status)


@require_safe
@can_import
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is and what became of each review; a script that asks gets the fragment."""
    run = get_object_or_404(ReviewImport.objects.defer("text"), pk=pk)
    page = Paginator(run.report, N_ROWS).get_page(request.GET.get("page"))
    claims = claims_of(list(page))
    rows = [{**row, "claim": claims.get(row.get("claim", 0))} for row in page]
    context = {"run": run, "page": page, "rows": rows}
    is_part = "HX-Request" in request.headers
    template = "claims/_review_import.html" if is_part else "claims/review_import.html"
    return render(request, template, context)


@require_POST
@can_import
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in what was only tried."""
    run = get_object_or_404(ReviewImport, pk=pk, is_dry_run=True, state=ReviewImport.State.DONE)
    return redirect(import_for_real(run=run, actor=actor_of(request)))


@require_POST
@can_import
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what an import suggested and nobody has decided."""
    run = get_object_or_404(ReviewImport.objects.defer("text"), pk=pk)
    try:
        undo_import(run=run)
    except ReviewError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("Undone. What editors had decided was left alone; decide it again there.")
        )
    return redirect(run)


@require_http_methods(["GET", "POST"])
@can_review
def judge(request: HttpRequest) -> HttpResponse:
    """Show the next review that waits, beside the claim it was matched with; one key decides."""
    if request.method == "POST":
        return _decide(request)
    waiting = PartnerReview.objects.suggested().select_related("claim__question").order_by("pk")
    after = request.GET.get("after", "")
    number = int(after) if after.isdecimal() and len(after) < 19 else 0
    done = request.GET.get("done", "")
    context = {
        "review": waiting.filter(pk__gt=number).first() or waiting.first(),
        "n_waiting": waiting.count(),
        "done": PartnerReview.objects.filter(pk=int(done)).first()
        if done.isdecimal() and len(done) < 19
        else None,
    }
    return render(request, "claims/review_judge.html", context)


def _decide(request: HttpRequest) -> HttpResponse:
    pk = request.POST.get("review", "")
    here = reverse("claims:partner-review-judge")
    if not pk.isdecimal() or len(pk) > 18:
        return redirect(here)
    state = request.POST.get("state", "")
    try:
        decide_partner_review(
            review_id=int(pk),
            shown=request.POST.get("shown", ""),
            state=state,
            actor=actor_of(request),
        )
    except ReviewError as error:
        messages.warning(request, str(error))
        return redirect(here)
    if state == PartnerReview.State.SUGGESTED:
        messages.success(request, _("Undone: it waits again."))
        return redirect(f"{here}?after={int(pk) - 1}")
    return redirect(f"{here}?after={pk}&done={pk}")
