"""How good the engine is, by the editors' own decisions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.models import Desk, Recalibration
from claims.quality.asked import Asked
from claims.quality.corrections import read_corrections
from claims.quality.plot import draw_calibration
from claims.quality.rates import N_LEAST
from claims.quality.reading import read_quality
from claims.services.counting import count_outcomes
from claims.views.acts import can_review


@require_GET
@can_review
def show(request: HttpRequest) -> HttpResponse:
    """Show how the engine's proposals fared, counted up to the last act."""
    asked, state = Asked.read(request.GET), count_outcomes()
    quality = read_quality(asked, state)
    context = {
        "asked": asked,
        "desks": Desk.objects.all(),
        "state": state,
        "quality": quality,
        "plot": draw_calibration(quality.confidence),
        "n_least": N_LEAST,
        "recalibration": Recalibration.objects.filter(is_used=True).first(),
    }
    return render(request, "claims/quality.html", context)


@require_GET
@login_required
@permission_required("claims.export_corrections", raise_exception=True)
def corrections(request: HttpRequest) -> StreamingHttpResponse:
    """Send what editors decided in the training format, an article at a time."""
    count_outcomes()
    return StreamingHttpResponse(
        read_corrections(),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="corrections.jsonl"'},
    )
