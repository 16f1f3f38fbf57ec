"""Recalibrations: made from editors' decisions, put to use, taken out of use."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from analysis.attribution import recalibration as fitted
from analysis.attribution.recalibration import Trait, recalibrate
from analysis.types import Extraction
from claims.errors import ReviewError
from claims.models import Outcome, Recalibration
from claims.quality.calibration import Decision, Report

N_READ = 200_000  # the newest decisions; older ones tell less of today's articles


def used_recalibration(*, engine: str) -> Recalibration | None:
    """Return the recalibration in use, if it was made for `engine`: another engine is as sure in another way."""
    return Recalibration.objects.filter(is_used=True, engine=engine).first()


def recalibrated(extraction: Extraction) -> Extraction:
    """Return the extraction with the confidences of this installation; as it came where none is in use."""
    used = used_recalibration(engine=extraction.engine)
    if used is None:
        return extraction
    return recalibrate(extraction, weights_of(used), number=used.number)


def weights_of(row: Recalibration) -> fitted.Recalibration:
    """Return the stored weights, ready to be applied."""
    return fitted.Recalibration(row.weights)


def read_decisions(*, engine: str) -> list[Decision]:
    """Return the decisions on proposals of `engine`, recalibrated or not; those set aside are left out."""
    own = Q(engine=engine) | Q(engine__startswith=f"{engine}+cal.")
    rows = Outcome.objects.filter(own).exclude(kind=Outcome.Kind.ASIDE).order_by("-pk")
    columns = ("plain_confidence", "quotation", "cue_class", "has_source", "kind", "article_id")
    return [
        Decision(Trait(*traits), kind == Outcome.Kind.ACCEPTED, article)
        for *traits, kind, article in rows.values_list(*columns)[:N_READ]
    ]


def store_recalibration(
    *, engine: str, weights: fitted.Recalibration, report: Report
) -> Recalibration:
    """Store the weights with what they were fitted on, under the next number, and put them to use."""
    with transaction.atomic():
        last = Recalibration.objects.aggregate(last=Max("number"))["last"] or 0
        row = Recalibration.objects.create(
            number=last + 1,
            engine=engine,
            weights=dict(weights.weights),
            report=report.as_json(),
            n_decisions=report.n_decisions,
        )
        return use_recalibration(number=row.number)


def use_recalibration(*, number: int) -> Recalibration:
    """Put the recalibration to use from now on, instead of whichever was; raises `ReviewError` if there is none."""
    with transaction.atomic():
        row = Recalibration.objects.filter(number=number).first()
        if row is None:
            known = Recalibration.objects.values_list("number", flat=True)
            numbers = ", ".join(map(str, known)) or "none yet"
            raise ReviewError(f"there is no recalibration {number}; there are: {numbers}")
        drop_recalibration()
        Recalibration.objects.filter(pk=row.pk).update(is_used=True, used_from=timezone.now())
        row.refresh_from_db()
    return row


def drop_recalibration() -> int:
    """Go back to the confidence that ships; return how many recalibrations were taken out of use (one, or none)."""
    return Recalibration.objects.filter(is_used=True).update(is_used=False)
