"""The parts under the claims: what each is called, what it shows of the page, and with which template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.contrast.changes import find_changes
from claims.contrast.columns import Contrast
from claims.contrast.drift import find_drifts
from claims.contrast.figures import draw_dots, read_points
from claims.contrast.matrix import build_matrix
from claims.contrast.timeline import NARROW, WIDE, draw_timeline
from claims.contrast.unheard import anonymous_only, find_unheard
from claims.models import Question

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

N_TABLE = 50
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `find` returns what its template needs, nothing where there is nothing to show."""

    title: str | _StrPromise
    template: str
    find: Callable[[Contrast], Found]
    is_of_figures: bool = False

    def fits(self, question: Question) -> bool:
        """Tell whether a question of this kind has the part at all."""
        return not self.is_of_figures or question.answer_kind == Question.AnswerKind.NUMBER


def _timeline(contrast: Contrast) -> Found:
    plots = [draw_timeline(contrast, size) for size in (WIDE, NARROW)]
    return {
        "contrast": contrast,
        "timelines": [plot for plot in plots if plot is not None],
        "table": contrast.said[:N_TABLE],
        "n_beyond_table": max(0, len(contrast.said) - N_TABLE),
    }


def _figures(contrast: Contrast) -> Found:
    points = read_points(contrast)
    plots = [draw_dots(points, size) for size in (WIDE, NARROW)]
    dots = [plot for plot in plots if plot is not None]
    return {"points": points, "dot_plots": dots} if points else {}


def _matrix(contrast: Contrast) -> Found:
    return {"matrix": build_matrix(contrast), "columns": contrast.columns}


def _changes(contrast: Contrast) -> Found:
    changes = find_changes(contrast)
    return {"changes": changes} if changes else {}


def _drift(contrast: Contrast) -> Found:
    drifts = find_drifts(contrast)
    return {"drifts": drifts} if drifts else {}


def _silence(contrast: Contrast) -> Found:
    return {
        "unheard": find_unheard(contrast.everything),
        "unnamed": anonymous_only(contrast.said),
        "columns": contrast.columns,
    }


PARTS = {
    "timeline": Part(
        _("When each claim was put forward, denied or qualified"),
        "claims/_contrast_timeline.html",
        _timeline,
    ),
    "figures": Part(
        _("Figures put forward, by date and source"),
        "claims/_contrast_figures.html",
        _figures,
        is_of_figures=True,
    ),
    "matrix": Part(_("Speakers and claims"), "claims/_contrast_matrix.html", _matrix),
    "changes": Part(
        _("One speaker, different claims over time"), "claims/_contrast_changes.html", _changes
    ),
    "drift": Part(_("The same words, given differently"), "claims/_contrast_drift.html", _drift),
    "silence": Part(
        _("Who is not heard, and who is not named"), "claims/_contrast_silence.html", _silence
    ),
}
