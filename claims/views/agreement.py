"""How far two readers of one statement agree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.agreement.measures import N_SURE
from claims.agreement.plot import draw_weeks
from claims.agreement.reading import Verdict, read_agreement
from claims.models import Desk
from claims.quality.asked import Asked
from claims.quality.rates import N_LEAST
from claims.views.acts import can_review


@require_GET
@can_review
def show(request: HttpRequest) -> HttpResponse:
    """Show kappa on verdicts and F1 on spans, by desk and by week; the address says of which."""
    asked = Asked.read(request.GET)
    agreement = read_agreement(asked)
    context = {
        "asked": asked,
        "desks": Desk.objects.all(),
        "agreement": agreement,
        "plot": draw_weeks(agreement.weeks),
        "second_verdicts": Verdict.labels,
        "n_least": N_LEAST,
        "n_sure": N_SURE,
    }
    return render(request, "claims/agreement.html", context)
